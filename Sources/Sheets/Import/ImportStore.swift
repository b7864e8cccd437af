import Campaigns
import Forms
import Foundation
import Identifiers
import Journal
import Organisations
import Storage
import Submissions

/// Keeps imported rows as sheets of one edition.
struct ImportStore: Sendable {
    let database: any Database
    let edition: Edition.ID
    /// Whether new sheets are public at once; staff publish drafts.
    let isPublic: Bool
    /// Whether new sheets count towards the targets of the edition.
    let isCounted: Bool
    /// Under which what is done is noted; nil for a trial.
    var run: ImportRun.ID?

    /// What earlier imports left, by the source's key: a mark of its content in this edition, '' in another.
    func marks() async throws -> [String: String] {
        try await database.read { connection in
            let rows = try connection.rows(
                "SELECT source_key, source_mark, edition FROM sheet WHERE source_key <> ''")
            var marks: [String: String] = [:]
            for row in rows {
                let (key, home): (String, Edition.ID) = (try row["source_key"], try row["edition"])
                if home == edition { marks[key] = try row["source_mark"] } else if marks[key] == nil { marks[key] = "" }
            }
            return marks
        }
    }

    /// Those of these titles that are known already.
    func known(byTitles keys: Set<String>) async throws -> [String: KnownInitiative] {
        try await database.read { try InitiativeStore.known(byTitles: keys, in: $0) }
    }

    /// All of them in one transaction, or, when the database refuses one, none.
    func keep(_ initiatives: [PreparedInitiative], now: Date) async throws -> [ImportRow.Kept] {
        try await database.write { connection in try outcomes(of: initiatives, now: now, in: connection) }
    }

    /// What `keep` would answer; nothing is written.
    func rehearse(_ initiatives: [PreparedInitiative], now: Date) async throws -> [ImportRow.Kept] {
        do {
            return try await database.write(for: .insiders) { connection -> [ImportRow.Kept] in
                throw Rehearsed(outcomes: try outcomes(of: initiatives, now: now, in: connection))
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.outcomes
        }
    }

    private struct Rehearsed: Error {
        let outcomes: [ImportRow.Kept]
    }

    private func outcomes(
        of initiatives: [PreparedInitiative], now: Date, in connection: any Connection
    ) throws -> [ImportRow.Kept] {
        var notes = ImportNotes()
        let kept = try initiatives.map { one in
            let became = try outcome(of: one, now: now, noting: &notes, in: connection)
            return ImportRow.Kept(outcome: became, remarks: notes.takeRemarks())
        }
        try ImportRunStore.note(notes.changes, of: run, in: connection)
        try ImportTraceStore.note(notes.changes, of: run, isPublic: isPublic, at: now, in: connection)
        return kept
    }

    private func outcome(
        of one: PreparedInitiative, now: Date, noting notes: inout ImportNotes, in connection: any Connection
    ) throws -> ImportRow.Outcome {
        if let row = try connection.row(Self.sheet(edition, "source_key = \(one.told.key)")) {
            return try renew(row, from: one, now: now, noting: &notes, in: connection)
        }
        // The same practice may have come in with another edition: it is one initiative.
        let known = try connection.row("SELECT initiative FROM sheet WHERE source_key = \(one.told.key)")
        let same: Initiative.ID? = try known?["initiative"] ?? one.same
        if let same, let row = try connection.row(Self.sheet(edition, "initiative = \(same)")) {
            return try renew(row, from: one, now: now, noting: &notes, in: connection)
        }
        try create(one, of: same, now: now, noting: &notes, in: connection)
        return .created
    }

    private static func sheet(_ edition: Edition.ID, _ condition: SQL) -> SQL {
        """
        SELECT id, initiative, submission, state, language, title, strapline, content, tags, source, source_key,
            source_mark, revision FROM sheet WHERE edition = \(edition) AND \(condition)
        """
    }

    private func create(
        _ prepared: PreparedInitiative, of known: Initiative.ID?, now: Date, noting notes: inout ImportNotes,
        in connection: any Connection
    ) throws {
        let one = prepared.told
        // Keys follow each other as the rows do: an index that is written at its end stays fast.
        let made = now + Double(one.line) / 10_000
        let initiative = try known ?? InitiativeStore.create(title: one.title, now: made, in: connection)
        try carry(initiative, one, now: made, noting: &notes, in: connection)
        let id = Sheet.ID.new(at: made)
        let state: Sheet.State = isPublic ? .published : .draft
        let publishedAt: Date? = isPublic ? now : nil
        try connection.run(
            """
            INSERT INTO sheet (id, initiative, edition, state, language, title, strapline, content, tags, source, source_key,
                source_mark, is_counted, published_at, updated_at)
            VALUES (\(id), \(initiative), \(edition), \(state), \(one.language),
                \(one.title), \(one.strapline), \(prepared.content), \(prepared.tags), \(prepared.source), \(one.key),
                \(prepared.mark), \(isCounted), \(publishedAt), \(now))
            """)
        notes.append(ImportChange(kind: .sheet, subject: id.description))
        if isPublic { try Journal.write(.sheetPublished, by: nil, of: .sheet(id), edition: edition, in: connection) }
    }

    private func renew(
        _ row: Row, from prepared: PreparedInitiative, now: Date, noting notes: inout ImportNotes,
        in connection: any Connection
    ) throws -> ImportRow.Outcome {
        let one = prepared.told
        let (id, initiative): (Sheet.ID, Initiative.ID) = (try row["id"], try row["initiative"])
        let submission: Submission.ID? = try row["submission"]
        guard submission == nil else { return .refused(ImportFault(column: nil, reason: .ownSheet)) }
        let (mark, revision): (String, Int) = (try row["source_mark"], try row["revision"])
        if mark == prepared.mark { return .unchanged }
        if let reason = try refusal(row, mark) { return .refused(ImportFault(column: nil, reason: reason)) }
        notes.noteName(one.title, before: try row["title"])
        let carriers = try InitiativeStore.carriers(of: initiative, in: connection).map(\.id)
        let was = try KeptSheet(row, carriers: carriers).sheetJSON
        // An unpublished sheet stays so: the import brings content, it does not undo a decision.
        try connection.run(
            """
            UPDATE sheet SET language = \(one.language), title = \(one.title), strapline = \(one.strapline),
                content = \(prepared.content), tags = \(prepared.tags), source = \(prepared.source),
                source_key = \(one.key), source_mark = \(prepared.mark), version = version + 1,
                updated_at = \(now), revision = revision + 1
            WHERE id = \(id)
            """)
        try InitiativeStore.rename(initiative, to: one.title, in: connection)
        try carry(initiative, one, now: now, noting: &notes, in: connection)
        notes.append(
            ImportChange(kind: .sheet, subject: id.description, isNew: false, was: was, revision: revision + 1))
        return .updated
    }

    /// Why a sheet that is there does not take what a list says otherwise; nil when it does. `mark` is the earlier import's.
    private func refusal(_ row: Row, _ mark: String) throws -> ImportFault.Reason? {
        guard try PreparedInitiative.sheetMark(row) == mark.prefix(while: { $0 != "/" }) else { return .rewrittenHere }
        let state: Sheet.State = try row["state"]
        return isPublic || state != .published ? nil : .publicSheet
    }

    private func carry(
        _ initiative: Initiative.ID, _ one: ImportedInitiative, now: Date, noting notes: inout ImportNotes,
        in connection: any Connection
    ) throws {
        var carriers: [Organisation.ID] = []
        for candidate in one.organisations {
            // A practice is told of nobody for a number alone, where name and place are another's.
            let id = try Self.find(candidate, as: .numberUnlessElsewhere, now: now, noting: &notes, in: connection)
            if !carriers.contains(id) { carriers.append(id) }
        }
        try InitiativeStore.carry(initiative, by: carriers, in: connection)
    }

    /// The organisation that a row means, with what was done to it. `siret` and `rna` are the columns of its numbers, as the list
    /// calls them.
    static func find(
        _ candidate: Organisation, as meaning: OrganisationStore.Meaning, siret: String = "SIRET", rna: String = "RNA",
        now: Date, noting notes: inout ImportNotes, in connection: any Connection
    ) throws -> Organisation.ID {
        let found = try OrganisationStore.find(or: candidate, as: meaning, now: now, in: connection)
        let id = found.id
        for other in found.others {
            let column = if case .siret = other.number { siret } else { rna }
            notes.remarks.append(ImportRemark(column, other.number.formatted, .ofAnother(other.record.name)))
        }
        switch found.outcome {
        case .known: break
        case .made: notes.append(ImportChange(kind: .organisation, subject: id.description))
        case .filled(let was):
            try SubmissionStore.noteOrganisation(id, in: connection)
            notes.append(
                ImportChange(
                    kind: .organisation, subject: id.description, isNew: false, was: try was.sheetJSON,
                    revision: was.revision + 1))
        }
        return id
    }
}
