import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// What is said of files that are retained without an award: to everybody, and to those who wrote them.
struct RetainedTests {
    private static let page = "/editions/2014/laureats"

    @Test(arguments: Engine.available)
    func `a retained file stands apart, named without a sheet too where its owner agreed to one`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let heading = "Le jury les a aussi retenues"
        let title = try await world.title(of: World.ovens)
        try await world.retainSecond()
        try await world.announceLaureate()
        let before = try await world.stranger.get(Self.page).text
        #expect(before.contains("Prix du silence") && !before.contains(heading) && !before.contains(title))
        try await world.agree()
        let after = try await world.stranger.get(Self.page).text
        #expect(after.contains(heading) && after.contains(title) && !after.contains("Elles ont aussi participé"))
        try await world.database.write { connection in
            try connection.run("UPDATE decision SET outcome = 'not-retained' WHERE submission = \(World.ovens)")
        }
        let third = try await world.stranger.get(Self.page).text
        #expect(!third.contains(heading) && !third.contains(title))
    }

    @Test(arguments: Engine.available)
    func `whoever took the agreement back is named no more`(engine: Engine) async throws {
        let world = try await World(engine)
        let title = try await world.title(of: World.ovens)
        try await world.retainSecond()
        try await world.announceLaureate()
        try await world.agree()
        #expect(try await world.stranger.get(Self.page).text.contains(title))
        try await world.database.write { connection in
            let sheet: Award.ID = World.key("0031", 8)
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, updated_at)
                SELECT \(sheet), initiative, edition, id, 'draft', title, 1 FROM submission WHERE id = \(World.ovens)
                """)
            try connection.run(
                """
                INSERT INTO sheet_event (id, sheet, kind, at, version)
                VALUES (\(World.key("0032", 8) as Award.ID), \(sheet), 'consent-withdrawn', 2, 1)
                """)
        }
        #expect(try await !world.stranger.get(Self.page).text.contains(title))
    }

    /// It is written before it leaves, and is not written anew for what becomes of the sheet meanwhile.
    @Test(arguments: ["published", "approved", "awaiting-approval", "draft"])
    func `the letter of the decision says of the sheet what stays true until it leaves`(state: String) async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, updated_at)
                SELECT \(World.key("0031", 9) as Award.ID), initiative, edition, id, \(state), title, 1
                FROM submission WHERE id = \(World.nursery)
                """)
        }
        _ = try await world.preparedLetter()
        let row = try await world.database.read { connection in
            try connection.row("SELECT plain FROM message WHERE about = \("letters:\(World.edition2014)")")
        }
        let plain: String = try #require(try row?["plain"])
        let flat = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains("une fois que vous l’avez lue et approuvée, et pas avant"))
        #expect(!flat.contains("Si vous l’avez approuvée"))
    }
}

extension World {
    fileprivate func title(of file: Submission.ID) async throws -> String {
        let row = try await database.read { try $0.row("SELECT title FROM submission WHERE id = \(file)") }
        return try #require(try row?["title"])
    }

    /// The bakery's file is retained without an award.
    fileprivate func retainSecond() async throws {
        try await enter(World.ovens)
        try await DecisionStore(database: database).decide("retained", "Un four pour tous", of: World.ovens)
    }

    /// Its owner ticks the agreement to a public sheet.
    fileprivate func agree() async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.ovens), 'publication_agreed', 'x', 1)
                """)
        }
    }
}
