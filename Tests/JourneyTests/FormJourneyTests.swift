import Documents
import Foundation
import MailTesting
import Testing
import Workers
import World

/// A form from its first question to the receipt of an answer, which leaves by a real line to a mail server.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"))
struct FormJourneyTests {
    @Test
    func `staff shape a form, and a file answers it over a line that is cut, while another version comes`() async throws
    {
        let server = try await SMTPSink()
        let papers = Self.papers
        try await OpenSite.whileOpen {
            $0.mailHosts = ["127.0.0.1:\(server.port)"]
            $0.papers = papers
        } _: { site in
            try await site.sendLetters(by: server)
            let story = FormStory(site: site, mail: ReceivedLetters(server: server))
            try await Browser.visiting(site.address, inspection: site.inspection) { agency in
                try await story.agencyBuildsTheForm(agency)
                try await Browser.visiting(site.address, inspection: site.inspection) { telephone in
                    try await story.organisationBegins(telephone)
                    try await story.organisationTellsItsStory(telephone)
                    try await story.organisationSendsFilesOverABadLine(telephone)
                    try await story.agencyPublishesAnother(agency)
                    try await story.openDraftFollows(telephone)
                    try await story.organisationTransmits(telephone)
                }
            }
        }
        await papers.stop()
    }

    /// Those of the machine; where it makes none, something that answers in their place.
    private static var papers: Papers {
        let python = ProcessInfo.processInfo.environment["RALLYNOV_PYTHON"] ?? World.root + "/.venv/bin/python"
        guard FileManager.default.fileExists(atPath: python) else {
            return Papers(worker: LineWorker("python3", ["-c", echo]))
        }
        return Papers(root: World.root, python: python)
    }

    private static let echo = """
        import base64, json, sys
        for line in sys.stdin:
            print(json.dumps({"bytes": base64.b64encode(b"%PDF-1.7 " + line.encode()).decode()}), flush=True)
        """
}

extension OpenSite {
    /// From then on letters leave, to that server.
    fileprivate func sendLetters(by server: SMTPSink) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO mail_setting (id, server, port, security, from_name, from_email)
                VALUES ('mail', '127.0.0.1', \(server.port), 'none', 'Agence', 'agence@example.org')
                """)
        }
    }
}
