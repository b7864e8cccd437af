import Forms
import Foundation
import Media
import Sheets
import Storage
import Submissions

/// Writes what one file of the demonstration shows: as answers, and on its sheet where that was shown to somebody.
struct PictureWriter {
    let file: Submission.ID
    let sheet: Sheet.ID?
    let now: Date
    let connection: any Connection

    /// One that is shown, with what is said of it.
    struct Entry {
        let kept: KeptFile
        let name: String
        let words: String
        let credit: String
        let focus: Focus
        let isPicture: Bool

        init(_ picture: PicturesFile.Picture, by credit: String, _ kept: KeptFile) {
            (self.kept, name, words, self.credit) = (kept, "\(picture.name).jpg", picture.words, credit)
            let isPoint = picture.focus.count == 2
            focus = isPoint ? Focus(x: picture.focus[0], y: picture.focus[1]) : .middle
            isPicture = true
        }

        init(_ paper: PicturesFile.Paper, _ kept: KeptFile) {
            (self.kept, name, words, credit) = (kept, "\(paper.name).pdf", paper.words, "")
            (focus, isPicture) = (.middle, false)
        }

        /// As an answer keeps it.
        func row(_ id: Medium.ID) -> [String: String] {
            isPicture
                ? ["id": "\(id)", "name": name, "alternative": words, "credit": credit, "agreed": "nobody"]
                : ["id": "\(id)", "name": name, "about": words]
        }
    }

    func write(_ entries: [Entry], to field: String) throws {
        guard !entries.isEmpty else { return }
        var rows: [[String: String]] = []
        for (position, entry) in entries.enumerated() {
            let id = Medium.ID.new(at: now)
            try MediaStore.add(entry.kept, as: id, to: "submission/\(file)/\(field)", now: now, in: connection)
            try connection.run(
                """
                INSERT INTO answer_media (media, submission, field, position) VALUES (\(id), \(file), \(field), \(position))
                """)
            rows.append(entry.row(id))
            if let sheet { try show(entry, from: id, on: sheet, at: position + (entry.isPicture ? 0 : 50)) }
        }
        try connection.run(
            """
            INSERT INTO submission_answer (submission, field, value, updated_at)
            VALUES (\(file), \(field), \(AnswerValue.rows(rows).stored), \(now))
            """)
    }

    private func show(_ entry: Entry, from source: Medium.ID, on sheet: Sheet.ID, at position: Int) throws {
        let id = Medium.ID.new(at: now)
        try MediaStore.add(entry.kept, as: id, to: "sheet/\(sheet)", now: now, in: connection)
        let (agreed, isDrawn) = entry.isPicture ? ("nobody", 1) : ("", 0)
        try connection.run(
            """
            INSERT INTO sheet_media (media, sheet, position, words, credit, agreed, is_drawn, focus_x, focus_y, is_shown, taken_from)
            VALUES (\(id), \(sheet), \(position), \(entry.words), \(entry.credit), \(agreed), \(isDrawn), \(entry.focus.x),
                \(entry.focus.y), 1, \(source.description))
            """)
    }
}
