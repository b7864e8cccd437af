import Accounts
import Forms
import Foundation
import Identifiers
import Storage

// What is no longer asked: kept for those who wrote it, told to nobody else.
extension SubmissionStore {
    /// The newest first; empty for whoever does not write the file. What the agency types for an organisation it reads as well.
    func left(of file: SubmissionFile, for person: Person.ID) async throws -> [LeftAnswer] {
        let id = file.submission.id
        return try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT left_answer.field, left_answer.form, left_answer.value, left_answer.left_at
                FROM left_answer JOIN submission ON submission.id = left_answer.submission
                WHERE submission.id = \(id) AND \(Self.readsLeft(person))
                ORDER BY left_at DESC, field
                """)
            let forms = try FormStore.forms(Set(rows.map { try $0["form"] }), in: connection)
            return try rows.compactMap { row in
                let (version, name, stored): (Form.ID, String, String) = (
                    try row["form"], try row["field"], try row["value"]
                )
                guard let form = forms[version], let field = form[id: name] else { return nil }
                let value = AnswerValue(stored: stored, kind: field.kind)
                return try field.remainder(of: value, under: file.form[id: name]).map { left in
                    LeftAnswer(field: left.field, value: left.value, version: form.version, at: try row["left_at"])
                }
            }
        }
    }

    /// What an older page says of questions that are no longer asked as it asks them. Answers what was kept, and what was too long.
    static func keepApart(
        _ reading: TypedPart, of page: PageOfFile, in file: SubmissionFile, by person: Person.ID, now: Date,
        _ connection: any Connection
    ) throws -> (kept: [FormField], refused: [FieldFault]) {
        let known = try kept(from: page, of: file, connection)
        var (kept, refused) = ([FormField](), [FieldFault]())
        for field in reading.touched(in: page.section) {
            let before = known[field.id] ?? file.saved[field.id]?.value ?? .empty(field.kind)
            guard let typed = reading.value(of: field, over: before).map({ field.offered($0, by: file.grid) }),
                let left = field.remainder(of: typed, under: file.form[id: field.id]), typed != known[field.id]
            else { continue }
            if let excess = typed.surplus(in: field) {
                refused.append(FieldFault(control: field.firstControl, field: field, fault: .tooLongToKeep(excess)))
                continue
            }
            try keep(typed, in: field, of: file.submission.id, page, by: person, now: now, connection)
            kept.append(left.field)
        }
        return (kept, refused)
    }

    private static func kept(
        from page: PageOfFile, of file: SubmissionFile, _ connection: any Connection
    ) throws -> [String: AnswerValue] {
        let rows = try connection.rows(
            "SELECT field, value FROM left_answer WHERE submission = \(file.submission.id) AND form = \(page.form.id)")
        return try rows.reduce(into: [:]) { known, row in
            let name: String = try row["field"]
            guard let field = page.form.form[id: name] else { return }
            known[name] = AnswerValue(stored: try row["value"], kind: field.kind)
        }
    }

    private static func keep(
        _ value: AnswerValue, in field: FormField, of id: Submission.ID, _ page: PageOfFile, by person: Person.ID,
        now: Date, _ connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO left_answer (submission, field, form, kind, value, left_at, person)
            VALUES (\(id), \(field.id), \(page.form.id), \(field.kind.likeness), \(value.stored), \(now), \(person))
            ON CONFLICT (submission, field, form) DO UPDATE SET value = excluded.value, left_at = excluded.left_at,
                person = excluded.person
            """)
    }
}
