import Testing
import WebTesting
import World

@testable import Assembly

/// Requests whose body is no body, byte by byte, on a socket.
@Suite(.timeLimit(.minutes(5)))
struct OddBodyTests {
    private static let head = """
        POST /connexion HTTP/1.1\r\nHost: rallynov.test\r\nContent-Type: application/x-www-form-urlencoded\r\n
        """.trimmingCharacters(in: .newlines) + "\r\n"

    @Test(arguments: [
        "zz\r\nabc\r\n0\r\n\r\n", "-1\r\na\r\n0\r\n\r\n", "ffffffffffffffffff\r\na\r\n0\r\n\r\n",
        "3\r\nabcdef\r\n0\r\n\r\n",
    ])
    func `chunks that do not fit together are answered 400`(_ body: String) async throws {
        let answer = try await Wire.answer(to: Self.head + "Transfer-Encoding: chunked\r\n\r\n" + body, isAll: true)
        #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer.prefix(200))")
    }

    @Test func `whoever leaves in the middle of a form has sent none`() async throws {
        let answer = try await Wire.answer(
            to: Self.head + "Content-Length: 1000\r\n\r\nemail=romain%40example.org", isAll: true)
        #expect(!answer.hasPrefix("HTTP/1.1 200") && !answer.hasPrefix("HTTP/1.1 5"), "\(answer.prefix(200))")
    }
}
