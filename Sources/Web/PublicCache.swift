import Crypto
import Foundation
import Hummingbird
import Synchronization

/// Answers to visitors who are not signed in, kept as they are sent: plain and compressed.
///
/// A kept answer is good for one version of the data and one minute of the campaign's clock (a page says how long is left,
/// and a phase begins at its minute). A write makes a new version, so what is withdrawn is gone at once.
final class PublicCache: Sendable {
    fileprivate struct Copy: Sendable {
        let version: Int
        let minute: Int
        let type: String
        let plain: ByteBuffer
        let gzip: ByteBuffer?
        let tag: String
    }

    private struct Shelf: Sendable {
        var copies: [String: Copy] = [:]
        var size = 0
    }

    /// Bytes kept before everything is dropped; a crawler with endless queries can't fill the memory.
    private static let room = 24 << 20

    private let version: @Sendable () -> Int
    private let shelf = Mutex(Shelf())

    init(version: @escaping @Sendable () -> Int) { self.version = version }

    /// The kept answer, when it is still good.
    func kept(for request: Request, facts: RequestFacts, now: Date) -> Response? {
        let key = Self.key(facts)
        guard let copy = shelf.withLock({ $0.copies[key] }), copy.version == version(), copy.minute == Self.minute(now)
        else { return nil }
        return copy.response(to: request)
    }

    func answer(
        to request: Request, facts: RequestFacts, now: Date, _ make: () async throws -> Response
    ) async throws -> Response {
        // Read before the page is made: a write meanwhile makes the copy old, never the other way round.
        let version = version()
        let response = try await make()
        guard response.status == .ok, let type = response.headers[.contentType] else { return response }
        let collector = BodyCollector()
        try await response.body.write(collector)
        let plain = collector.bytes
        let copy = Copy(
            version: version, minute: Self.minute(now), type: type, plain: ByteBuffer(bytes: plain),
            gzip: plain.count < 600 ? nil : ByteBuffer(bytes: try Gzip.compress(plain, level: 6)), tag: Self.tag(plain))
        let key = Self.key(facts)
        shelf.withLock { shelf in
            if shelf.size > Self.room { shelf = Shelf() }
            shelf.size += plain.count + key.utf8.count
            shelf.copies[key] = copy
        }
        return copy.response(to: request)
    }

    private static func key(_ facts: RequestFacts) -> String { "\(facts.language.prefix)\(facts.path)?\(facts.query)" }

    private static func minute(_ now: Date) -> Int { Int((now.timeIntervalSince1970 / 60).rounded(.down)) }

    private static func tag(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension PublicCache.Copy {
    fileprivate func response(to request: Request) -> Response {
        let takesGzip = gzip != nil && request.takesGzip
        let tag = takesGzip ? "\"\(tag)-z\"" : "\"\(tag)\""
        var headers: HTTPFields = [
            .contentType: type, .eTag: tag, .cacheControl: "public, no-cache", .vary: "Accept-Encoding, Cookie",
        ]
        if request.headers[.ifNoneMatch]?.contains(tag) ?? false {
            return Response(status: .notModified, headers: headers)
        }
        if takesGzip { headers[.contentEncoding] = "gzip" }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: takesGzip ? gzip ?? plain : plain))
    }
}

extension Request {
    /// Named, and not with the weight 0, which refuses it.
    var takesGzip: Bool {
        headers[.acceptEncoding]?.split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            return parts.first == "gzip" && !parts.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
        } ?? false
    }
}

/// Takes a response's body into memory.
final class BodyCollector: ResponseBodyWriter {
    private var buffer = ByteBuffer()
    var bytes: [UInt8] { Array(buffer: buffer) }

    func write(_ buffer: ByteBuffer) async throws { self.buffer.writeImmutableBuffer(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
