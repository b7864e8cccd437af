import Campaigns
import Forms
import Foundation
import Grids
import Tables
import Web
import Words
import Workbooks

/// A column of the list of files as a file: what it is called, and what it says of each.
struct FileColumn: Sendable {
    /// As templates keep it: of the site's own columns a word, of an answer `answer.` and its question.
    let key: String
    let title: String
    let cell: @Sendable (FileRow) -> Cell
}

/// A file as its columns read it, taken apart once for all of them.
struct FileRow: Sendable {
    let submission: Submission
    let percent: Int
    let owners: [Submission.Author]
    let answers: Answers
    /// The file's own, which may be an earlier one.
    let form: Form
    /// The questions that its other answers leave out.
    let unasked: Set<String>

    init(_ file: FileCells) {
        let content = file.content
        (submission, percent, owners, answers) = (content.submission, content.percent, file.owners, content.answers)
        form = content.form
        unasked = form.unasked(answers)
    }

    fileprivate var ownerNames: String {
        owners.map { $0.name == $0.email ? $0.email : "\($0.name) <\($0.email)>" }.joined(separator: ", ")
    }
}

extension FormField.Kind {
    fileprivate var isMoney: Bool { if case .money = self { true } else { false } }
}

extension FileColumn {
    /// Those of a template, in its order; what the list no longer has is passed over. Without a template, or where nothing of it is
    /// left, all of them.
    static func chosen(_ keys: [String]?, of all: [FileColumn]) -> [FileColumn] {
        guard let keys else { return all }
        let byKey = Dictionary(all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let chosen = keys.compactMap { byKey[$0] }
        return chosen.isEmpty ? all : chosen
    }
}

extension Reader {
    /// One line a file: what the list shows, then each answer. All that whoever runs the edition may take along: a question that is
    /// kept out of tables is offered to nobody.
    func fileColumns(_ columns: [FormColumn], of edition: Edition, grid: Grid?) -> [FileColumn] {
        ownColumns + categoryColumn(edition)
            + columns.map { column in
                FileColumn(key: "answer.\(column.key)", title: title(of: column)) { file in
                    // What another version asks, this file was not asked.
                    guard let field = column.field(in: file.form), !file.unasked.contains(field.id) else {
                        return .text(t("Not asked"))
                    }
                    return answerCell(file.answers[field], of: field, grid: grid)
                }
            }
    }

    /// Of files that answer several versions: how others called it, and until which version it was asked.
    private func title(of column: FormColumn) -> String {
        let label = label(of: column.field)
        let former = column.formerLabels.map(wording).joined(separator: ", ")
        let named = former.isEmpty ? label : t("\(label) (before: \(former))")
        return column.version.map { t("\(named) (until version \($0))") } ?? named
    }

    /// In an edition that has categories.
    private func categoryColumn(_ edition: Edition) -> [FileColumn] {
        guard !edition.categories.isEmpty else { return [] }
        return [
            FileColumn(key: "category", title: t("Category")) { file in
                .text(edition.category(file.submission.category).map { name(of: $0) } ?? "")
            }
        ]
    }

    private var ownColumns: [FileColumn] {
        [
            FileColumn(key: "number", title: t("No.")) { Cell($0.submission.number) },
            FileColumn(key: "state", title: t("State")) { [self] in .text(stateWord($0.submission.state)) },
            FileColumn(key: "eligibility", title: t("Eligibility")) { [self] in
                .text($0.submission.state == .transmitted ? verdictWord($0.submission.eligibility) : "")
            },
            FileColumn(key: "eligibility-note", title: t("Eligibility note")) { .text($0.submission.eligibilityNote) },
            FileColumn(key: "percent", title: t("Needed answers given (%)")) { .integer($0.percent) },
            FileColumn(key: "sent", title: t("Sent", as: "file")) { [self] in
                formats.stampCell($0.submission.transmittedAt)
            },
            FileColumn(key: "changed", title: t("Last changed")) { [self] in formats.stampCell($0.submission.updatedAt)
            },
            FileColumn(key: "owners", title: t("Owners")) { .text($0.ownerNames) },
            FileColumn(key: "typed-by-agency", title: t("Typed by the agency")) { [self] in
                .text($0.submission.isOnBehalf ? t("Yes") : "")
            },
        ]
    }

    /// Numbers, amounts and whole days are what they are, so that a spreadsheet counts and sorts them; months, years and what cannot
    /// be read stay as they were typed.
    private func answerCell(_ value: AnswerValue, of field: FormField, grid: Grid?) -> Cell {
        let text = tableText(value, of: field, grid: grid)
        switch (value, field.kind) {
        case (.text(let typed), .number), (.text(let typed), .money):
            guard let figure = TypedFigure(typed)?.value else { return .text(text) }
            let typedPlaces = typed.split { ",.".contains($0) }.dropFirst().first?.filter(\.isNumber).count ?? 0
            let isWhole = figure == figure.rounded()
            let places = isWhole ? 0 : field.kind.isMoney ? 2 : typedPlaces
            return .figure(
                figure, decimals: places, text: plainFigure(String(format: "%.\(min(places, 9))f", figure)))
        default: return Day(text).map { formats.cell($0) } ?? .text(text)
        }
    }
}
