import Foundation
import Web
import Words

// Figures, months and amounts of answers, as pages and papers write them.
extension Reader {
    /// A number as the language writes it; a dash where there is none, as in a cell of a table.
    public func figureOrDash(_ typed: String?) -> String {
        guard let typed, !typed.isBlank else { return "–" }
        return figureWords(typed)
    }

    public func monthWords(_ typed: String?) -> String {
        guard let typed, !typed.isBlank else { return "" }
        return formats.month(TypedMonth(typed)?.text ?? typed)
    }

    /// Cents are two figures or none; the sign follows the last amount.
    private func money(_ typed: String) -> String {
        guard let value = TypedFigure(typed)?.value, value.rounded() != value else { return figureWords(typed) }
        return formats.number(value, decimals: 2)
    }

    /// A cost by its parts, in one line; empty where neither an amount nor a note is there.
    public func costWords(_ parts: [String: String]) -> String {
        let bounds = ["min", "max"].compactMap { parts[$0] }.filter { !$0.isBlank }.map { money($0) }
        let amount = bounds.isEmpty ? "" : "\(bounds.joined(separator: " – "))\u{A0}€"
        let per = amount.isEmpty ? "" : parts["per"] ?? ""
        let words = [amount, per].filter { !$0.isBlank }.joined(separator: " / ")
        return typeset([words, parts["note"] ?? ""].filter { !$0.isBlank }.joined(separator: ". "))
    }

    /// Which way a figure is meant to go.
    public func directionWords(_ row: [String: String]) -> String {
        row["direction"] == "down" ? t("less is better") : t("more is better")
    }
}
