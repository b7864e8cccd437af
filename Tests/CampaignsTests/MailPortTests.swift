import Testing
import Web
import WebTesting
import World

@testable import Campaigns

struct MailPortTests {
    private let mail = "/agence/reglages/courriel"

    @Test(arguments: ["127.0.0.1", "127.8.9.10", "localhost"], ["22", "80", "5432", "8080"])
    func `no page makes the house speak with whatever listens on its own machine`(server: String, port: String)
        async throws
    {
        let mireille = try await World().visitor(.mireille)
        let fields: KeyValuePairs = [
            "server": server, "port": port, "security": "none", "from_email": "agence@example.org",
        ]
        let refused = try await mireille.submit(mail, on: mireille.get(mail), fields)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("href=\"#port\"") && refused.html.contains("value=\"\(port)\""))
        let saved = try await mireille.submit(mail, on: refused, ["port": "25"])
        #expect(saved.status == .seeOther)
    }
}
