import Foundation
import Identifiers
import Jury
import Organisations
import Storage
import Submissions

extension World {
    /// Adds files to the edition of 2014, eligible, each of an organisation of its own, read by Awa, Benoît and Geneviève and
    /// marked at every point of the grid; one in three still waits for Geneviève's.
    public func add(files count: Int, on grid: ScaledGrid) async throws {
        try await use(grid)
        for start in stride(from: 0, to: count, by: 50) {
            try await database.write { connection in
                for number in start..<min(start + 50, count) { try Self.add(file: 1_001 + number, grid, connection) }
            }
        }
        try await database.write { connection in
            try SubmissionStore.noteFiles(in: connection)
            try ResultsStore.noteAssessments(in: connection)
        }
    }

    public static func many(_ number: Int) -> Submission.ID { key("0006", number) }

    private static func add(file number: Int, _ grid: ScaledGrid, _ connection: any Connection) throws {
        let (organisation, initiative): (Organisation.ID, Initiative.ID) = (key("0005", number), key("0008", number))
        let title = "Initiative \(number)"
        try connection.run(
            """
            INSERT INTO organisation (id, name, name_key, created_at)
            VALUES (\(organisation), \("Organisation \(number)"), \("organisation \(number)"), \(monday))
            """)
        try connection.run(
            "INSERT INTO initiative (id, slug, title, created_at) VALUES (\(initiative), \("i-\(number)"), \(title), \(monday))"
        )
        try connection.run(
            """
            INSERT INTO submission (id, edition, initiative, organisation, confirmed_organisation, state, number, title,
                eligibility, created_at, updated_at, transmitted_at)
            VALUES (\(many(number)), \(edition2014), \(initiative), \(organisation), \(organisation), 'transmitted',
                \("2014-\(number)"), \(title), 'eligible', \(monday), \(monday), \(monday))
            """)
        for (place, somebody) in [Somebody.awa, .benoit, .genevieve].enumerated() {
            let isSent = somebody != .genevieve || number % 3 > 0
            try read(number, by: somebody, 10 * number + place, isSent: isSent, grid, connection)
        }
    }

    private static func read(
        _ number: Int, by somebody: Somebody, _ reading: Int, isSent: Bool, _ grid: ScaledGrid,
        _ connection: any Connection
    ) throws {
        let id: Assessment.ID = key("0011", reading)
        let sent: Date? = isSent ? monday : nil
        try connection.run(
            """
            INSERT INTO interest (juror, submission, degree, declared_at)
            VALUES (\(juror(somebody)), \(many(number)), 'none', \(monday))
            """)
        try connection.run(
            """
            INSERT INTO assessment (id, submission, juror, state, assigned_at, started_at, sent_at)
            VALUES (\(id), \(many(number)), \(juror(somebody)), \(isSent ? "sent" : "draft"), \(monday), \(monday), \(sent))
            """)
        for (place, point) in ScaledGrid.weights.map(\.0).enumerated() {
            let level = grid.levels.lowerBound + (7 * number + reading + place) % grid.levels.count
            try connection.run(
                """
                INSERT INTO mark (assessment, checkpoint, kind, points, updated_at)
                VALUES (\(id), \(point), 'level', \(level), \(monday))
                """)
        }
    }
}
