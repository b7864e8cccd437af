import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import World

@testable import Forms
@testable import Organisations
@testable import Submissions

struct SubmissionStoreTests {
    @Test(arguments: Engine.available)
    func `a file is found by its authors and those who run its edition, by nobody else`(engine: Engine) async throws {
        let store = SubmissionStore(database: try await World(engine).database)
        for somebody in [Somebody.coralie, .edith, .mireille, .julien] {
            #expect(try await store.find(World.nursery, by: somebody.id) != nil, "\(somebody)")
        }
        for somebody in [Somebody.romain, .awa, .genevieve, .sabine, .lucie] {
            #expect(try await store.find(World.nursery, by: somebody.id) == nil, "\(somebody)")
            #expect(try await save(["need": "x"], of: "besoin", in: World.nursery, by: somebody, store) == nil)
        }
        #expect(try await store.find(World.nursery, runBy: Somebody.coralie.id) == nil)
        #expect(try await store.all(of: Somebody.romain.id).map(\.submission.id) == [World.ovens])
    }

    @Test(arguments: Engine.available)
    func `two authors in one part both keep what they wrote`(engine: Engine) async throws {
        let store = SubmissionStore(database: try await World(engine).database)
        let (one, other) = (try await base("one", store), try await base("other", store))
        _ = try await save(["need": "Premier"], of: "besoin", in: World.nursery, by: .coralie, store, one)
        let outcome = try await save(
            ["before": "Second", "need": ""], of: "besoin", in: World.nursery, by: .edith, store, other)
        #expect(try #require(outcome).conflicts.isEmpty)
        let answers = try #require(try await store.find(World.nursery, by: Somebody.coralie.id)).answers
        #expect((answers.text("need"), answers.text("before")) == ("Premier", "Second"))
    }

    @Test(arguments: Engine.available)
    func `the same answer changed by both is shown, not overwritten`(engine: Engine) async throws {
        let store = SubmissionStore(database: try await World(engine).database)
        let (one, other) = (try await base("one", store), try await base("other", store))
        _ = try await save(["need": "Premier"], of: "besoin", in: World.nursery, by: .coralie, store, one)
        let outcome = try #require(
            try await save(
                ["need": "Second", "before": "Aussi"], of: "besoin", in: World.nursery, by: .edith, store, other))
        #expect(outcome.conflicts.map(\.field.id) == ["need"])
        #expect(outcome.conflicts.first?.saved == .text("Premier"))
        #expect(outcome.conflicts.first?.person == "Coralie")
        let answers = outcome.file.answers
        #expect((answers.text("need"), answers.text("before")) == ("Premier", "Aussi"))
    }

    @Test(arguments: Engine.available)
    func `a row saved by itself leaves the others where they are`(engine: Engine) async throws {
        let world = try await World(engine)
        // What is sent is never left with half a row.
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET state = 'draft' WHERE id = \(World.nursery)")
        }
        let store = SubmissionStore(database: world.database)
        let page = try await base("one", store)
        for (control, text) in [("steps.2.text", "Bilan"), ("steps.0.date", "mars 2012"), ("steps.0.text", "Essai")] {
            _ = try await save(
                [control: text], of: "nouveaute", in: World.nursery, by: .coralie, store, page, isWhole: false)
        }
        let saved = try #require(try await store.find(World.nursery, by: Somebody.coralie.id)).answers
        #expect(
            saved[CompleteFile.form[id: "steps"]!]
                == .rows([["date": "mars 2012", "text": "Essai"], [:], ["text": "Bilan"]]))
        #expect(saved[CompleteFile.form[id: "steps"]!].steps.map(\.date) == ["2012-03", ""])
    }

    @Test(arguments: Engine.available)
    func `twenty transmissions at once give twenty numbers in a row`(engine: Engine) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        let ids = try await world.database.write { connection in
            try (0..<20).map { count in
                try SubmissionStore.create(
                    NewFile(
                        edition: World.edition2014, title: "Dossier \(count)", organisation: "Organisation \(count)"),
                    owner: Somebody.romain.id, by: Somebody.romain.id, now: World.monday, in: connection)
            }
        }
        for id in ids {
            try await CompleteFile.fill(id, in: world, without: ["title", "organisation.name", "organisation.siret"])
        }
        try await world.database.write { connection in
            for (count, id) in ids.enumerated() {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(id), 'organisation.rna', \("W39100\(1000 + count)"), \(World.monday))
                    """)
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in ids {
                group.addTask {
                    _ = try await store.transmit(id, by: Somebody.romain.id, now: World.monday) { _, _, _ in }
                }
            }
            try await group.waitForAll()
        }
        let numbers = try await store.all(of: Somebody.romain.id).compactMap(\.submission.number)
        #expect(numbers.sorted() == (2...21).map { $0 < 10 ? "2014-00\($0)" : "2014-0\($0)" })
    }

    @Test(arguments: Engine.available)
    func `twenty identical requests are one transmission`(engine: Engine) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        try await CompleteFile.fill(World.ovens, in: world)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    _ = try await store.transmit(World.ovens, by: Somebody.romain.id, now: World.monday) { _, _, _ in }
                }
            }
            try await group.waitForAll()
        }
        let events = try await store.events(of: World.ovens, by: Somebody.romain.id)
        #expect(events.map(\.kind) == [.transmitted])
        #expect(try await store.receipt(of: World.ovens, by: Somebody.romain.id)?.number == "2014-002")
        #expect(try await store.receipt(of: World.ovens, by: Somebody.coralie.id) == nil)
    }

    /// As they stand in data that came from elsewhere.
    @Test(arguments: Engine.available, ["2147483648", "9223372036854775807", "9223372036854775808", "x"])
    func `a number that no counting comes to is passed over by the next`(engine: Engine, odd: String) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        let number = "2014-" + odd
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET number = \(number) WHERE id = \(World.nursery)")
        }
        let file = try #require(
            try await store.transmit(World.ovens, by: Somebody.romain.id, now: World.monday) { _, _, _ in })
        #expect(file.submission.number == "2014-001")
    }

    @Test(arguments: Engine.available, [("2147483647", "2014-001"), ("2147483646", "2014-2147483647")])
    func `a number at the end of all counting is passed over too`(
        engine: Engine, pair: (String, String)
    ) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        let number = "2014-" + pair.0
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET number = \(number) WHERE id = \(World.nursery)")
        }
        let file = try #require(
            try await store.transmit(World.ovens, by: Somebody.romain.id, now: World.monday) { _, _, _ in })
        #expect(file.submission.number == pair.1)
    }

    @Test(arguments: Engine.available)
    func `a transmission ties the file to the organisation it names`(engine: Engine) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        try await CompleteFile.fill(World.ovens, in: world)
        let file = try #require(
            try await store.transmit(World.ovens, by: Somebody.romain.id, now: World.monday) { _, _, _ in })
        #expect(file.submission.organisation == World.bakery)
    }

    @Test(arguments: Engine.available)
    func `a refused transmission leaves nothing behind`(engine: Engine) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        await #expect(throws: Submission.Refusal.incomplete) {
            try await store.transmit(World.ovens, by: Somebody.romain.id, now: World.monday) { _, _, _ in }
        }
        let file = try #require(try await store.find(World.ovens, by: Somebody.romain.id))
        #expect((file.submission.state, file.submission.number, file.submission.revision) == (.draft, nil, 1))
    }

    @Test(arguments: Engine.available)
    func `a change after sending is one line of history a sitting, with what stood there`(engine: Engine) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        let page = try await base("one", store)
        for text in ["V1", "V2"] {
            _ = try await save(["need": text], of: "besoin", in: World.nursery, by: .edith, store, page, isWhole: false)
        }
        let changes = try await store.events(of: World.nursery, by: Somebody.coralie.id)
        #expect(changes.map(\.kind) == [.changed])
        #expect(changes.first?.note == "need")
        let file = try #require(try await store.find(World.nursery, by: Somebody.coralie.id))
        #expect((file.submission.state, file.answers.text("need")) == (.transmitted, "V2"))
    }

    private func base(_ window: String, _ store: SubmissionStore) async throws -> FormBase {
        let file = try #require(try await store.find(World.nursery, by: Somebody.coralie.id))
        return file.base(showing: try #require(file.form.section(word: "besoin")), window: window)
    }

    private func save(
        _ fields: KeyValuePairs<String, String>, of part: String, in id: Submission.ID, by somebody: Somebody,
        _ store: SubmissionStore, _ base: FormBase = FormBase(revision: "", shown: ""), isWhole: Bool = true
    ) async throws -> SaveOutcome? {
        let reading = TypedPart(fields: Fields(fields.map { (name: $0.key, value: $0.value) }), isWhole: isWhole)
        return try await store.save(reading, of: part, in: id, by: somebody.id, base: base, now: World.monday)
    }
}
