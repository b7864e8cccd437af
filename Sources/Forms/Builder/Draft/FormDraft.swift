import Foundation
import Grids
import Words

/// A form while staff shape it: one verb for each thing they do. What is not whole yet is kept, and `form.flaws` says what is missing.
public struct FormDraft: Equatable, Sendable {
    public internal(set) var form: Form

    public init(_ form: Form) { self.form = form }

    /// Why a verb does nothing.
    public enum Refusal: Error, Equatable, Sendable {
        /// Somebody took it out meanwhile.
        case noSuchPart, noSuchQuestion
        /// What everybody reads needs words, in French at least.
        case wordsMissing
        case tooLong(most: Int)
        /// The program itself acts on this question: it stays, and so does the part that it stands in.
        case actedOn(String)
        case lastPart
        /// It stands at that end already.
        case atEnd
        case tooManyQuestions(most: Int)
        case tooManyParts(most: Int)
        /// There is no such kind, or the program needs this question to be of another one.
        case notThatKind(allowed: [String])
        /// A number, a length or a count that cannot be.
        case outOfRange(least: Int, most: Int)
        case leastOverMost
        /// A point before three figures: thousands to some, decimals to others.
        case unclearFigure
        case notDay
        /// It would be asked only once it can no longer be answered.
        case neverAsked
        /// A heading or a text to read is no question that must be answered.
        case notAsked
        /// The working copy is larger than a form may be.
        case tooLarge
    }

    public static let mostParts = 40
    /// Of what stands in one line, in letters.
    public static let mostOfLine = 300
    /// Of a help, an example, a text that is agreed to.
    public static let mostOfText = 3_000

    public mutating func rename(_ title: Localized) throws(Refusal) {
        form = try form.with(title: Self.line(title))
    }

    func part(_ id: String) throws(Refusal) -> Int {
        guard let place = form.sections.firstIndex(where: { $0.id == id }) else { throw .noSuchPart }
        return place
    }

    func question(_ id: String) throws(Refusal) -> FormField {
        guard let field = form[id: id] else { throw .noSuchQuestion }
        return field
    }

    /// Changes one question where it stands.
    mutating func change(_ id: String, _ change: (inout FormField) throws(Refusal) -> Void) throws(Refusal) {
        var field = try question(id)
        try change(&field)
        var sections = form.sections
        let part = try part(field.section)
        guard let place = sections[part].fields.firstIndex(where: { $0.id == id }) else { throw .noSuchQuestion }
        sections[part].fields[place] = field
        form = form.with(sections: sections)
    }
}

// Words as staff type them.
extension FormDraft {
    /// One line in French, and in English where somebody wrote it.
    static func line(_ text: Localized) throws(Refusal) -> Localized {
        let (french, english) = (oneLine(text.french), oneLine(text.english ?? ""))
        guard !french.isBlank else { throw .wordsMissing }
        guard max(french.count, english.count) <= mostOfLine else { throw .tooLong(most: mostOfLine) }
        return Localized(french, english: english.isBlank ? nil : english)
    }

    /// Some lines; nil where nothing is written. English alone is no text.
    static func text(_ text: Localized?) throws(Refusal) -> Localized? {
        guard let text else { return nil }
        let (french, english) = (text.french.asRead.trimmed, (text.english ?? "").asRead.trimmed)
        if french.isBlank, english.isBlank { return nil }
        guard !french.isBlank else { throw .wordsMissing }
        guard max(french.count, english.count) <= mostOfText else { throw .tooLong(most: mostOfText) }
        return Localized(french, english: english.isBlank ? nil : english)
    }

    private static func oneLine(_ text: String) -> String {
        text.asLine.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    }

    /// A name of small letters made from a label, that nothing else has: `nombre-de-personnes`, `nombre-de-personnes-2`.
    static func name(from label: String, unlike taken: Set<String>) -> String {
        let plain = label.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
        let words = plain.replacing("œ", with: "oe").replacing("æ", with: "ae").split {
            !$0.isASCII || !($0.isLetter || $0.isNumber)
        }
        var name = ""
        for word in words where name.count + word.count < 40 { name += (name.isEmpty ? "" : "-") + word }
        if name.isEmpty { name = words.first.map { String($0.prefix(40)) } ?? "question" }
        guard taken.contains(name) else { return name }
        var number = 2
        while taken.contains("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }
}

extension Form {
    /// The same with another title, other parts or another sheet.
    func with(title: Localized? = nil, sections: [FormSection]? = nil, sheet: [SheetPart]? = nil) -> Form {
        Form(
            name: name, version: version, title: title ?? self.title, sections: sections ?? self.sections,
            sheet: sheet ?? self.sheet)
    }

    /// What the program itself acts on, and cannot do without.
    static let indispensable: Set<String> = ["title", "organisation.name"]
}
