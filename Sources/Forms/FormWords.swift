import Campaigns
import Grids
import Organisations
import Web

// What the form asks, in the reader's language.
extension Reader {
    public func title(of section: FormSection, grid: Grid?) -> String {
        wording(dimension(of: section, grid)?.title ?? section.title)
    }

    /// What the dimension asks, as the jury reads it.
    public func lead(of section: FormSection, grid: Grid?) -> String {
        (dimension(of: section, grid)?.question ?? section.lead).map(wording) ?? ""
    }

    private func dimension(of section: FormSection, _ grid: Grid?) -> Grid.Dimension? {
        section.dimension.flatMap { id in grid?.dimensions.first { $0.id == id } }
    }

    /// A text of the grid or of the form, in the reader's language when there is one.
    public func wording(_ text: Localized) -> String { typeset(text.wording(in: language.rawValue).text) }

    public func label(of field: FormField) -> String { wording(field.label) }

    /// Help, where a label does not say it all.
    public func hint(of field: FormField) -> String? { field.hint.map(wording) }

    /// A choice that the form no longer offers is shown as it was kept.
    public func choice(_ value: String, of field: FormField) -> String { choice(value, among: field.choices) }

    public func choice(_ value: String, among choices: [FormField.Choice]) -> String {
        choices.first { $0.id == value }.map { wording($0.label) } ?? value
    }

    public func label(ofColumn part: String) -> String {
        switch part {
        case "date": t("When", as: "month of a step or a figure")
        case "text": t("What happened")
        case "name": t("What is measured")
        case "unit": t("Unit")
        case "direction": t("Better is")
        case "baseline": t("Before", as: "figure")
        case "baseline_date": t("When", as: "starting point")
        case "value": t("Now")
        default: t("Where the figure comes from")
        }
    }

    /// A term of a vocabulary as the grid words it.
    public func term(_ id: String, of vocabulary: String, grid: Grid?) -> String {
        let terms = Vocabulary.ID(vocabulary).flatMap { grid?.vocabulary($0) }?.terms
        return terms?.first { $0.id.description == id }.map { wording($0.label) } ?? id
    }
}
