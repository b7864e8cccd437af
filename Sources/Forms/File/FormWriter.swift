import Foundation
import Grids

extension FormFile {
    /// The form as its authors would write it: read again, it is the same form. Keys stand in one order, defaults are left out, and
    /// comments of a file that it was read from are not kept.
    public static func yaml(_ form: Form) -> String {
        var lines = FormLines()
        lines.add("schema: \(schema)")
        lines.add("form:")
        lines.nested {
            $0.add("id: \(FormLines.name(form.name.description))")
            $0.add("version: \(FormLines.quoted(form.version))")
            $0.add("title", form.title)
        }
        lines.list("sections", form.sections) { $0.section($1) }
        lines.list("sheet", form.sheet) { $0.part($1) }
        return lines.text
    }
}

/// Lines of YAML, indented by how deep they stand.
struct FormLines {
    private(set) var text = ""
    private var depth = 0
    /// The next line begins an item of a list.
    private var isItem = false

    mutating func add(_ line: String) {
        text += String(repeating: " ", count: isItem ? depth - 2 : depth) + (isItem ? "- " : "") + line + "\n"
        isItem = false
    }

    /// A text in its languages, left out where there is none.
    mutating func add(_ key: String, _ text: Localized?) {
        if let text { add("\(key): \(Self.quoted(text))") }
    }

    /// Left out where it is what it would be anyway.
    mutating func add(_ key: String, _ flag: Bool, unless usual: Bool) {
        if flag != usual { add("\(key): \(flag)") }
    }

    mutating func add(_ key: String, _ words: [String]) {
        if !words.isEmpty { add("\(key): [\(words.map(Self.quoted).joined(separator: ", "))]") }
    }

    mutating func add(_ key: String, _ number: Double?) {
        if let number { add("\(key): \(Self.plain(number))") }
    }

    mutating func nested(_ write: (inout FormLines) -> Void) {
        depth += 2
        write(&self)
        depth -= 2
    }

    mutating func list<Item>(_ key: String, _ items: [Item], _ write: (inout FormLines, Item) -> Void) {
        guard !items.isEmpty else { return add("\(key): []") }
        add("\(key):")
        depth += 4
        for item in items {
            isItem = true
            write(&self, item)
        }
        depth -= 4
    }

    /// A name as it stands, unless a reader of YAML could take it for something else.
    static func name(_ name: String) -> String {
        let words: Set = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
        let isPlain = name.first.map { ("a"..."z").contains($0) } ?? false
        return isPlain && !words.contains(name) ? name : quoted(name)
    }

    static func quoted(_ text: Localized) -> String {
        let english = text.english.map { ", en: \(quoted($0))" } ?? ""
        return "{fr: \(quoted(text.french))\(english)}"
    }

    /// In double quotes, where every sign can be written; `&`, which reading takes for a reference, by its number.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "&": quoted += "\\x26"
            case _ where isUnseen(scalar): quoted += escape(scalar)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Signs that a reader of YAML refuses or takes for the end of a line.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// `12`, `7.5`: at most nine decimals, and never an exponent.
    private static func plain(_ number: Double) -> String {
        if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
        var text = String(format: "%.9f", number)
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }
}
