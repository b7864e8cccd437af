import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Journal
import Organisations
import Storage

/// The file was sent, or taken back, since the page was given: what comes from it is shown before it changes anything.
struct FileMoved: Error {
    let file: SubmissionFile
}

extension SubmissionStore {
    /// A draft with its owner, if it has one yet.
    static func create(
        _ new: NewFile, owner: Person.ID?, by person: Person.ID?, now: Date, in connection: any Connection
    ) throws -> Submission.ID {
        let id = Submission.ID.new(at: now)
        // A version that is published now comes before this file, or takes it along.
        try FormStore.hold(new.edition, in: connection)
        let initiative = try InitiativeStore.create(title: new.title, now: now, in: connection)
        try connection.run(
            """
            INSERT INTO submission (id, edition, initiative, title, created_by, is_on_behalf, created_at, updated_at, form, category)
            VALUES (\(id), \(new.edition), \(initiative), \(new.title), \(person), \(new.isOnBehalf), \(now), \(now),
                (SELECT edition_form.form FROM edition_form WHERE edition_form.edition = \(new.edition)), \(new.category))
            """)
        if let owner { try add(owner, to: id, as: .owner, by: person, now: now, in: connection) }
        for (field, text) in [("title", new.title), ("organisation.name", new.organisation)] {
            try put(.text(text), in: field, of: id, revision: 1, window: "", by: person, now: now, connection)
        }
        try FileLineStore.keep(id, in: connection)
        try note(.created, of: id, by: person, at: now, in: connection)
        return id
    }

    /// Saves what a page says of one part of the file, field by field: what others changed meanwhile stays. Nil as well when
    /// the file's form has no such part.
    func save(
        _ reading: TypedPart, of part: String, in id: Submission.ID, by person: Person.ID, base: FormBase,
        now: Date
    ) async throws -> SaveOutcome? {
        try await database.write(for: .insiders) { connection in
            // Asked before the file is claimed: about a part that there is not, nothing is written.
            guard try Self.page(part, of: id, base: base, connection) != nil,
                try Self.claim(id, by: person, in: connection),
                let file = try Self.find(id, by: person, in: connection)?.looked(at: now),
                // Once more: the file may have followed another version before it was claimed.
                let page = try Self.page(part, of: id, base: base, connection)
            else { return nil }
            guard file.window.isOpen(at: now) else { throw Submission.Refusal.closed }
            guard base.state == nil || base.state == file.submission.state.rawValue else { throw FileMoved(file: file) }
            let section = page.stillAsked(in: file.form)
            var outcome = try Self.merge(reading, of: section, into: file, by: person, base: base, now: now, connection)
            guard page.isOld else { return outcome }
            let apart = try Self.keepApart(reading, of: page, in: file, by: person, now: now, connection)
            (outcome.apart, outcome.isOfOldForm) = (apart.kept, true)
            outcome.refused += apart.refused
            return outcome
        }
    }

    private static func merge(
        _ reading: TypedPart, of section: FormSection, into file: SubmissionFile, by person: Person.ID,
        base: FormBase, now: Date, _ connection: any Connection
    ) throws -> SaveOutcome {
        var (file, changed, conflicts, refused) = (file, [FormField](), [SaveOutcome.Conflict](), [FieldFault]())
        for (field, saved, typed) in answers(reading, of: section, over: file, now) {
            let merge = AnswerMerge(typed, field: field.id, over: saved, base: base)
            if merge != .unchanged, let fault = refusal(of: typed, in: field, of: file) {
                refused.append(fault)
                continue
            }
            switch merge {
            case .unchanged: continue
            case .conflict: conflicts.append(try conflict(field, saved.value, in: file, for: person, connection))
            case .save:
                try keep(
                    typed, in: field, of: &file, was: saved.value, window: base.window, by: person, now: now, connection
                )
                changed.append(field)
            }
        }
        conflicts += try lost(reading, of: section, from: file, by: person, now, connection)
        if !changed.isEmpty { try settle(&file, changed, by: person, now: now, connection) }
        return SaveOutcome(file: file, changed: changed, conflicts: conflicts, refused: refused)
    }

    /// What is typed over what is saved; what is filled in before what is emptied, which it may make unneeded, and what is asked on
    /// a condition before what brings it up. Questions whose time has not come or is over are left as they are.
    private static func answers(
        _ reading: TypedPart, of section: FormSection, over file: SubmissionFile, _ now: Date
    ) -> [(field: FormField, saved: SavedAnswer, typed: AnswerValue)] {
        typealias Typed = (field: FormField, saved: SavedAnswer, typed: AnswerValue)
        let clock = FormClock(file.edition, at: now)
        let all = reading.touched(in: section.open(at: clock)).compactMap { field -> Typed? in
            var saved = file.saved[field.id] ?? SavedAnswer(value: .empty(field.kind))
            // The title is known before it is answered.
            if file.saved[field.id] == nil { saved.value = file.answers[field] }
            guard let told = reading.value(of: field, over: saved.value) else { return nil }
            return (field, saved, field.offered(told, by: file.grid))
        }
        let given = all.filter { !$0.typed.isEmpty }
        return given.filter { $0.field.when != nil } + given.filter { $0.field.when == nil }
            + all.filter { $0.typed.isEmpty }
    }

    /// What is too long is not kept, nor what makes a file that is sent worse; nor is it lost, it stands in the page.
    private static func refusal(of typed: AnswerValue, in field: FormField, of file: SubmissionFile) -> FieldFault? {
        if let excess = typed.surplus(in: field) {
            return FieldFault(control: field.firstControl, field: field, fault: .tooLongToKeep(excess))
        }
        guard file.submission.state == .transmitted else { return nil }
        return file.answers.worsened(by: typed, in: field, of: file.form)
    }

    static func keep(
        _ value: AnswerValue, in field: FormField, of file: inout SubmissionFile, was before: AnswerValue,
        as known: Int? = nil, window: String, by person: Person.ID, now: Date, _ connection: any Connection
    ) throws {
        let id = file.submission.id
        let revision = known ?? file.submission.revision
        try put(value, in: field.id, of: id, revision: revision, window: window, by: person, now: now, connection)
        file.saved[field.id] = SavedAnswer(
            value: value, revision: revision, window: window, refused: file.saved[field.id]?.refused ?? [])
        if field.kind.isOfMedia { try AnswerMediaStore.follow(value, in: field, of: id, connection) }
        guard file.submission.state == .transmitted else { return }
        // One line of history a field and a sitting, with what stood there before it.
        let isNoted = try connection.count(
            """
            SELECT count(*) AS count FROM submission_event
            WHERE submission = \(id) AND kind = 'changed' AND note = \(field.id) AND writer = \(window)
            """)
        guard isNoted == 0 else { return }
        try connection.run(
            """
            INSERT INTO submission_event (id, submission, kind, person, at, note, was, writer)
            VALUES (\(SubmissionEvent.ID.new(at: now)), \(id), 'changed', \(person), \(now), \(field.id), \(before.stored), \(window))
            """)
    }

    static func put(
        _ value: AnswerValue, in field: String, of id: Submission.ID, revision: Int, window: String,
        by person: Person.ID?, now: Date, _ connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO submission_answer (submission, field, value, updated_at, revision, writer, person)
            VALUES (\(id), \(field), \(value.stored), \(now), \(revision), \(window), \(person))
            ON CONFLICT (submission, field) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at,
                revision = excluded.revision, writer = excluded.writer, person = excluded.person
            """)
    }

    /// Keeps in step what other tables tell of the file.
    static func settle(
        _ file: inout SubmissionFile, _ changed: [FormField], by person: Person.ID, now: Date,
        _ connection: any Connection
    ) throws {
        let id = file.submission.id
        file.submission.updatedAt = now
        if changed.contains(where: { $0.id == "title" }), !file.answers.text("title").isEmpty {
            file.submission.title = file.answers.text("title")
            try InitiativeStore.rename(file.submission.initiative, to: file.submission.title, in: connection)
        }
        // Found eligible, it stays with the organisation that staff confirmed: what it says otherwise is told to them.
        if file.submission.state == .transmitted, file.submission.eligibility != .eligible,
            changed.contains(where: { Organisation.isKnown(by: $0.id) })
        {
            try linkAgain(&file, now: now, in: connection)
        }
        try connection.run(
            """
            UPDATE submission SET title = \(file.submission.title), updated_at = \(now),
                organisation = \(file.submission.organisation)
            WHERE id = \(id)
            """)
        try FileLineStore.keep(id, in: connection)
        guard file.submission.state == .transmitted else { return }
        try Journal.write(
            .fileChanged, by: person, of: .file(id), edition: file.edition.id, details: file.told(of: changed),
            in: connection)
    }

    /// A sent file that names another organisation joins the files of that one within the same limit as one that is sent.
    private static func linkAgain(
        _ file: inout SubmissionFile, now: Date, in connection: any Connection
    ) throws {
        let before = file.submission.organisation
        try link(&file.submission, by: file.answers, now: now, in: connection)
        guard file.submission.organisation != before else { return }
        // Of two that join it at once, the second sees the first.
        try holdNumbering(of: file.edition.id, connection)
        try FileRuleStore.check(file.submission, in: connection)
    }

    /// Ties the file and its initiative to the organisation it describes. A draft claims nobody. What the file says of it
    /// stays with the file, until those who run the edition take it over.
    static func link(
        _ submission: inout Submission, by answers: Answers, now: Date, in connection: any Connection
    ) throws {
        guard !answers.text("organisation.name").isEmpty else { return }
        let described = Organisation(describedIn: answers, now: now)
        let organisation = try OrganisationStore.claimed(as: described, now: now, in: connection)
        guard organisation != submission.organisation else { return }
        submission.organisation = organisation
        try InitiativeStore.carry(submission.initiative, by: [organisation], in: connection)
    }

    static func conflict(
        _ field: FormField, _ saved: AnswerValue, in file: SubmissionFile, for person: Person.ID,
        lost: [String] = [], _ connection: any Connection
    ) throws -> SaveOutcome.Conflict {
        let row = try connection.row(
            """
            SELECT name, submission_answer.person, updated_at FROM submission_answer LEFT JOIN person ON person.id = submission_answer.person
            WHERE submission = \(file.submission.id) AND field = \(field.id)
            """)
        let writer: Person.ID? = try row?["person"]
        return SaveOutcome.Conflict(
            field: field, saved: saved, person: try row?["name"], isOwn: writer == person,
            at: try row?["updated_at"] ?? file.submission.updatedAt, lost: lost)
    }
}
