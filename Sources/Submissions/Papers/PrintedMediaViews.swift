import Documents
import Forms
import Media
import Web
import Words

// Files and pictures on paper.
extension Reader {
    /// Of one answer: each picture with what is said of it, then what has no picture by its name.
    func printedMedia(_ value: AnswerValue, _ file: SubmissionFile) -> [PaperPart] {
        let rows = value.filledRows.map { row in (row: row, medium: file.media[row["id"] ?? ""]) }
        let pictures = rows.compactMap { row, medium in medium.flatMap { picture(row, $0, file) } }
        let others = rows.filter { $0.medium?.printable == nil }.map { namedWords($0.row, $0.medium) }
        return pictures + (others.isEmpty ? [] : [.list(others, in: ofFrench)])
    }

    private func picture(_ row: [String: String], _ shown: AnswerMedium, _ file: SubmissionFile) -> PaperPart? {
        guard let form = shown.printable else { return nil }
        let about = inTyped(row["alternative"] ?? "")
        let caption = [about, creditWords(row)].filter { !$0.isBlank }.joined(separator: " – ")
        let alternative = about.isBlank ? shown.medium.name : about
        let path = file.path(of: shown.medium.id, form.variant)
        return .picture(
            PaperPicture(shown.printedName, alternative: alternative, caption: caption, at: path), in: ofFrench)
    }

    /// «charte.pdf (1,2 Mo, 3 pages) – Charte d’accueil».
    private func namedWords(_ row: [String: String], _ shown: AnswerMedium?) -> String {
        let name = row["name"] ?? shown?.medium.name ?? t("File", as: "that was handed in")
        let size = shown.map { " (\(extent(of: $0.medium)))" } ?? ""
        let state = shown.flatMap { $0.medium.state == .refused ? self.state(of: $0.medium) : nil }
        let said = [inTyped(row["about"] ?? row["alternative"] ?? ""), creditWords(row), state ?? ""]
        return (["\(name)\(size)"] + said.filter { !$0.isBlank }).joined(separator: " – ")
    }

    private func creditWords(_ row: [String: String]) -> String {
        row["credit"].map { $0.isBlank ? "" : t("Picture by \(inTyped($0))") } ?? ""
    }

    private func inTyped(_ words: String) -> String { typeset(words, in: Language.french.rawValue) }

    private var ofFrench: PaperLanguage? { language == .french ? nil : PaperLanguage(Language.french.rawValue) }
}
