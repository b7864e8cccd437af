import Foundation
import Identifiers
import Storage
import TextSimilarity
import Web
import Words

/// A figure an edition wants to reach, with the rule by which it is counted.
public struct Target: Equatable, Sendable {
    public typealias ID = Identifier<Target>

    public let id: ID
    public let name: String
    /// Empty where nobody wrote one.
    public let nameEN: String
    public let unit: String
    public let goal: Int
    /// How it is counted, in words that a funder reads.
    public let rule: String
    /// The key of a `Counter`, or `typed`.
    public let counter: String
    public let typed: Int?
    public let typedAt: Date?
    public let revision: Int

    /// The counter of a target whose figure somebody types.
    static let isTyped = "typed"
}

/// One of the program's own counts, which a feature registers: initiatives published, files transmitted.
public struct Counter: Sendable {
    /// As targets keep it: `published-initiatives`.
    public let key: String
    /// What is counted, in the reader's language.
    public let name: @Sendable (Reader) -> String
    public let count: @Sendable (Edition.ID, any Connection) throws -> Int
    /// The list behind the figure, without language.
    public let listPath: @Sendable (Edition) -> String?

    public init(
        key: String, name: @escaping @Sendable (Reader) -> String, listPath: @escaping @Sendable (Edition) -> String?,
        count: @escaping @Sendable (Edition.ID, any Connection) throws -> Int
    ) {
        (self.key, self.name, self.listPath, self.count) = (key, name, listPath, count)
    }
}

/// A target with its figure, and where the figure comes from.
public struct CountedTarget: Sendable {
    public let target: Target
    /// Nil while nobody has typed one.
    public let value: Int?
    let counter: Counter?

    /// The one rule: what the program counts is counted as it stands today; what somebody typed holds only where it does not.
    init(_ target: Target, _ counter: Counter?, counted: Int?) {
        (self.target, self.counter, value) = (target, counter, counter == nil ? target.typed : counted)
    }

    /// When somebody typed it; nil for one that the program counts, which is as it stands today.
    public var typedOn: Date? { counter == nil ? target.typedAt : nil }
}

/// A target as somebody types it.
struct TargetForm: Equatable, Sendable {
    enum Problem: Error, Hashable {
        case nameMissing, ruleMissing, noSuchGoal, noSuchValue
        /// The form was sent before, with something else in it.
        case keyTaken
        /// Another target of the edition reads the same, in French or in English.
        case nameTaken
    }

    var key = ""
    var name = ""
    var nameEN = ""
    var unit = ""
    var goal = ""
    var rule = ""
    var counter = Target.isTyped
    var value = ""
    var revision = 0

    init(key: String) { self.key = key }

    init(_ target: Target) {
        (key, name, nameEN) = (target.id.description, target.name, target.nameEN)
        (unit, rule) = (target.unit, target.rule)
        (goal, counter, revision) = (String(target.goal), target.counter, target.revision)
        // An old figure under a target that the program counts by now is nobody's figure any more.
        value = counter == Target.isTyped ? target.typed.map { String($0) } ?? "" : ""
    }

    init(_ fields: Fields) {
        (key, name, unit) = (fields.text("key") ?? "", fields.text("name") ?? "", fields.text("unit") ?? "")
        nameEN = fields.text("name_en") ?? ""
        (goal, rule) = (fields.text("goal") ?? "", fields.text("rule") ?? "")
        (counter, value) = (fields.text("counter") ?? Target.isTyped, fields.text("value") ?? "")
        revision = fields.revision()
    }

    var goalNumber: Int? { Self.whole(goal) }
    /// Only where somebody types it.
    var valueNumber: Int? { counter == Target.isTyped ? Self.whole(value) : nil }

    var problems: Set<Problem> {
        var problems: Set<Problem> = name.isEmpty ? [.nameMissing] : []
        if rule.isEmpty { problems.insert(.ruleMissing) }
        // Nought is reached before anything is done.
        if (goalNumber ?? 0) < 1 { problems.insert(.noSuchGoal) }
        if counter == Target.isTyped, !value.isEmpty, valueNumber == nil { problems.insert(.noSuchValue) }
        return problems
    }

    /// Whether a target is as it was typed.
    func says(_ target: Target) -> Bool {
        let told = (name, nameEN, unit, rule)
        return told == (target.name, target.nameEN, target.unit, target.rule)
            && (goalNumber, valueNumber) == (target.goal, target.typed) && counter == target.counter
    }

    /// Whether nobody could tell it from that one.
    func isCalled(as other: Target) -> Bool {
        let (french, english) = (Self.key(other.name), Self.key(other.nameEN))
        return Self.key(name) == french || !english.isEmpty && Self.key(nameEN) == english
    }

    /// Without case, accents and signs.
    private static func key(_ name: String) -> String {
        fold(name).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    /// `1 200`, with any space between the thousands.
    private static func whole(_ text: String) -> Int? {
        let digits = text.filter { !$0.isWhitespace }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.utf8.count <= 9 else {
            return nil
        }
        return Int(digits)
    }
}
