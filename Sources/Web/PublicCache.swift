import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// Answers to visitors who are not signed in, kept as they are sent: plain and compressed.
///
/// A kept answer is good for one version of the data and one minute of the campaign's clock (a page says how long is left,
/// and a phase begins at its minute). A write makes a new version, so what is withdrawn is gone at once.
final class PublicCache: Sendable {
    private struct Shelf: Sendable {
        var copies: [String: KeptAnswer] = [:]
        var size = 0
    }

    /// Bytes kept before everything is dropped; a crawler with endless queries can't fill the memory.
    private static let room = 4 << 20

    private let version: @Sendable () -> Int
    private let isSecure: Bool
    private let cookieName: String
    private let shelf = Mutex(Shelf())

    init(_ site: SiteSettings) { (version, isSecure, cookieName) = (site.version, site.isSecure, site.cookieName) }

    /// The kept answer, when it is still good.
    func kept(for address: String, _ wishes: RequestWishes, now: Date) -> Response? {
        guard let copy = shelf.withLock({ $0.copies[address] }), copy.version == version(),
            copy.minute == Self.minute(now)
        else { return nil }
        return copy.response(to: wishes)
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
        let copy = KeptAnswer(
            collector.bytes, type: type, version: version, minute: Self.minute(now), isSecure: isSecure)
        let address = facts.language.prefix + facts.path + (facts.query.isEmpty ? "" : "?" + facts.query)
        shelf.withLock { shelf in
            if shelf.size > Self.room { shelf = Shelf() }
            shelf.size += copy.size + address.utf8.count
            shelf.copies[address] = copy
        }
        return copy.response(to: RequestWishes(request.headers, sessionCookie: cookieName))
    }

    private static func minute(_ now: Date) -> Int { Int((now.timeIntervalSince1970 / 60).rounded(.down)) }
}

/// One answer as it is sent again and again: with all its headers.
private final class KeptAnswer: Sendable {
    fileprivate struct Form: Sendable {
        let tag: String
        let response: Response
        let unchanged: Response
    }

    let version: Int
    let minute: Int
    /// In memory, about.
    let size: Int
    private let plain: [UInt8]
    private let type: String
    private let isSecure: Bool
    private let digest: String
    private let asPlain: Form
    /// Made for the first visitor who wants it: compressing takes longer than making the page.
    private let asGzip = Mutex<Form?>(nil)

    init(_ plain: [UInt8], type: String, version: Int, minute: Int, isSecure: Bool) {
        (self.plain, self.type, self.version, self.minute, self.isSecure) = (plain, type, version, minute, isSecure)
        digest = SHA256.hash(data: plain).prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
        size = plain.count * 5 / 2 + 4096
        asPlain = Form(plain, type: type, tag: "\"\(digest)\"", coding: nil, isSecure: isSecure)
    }

    func response(to wishes: RequestWishes) -> Response {
        let form = wishes.takesGzip && plain.count >= 600 ? compressed() ?? asPlain : asPlain
        return wishes.known?.contains(form.tag) ?? false ? form.unchanged : form.response
    }

    private func compressed() -> Form? {
        asGzip.withLock { kept in
            if let kept { return kept }
            guard let bytes = try? Gzip.compress(plain, level: 6) else { return nil }
            let form = Form(bytes, type: type, tag: "\"\(digest)-z\"", coding: "gzip", isSecure: isSecure)
            kept = form
            return form
        }
    }
}

extension KeptAnswer.Form {
    fileprivate init(_ body: [UInt8], type: String, tag: String, coding: String?, isSecure: Bool) {
        var headers: HTTPFields = [
            .contentType: type, .eTag: tag, .cacheControl: "public, no-cache", .vary: "Accept-Encoding, Cookie",
        ]
        headers.addSafety(isSecure: isSecure)
        unchanged = Response(status: .notModified, headers: headers)
        headers[.contentEncoding] = coding
        response = Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        self.tag = tag
    }
}

/// What a request says of the form it wants its answer in, read in one go: asked by name, each header is searched for.
struct RequestWishes {
    private(set) var takesGzip = false
    /// The tags of the copies it has.
    private(set) var known: String?
    private(set) var hasSession = false

    init(_ headers: HTTPFields, sessionCookie: String) {
        for field in headers {
            switch field.name {
            case .acceptEncoding: takesGzip = takesGzip || field.namesGzip
            case .ifNoneMatch: known = field.value
            case .cookie: hasSession = hasSession || field.value.contains(sessionCookie)
            default: break
            }
        }
    }
}

extension HTTPField {
    /// Named, and not with the weight 0, which refuses it.
    fileprivate var namesGzip: Bool {
        // As all browsers begin.
        if value.hasPrefix("gzip,") { return true }
        return value.split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            return parts.first == "gzip" && !parts.dropFirst().contains { $0.wholeMatch(of: /q=0(\.0*)?/) != nil }
        }
    }
}

/// Takes a response's body into memory.
final class BodyCollector: ResponseBodyWriter {
    private var buffer = ByteBuffer()
    var bytes: [UInt8] { Array(buffer: buffer) }

    func write(_ buffer: ByteBuffer) async throws { self.buffer.writeImmutableBuffer(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
