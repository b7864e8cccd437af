import Campaigns
import Foundation
import Mail
import Web

/// What a held letter says, as staff change it. Its state, its button and why it came stay as they were written.
struct LetterForm: Equatable, Sendable {
    enum Problem: Hashable {
        case subjectMissing, leadMissing, leadTooLong
        /// A letter that had a text keeps one.
        case textMissing
        /// A letter to one person has nothing left to fill in.
        case placeholder(String, field: String)
    }

    static let longestLead = 1_000

    let subject: String
    let lead: String
    /// Paragraphs, with an empty line between them.
    let text: String
    /// One a line.
    let points: String
    let closing: String
    var revision: Int

    init(_ letter: Letter, at revision: Int) {
        (subject, lead) = (letter.subject, letter.lead)
        text = letter.paragraphs.joined(separator: "\n\n")
        (points, closing) = (letter.points.joined(separator: "\n"), letter.closing.joined(separator: "\n"))
        self.revision = revision
    }

    init(_ fields: Fields) {
        (subject, lead) = (Self.line(fields["subject"]), Self.line(fields["lead"]))
        (text, points, closing) = (fields["text"] ?? "", fields["points"] ?? "", fields["closing"] ?? "")
        revision = fields.revision()
    }

    var problems: Set<Problem> {
        var problems: Set<Problem> = subject.isEmpty ? [.subjectMissing] : []
        if lead.isEmpty { problems.insert(.leadMissing) }
        if lead.count > Self.longestLead { problems.insert(.leadTooLong) }
        let fields = [("subject", subject), ("lead", lead), ("text", text), ("points", points), ("closing", closing)]
        for (field, text) in fields {
            for name in Placeholders.found(in: text) { problems.insert(.placeholder(name, field: field)) }
        }
        return problems
    }

    /// What stands against it in the place of a letter.
    func problems(insteadOf letter: Letter) -> Set<Problem> {
        let isEmptied = !letter.paragraphs.isEmpty && Self.paragraphs(of: text).isEmpty
        return isEmptied ? problems.union([.textMissing]) : problems
    }

    /// All that it says, for whoever reads it again before it leaves.
    var said: String { [subject, lead, text, points, closing].joined(separator: "\n") }

    func applied(to letter: Letter) -> Letter {
        var letter = letter
        (letter.subject, letter.lead) = (subject, lead)
        letter.paragraphs = Self.paragraphs(of: text)
        (letter.points, letter.closing) = (Self.lines(of: points), Self.lines(of: closing))
        return letter
    }

    private static func line(_ typed: String?) -> String {
        (typed ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func lines(of text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// Lines stay lines within a paragraph.
    private static func paragraphs(of text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.split { $0.allSatisfy(\.isWhitespace) }.map { $0.joined(separator: "\n") }
    }
}
