import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Organisations
@testable import Submissions

/// Files that say something of their organisation, sent and settled as the tests want it.
protocol SayingOfOrganisation {}

extension SayingOfOrganisation {
    static var file: String { "/dossiers/\(World.ovens)" }
    static var desk: String { "/agence/dossiers/\(World.ovens)" }
    static var rna: String { "W391000001" }

    func fill(_ file: Submission.ID, _ said: [String: String], in world: World) async throws {
        try await CompleteFile.fill(file, in: world, without: Set(said.keys))
        try await world.database.write { connection in
            for (field, text) in said {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(file), \(field), \(text), \(World.monday))
                    """)
            }
        }
    }

    func send(_ file: Submission.ID, as somebody: Somebody, in world: World) async throws -> Screen {
        let (visitor, path) = (world.visitor(somebody), "/dossiers/\(file)/transmettre")
        return try await visitor.submit(path, on: visitor.get(path), [:])
    }

    func settle(_ fact: String, _ said: String, _ act: String, as somebody: Somebody = .julien, in world: World)
        async throws -> Screen
    {
        try await world.visitor(somebody).post(
            Self.desk + "/organisation",
            [("token", "token-of-\(somebody.rawValue)"), ("fact", fact), ("said", said), ("act", act)])
    }

    func organisation(of file: Submission.ID, in world: World) async throws -> Organisation.ID? {
        try await world.database.read { connection in
            try connection.row("SELECT organisation FROM submission WHERE id = \(file)")?["organisation"]
        }
    }

    /// An imported sheet of the practice that the nursery's organisation carries.
    func publish(in world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, state, title, published_at, updated_at)
                VALUES ('01480000-0012-7000-8000-000000000001', \(World.key("0008", 1) as Initiative.ID),
                    \(World.edition2013), 'published', 'Composer les tournées en équipe', \(World.monday), \(World.monday))
                """)
        }
    }

    func squatter(in world: World) async throws -> Submission.ID {
        try await world.database.write { connection in
            let id = try SubmissionStore.create(
                NewFile(edition: World.edition2014, title: "Squat", organisation: "x"), owner: Somebody.edith.id,
                by: Somebody.edith.id, now: World.monday, in: connection)
            try connection.run("DELETE FROM submission_answer WHERE submission = \(id)")
            return id
        }
    }
}
