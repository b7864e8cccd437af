import ArgumentParser
import Foundation

/// Names that a person would take for one: they differ by case, by spaces or by signs that nobody sees.
///
/// A spreadsheet filled by several hands has «J01», «j01» and «J01» with an invisible sign behind it. Read as three
/// people, they are three jurors who read little each.
struct Spellings {
    private var counts: [String: [String: Int]] = [:]

    init() {}

    init(_ names: some Sequence<String>) { for name in names { add(name) } }

    mutating func add(_ name: String) {
        guard !name.isEmpty else { return }
        counts[Self.key(name), default: [:]][name, default: 0] += 1
    }

    /// The spellings of each name that has several, sorted.
    var alike: [[String]] {
        counts.values.filter { $0.count > 1 }.map { $0.keys.sorted(by: Self.isBefore) }
            .sorted { Self.isBefore($0[0], $1[0]) }
    }

    /// What each other spelling is read as: the one that stands there most often, of two the first by its bytes.
    var readings: [String: String] {
        var readings: [String: String] = [:]
        for spellings in counts.values where spellings.count > 1 {
            let usual = spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
            for name in spellings.keys where name != usual { readings[name] = usual }
        }
        return readings
    }

    // Compared by scalars: two spellings that Swift takes for equal strings never get here apart.
    private static func isBefore(_ one: String, _ other: String) -> Bool {
        one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
    }

    private static func key(_ name: String) -> String {
        let scalars = name.precomposedStringWithCompatibilityMapping.unicodeScalars.filter { !isUnseen($0) }
        return String(String.UnicodeScalarView(scalars)).lowercased()
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .format
            || properties.generalCategory == .control
    }

    /// One line for each name with several spellings; what nobody sees is written out.
    func notes(of file: String, _ kind: String) -> [String] {
        alike.map { spellings in
            let listed = spellings.map { "«\(Self.shown($0))»" }.joined(separator: ", ")
            return "\(file): \(listed) are \(spellings.count) \(kind); --fold-names reads them as one"
        }
    }

    private static func shown(_ name: String) -> String {
        name.unicodeScalars.reduce(into: "") { text, scalar in
            if isUnseen(scalar), scalar != " " {
                text += "⟨U+\(String(format: "%04X", scalar.value))⟩"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }
}

/// `--fold-names`, which all commands have that read names.
struct NameOptions: ParsableArguments {
    @Flag(
        name: .customLong("fold-names"),
        help: "Reads names that differ by case, spaces or invisible signs only as one, in the spelling met most often.")
    var folds = false

    /// The same files, whose rows tell each name in one spelling where that is wished.
    /// `headers`: names that stand in a header.
    func read(_ files: [DataFile?], columns: [String], headers: [String] = []) throws -> [DataFile?] {
        guard folds else { return files }
        var spellings = Spellings(headers)
        for file in files.compactMap(\.self) { try file.addNames(in: columns, to: &spellings) }
        let readings = spellings.readings
        return files.map { file in file.map { $0.reading(readings) } }
    }
}
