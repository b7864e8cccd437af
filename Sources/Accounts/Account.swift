import Foundation
import Identifiers
import Web
import Words

/// Somebody the system knows by their mail address.
public struct Account: Equatable, Sendable {
    /// What stands against a description of oneself.
    public enum Flaw: Error, Equatable, Sendable { case nameMissing, nameTooLong, functionTooLong }

    /// In signs: room for two surnames and for a long title.
    public static let longest = 120

    public let id: Person.ID
    public let email: String
    public private(set) var name: String
    /// What they do, in words: «Directrice».
    public private(set) var function: String
    /// The language they are written to in.
    public private(set) var language: Language
    public let createdAt: Date
    public let revision: Int
    /// Since when it lets nobody in, and no letter goes to it.
    public let disabledAt: Date?

    public init(
        id: Person.ID, email: String, name: String, function: String = "", language: Language = .french,
        createdAt: Date, revision: Int = 1, disabledAt: Date? = nil
    ) {
        (self.id, self.email, self.name, self.function) = (id, email, name, function)
        (self.language, self.createdAt, self.revision) = (language, createdAt, revision)
        self.disabledAt = disabledAt
    }

    /// Somebody new, described as they or the staff typed it.
    public init(new email: EmailAddress, name: String, function: String, language: Language, now: Date) throws(Flaw) {
        self.init(id: .new(at: now), email: email.description, name: "", createdAt: now)
        try describe(name: name, function: function, language: language)
    }

    public var isDisabled: Bool { disabledAt != nil }

    /// They never said who they are: only their address is known.
    public var isNameless: Bool { name.isEmpty || name == email }

    /// The name somebody is greeted by; nil for one who is known by an address alone.
    public static func greeted(_ name: String) -> String? {
        name.isEmpty || (try? EmailAddress(name)) != nil ? nil : name
    }

    /// Says anew who they are; nothing changes when one of the texts is refused.
    public mutating func describe(name: String, function: String, language: Language) throws(Flaw) {
        if let flaw = Self.flaws(name: name, function: function).first { throw flaw }
        (self.name, self.function) = (Self.tidy(name), Self.tidy(function))
        self.language = language
    }

    /// Everything that stands against a description, in the order of its fields.
    public static func flaws(name: String, function: String) -> [Flaw] {
        var flaws: [Flaw] = []
        if tidy(name).isEmpty { flaws.append(.nameMissing) }
        if tidy(name).count > longest { flaws.append(.nameTooLong) }
        if tidy(function).count > longest { flaws.append(.functionTooLong) }
        return flaws
    }

    /// On one line, so that it stands in the head of a letter as well.
    private static func tidy(_ text: String) -> String {
        let line = text.asLine.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isBlank ? "" : line
    }
}
