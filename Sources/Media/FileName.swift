import Foundation
import Words

/// What people call a file, so that it can be read, and kept on any machine: no folders, no sign that turns or hides anything, and its
/// ending, which says how it is opened, as it is.
public struct FileName: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// More than that nobody reads.
    static let most = 120
    /// Of its stem: one sign may be made of any number of them, and heads of answers bear three signs a byte.
    private static let mostBytes = 400
    private static let mostEnding = 12

    /// - Parameters:
    ///   - said: by somebody's machine: anything.
    ///   - type: what it was found to be; its ending replaces one that says another thing.
    public init(_ said: String, type: MediaType? = nil) {
        let (stem, ending) = Self.parts(of: Self.cleaned(said), type)
        let room = Self.most - (ending.isEmpty ? 0 : ending.count + 1)
        let short = stem.count > room || stem.utf8.count > Self.mostBytes ? Self.shortened(stem, to: room - 1) : stem
        description = ending.isEmpty ? short : "\(short).\(ending)"
    }

    private static func shortened(_ stem: String, to count: Int) -> String {
        var (short, bytes) = ("", 0)
        for sign in stem.prefix(count) {
            bytes += sign.utf8.count
            guard bytes <= mostBytes else { break }
            short.append(sign)
        }
        return trimmed(short) + "…"
    }

    /// One line, of which everything is seen, without what any machine takes for a folder or for an order.
    private static func cleaned(_ said: String) -> String {
        // Some programs say the whole way to it.
        let last =
            said.precomposedStringWithCanonicalMapping.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let signs = last.asLine.map { sign in
            "<>:\"|?*\u{2044}\u{2215}\u{29F8}\u{FF0F}\u{FF3C}".contains(sign) || sign.isNewline ? "_" : sign
        }
        return trimmed(String(signs.filter { !$0.isUnseen }))
    }

    /// Without dots and spaces around it: they hide a file on some machines, and are dropped on others.
    private static func trimmed(_ name: String) -> String {
        name.trimmingCharacters(in: CharacterSet(charactersIn: ". ").union(.whitespacesAndNewlines))
    }

    private static func parts(of name: String, _ type: MediaType?) -> (stem: String, ending: String) {
        let dot = name.lastIndex(of: ".")
        let said = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
        let isEnding = !said.isEmpty && said.count <= mostEnding && said.utf8.allSatisfy(\.isLetterOrDigit)
        let stem = isEnding ? trimmed(String(name[..<(dot ?? name.endIndex)])) : name
        let named = stem.isEmpty ? "fichier" : stem
        guard let type else { return (named, isEnding ? said : "") }
        let fits = said == type.ending || type.otherEndings.contains(said)
        // What it claimed to be stays to be read, and opens nothing.
        let whole = isEnding && !fits ? "\(named)_\(said)" : named
        return (whole, fits ? said : type.ending)
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool { (48...57).contains(self) || (97...122).contains(self) }
}

extension Character {
    fileprivate var isUnseen: Bool {
        unicodeScalars.allSatisfy {
            [.control, .format, .surrogate, .privateUse, .unassigned].contains($0.properties.generalCategory)
        }
    }
}
