import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// A kept answer in the form one visitor wants, ready to be sent: whole or «not modified», plain or compressed.
public struct KeptForm: Sendable {
    /// The first line and the headers, each with its line end; what tells the time follows.
    public let head: ByteBuffer
    /// Empty where nothing changed.
    public let body: ByteBuffer
    private let response: Response

    fileprivate init(_ response: Response, body: ByteBuffer) {
        (self.response, self.body) = (response, body)
        var head = "HTTP/1.1 \(response.status.code) \(response.status.reasonPhrase)\r\n"
        let hasBody = response.status != .notModified
        for field in response.headers where hasBody || field.name != .contentLength {
            head += "\(field.name): \(field.value)\r\n"
        }
        self.head = ByteBuffer(string: head)
    }

    /// The same for the slower way.
    func response(at time: HTTPTime) -> Response { response.expiring(time) }
}

/// One answer as it is sent again and again: with all its headers.
final class KeptAnswer: Sendable {
    private struct Made: Sendable {
        /// Made for the first visitor who wants it: compressing takes longer than making the page.
        var packed: ByteBuffer?
        /// By `place`; most pages are asked for once, so that none is made before.
        var forms: [KeptForm?] = [nil, nil, nil, nil]
    }

    /// One of the four forms.
    private struct Choice {
        let isPacked: Bool
        let tag: String
        let isUnchanged: Bool
        var place: Int { (isPacked ? 2 : 0) + (isUnchanged ? 1 : 0) }
    }

    let version: Int
    let minute: Int
    /// In memory, about.
    let size: Int
    private let plain: ByteBuffer
    private let type: String
    private let isSecure: Bool
    private let digest: String
    private let made = Mutex(Made())

    init(_ plain: ByteBuffer, type: String, version: Int, minute: Int, isSecure: Bool) {
        (self.plain, self.type, self.version, self.minute, self.isSecure) = (plain, type, version, minute, isSecure)
        digest = String(hexadecimal: SHA256.hash(data: plain.readableBytesView).prefix(12))
        size = plain.readableBytes * 3 / 2 + 6144
    }

    /// Nil when it has to be compressed first.
    func form(for wishes: RequestWishes) -> KeptForm? {
        let choice = choice(for: wishes)
        return made.withLock { made in
            if let form = made.forms[choice.place] { return form }
            guard let body = choice.isPacked ? made.packed : plain else { return nil }
            let form = KeptForm(response(choice, body), body: choice.isUnchanged ? ByteBuffer() : body)
            made.forms[choice.place] = form
            return form
        }
    }

    /// The slower way: compresses when that is wished for.
    func response(to wishes: RequestWishes, at time: HTTPTime) async throws -> Response {
        let choice = choice(for: wishes)
        guard choice.isPacked else { return response(choice, plain).expiring(time) }
        if let packed = made.withLock({ $0.packed }) { return response(choice, packed).expiring(time) }
        // Not on the thread of the connection, which has others to answer meanwhile.
        let packed = try await Task.detached { [plain] in
            ByteBuffer(bytes: try Gzip.compress(Array(buffer: plain), level: 6))
        }.value
        made.withLock { $0.packed = packed }
        return response(choice, packed).expiring(time)
    }

    private func choice(for wishes: RequestWishes) -> Choice {
        let isPacked = wishes.takesGzip && plain.readableBytes >= 600
        let tag = isPacked ? "\"\(digest)-z\"" : "\"\(digest)\""
        return Choice(isPacked: isPacked, tag: tag, isUnchanged: wishes.known?.contains(tag) ?? false)
    }

    private func response(_ choice: Choice, _ body: ByteBuffer) -> Response {
        var headers = HTTPFields()
        if !choice.isUnchanged { headers.append(HTTPField(name: .contentType, value: type)) }
        headers.append(HTTPField(name: .eTag, value: choice.tag))
        headers.append(HTTPField(name: .cacheControl, value: "public, no-cache"))
        headers.append(HTTPField(name: .vary, value: "Accept-Encoding, Cookie"))
        headers.addSafety(isSecure: isSecure)
        guard !choice.isUnchanged else { return Response(status: .notModified, headers: headers) }
        if choice.isPacked { headers.append(HTTPField(name: .contentEncoding, value: "gzip")) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}

extension Response {
    /// It was good in that second.
    fileprivate func expiring(_ time: HTTPTime) -> Response {
        var response = self
        response.headers[.expires] = time.text
        return response
    }
}

extension String {
    fileprivate init(hexadecimal bytes: some Sequence<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.reduce(into: [UInt8]()) { $0 += [digits[Int($1 >> 4)], digits[Int($1 & 15)]] }
        self.init(decoding: text, as: UTF8.self)
    }
}
