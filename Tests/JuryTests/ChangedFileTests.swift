import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Jury

/// A file that changes after its reading was sent: the reading counts, and is said to be of the file before that.
struct ChangedFileTests {
    private static let results = "/jury/2014/resultats"
    private static let changed = "Le dossier a changé depuis votre lecture"

    @Test func `a reading is of an earlier file once that changed after it was sent`() throws {
        var reading = Assessment.full
        reading.changedAt = World.monday
        #expect(!reading.isOfEarlierFile)
        try reading.send(now: World.monday)
        #expect(!reading.isOfEarlierFile)
        reading.changedAt = World.monday + 60
        #expect(reading.isOfEarlierFile)
        #expect(throws: Assessment.Refusal.fileChanged) { try reading.confirm(seen: nil, now: World.monday + 90) }
        let seen = reading.changeMark
        reading.changedAt = World.monday + 80
        #expect(throws: Assessment.Refusal.fileChanged) { try reading.confirm(seen: seen, now: World.monday + 90) }
        try reading.confirm(seen: reading.changeMark, now: World.monday + 90)
        #expect(!reading.isOfEarlierFile && reading.sentAt == World.monday + 90)
        // Once more is the same.
        try reading.confirm(seen: seen, now: World.monday + 95)
        #expect(reading.sentAt == World.monday + 90)
    }

    @Test func `neither a draft nor a reading after the end is said to stand`() throws {
        var reading = Assessment.full
        reading.changedAt = World.monday
        #expect(throws: Assessment.Refusal.notSent) {
            try reading.confirm(seen: reading.changeMark, now: World.monday)
        }
        try reading.send(now: World.monday - 60)
        #expect(throws: Assessment.Refusal.closed) {
            try reading.confirm(seen: reading.changeMark, now: World.closing)
        }
        reading.announcedAt = World.monday
        #expect(throws: Assessment.Refusal.announced) {
            try reading.confirm(seen: reading.changeMark, now: World.monday + 60)
        }
    }

    @Test(arguments: Engine.available)
    func `the juror reads what changed and says that the reading stands`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        let awa = world.visitor(.awa)
        #expect(try await !awa.get(World.page).text.contains(Self.changed))
        try await world.rewrite("need", at: World.monday + 60)
        let later = try world.seen(through: world.database, now: World.monday + 120)
        let page = try await later.visitor(.awa).get(World.page)
        #expect(page.text.contains(Self.changed) && page.text.contains("Ce qui a changé"))
        #expect(try await later.visitor(.awa).get("/ma-page").text.contains("1 dossier a changé depuis votre lecture"))
        #expect(try await later.visitor(.awa).get("/jury").text.contains("le dossier a changé depuis"))
        let said = try await later.visitor(.awa).submit(World.page + "/confirmer", on: page, [:])
        #expect(said.location == World.page + "?ok=confirmed")
        #expect(try await !later.visitor(.awa).get(World.page).text.contains(Self.changed))
        #expect(try await !later.visitor(.awa).get("/ma-page").text.contains("a changé depuis votre lecture"))
        // What was sent is kept twice, with its marks.
        let sent = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM assessment_event WHERE kind = 'sent'")
        }
        #expect(sent == 2)
    }

    @Test(arguments: Engine.available)
    func `who confirms what has changed once more is shown the page again`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.rewrite("need", at: World.monday + 60)
        let later = try world.seen(through: world.database, now: World.monday + 120)
        let awa = later.visitor(.awa)
        let page = try await awa.get(World.page)
        try await world.rewrite("response", at: World.monday + 90)
        let refused = try await awa.submit(World.page + "/confirmer", on: page, [:])
        #expect(refused.status == .conflict && refused.text.contains("Le dossier a encore changé"))
        #expect(try await awa.get(World.page).text.contains(Self.changed))
    }

    @Test(arguments: Engine.available, [Somebody.julien, .genevieve])
    func `results say which readings are of the file before it changed, and count them`(
        engine: Engine, somebody: Somebody
    ) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        let (visitor, file) = (world.visitor(somebody), "\(Self.results)/\(World.nursery)")
        #expect(try await !visitor.get(file).text.contains("avant que le dossier change"))
        #expect(try await !visitor.get(Self.results).text.contains("du dossier avant qu’il change"))
        try await world.rewrite("need", at: World.monday + 60)
        let list = try await visitor.get(Self.results)
        #expect(list.html.contains("50,0") && list.text.contains("1 lecture du dossier avant qu’il change"))
        let marks = try await visitor.get(Self.results + ".csv").html
        #expect(marks.contains("oui, avant que le dossier change"))
        let page = try await visitor.get(file)
        #expect(page.text.contains("avant que le dossier change") && page.text.contains("depuis sa lecture par Awa"))
    }

    @Test(arguments: Engine.available)
    func `above the file stands when it was sent, and when it was changed or completed since`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (awa, day) = (world.visitor(.awa), "lundi 22 septembre 2014")
        try await world.rewrite("contact.phone", at: World.monday + 60)
        #expect(try await awa.get(World.page).text.contains("Le dossier, tel que transmis le"))
        try await world.rewrite("need", at: World.monday + 60)
        let changed = try await awa.get(World.page).text
        #expect(changed.contains("Le dossier, transmis le") && changed.contains("et modifié le \(day)"), "\(changed)")
        #expect(!changed.contains("tel que transmis"))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_event (id, submission, kind, at)
                VALUES (\(SubmissionEvent.ID.new(at: World.monday)), \(World.nursery), 'completed', \(World.monday + 90))
                """)
        }
        #expect(try await awa.get(World.page).text.contains("et complété le \(day)"))
        // What is written after that was not asked for.
        try await world.rewrite("response", at: World.monday + 120)
        #expect(try await awa.get(World.page).text.contains("et modifié le \(day)"))
    }

    @Test(arguments: Engine.available)
    func `whom to call, and what may be published, change no reading`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.rewrite("contact.phone", at: World.monday + 60)
        try await world.rewrite("publication_agreed", at: World.monday + 60)
        #expect(try await !world.visitor(.awa).get(World.page).text.contains(Self.changed))
        try await world.rewrite("need", at: World.monday + 60)
        #expect(try await world.visitor(.awa).get(World.page).text.contains(Self.changed))
    }
}

extension World {
    /// An answer of the nursery's file, as its owner changes it.
    fileprivate func rewrite(_ field: String, at moment: Date) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(World.nursery), \(field), \("Autrement"), \(moment))
                ON CONFLICT (submission, field) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
                """)
        }
    }
}
