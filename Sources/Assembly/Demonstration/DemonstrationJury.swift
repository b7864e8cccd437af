import Campaigns
import Foundation
import Identifiers
import Jury
import Sheets
import Storage
import Submissions

extension DemonstrationWriter {
    mutating func writeJury() throws {
        for edition in ["2013", "2014"] {
            for entry in files.marks.jurors { try writeJuror(entry.id, entry.person, edition, isChair: false) }
            try writeJuror("chair", files.marks.deliberation.chair, edition, isChair: true)
        }
        for interest in files.marks.interests { try writeInterest(interest, "2013") }
        try writeInterest(files.marks.edition_2014.conflict, "2014")
        for assessment in files.marks.assessments { try writeAssessment(assessment, "2013") }
        for assessment in files.marks.edition_2014.assignments { try writeAssessment(assessment, "2014") }
        try ResultsStore.noteAssessments(in: connection)
    }

    private mutating func writeJuror(_ id: String, _ person: String, _ edition: String, isChair: Bool) throws {
        let juror: Juror.ID = make("juror", "\(edition)-\(id)")
        let (editionKey, personKey): (Edition.ID?, Person.ID?) = (key("edition", edition), key("person", person))
        let invited = noon(of: "\(edition)-08-20")
        try connection.run(
            """
            INSERT INTO juror (id, edition, person, is_chair, state, agreed_at, invited_at)
            VALUES (\(juror), \(editionKey), \(personKey), \(isChair), 'active', \(invited + 86_400), \(invited))
            """)
    }

    private func writeInterest(_ entry: MarksFile.InterestEntry, _ edition: String) throws {
        let juror: Juror.ID? = key("juror", "\(edition)-\(entry.juror)")
        let submission: Submission.ID? = key("submission", entry.initiative)
        try connection.run(
            """
            INSERT INTO interest (juror, submission, degree, words, declared_at)
            VALUES (\(juror), \(submission), \(entry.degree), \(entry.text), \(noon(of: entry.declared ?? "\(edition)-08-29")))
            """)
    }

    private mutating func writeAssessment(_ entry: MarksFile.AssessmentEntry, _ edition: String) throws {
        let id: Identifier<MarksFile.AssessmentEntry> = make("assessment", entry.id)
        let juror: Juror.ID? = key("juror", "\(edition)-\(entry.juror)")
        let submission: Submission.ID? = key("submission", entry.initiative)
        let sent: Date? = entry.sent.map { noon(of: $0) }
        let opening = noon(of: phases(of: edition).first { $0.id == "jury" }?.from)
        let started: Date? = entry.marks == nil ? nil : noon(of: entry.started ?? entry.sent ?? "2014-09-18")
        try connection.run(
            """
            INSERT INTO assessment (id, submission, juror, state, assigned_at, started_at, sent_at)
            VALUES (\(id), \(submission), \(juror), \(sent == nil ? "draft" : "sent"), \(opening),
                \(started), \(sent))
            """)
        try writeDeclared(juror, submission, at: noon(of: "\(edition)-08-29"))
        for (checkpoint, mark) in entry.marks ?? [:] {
            try writeMark(mark, at: checkpoint, of: id.description, entry, started ?? now)
        }
    }

    /// Whoever reads a file said first that nothing ties them to it.
    private func writeDeclared(_ juror: Juror.ID?, _ submission: Submission.ID?, at moment: Date) throws {
        try connection.run(
            """
            INSERT INTO interest (juror, submission, degree, words, declared_at)
            VALUES (\(juror), \(submission), 'none', '', \(moment)) ON CONFLICT (juror, submission) DO NOTHING
            """)
    }

    private func writeMark(
        _ mark: String, at checkpoint: String, of assessment: String, _ entry: MarksFile.AssessmentEntry, _ moment: Date
    ) throws {
        let points = Int(mark)
        let resolved = entry.resolved?.first { $0.checkpoint == checkpoint }
        try connection.run(
            """
            INSERT INTO mark (assessment, checkpoint, kind, points, comment, resolved_points, resolved_how, updated_at)
            VALUES (\(assessment), \(checkpoint), \(points == nil ? mark : "level"), \(points),
                \(entry.comments?[checkpoint] ?? ""), \(resolved?.level), \(resolved?.how ?? ""), \(moment))
            """)
    }
}
