import HTTPTypes
import Hummingbird
import NIOCore

/// A file that lies somewhere and is sent as it is read: whole, or the part that was asked for.
public struct StreamedFile: Sendable {
    public enum Presentation: Sendable {
        /// Shown by the browser: only for what the house itself has made, and for PDF.
        case shown
        /// Kept by whoever asks, under its name.
        case kept
    }

    public enum Audience: Sendable {
        /// The address holds the digest and everybody may have it: it never changes.
        case everyone
        case whoeverAsked
    }

    public let name: String
    public let type: String
    /// In bytes.
    public let size: Int
    /// SHA-256 in hexadecimal digits: its tag.
    public let digest: String
    public let presentation: Presentation
    public let audience: Audience
    /// Where somebody signed in takes along what somebody sent: that is noted before it leaves.
    public let isNoted: Bool
    let read: @Sendable (Range<Int>) async throws -> AsyncThrowingStream<ByteBuffer, any Error>

    /// - Parameter read: some of its bytes, as they come, each only once the one before it was taken.
    public init(
        name: String, type: String, size: Int, digest: String, _ presentation: Presentation, for audience: Audience,
        isNoted: Bool = true,
        read: @escaping @Sendable (Range<Int>) async throws -> AsyncThrowingStream<ByteBuffer, any Error>
    ) {
        (self.name, self.type, self.size, self.digest) = (name, type, size, digest)
        (self.presentation, self.audience, self.isNoted, self.read) = (presentation, audience, isNoted, read)
    }

    var tag: String { "\"\(digest)\"" }
}

/// What a request says of the part of a file that it wants.
struct PartWish: Sendable {
    var range: String?
    var condition: String?
    var known: String?

    init(_ headers: HTTPFields) {
        (range, condition, known) = (headers[.range], headers[.ifRange], headers[.ifNoneMatch])
    }

    /// Whether whoever asks has it already.
    func knows(_ tag: String) -> Bool {
        guard let known else { return false }
        return known.split(separator: ",").contains { part in
            let name = part.drop { $0 == " " }
            return name == "*" || name.prefix { $0 != " " } == tag || name.prefix { $0 != " " } == "W/" + tag
        }
    }

    /// Nil where nothing leaves: who has it already takes nothing along.
    func leaving(with file: StreamedFile) -> LeavingFile? {
        guard !knows(file.tag) else { return nil }
        return switch ByteRange(range, if: condition, tag: file.tag, size: file.size) {
        case .whole: .stored(file)
        case .part(let part): part.lowerBound == 0 ? .stored(file) : .continued(file)
        case .outside: nil
        }
    }
}

extension StreamedFile {
    func response(to wish: PartWish) -> Response {
        guard !wish.knows(tag) else { return Response(status: .notModified, headers: headers) }
        switch ByteRange(wish.range, if: wish.condition, tag: tag, size: size) {
        case .whole: return Response(status: .ok, headers: headers, body: body(0..<size))
        case .part(let part):
            var headers = headers
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
            return Response(status: .partialContent, headers: headers, body: body(part))
        case .outside:
            return Response(
                status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(size)", .acceptRanges: "bytes"])
        }
    }

    private func body(_ part: Range<Int>) -> ResponseBody {
        guard !part.isEmpty else { return ResponseBody() }
        return ResponseBody(contentLength: part.count) { [read] writer in
            // Each is asked for once the one before was taken: whoever reads slowly holds one of them, not the file.
            for try await bytes in try await read(part) { try await writer.write(bytes) }
            try await writer.finish(nil)
        }
    }

    private var headers: HTTPFields {
        [
            .contentType: type, .eTag: tag, .acceptRanges: "bytes",
            .contentDisposition: Fields.disposition(presentation == .shown ? "inline" : "attachment", name),
            .contentSecurityPolicy: HTTPFields.storedPolicy(type),
            .cacheControl: audience == .everyone ? "public, max-age=31536000, immutable" : "private, no-store",
            .resourcePolicy: audience == .everyone ? "cross-origin" : "same-origin",
        ]
    }
}

extension HTTPFields {
    /// Nothing that people sent runs, fetches or asks for anything. Browsers show no PDF within a sandbox: theirs has its own, and
    /// what is said to be a PDF is taken for nothing else.
    fileprivate static func storedPolicy(_ type: String) -> String {
        let closed =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
        return type == "application/pdf" ? closed : "sandbox; " + closed
    }
}

extension Fields {
    /// As `Content-Disposition`: the plain name for old programs, the true one for the rest (RFC 6266).
    static func disposition(_ kind: String, _ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map {
                $0.isASCII && $0 != "\"" && $0 != "\\" && $0.value > 31 && $0.value < 127 ? Character($0) : "_"
            })
        return "\(kind); filename=\"\(plain)\"; filename*=UTF-8''\(encoded(name))"
    }
}

extension HTTPField.Name {
    static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
}
