import HTTPTypes
import Hummingbird
import NIOCore
import Web

/// A body on its way: what is sent, a piece at a time, each only once the site wants more.
public struct SentBody: Sendable {
    fileprivate let source: RequestBody.Source

    public func send(_ bytes: [UInt8]) async { await source.yield(ByteBuffer(bytes: bytes)) }
    public func send(_ text: String) async { await send(Array(text.utf8)) }
}

/// The line broke.
public struct LineCut: Error {
    public init() {}
}

extension Visitor {
    /// Sends a body in pieces while the site answers. Whatever `send` throws breaks the line off.
    public func stream(
        _ path: String, _ headers: HTTPFields, _ send: @escaping @Sendable (SentBody) async throws -> Void
    ) async throws -> Screen {
        let (body, source) = RequestBody.makeStream()
        let sending = Task {
            do {
                try await send(SentBody(source: source))
                source.finish()
            } catch {
                source.finish(error)
            }
        }
        defer { sending.cancel() }
        return try await self.send(.post, path, headers: headers, body: body)
    }

    /// What a browser sends of a form with a file: fields first, in pieces of that many bytes.
    public func send(
        _ file: [UInt8], called name: String, to path: String, _ fields: KeyValuePairs<String, String>,
        piece: Int = 4_096, _ headers: HTTPFields = [:]
    ) async throws -> Screen {
        var headers = headers
        headers[.contentType] = "multipart/form-data; boundary=\(FormBody.boundary)"
        let body = FormBody.bytes(fields.map { ($0.key, $0.value) }, file, called: name)
        headers[.contentLength] = "\(body.count)"
        return try await stream(path, headers) { line in
            for start in stride(from: 0, to: body.count, by: piece) {
                await line.send(Array(body[start..<min(start + piece, body.count)]))
            }
        }
    }

    /// What the page's script sends: bytes alone.
    public func send(
        bytes: [UInt8], to path: String, token: String, piece: Int = 4_096, _ headers: HTTPFields = [:]
    ) async throws -> Screen {
        var headers = headers
        headers[.contentType] = "application/octet-stream"
        headers[.formTokenInTest] = token
        headers[.contentLength] = "\(bytes.count)"
        headers[.accept] = "application/json"
        return try await stream(path, headers) { line in
            for start in stride(from: 0, to: bytes.count, by: piece) {
                await line.send(Array(bytes[start..<min(start + piece, bytes.count)]))
            }
        }
    }
}

/// A form with a file, as browsers write it.
public enum FormBody {
    public static let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"

    public static func bytes(_ fields: [(String, String)], _ file: [UInt8], called name: String) -> [UInt8] {
        var body: [UInt8] = []
        for (field, value) in fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Array(
            """
            --\(boundary)\r
            Content-Disposition: form-data; name="file"; filename="\(name)"\r
            Content-Type: application/octet-stream\r
            \r\n
            """.utf8)
        return body + file + Array("\r\n--\(boundary)--\r\n".utf8)
    }
}

extension HTTPField.Name {
    public static let formTokenInTest = HTTPField.Name("X-Form-Token")!
}
