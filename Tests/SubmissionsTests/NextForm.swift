import Accounts
import Campaigns
import Forms
import Foundation
import Grids
import Mail
import Storage
import Tasks
import Web
import WebTesting
import Words
import World

@testable import Submissions

/// A version of the world's form that is about to be published.
struct NextForm {
    var sections: [FormSection]

    /// Begins as the form that the program brings along, or as another one.
    init(_ form: Form = CompleteFile.form) { sections = form.sections }

    var form: Form {
        let fields = Set(sections.flatMap(\.fields).map(\.id))
        // A sheet tells only what is asked.
        let sheet = CompleteFile.form.sheet.map { part -> SheetPart in
            var part = part
            part.lines.removeAll { $0.id != SheetPart.description && !fields.contains($0.id) }
            return part
        }
        let form = CompleteFile.form
        return Form(
            name: form.name, version: form.version, title: form.title, sections: sections,
            sheet: sheet.filter { !$0.lines.isEmpty })
    }

    func without(_ id: String) -> NextForm {
        var next = self
        for place in next.sections.indices { next.sections[place].fields.removeAll { $0.id == id } }
        next.sections.removeAll { $0.fields.isEmpty }
        return next
    }

    func changing(_ id: String, _ change: (inout FormField) -> Void) -> NextForm {
        var next = self
        for place in next.sections.indices {
            for field in next.sections[place].fields.indices where next.sections[place].fields[field].id == id {
                change(&next.sections[place].fields[field])
            }
        }
        return next
    }

    func adding(_ field: FormField) -> NextForm {
        var next = self
        guard let place = next.sections.firstIndex(where: { $0.id == field.section }) else { return self }
        next.sections[place].fields.append(field)
        return next
    }

    static let languages = FormField(
        id: "languages", section: "need", kind: .text(300), label: Localized("Langues parlées"))
}

extension World {
    /// Julien publishes it for 2014.
    @discardableResult func publish(_ next: NextForm, by somebody: Somebody = .julien, now: Date = monday)
        async throws -> FormPublication?
    {
        let form = next.form
        let former = try await database.read { try FormStore.current(of: World.edition2014, in: $0).id }
        let workshop = FormWorkshop(prepared: { _, _ in PreparedForm(form, revision: 1) }, settle: { _, _ in })
        let french = try Phrasebook(
            language: "fr", po: String(contentsOfFile: World.root + "/Locale/fr.po", encoding: .utf8))
        let correspondence = Correspondence(
            outbox: Outbox(queue: TaskQueue()), phrasebooks: [.french: french], address: World.address
        ) { _ in MailLook(name: "rally'nov", accent: "") }
        return try await SubmissionStore(database: database).publish(
            .prepared(revision: 1), over: former, in: World.edition2014, by: somebody.id, now: now, time: now,
            workshop, mail: FileMail(correspondence: correspondence))
    }

    func left(in file: Submission.ID) async throws -> [String: String] {
        try await database.read { connection in
            try connection.rows("SELECT field, value FROM left_answer WHERE submission = \(file)").reduce(into: [:]) {
                $0[try $1["field"]] = try $1["value"] as String
            }
        }
    }

    func saved(in file: Submission.ID) async throws -> [String: String] {
        try await database.read { connection in
            try connection.rows("SELECT field, value FROM submission_answer WHERE submission = \(file)").reduce(
                into: [:]) {
                    $0[try $1["field"]] = try $1["value"] as String
                }
        }
    }

    func version(of file: Submission.ID) async throws -> String? {
        try await database.read { try SubmissionStore.form(of: file, in: $0)?.version }
    }
}
