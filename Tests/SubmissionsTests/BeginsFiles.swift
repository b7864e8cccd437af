import Assembly
import Foundation
import Identifiers
import Storage
import Testing
import Web
import WebTesting
import World

/// Suites in which somebody from the street begins a file.
protocol BeginsFiles {}

extension BeginsFiles {
    static var path: String { "/dossiers/nouveau" }

    func begin(_ visitor: Visitor, email: String, title: String = "La nuit rendue") async throws -> Screen {
        let answer = try await visitor.post(Self.path, ["email": email, "organisation": "Levain", "title": title])
        return answer.status == .seeOther ? try await visitor.follow(answer) : answer
    }

    func link(to email: String, in world: World) async throws -> String {
        let link = try await letter(to: email, in: world).firstMatch(of: /\/dossiers\/commencer\/[0-9a-f]+/)
        return try #require(link.map { String($0.0) })
    }

    func letter(to email: String, in world: World) async throws -> String {
        let text: String? = try await world.database.read { connection in
            try connection.row(
                "SELECT plain FROM message WHERE lower(address) = \(email.lowercased()) ORDER BY id DESC")?["plain"]
        }
        return try #require(text)
    }

    /// Somebody from the street who gets a session as in life.
    func door(of world: World) throws -> Visitor {
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.clock = SiteClock(campaign: { World.monday })
        return Visitor(try House(database: world.database, settings: settings).site, asker: World.browser)
    }

    func letters(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM message") }
    }

    /// People, files and initiatives.
    func counts(in world: World) async throws -> [Int] {
        try await world.database.read { connection in
            [
                try connection.count("SELECT count(*) AS count FROM person"),
                try connection.count("SELECT count(*) AS count FROM submission"),
                try connection.count("SELECT count(*) AS count FROM initiative"),
            ]
        }
    }

    func files(of email: String, in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows(
                """
                SELECT title FROM submission JOIN submission_author ON submission = submission.id
                JOIN person ON person.id = submission_author.person WHERE email_key = \(email)
                """
            ).map { try $0["title"] }
        }
    }
}
