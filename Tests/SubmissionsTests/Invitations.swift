import Storage
import Testing
import WebTesting
import World

extension World {
    /// Romain invites somebody to his file.
    func invite(_ email: String) async throws -> Screen {
        try await visitor(.romain).post(
            "/dossiers/\(World.ovens)/auteurs", ["token": "token-of-romain", "email": email])
    }

    func inviteForLink(_ email: String) async throws -> String {
        #expect(try await invite(email).status == .seeOther)
        return try await invitation(to: email)
    }

    /// The link of the last letter that invites this address.
    func invitation(to email: String) async throws -> String {
        let link = try await plain(to: email).firstMatch(of: /\/dossiers\/invitation\/[0-9a-f]+/)
        return try #require(link.map { String($0.0) })
    }

    /// Whoever was invited presses the button of the page, and opens the link that this sends: what they come to.
    func comeIn(by link: String, as email: String, _ reader: Visitor) async throws -> Screen {
        #expect(try await reader.submit(link, on: reader.get(link), [:]).status == .ok)
        let way = try await signInLink(to: email)
        return try await reader.follow(reader.submit(way, on: reader.get(way), [:]))
    }

    func signInLink(to email: String) async throws -> String {
        let link = try await plain(to: email).firstMatch(of: /\/connexion\/[0-9a-f]+/)
        return try #require(link.map { String($0.0) })
    }

    private func plain(to email: String) async throws -> String {
        let row = try await database.read { connection in
            try connection.row(
                "SELECT plain FROM message WHERE lower(address) = \(email.lowercased()) ORDER BY id DESC")
        }
        return try #require(row)["plain"]
    }

    func invitationCount() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM author_invitation") }
    }

    /// People, roles, and lines of authors.
    func footprint() async throws -> [Int] {
        try await database.read { connection in
            [
                try connection.count("SELECT count(*) AS count FROM person"),
                try connection.count("SELECT count(*) AS count FROM role_grant"),
                try connection.count("SELECT count(*) AS count FROM submission_author"),
            ]
        }
    }
}
