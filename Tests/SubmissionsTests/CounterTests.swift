import Campaigns
import Storage
import StorageTesting
import Testing
import World

@testable import Submissions

struct CounterTests {
    @Test(arguments: Engine.available) func `files are counted by what they and their organisations say`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        #expect(
            try await figures(in: world) == [
                "submissions-transmitted": 1, "submissions-eligible": 1, "submissions-small": 0,
                "organisations-taking-part": 1, "organisations-new": 1, "departments-represented": 1,
                "sectors-represented": 0,
            ])
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET headcount = 12, naf = '88.10A' WHERE id = \(World.homeCare)")
            try connection.run("UPDATE organisation SET headcount = 60, naf = '10.71C' WHERE id = \(World.bakery)")
            try connection.run(
                "UPDATE submission SET state = 'transmitted', eligibility = 'eligible' WHERE id = \(World.ovens)")
        }
        #expect(
            try await figures(in: world) == [
                "submissions-transmitted": 2, "submissions-eligible": 2, "submissions-small": 1,
                "organisations-taking-part": 2, "organisations-new": 2, "departments-represented": 2,
                "sectors-represented": 2,
            ])
    }

    @Test(arguments: Engine.available)
    func `the file's own words come before what is known, and an earlier file makes nobody new`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            for (field, value) in [("organisation.department", "90"), ("organisation.size_bracket", "21")] {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), \(field), \(value), \(World.monday))
                    """)
            }
            try connection.run("UPDATE organisation SET headcount = 12 WHERE id = \(World.homeCare)")
            try connection.run(
                """
                UPDATE submission SET edition = \(World.edition2013), state = 'transmitted', organisation = \(World.homeCare)
                WHERE id = \(World.ovens)
                """)
        }
        let figures = try await figures(in: world)
        #expect(figures["submissions-small"] == 0)
        #expect(figures["departments-represented"] == 1)
        #expect(figures["organisations-taking-part"] == 1)
        #expect(figures["organisations-new"] == 0)
    }

    private func figures(in world: World) async throws -> [String: Int] {
        try await world.database.read { connection in
            try Dictionary(
                uniqueKeysWithValues: SubmissionCountStore.counters.map {
                    ($0.key, try $0.count(World.edition2014, connection))
                })
        }
    }
}
