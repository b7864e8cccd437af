import HTTPTypes
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// Heads that servers read in different ways, byte by byte, on a socket.
@Suite(.timeLimit(.minutes(5)))
struct OddHeadTests {
    private static let form = "Content-Type: application/x-www-form-urlencoded\r\n"

    @Test(arguments: [
        ("GET http://evil.example/ HTTP/1.1", "421"), ("GET HTTPS://evil.example:443/connexion HTTP/1.1", "421"),
        ("GET http://rallynov.test@evil.example/ HTTP/1.1", "421"),
        ("GET http://rallynov.test/connexion HTTP/1.1", "200"), ("GET /connexion HTTP/1.1", "200"),
        ("GET /connexion?next=http://evil.example/ HTTP/1.1", "200"),
    ])
    func `an address that names another site is not answered, whatever the header says`(line: String, status: String)
        async throws
    {
        let answer = try await Wire.answer(to: "\(line)\r\nHost: rallynov.test\r\nConnection: close\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(answer.prefix(200))")
    }

    @Test(arguments: ["gzip, chunked", "gzip,chunked", "chunked, chunked", "identity, chunked"])
    func `a body in a coding that nobody reads here is not taken for one without`(coding: String) async throws {
        let answer = try await Wire.answer(
            to: "POST /connexion HTTP/1.1\r\nHost: rallynov.test\r\nTransfer-Encoding: \(coding)\r\n\(Self.form)\r\n"
                + "5\r\nemail\r\n0\r\n\r\n")
        #expect(["HTTP/1.1 501", "HTTP/1.1 400"].contains { answer.hasPrefix($0) }, "\(answer.prefix(200))")
    }

    @Test func `a body in parts is read`() async throws {
        let mark = BrowserMark()
        let answer = try await Wire.answer(
            to: "POST /connexion HTTP/1.1\r\nHost: rallynov.test\r\nTransfer-Encoding: Chunked\r\nConnection: close\r\n"
                + "Cookie: asker=\(mark.text)\r\n\(Self.form)\r\n1b\r\nemail=romain%40example.org&\r\n"
                + "46\r\ntoken=\(mark.formToken)\r\n0\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer.prefix(200))")
    }

    /// The parts that were announced never come here: nobody waits for them.
    @Test(arguments: ["1048577", "9223372036854775807", "9223372036854775808"])
    func `a form that says that it is too long is refused before it comes`(length: String) async throws {
        let visitor = try await World().stranger
        let refused = try await visitor.post("/connexion", ["email": "romain@example.org"], [.contentLength: length])
        #expect(refused.status == .contentTooLarge)
        #expect(try await visitor.post("/connexion", ["email": "romain@example.org"]).status == .ok)
    }
}
