import Campaigns
import Forms
import Identifiers
import Storage

/// Which of the files that are being written would be asked a question of a form that is still being shaped.
struct FormReachStore {
    let form: Form
    let field: FormField

    /// One query, of the answers that the condition looks at and no other.
    func reach(in edition: Edition.ID, _ connection: any Connection) throws -> FormReach {
        let names = looked
        guard !names.isEmpty else { return FormReach(asked: 0, notAsked: 0) }
        let rows = try connection.rows(
            """
            SELECT draft.id AS id, field, value FROM
                (SELECT id FROM submission WHERE edition = \(edition) AND state = 'draft' ORDER BY id LIMIT \(FormReach.most + 1))
                AS draft
            LEFT JOIN submission_answer ON submission = draft.id AND field IN \(list: names)
            ORDER BY draft.id
            """)
        var files: [Submission.ID: Answers] = [:]
        for row in rows {
            let id: Submission.ID = try row["id"]
            guard files.count < FormReach.most || files[id] != nil else { continue }
            var answers = files[id] ?? Answers()
            let (name, value): (String?, String?) = (try row["field"], try row["value"])
            if let name, let other = form[id: name] {
                answers[other] = AnswerValue(stored: value ?? "", kind: other.kind)
            }
            files[id] = answers
        }
        let asked = files.values.count { !form.unasked($0).contains(field.id) }
        let isCut = Set(try rows.map { row -> Submission.ID in try row["id"] }).count > FormReach.most
        return FormReach(asked: asked, notAsked: files.count - asked, isCut: isCut)
    }

    /// How many open files of the edition have an answer to a question; one that was emptied is none.
    static func answered(_ field: String, in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        let blank = ["", "[]", "{}"]
        return try connection.count(
            """
            SELECT count(*) AS count FROM submission JOIN submission_answer ON submission_answer.submission = submission.id
            WHERE submission.edition = \(edition) AND submission.state = 'draft' AND submission_answer.field = \(field)
                AND submission_answer.value NOT IN \(list: blank)
            """)
    }

    /// The questions that it depends on, and those that these depend on.
    private var looked: [String] {
        var (found, next): (Set<String>, [String]) = ([], [field.id])
        while let name = next.popLast() {
            for part in form[id: name]?.when?.parts ?? [] where found.insert(part.field).inserted {
                next.append(part.field)
            }
        }
        return found.sorted()
    }
}
