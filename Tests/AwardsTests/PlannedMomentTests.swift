import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import Words
import World

@testable import Awards

/// What is said of a planned moment: who waits for it, when it is, and what undoes it.
struct PlannedMomentTests {
    private static let path = "/agence/editions/2014/publication"

    @Test(arguments: Engine.available)
    func `letters of a planned release wait for its moment, and are nothing to do`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        _ = try await world.preparedLetter()
        let line = try Regex("À faire.*1 lettre attend la publication.*En attente")
        let before = try await julien.get("/ma-page").text
        #expect(try line.dotMatchesNewlines().firstMatch(in: before) != nil)
        _ = try await world.plan(3600)
        let after = try await julien.get("/ma-page").text
        #expect(after.contains("1 lettre attend la publication"))
        #expect(try line.dotMatchesNewlines().firstMatch(in: after) == nil)
        // Void, it waits for nobody but those who plan it again.
        try await DecisionStore(database: world.database).decide("retained", "Tout autre chose", at: 1)
        _ = try await julien.prepareLetters()
        let void = try await julien.get("/ma-page").text
        #expect(try line.dotMatchesNewlines().firstMatch(in: void) != nil)
    }

    @Test func `a release planned at midnight is said with its day and hour, everywhere the same`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        _ = try await world.preparedLetter()
        let formats = Formats(language: "fr")
        let midnight = formats.start(of: formats.calendarDay(of: World.monday + 2 * 86_400))
        _ = try await world.plan(midnight.timeIntervalSince(World.monday))
        let moment = formats.moment(midnight).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(moment.hasSuffix("à 0 h"))
        for page in ["/ma-page", Self.path] { #expect(try await julien.get(page).text.contains(moment), "\(page)") }
    }

    @Test(arguments: Engine.available)
    func `between the moment and what is out, the release is said to be under way`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await world.preparedLetter()
        let moment = try await world.plan(3600)
        let (early, late) = (try world.seen(through: world.database, now: moment - 60), moment + 30)
        let words = [
            ("/ma-page", "La publication de rally’nov 2014 est en cours"), (Self.path, "la publication est en cours"),
        ]
        for (page, words) in words {
            #expect(try await !early.visitor(.julien).get(page).text.contains(words), "\(page)")
            let now = try world.seen(through: world.database, now: late)
            #expect(try await now.visitor(.julien).get(page).text.contains(words), "\(page)")
        }
    }

    @Test func `a release is under way while its moment stands, is confirmed and is not long past`() throws {
        var release = Release(revision: 1)
        let (julien, moment) = (Somebody.julien.id, World.monday + 60)
        try release.plan(for: moment, by: julien, now: World.monday)
        #expect(!release.isUnderWay(at: World.monday) && release.isUnderWay(at: moment))
        #expect(!release.isUnderWay(at: moment + Release.grace + 1))
        release.needsTwo = true
        #expect(!release.isUnderWay(at: moment))
        release.confirmedBy = Somebody.mireille.id
        #expect(release.isUnderWay(at: moment))
        release.missed = .changed
        #expect(!release.isUnderWay(at: moment))
    }

    @Test(arguments: Engine.available)
    func `whoever makes a sheet ready is told before that it undoes the planned moment`(engine: Engine) async throws {
        let world = try await World(engine)
        let words = "ce moment ne tient alors plus"
        let sheet = "/agence/fiches/\(World.key("0031", 9) as Award.ID)"
        try await world.addApprovedSheet()
        let sabine = world.visitor(.sabine)
        #expect(try await sabine.get(sheet).text.contains("La tenir prête à paraître"))
        #expect(try await !sabine.get(sheet).text.contains(words))
        _ = try await world.preparedLetter()
        #expect(try await !sabine.get(sheet).text.contains(words))
        _ = try await world.plan(3600)
        #expect(try await sabine.get(sheet).text.contains(words))
        // Kept back, its file is no part of what goes out then.
        try await world.database.write { try $0.run("UPDATE decision SET is_left_out = 1") }
        #expect(try await !sabine.get(sheet).text.contains(words))
    }
}

extension World {
    /// The nursery's sheet, approved and not made ready.
    fileprivate func addApprovedSheet() async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, approved_at, approved_by, updated_at)
                SELECT \(World.key("0031", 9) as Award.ID), initiative, edition, id, 'approved', title, 1,
                    'Coralie, directrice', 1
                FROM submission WHERE id = \(World.nursery)
                """)
        }
    }
}
