import Testing

@testable import Assembly

struct ListeningAddressTests {
    @Test(arguments: ["127.0.0.1:8080", "[::1]:0", "localhost:65535"])
    func `an address and a port are read, and said again`(_ text: String) throws {
        #expect(try ListeningAddress(text).description == text)
    }

    @Test(arguments: ["", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:8080"])
    func `what is no address and port is refused`(_ text: String) {
        #expect(throws: Server.Refusal.notAnAddress(text)) { try ListeningAddress(text) }
    }
}
