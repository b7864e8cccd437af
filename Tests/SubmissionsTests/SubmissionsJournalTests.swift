import Accounts
import Foundation
import Identifiers
import StorageTesting
import Testing
import Web
import World

@testable import Forms
@testable import Submissions

struct SubmissionsJournalTests {
    private let file = "submission \(World.nursery)"

    @Test(arguments: Engine.available)
    func `what is done to a file that was sent is noted, a draft is not`(engine: Engine) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        try await CompleteFile.fill(World.ovens, in: world)
        try await save("Brouillon", in: World.ovens, by: .romain, store)
        #expect(try await world.journalLength() == 0)
        _ = try await store.transmit(World.ovens, by: Somebody.romain.id, now: World.monday) { _, _, _ in }
        try await save("Corrigé", in: World.ovens, by: .romain, store)
        _ = try await store.withdraw(World.ovens, by: Somebody.romain.id, reason: "Fermeture", now: World.monday)
        let noted = try await world.noted("file-transmitted", "file-changed", "file-withdrawn")
        #expect(noted.map(\.act) == ["file-transmitted", "file-changed", "file-withdrawn"])
        for row in noted {
            #expect((row.actor, row.thing) == (Somebody.romain.id, "submission \(World.ovens)"))
            #expect(row.edition == World.edition2014.description)
        }
        #expect(noted[1].holds(["need": "Corrigé"]))
        #expect(noted[2].holds(["reason": "Fermeture"]))
        #expect(try await world.journalLength() == 3)
    }

    @Test func `a transmission is noted with every answer as it stood`() async throws {
        let world = try await World()
        let store = SubmissionStore(database: world.database)
        try await CompleteFile.fill(World.ovens, in: world)
        let sent = try await store.transmit(World.ovens, by: Somebody.romain.id, now: World.monday) { _, _, _ in }
        let told = try #require(sent).told
        #expect(try await world.noted("file-transmitted").first?.holds(told) == true)
        try await save("Corrigé", in: World.ovens, by: .romain, store)
        let now = try #require(try await store.find(World.ovens, by: Somebody.romain.id)).told
        #expect(try await world.noted("file-transmitted").first?.holds(now) == false)
    }

    @Test(arguments: Engine.available)
    func `a decision on eligibility is noted, the same one again is not`(engine: Engine) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        let verdict = Verdict(eligibility: .notEligible, gates: ["territory": false], note: "Hors territoire")
        for seen in [Submission.Eligibility.eligible, .notEligible] {
            _ = try await store.judge(World.nursery, verdict, seen: seen, by: Somebody.julien.id, now: World.monday) {
                _, _ in
            }
        }
        let noted = try await world.noted("eligibility-decided")
        #expect(noted.map(\.actor) == [Somebody.julien.id])
        #expect(
            noted.first?.holds(
                ["eligibility": "not-eligible", "gates": #"{"territory":false}"#, "note": "Hors territoire"]) == true)
    }

    @Test(arguments: Engine.available)
    func `authors who come and go are noted, and another owner with the reason`(engine: Engine) async throws {
        let world = try await World(engine)
        let store = SubmissionStore(database: world.database)
        let account = { (name: String) in
            try Account(
                new: EmailAddress("\(name)@example.org"), name: name, function: "", language: .french,
                now: World.monday)
        }
        let zoe = try account("zoe")
        let address = try EmailAddress(zoe.email)
        for _ in 1...2 {
            _ = try await store.invite(
                address, in: .french, to: World.nursery, by: Somebody.coralie.id, now: World.monday, time: World.monday
            ) { _, _, _, _ in }
        }
        #expect(try await world.noted("author-added", "role-granted").isEmpty)
        try await world.database.write { _ = try AccountStore.findOrAdd(zoe, in: $0) }
        for _ in 1...2 {
            try? await store.accept(World.nursery, for: zoe.id, named: "", now: World.monday, time: World.monday)
        }
        _ = try await store.remove(
            Somebody.edith.id, from: World.nursery, by: Somebody.coralie.id, now: World.monday)
        let paul = try account("paul")
        _ = try await store.replaceOwner(
            of: World.nursery, with: paul, reason: "Départ", by: Somebody.julien.id, now: World.monday,
            then: { _, _, _ in }, toFormer: { _, _, _ in })
        let noted = try await world.noted("author-added", "author-removed", "owner-added")
        #expect(noted.map(\.act) == ["author-added", "author-removed", "author-removed", "owner-added"])
        #expect(noted.map(\.whom) == [zoe.id, Somebody.edith.id, Somebody.coralie.id, paul.id])
        #expect(
            noted.map(\.actor) == [
                zoe.id, Somebody.coralie.id, Somebody.julien.id, Somebody.julien.id,
            ])
        #expect(noted.allSatisfy { $0.thing == file })
        #expect(noted.map { $0.holds(["reason": "Départ"]) } == [false, false, true, true])
    }

    private func save(_ text: String, in id: Submission.ID, by somebody: Somebody, _ store: SubmissionStore)
        async throws
    {
        let reading = TypedPart(fields: Fields([("need", text)]), isWhole: false)
        let file = try #require(try await store.find(id, by: somebody.id))
        let base = file.base(showing: try #require(file.form.section(word: "besoin")), window: "one")
        let outcome = try await store.save(
            reading, of: "besoin", in: id, by: somebody.id, base: base, now: World.monday)
        #expect(try #require(outcome).changed.map(\.id) == ["need"])
    }
}
