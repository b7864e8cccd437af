import Foundation

/// Where a person gets mail. Two spellings that differ only in case are the same address.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// As the person types it.
    public let description: String
    /// In lower case, by which addresses are compared and found.
    public let comparable: String

    public init(_ typed: String) throws(EmailRefusal) {
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= 254 else { throw .tooLong }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .notOneAt }
        guard Self.isMailbox(parts[0]) else { throw .wrongBeforeAt }
        guard Self.isDomain(parts[1]) else { throw .wrongAfterAt }
        description = text
        comparable = text.lowercased().precomposedStringWithCanonicalMapping
    }

    public static func == (first: Self, second: Self) -> Bool { first.comparable == second.comparable }
    public func hash(into hasher: inout Hasher) { hasher.combine(comparable) }

    // Quoted mailboxes exist on paper only; without quotes nothing can break out of a mail's header.
    private static func isMailbox(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 64 && labels.allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy(isAtom) }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ text: Substring) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 63, !text.hasPrefix("-"), !text.hasSuffix("-") else { return false }
        return text.unicodeScalars.allSatisfy { $0 == "-" || isPartOfWord($0) }
    }

    private static func isAtom(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (isPartOfWord(scalar) || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar))
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .otherLetter, .decimalNumber: true
        case .modifierLetter, .nonspacingMark, .spacingMark: !scalar.isASCII
        default: false
        }
    }
}

/// Why a text is no mail address.
public enum EmailRefusal: Error, Hashable, Sendable {
    case empty
    case tooLong
    /// None, or several addresses at once.
    case notOneAt
    case wrongBeforeAt
    case wrongAfterAt
}
