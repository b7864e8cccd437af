import Campaigns
import Foundation
import Grids
import Identifiers
import Storage
import StorageTesting
import Submissions
import Testing
import World

@testable import Forms

/// The working copy of an edition's form.
struct FormDraftStoreTests {
    private let now = World.monday

    @Test(arguments: Engine.available)
    func `it starts from what the edition asks, is changed, and keeps what is not whole yet`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let drafts = FormDraftStore(database: world.database)
        #expect(try await drafts.begin("2014", from: .current, by: Somebody.julien.id, now: now))
        let begun = try #require(try await drafts.desk(of: "2014", by: Somebody.julien.id))
        let kept = try #require(begun.kept)
        #expect(kept.form == begun.current && kept.revision == 1 && kept.basedOn != nil && kept.changedBy == "Julien")
        let id = try await drafts.change("2014", by: Somebody.mireille.id, now: now + 60) { draft in
            let id = try draft.add("choice", Localized("Qui a décidé ?"), to: "participation")
            return (id, DraftChange.Done(.questionAdded, about: "Qui a décidé ?"))
        }
        #expect(id == "qui-a-decide")
        let changed = try #require(try await drafts.desk(of: "2014", by: Somebody.julien.id)?.kept)
        #expect(changed.form[id: "qui-a-decide"]?.kind == .choice && changed.revision == 2)
        #expect(changed.form.flaws.map(\.key) == ["choices"])
        #expect(changed.changedBy == "Mireille" && changed.changedAt == now + 60)
        #expect(changed.changes.map(\.act) == [.questionAdded, .begun])
        #expect(changed.changes.first?.about == "Qui a décidé ?" && changed.changes.first?.by == "Mireille")
        // Begun again, it is the same; from something else, it is not written over in silence.
        #expect(try await drafts.begin("2014", from: .current, by: Somebody.julien.id, now: now + 90))
        await #expect(throws: DraftThere()) {
            try await drafts.begin("2014", from: .yaml(World.defaultForm()), by: Somebody.julien.id, now: now + 90)
        }
        #expect(try await drafts.desk(of: "2014", by: Somebody.julien.id)?.kept == changed)
        // What files answer has not moved.
        let current = try await world.database.read { try FormStore.form(of: World.edition2014, in: $0) }
        #expect(current[id: "qui-a-decide"] == nil)
    }

    @Test(arguments: Engine.available)
    func `a verb that is refused leaves it as it was`(engine: Engine) async throws {
        let world = try await World(engine)
        let drafts = FormDraftStore(database: world.database)
        _ = try await drafts.begin("2014", from: .current, by: Somebody.julien.id, now: now)
        let before = try await drafts.desk(of: "2014", by: Somebody.julien.id)
        await #expect(throws: FormDraft.Refusal.actedOn("title")) {
            _ = try await drafts.change("2014", by: Somebody.julien.id, now: now) { draft in
                try draft.remove("need")
                try draft.remove("title")
                return (true, DraftChange.Done(.questionRemoved, about: ""))
            }
        }
        #expect(try await drafts.desk(of: "2014", by: Somebody.julien.id) == before)
    }

    @Test(arguments: Engine.available)
    func `it is for those who run the edition, and a closed one keeps its form`(engine: Engine) async throws {
        let world = try await World(engine)
        let drafts = FormDraftStore(database: world.database)
        for somebody in [Somebody.sabine, .awa, .helene, .romain] {
            #expect(try await drafts.desk(of: "2014", by: somebody.id) == nil)
            #expect(try await !drafts.begin("2014", from: .current, by: somebody.id, now: now))
        }
        #expect(try await !drafts.begin("2013", from: .current, by: Somebody.mireille.id, now: now))
        _ = try await drafts.begin("2014", from: .current, by: Somebody.julien.id, now: now)
        let change = try await drafts.change("2014", by: Somebody.sabine.id, now: now) { draft in
            try draft.rename(Localized("À moi"))
            return (true, DraftChange.Done(.renamed, about: ""))
        }
        #expect(change == nil)
        #expect(try await !drafts.discard("2014", at: 1, by: Somebody.sabine.id))
        #expect(try await drafts.desk(of: "2014", by: Somebody.julien.id)?.kept?.form.title.french != "À moi")
    }

    @Test(arguments: Engine.available)
    func `it is given up as it was seen, with its history`(engine: Engine) async throws {
        let world = try await World(engine)
        let drafts = FormDraftStore(database: world.database)
        _ = try await drafts.begin("2014", from: .current, by: Somebody.julien.id, now: now)
        _ = try await drafts.change("2014", by: Somebody.mireille.id, now: now) { draft in
            try draft.rename(Localized("Le dossier"))
            return (true, DraftChange.Done(.renamed, about: "Le dossier"))
        }
        await #expect(throws: DraftMoved.self) { try await drafts.discard("2014", at: 1, by: Somebody.julien.id) }
        #expect(try await drafts.discard("2014", at: 2, by: Somebody.julien.id))
        #expect(try await drafts.desk(of: "2014", by: Somebody.julien.id)?.kept == nil)
        let left = try await world.database.read { try $0.rows("SELECT id FROM form_draft_change").count }
        #expect(left == 0)
        // There is nothing to give up any more, and nothing to change.
        #expect(try await drafts.discard("2014", at: 2, by: Somebody.julien.id))
        let change = try await drafts.change("2014", by: Somebody.julien.id, now: now) { _ in
            (true, DraftChange.Done(.renamed, about: ""))
        }
        #expect(change == nil)
    }

    @Test(arguments: Engine.available)
    func `it is gone once what it says is published, and stays where something else is`(engine: Engine) async throws {
        let world = try await World(engine)
        let drafts = FormDraftStore(database: world.database)
        _ = try await drafts.begin("2014", from: .current, by: Somebody.julien.id, now: now)
        _ = try await drafts.change("2014", by: Somebody.julien.id, now: now) { draft in
            try draft.remove("risk")
            return (true, DraftChange.Done(.questionRemoved, about: ""))
        }
        let desk = try #require(try await drafts.desk(of: "2014", by: Somebody.julien.id))
        try await world.database.write { try FormDraftStore.published(desk.current, of: World.edition2014, in: $0) }
        #expect(try await drafts.desk(of: "2014", by: Somebody.julien.id)?.kept == desk.kept)
        try await world.database.write { try FormDraftStore.published(desk.form, of: World.edition2014, in: $0) }
        #expect(try await drafts.desk(of: "2014", by: Somebody.julien.id)?.kept == nil)
    }

    @Test func `a file with faults begins nothing`() async throws {
        let world = try await World()
        let drafts = FormDraftStore(database: world.database)
        let yaml = try World.defaultForm().replacing("id: title", with: "id: titre")
        await #expect(throws: GridFaults.self) {
            try await drafts.begin("2014", from: .yaml(yaml), by: Somebody.julien.id, now: now)
        }
        #expect(try await drafts.desk(of: "2014", by: Somebody.julien.id)?.kept == nil)
    }

    @Test(arguments: Engine.available)
    func `the same file twice begins one copy`(engine: Engine) async throws {
        let drafts = FormDraftStore(database: try await World(engine).database)
        for _ in 0..<2 {
            #expect(try await drafts.begin("2014", from: .yaml(World.defaultForm()), by: Somebody.julien.id, now: now))
        }
        #expect(try await drafts.desk(of: "2014", by: Somebody.julien.id)?.kept?.changes.map(\.act) == [.begun])
    }

    @Test(arguments: Engine.available)
    func `the open files that would be asked a question are counted`(engine: Engine) async throws {
        let world = try await World(engine)
        var draft = FormDraft(try FormFile.form(from: World.defaultForm()))
        try draft.ask(
            "steps", when: Condition(.all, [.init(field: "organisation.kind", test: .is, values: ["company"])]))
        let form = draft.form
        let field = try #require(form[id: "steps"])
        let answer = { (kind: String) in
            try await world.database.write { connection in
                try connection.run(
                    "DELETE FROM submission_answer WHERE submission = \(World.ovens) AND field = 'organisation.kind'")
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.ovens), 'organisation.kind', \(kind), \(World.monday))
                    """)
            }
        }
        try await answer("company")
        let asked = try await world.database.read {
            try SubmissionsFeature.reach(form, field, World.edition2014, $0)
        }
        #expect(asked == FormReach(asked: 1, notAsked: 0))
        try await answer("association")
        let not = try await world.database.read { try SubmissionsFeature.reach(form, field, World.edition2014, $0) }
        #expect(not == FormReach(asked: 0, notAsked: 1))
    }
}
