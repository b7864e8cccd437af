import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Jury
import Storage
import Submissions
import Testing
import WebTesting
import World

/// What those do who try to keep others from judging, and what is looked at afterwards.
extension World {
    /// Awa marks everything at the middle of the scale, and sends it.
    func sendAwas() async throws {
        let (awa, page) = (visitor(.awa), "/jury/dossiers/\(World.reading)")
        for checkpoint in try World.defaultGrid().grid.checkpoints {
            _ = try await awa.post(
                "\(page)/points/\(checkpoint.id)", ["token": "token-of-awa", "revision": "1", "mark": "2"])
        }
        #expect(try await awa.post("\(page)/envoi", ["token": "token-of-awa"]).status == .seeOther)
    }

    /// Somebody who runs the edition or judges in it was asked to write along, and says yes.
    func acceptInVain(_ somebody: Somebody, _ file: Submission.ID) async throws {
        let before = try await authors(of: somebody.email)
        let answer = try await visitor(somebody).post(
            "/dossiers/\(file)/invitation", ["token": "token-of-\(somebody)"])
        #expect(answer.status == .unprocessableContent, "\(somebody)")
        #expect(try await authors(of: somebody.email) == before)
    }

    /// The decision on the file that Awa reads is out.
    func announce() async throws {
        try await database.write { connection in
            try ToldReadingStore.tell(of: World.nursery, in: connection)
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
    }

    /// A line of authors as an older version of the program left it.
    func writeAlong(_ somebody: Somebody, in file: Submission.ID) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role) VALUES (\(file), \(somebody.id), 'co-author')
                """)
        }
    }

    func isTied(_ somebody: Somebody, to file: Submission.ID) async throws -> Bool {
        try await database.read { connection in
            let both: [SQL] = [
                "submission.id = \(file) AND \(Ties.binds(somebody.id, to: "submission.id"))",
                "submission.id = \(file) AND \(Ties.binds("\(somebody.id)", to: "submission.id"))",
            ]
            let found = try both.map { try connection.row("SELECT id FROM submission WHERE \($0)") != nil }
            let pairs = try connection.rows(
                Ties.pairs("submission.id = \(file) AND juror.person = \(somebody.id)"))
            #expect(found[0] == found[1] && found[0] == !pairs.isEmpty)
            return found[0]
        }
    }

    func sameOrganisation() async throws -> Bool {
        try await database.read { connection in
            try connection.count("SELECT count(DISTINCT organisation) AS count FROM submission") == 1
        }
    }

    func authors(of email: String) async throws -> Int {
        try await database.read { connection in
            try connection.count(
                """
                SELECT count(*) AS count FROM submission_author JOIN person ON person.id = submission_author.person
                WHERE email_key = \(email)
                """)
        }
    }

    func links(to email: String, like pattern: Regex<Substring>) async throws -> [String] {
        let plain = try await database.read { connection in
            try connection.rows("SELECT plain FROM message WHERE address = \(email) ORDER BY id").map {
                try $0["plain"] as String
            }
        }
        return plain.flatMap { text in text.matches(of: pattern).map { String($0.0) } }
    }

    /// Mireille gives or takes a role of 2014.
    func roles(of somebody: Somebody, _ act: String, _ role: String) async throws {
        let path = "/agence/personnes/\(somebody.id)/roles" + (act.isEmpty ? "" : "/\(act)")
        let answer = try await visitor(.mireille).post(
            path, ["token": "token-of-mireille", "role": role, "edition": World.edition2014.description])
        #expect(answer.status == .seeOther)
    }
}
