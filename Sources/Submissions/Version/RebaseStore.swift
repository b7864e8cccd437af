import Campaigns
import Forms
import Foundation
import Identifiers
import Storage
import Web

// A version of the form is published: drafts follow it, and nothing that was typed is lost. What each step asks of the database
// does not grow with the drafts, save the letters.
extension SubmissionStore {
    /// Publishes a version for an edition, and takes its drafts along. Nil when the edition isn't this person's to run.
    func publish(
        _ candidate: FormCandidate, over former: Form.ID, in edition: Edition.ID, by person: Person.ID, now: Date,
        time: Date, _ workshop: FormWorkshop, mail: FileMail
    ) async throws -> FormPublication? {
        try await database.write { connection in
            let isTheirs: SQL = "id = \(edition) AND \(Rights.isStaff(person, of: "edition.id"))"
            guard try connection.row("SELECT id FROM edition WHERE \(isTheirs)") != nil else { return nil }
            // Drafts first, as whoever saves one: then none of them changes until all have followed.
            try connection.run("UPDATE submission SET revision = revision + 1 WHERE \(Self.isDraft(in: edition))")
            guard let form = try candidate.form(for: edition, workshop, in: connection) else {
                throw PublicationRefusal.movedOn
            }
            let request = PublicationRequest(form, in: edition, over: former, by: person, now: now, time: time)
            return try FormStore.publish(request, in: connection) { publication, connection in
                let drafts = try Self.rebase(publication, in: connection)
                try workshop.settle(publication, connection)
                try Self.tell(publication, by: mail, in: connection)
                return drafts
            }
        }
    }

    static func isDraft(in edition: Edition.ID) -> SQL {
        "submission.edition = \(edition) AND submission.state = 'draft'"
    }

    /// Takes all drafts of the edition to the version that is published; answers how many.
    static func rebase(_ publication: FormPublication, in connection: any Connection) throws -> Int {
        let (edition, next) = (publication.edition, publication.next)
        // What had no version of its own answered the one that the edition had.
        try connection.run(
            "UPDATE submission SET form = \(publication.former.id) WHERE edition = \(edition) AND form IS NULL")
        let rows = try connection.rows("SELECT DISTINCT form FROM submission WHERE \(isDraft(in: edition))")
        let known = try FormStore.forms(Set(rows.map { try $0["form"] }), in: connection)
        for (id, form) in known where id != next.id {
            let move = AnswerMove(from: (id, form), publication)
            for statement in move.statements { try connection.run(statement) }
        }
        let count = try connection.run("UPDATE submission SET form = \(next.id) WHERE \(isDraft(in: edition))")
        try note(publication, in: connection)
        return count
    }

    /// In the history of each draft, for its authors until they have seen it, and for the lists, which reckon it again.
    private static func note(_ publication: FormPublication, in connection: any Connection) throws {
        let drafts: SQL = "SELECT submission.id FROM submission WHERE \(isDraft(in: publication.edition))"
        try connection.run(
            """
            INSERT INTO submission_rebase (submission, publication)
            SELECT submission.id, \(publication.id) FROM submission WHERE \(isDraft(in: publication.edition))
            """)
        try connection.run("UPDATE file_progress SET is_stale = 1 WHERE submission IN (\(drafts))")
        let ids = try connection.rows(drafts).map { row -> Submission.ID in try row["id"] }
        for start in stride(from: 0, to: ids.count, by: share) {
            let lines = ids[start..<min(start + share, ids.count)].map { id -> SQL in
                """
                (\(SubmissionEvent.ID.new(at: publication.now)), \(id), \(SubmissionEvent.Kind.rebased), \(publication.person),
                    \(publication.now), \(publication.next.form.version))
                """
            }
            try connection.run(
                "INSERT INTO submission_event (id, submission, kind, person, at, note) VALUES \(SQL.joined(lines))")
        }
    }

    /// Lines of history in one statement.
    private static let share = 200
}

/// What becomes of the answers of an edition's drafts when they go from one version of the form to another.
private struct AnswerMove {
    let former: Form.ID
    let difference: FormDifference
    let publication: FormPublication

    init(from former: (id: Form.ID, form: Form), _ publication: FormPublication) {
        (self.former, self.publication) = (former.id, publication)
        difference = FormDifference(from: former.form, to: publication.next.form)
    }

    var statements: [SQL] { setApart + copied + [removed, restored, forgotten].compactMap(\.self) }

    private var drafts: SQL {
        "SELECT submission.id FROM submission WHERE \(SubmissionStore.isDraft(in: publication.edition)) AND submission.form = \(former)"
    }

    /// Answers to questions that are gone, or are asked in another way.
    private var setApart: [SQL] { difference.left.map { keep($0, where: "1 = 1") } }

    /// Answers that stay, and of which a choice or a part of a row is no longer there: they are kept as they were as well.
    private var copied: [SQL] {
        difference.changes.compactMap { change in
            guard let before = change.before else { return nil }
            switch change.what {
            case .cellsRemoved: return keep(before, where: "1 = 1")
            case .choicesRemoved(let choices):
                let holds = choices.map { choice -> SQL in
                    before.kind == .choice
                        ? "answer.value = \(choice.id)" : "answer.value LIKE \("%\"\(choice.id)\"%")"
                }
                return keep(before, where: "(\(SQL.joined(holds, by: " OR ")))")
            default: return nil
            }
        }
    }

    private func keep(_ field: FormField, where condition: SQL) -> SQL {
        """
        INSERT INTO left_answer (submission, field, form, kind, value, left_at, person)
        SELECT answer.submission, answer.field, \(former), \(field.kind.likeness), answer.value, \(publication.now), answer.person
        FROM submission_answer AS answer
        WHERE answer.field = \(field.id) AND answer.value NOT IN ('', '[]', '{}') AND answer.submission IN (\(drafts)) AND \(condition)
        ON CONFLICT (submission, field, form) DO UPDATE SET value = excluded.value, left_at = excluded.left_at
        """
    }

    private var removed: SQL? {
        let names = difference.left.map(\.id)
        guard !names.isEmpty else { return nil }
        return "DELETE FROM submission_answer WHERE field IN \(list: names) AND submission IN (\(drafts))"
    }

    /// What was asked before an earlier version, and is asked again: the last answer stands there once more.
    private var restored: SQL? {
        guard !difference.opened.isEmpty else { return nil }
        return """
            INSERT INTO submission_answer (submission, field, value, updated_at, revision, writer, person)
            SELECT kept.submission, kept.field, kept.value, kept.left_at, submission.revision, '', kept.person
            FROM left_answer AS kept JOIN submission ON submission.id = kept.submission
            WHERE kept.submission IN (\(drafts)) AND \(isOpened("kept")) AND NOT EXISTS (
                SELECT 1 FROM left_answer AS later WHERE later.submission = kept.submission AND later.field = kept.field
                    AND later.kind = kept.kind AND later.left_at > kept.left_at)
            ON CONFLICT (submission, field) DO NOTHING
            """
    }

    /// It no longer stands among what is not asked.
    private var forgotten: SQL? {
        guard !difference.opened.isEmpty else { return nil }
        return """
            DELETE FROM left_answer WHERE submission IN (\(drafts)) AND \(isOpened("left_answer")) AND EXISTS (
                SELECT 1 FROM submission_answer AS answer WHERE answer.submission = left_answer.submission
                    AND answer.field = left_answer.field AND answer.value = left_answer.value)
            """
    }

    private func isOpened(_ kept: SQL) -> SQL {
        let pairs = difference.opened.map { field -> SQL in
            "(\(kept).field = \(field.id) AND \(kept).kind = \(field.kind.likeness))"
        }
        return "(\(SQL.joined(pairs, by: " OR ")))"
    }
}
