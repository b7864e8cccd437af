import Foundation

/// Where something stands on the web, as people type it: everywhere the same is taken for one.
public enum WebAddress {
    /// The one reading of what people type: `www.exemple.fr` and `exemple.fr/page` are taken for `https://…`, as browsers take
    /// them. Nil where it is none.
    public static func read(_ typed: String) -> String? {
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.contains("://") else { return isWhole(text) ? text : nil }
        let whole = "https://" + text
        return isWhole(whole) && hasLongEnd(text) ? whole : nil
    }

    /// Without a scheme, “n.c” is no place on the web.
    private static func hasLongEnd(_ text: String) -> Bool {
        let host = text.prefix { !"/?#:".contains($0) }
        return (host.split(separator: ".").last?.count ?? 0) > 1
    }

    /// `http://` or `https://`, a host with a dot, a port perhaps, and what follows it without a sign that could end a link.
    public static func isWhole(_ text: String) -> Bool {
        guard text.utf8.count <= 2_000, text.unicodeScalars.allSatisfy(isAllowed) else { return false }
        let start = text.prefix(8).lowercased()
        guard let scheme = ["https://", "http://"].first(where: { start.hasPrefix($0) }) else { return false }
        let place = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = parts.first, isHost(host) else { return false }
        return parts.count == 1 || UInt16(String(parts[1])) != nil
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: false
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .initialPunctuation, .finalPunctuation: false
        default: !"\"`<>\\".unicodeScalars.contains(scalar)
        }
    }

    private static func isHost(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy(isLabel), let last = labels.last else { return false }
        return last.contains(where: \.isLetter)
    }

    private static func isLabel(_ text: Substring) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 63, !text.hasPrefix("-"), !text.hasSuffix("-") else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
}
