import Campaigns
import Foundation
import Grids
import Web

/// The form of an edition: what it asks, its working copy, and where that starts.
struct BuilderPages: Sendable {
    let drafts: FormDraftStore
    let starters: @Sendable (FormStarter) throws -> String

    func overview(_ visit: Visit) async throws -> Answer {
        let desk = try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
        return .page(visit.reader.formOverviewPage(desk, now: visit.now, done: BuilderDone(visit), short: shortCount))
    }

    /// From what the edition has, from a form that the program brings, or from a file pasted whole.
    func begin(_ visit: Visit) async throws -> Answer {
        let pasted = visit.fields["source"] ?? ""
        return try await begin(pasted, visit) { try start(visit.fields.text("start") ?? "", pasted) }
    }

    /// From a file that is chosen on the page; where it cannot be read, what was typed stays.
    func read(_ visit: Visit, _ upload: Upload) async throws -> Answer {
        let bytes = try await upload.all()
        guard let text = try? GridFile.text(of: bytes) else {
            return try await begin(visit.fields["source"] ?? "", visit) { .yaml(try GridFile.text(of: bytes)) }
        }
        return try await begin(text, visit) { .yaml(text) }
    }

    private func begin(
        _ pasted: String, _ visit: Visit, from start: () throws -> FormDraftStore.Start
    ) async throws -> Answer {
        let slug = try visit.word("edition")
        do {
            let start = try start()
            guard try await drafts.begin(slug, from: start, by: visit.person, now: visit.now) else {
                throw WebError.notFound
            }
            return .seeOther("\(Edition.path(slug, "formulaire"))?ok=begun")
        } catch is DraftThere {
            let desk = try await drafts.desk(of: slug, by: visit.person).orNotFound()
            return .outOfDate(
                visit.reader.formOverviewPage(desk, now: visit.now, pasted: pasted, isThere: true, short: shortCount))
        } catch let faults as GridFaults {
            let desk = try await drafts.desk(of: slug, by: visit.person).orNotFound()
            return .refused(
                visit.reader.formOverviewPage(desk, now: visit.now, pasted: pasted, faults: faults, short: shortCount))
        }
    }

    /// The questions of the short form, which changes with the program.
    private var shortCount: Int? {
        guard let yaml = try? starters(.short), let form = try? FormFile.form(from: yaml) else { return nil }
        return form.fields.count(where: \.kind.isAsked)
    }

    private func start(_ word: String, _ pasted: String) throws -> FormDraftStore.Start {
        if word == "current" { return .current }
        if word == "file" { return .yaml(pasted) }
        guard let starter = FormStarter(rawValue: word) else { throw WebError.unreadable }
        return .yaml(try starters(starter))
    }

    func rename(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("edition")
        let title = Localized(visit.fields["form:title_fr"] ?? "", english: visit.fields["form:title_en"])
        let mark = visit.fields["mark"] ?? ""
        do {
            let done: Bool? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                guard draft.form.titleMark == mark else { throw DraftMoved() }
                try draft.rename(title)
                return (true, DraftChange.Done(.renamed, about: draft.form.title.french))
            }
            _ = try done.orNotFound()
            return .seeOther("\(Edition.path(slug, "formulaire"))?ok=renamed")
        } catch let refusal as FormDraft.Refusal {
            let fault = Fault("form:title_fr", visit.reader.sentence(for: refusal))
            return .refused(try await again(visit, faults: [fault]))
        } catch is DraftMoved {
            return .outOfDate(try await again(visit, isMoved: true))
        }
    }

    private func again(_ visit: Visit, faults: [Fault] = [], isMoved: Bool = false) async throws -> HTML {
        let desk = try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
        return visit.reader.formOverviewPage(
            desk, now: visit.now, typed: TypedEdit(visit.fields, faults: faults, isMoved: isMoved))
    }

    func duties(_ visit: Visit, _ run: [Edition]) async throws -> [Duty] {
        guard Policy.staff.allows(visit.session) else { return [] }
        return try await drafts.unpublished(of: run).map { edition, changedAt in
            visit.reader.unpublishedForm(of: edition, changedAt)
        }
    }

    /// The working copy, or what the edition has, as a file.
    func source(_ visit: Visit) async throws -> Answer {
        let desk = try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
        let name = "\(desk.form.name)-\(desk.edition.slug).yaml"
        let yaml = FormFile.yaml(desk.form)
        return .file(Download(name: name, type: "application/yaml; charset=utf-8", bytes: Array(yaml.utf8)))
    }

    func askDiscard(_ visit: Visit) async throws -> Answer {
        let desk = try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
        guard let kept = desk.kept else { return .seeOther(desk.edition.formPath) }
        return .page(visit.reader.draftDiscardPage(desk, kept))
    }

    func discard(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("edition")
        do {
            let isTheirs = try await drafts.discard(slug, at: visit.fields.revision(), by: visit.person)
            guard isTheirs else { throw WebError.notFound }
            return .seeOther("\(Edition.path(slug, "formulaire"))?ok=discarded")
        } catch is DraftMoved {
            let desk = try await drafts.desk(of: slug, by: visit.person).orNotFound()
            guard let kept = desk.kept else { return .seeOther(desk.edition.formPath) }
            return .outOfDate(visit.reader.draftDiscardPage(desk, kept, isMoved: true))
        }
    }
}

/// What was typed in one form of a page, and why it was not kept.
struct TypedEdit: Sendable {
    let fields: Fields
    var faults: [Fault] = []
    /// Somebody changed the same thing in another window.
    var isMoved = false

    init(_ fields: Fields, faults: [Fault] = [], isMoved: Bool = false) {
        (self.fields, self.faults, self.isMoved) = (fields, faults, isMoved)
    }
}

/// What was just done, as the address of the page says it, and to what.
struct BuilderDone: Sendable {
    let word: String
    /// The thing that moved: its button takes the focus again.
    let thing: String?
    let way: DraftWay?

    init?(_ visit: Visit) {
        guard let word = visit.query.text("ok") else { return nil }
        (self.word, thing) = (word, visit.query.text("moved"))
        way = visit.query.text("way").flatMap { DraftWay(rawValue: $0) }
    }
}
