import Grids
import Tables
import Web

/// What stands against one cell of a workbook of a form. Nothing of it is taken before all are put right.
struct QuestionFault: Error, Equatable, Sendable {
    enum Kind: Error, Equatable, Sendable {
        case row(RowFault)
        case refusal(FormDraft.Refusal)
        case flaw(GridFault.Kind)
        case partMissing
        case notKind(String)
        case notYesOrNo(String)
        case notFigure(String)
        case notMoment(String)
        case noTest(String)
        case notName(String)
        case noCategory(String)
        case doubled(String)
        /// The kind of the question has no use for it.
        case notOfKind
    }

    /// Of the workbook; 0 for the whole.
    let line: Int
    let column: QuestionColumn?
    let kind: Kind
}

extension Reader {
    func sentence(for fault: QuestionFault) -> String {
        let sentence = sentence(for: fault.kind)
        guard fault.line > 0 else { return sentence.capitalisedFirst }
        guard let column = fault.column else { return t("Row \(fault.line): \(sentence)") }
        return t("Row \(fault.line), column “\(title(of: column))”: \(sentence)")
    }

    private func sentence(for kind: QuestionFault.Kind) -> String {
        switch kind {
        case .row: t("this row is not written as the others are.")
        case .refusal(.actedOn(let name)):
            t("the question “\(name)” is missing: the site itself works with it, and it stays in the form.")
        case .refusal(let refusal): sentence(for: refusal)
        case .flaw(let flaw): sentence(flaw)
        case .partMissing: t("say in which part of the form it stands.")
        case .notKind(let word): t("“\(word)” is no kind of question. Copy one from another row.")
        case .notYesOrNo(let word): t("“\(word)” is neither yes nor no.")
        case .notFigure(let word): t("“\(word)” is no number.")
        case .notMoment(let word):
            t("“\(word)” is neither a day nor a kind of phase: write 2014-09-30, or a word such as call.")
        case .noTest(let words):
            t(
                "“\(words)” compares nothing. Write the key of a question, then for example “is at least 11”, one a line."
            )
        case .notName(let name):
            t(
                "“\(name)” cannot be a key: small letters without accents, digits and hyphens. Leave it empty for a new question."
            )
        case .noCategory(let name): t("“\(name)” is no category of this edition.")
        case .doubled(let name): t("“\(name)” stands twice.")
        case .notOfKind: t("this kind of question has no use for it: leave the cell empty.")
        }
    }
}
