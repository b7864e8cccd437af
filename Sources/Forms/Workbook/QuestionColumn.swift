import Web

/// What a workbook of a form says of each question, a column each, in their order.
enum QuestionColumn: String, CaseIterable, Sendable {
    case part, key, kind
    case label, labelEnglish, hint, hintEnglish, example, exampleEnglish
    case choices, unit, unitEnglish, limit, least, most, grid
    case asking, unless, only, condition, from, until
    case feeds, jury, sheet, open, tables

    /// Without them nobody knows what a row speaks of.
    static let needed: [QuestionColumn] = [.part, .key, .kind, .label]
}

extension Reader {
    func title(of column: QuestionColumn) -> String {
        switch column {
        case .part: t("Part of the form")
        case .key: t("Key")
        case .kind: t("Kind of question")
        case .label: t("Question (French)")
        case .labelEnglish: t("Question (English)")
        case .hint: t("Help (French)")
        case .hintEnglish: t("Help (English)")
        case .example: t("Good example (French)")
        case .exampleEnglish: t("Good example (English)")
        case .choices: t("Choices")
        case .unit: t("Unit (French)")
        case .unitEnglish: t("Unit (English)")
        default: laterTitle(of: column)
        }
    }

    private func laterTitle(of column: QuestionColumn) -> String {
        switch column {
        case .limit: t("Longest answer, in signs")
        case .least: t("Least")
        case .most: t("Most")
        case .grid: t("Vocabulary or checkpoint")
        case .asking: t("Needed to send")
        case .unless: t("Not needed if answered")
        case .only: t("For these categories alone")
        case .condition: t("Shown if")
        case .from: t("Asked from")
        case .until: t("Fixed after")
        case .feeds: t("Checkpoints it feeds")
        case .jury: t("Jury reads it")
        case .sheet: t("Sheet may tell it")
        case .open: t("Open data")
        default: t("Column of exports")
        }
    }

    func yesOrNo(_ flag: Bool) -> String { flag ? t("Yes") : t("No") }

    /// Whether a file can be sent without an answer: “Yes”, “Wished”, “No”.
    func word(for asking: QuestionUse.Asking) -> String {
        switch asking {
        case .needed: t("Yes")
        case .wished: t("Wished", as: "an answer")
        case .free: t("No")
        }
    }
}
