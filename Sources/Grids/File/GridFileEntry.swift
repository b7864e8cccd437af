import Words
import Yams

/// Where faults are noted while a file is read to its end.
final class FaultLog {
    /// Of a file with more, the others are counted only: nobody reads them, and each costs time.
    static let most = 200

    private(set) var faults: [GridFault] = []
    /// With those that are not kept.
    private(set) var count = 0

    var isFull: Bool { faults.count == Self.most }

    func note(_ kind: @autoclosure () -> GridFault.Kind, line: Int, path: String) {
        count += 1
        if !isFull { faults.append(GridFault(line: line, path: path, kind: kind())) }
    }
}

/// One place in the file of a grid or of a form. What stands there wrongly is noted and read as something harmless, so that reading goes on;
/// the whole is thrown away if anything was noted.
package struct GridFileEntry {
    let node: Node
    let line: Int
    let path: String
    let log: FaultLog

    package func note(_ kind: @autoclosure () -> GridFault.Kind) { log.note(kind(), line: line, path: path) }

    /// As written, quotes apart. Numbers and `true` are texts too where a text is expected.
    package func text() -> String {
        guard let scalar = node.scalar, !scalar.isNull else { return expected(.text, "") }
        let text = scalar.string.asRead
        return text.isBlank ? expected(.text, "") : text
    }

    package func number() -> Int {
        guard let scalar = node.scalar, scalar.style == .plain, let number = Int(scalar.string) else {
            return expected(.wholeNumber, 0)
        }
        return number
    }

    /// One of a span; anything else is noted.
    package func number(in range: ClosedRange<Int>) -> Int {
        let before = log.count
        let number = number()
        if log.count == before, !range.contains(number) {
            note(.unsupported("\(number)", allowed: ["\(range.lowerBound)–\(range.upperBound)"]))
        }
        return min(max(range.lowerBound, number), range.upperBound)
    }

    package func flag() -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain, let flag = Bool(scalar.string) else {
            return expected(.trueOrFalse, false)
        }
        return flag
    }

    package func name<Thing>(of thing: Thing.Type = Thing.self) -> Slug<Thing>? {
        guard let scalar = node.scalar, let name = Slug<Thing>(scalar.string) else { return expected(.name, nil) }
        return name
    }

    /// One of a few words; anything else is noted.
    func word(among allowed: [String]) {
        guard node.scalar.map({ allowed.contains($0.string) }) != true else { return }
        note(.unsupported(node.scalar?.string.shortened ?? "", allowed: allowed))
    }

    /// The name of a thing that stands elsewhere in the file.
    func known<Thing>(_ names: [String], as thing: GridFault.Thing) -> Slug<Thing>? {
        guard let name = name(of: Thing.self) else { return nil }
        guard names.contains(name.description) else {
            note(.unknownName(name.description, thing, nearest: nearest(to: name.description, among: names)))
            return nil
        }
        return name
    }

    /// The items of a list, each called by its identifier or its place.
    package func list() -> [GridFileEntry] {
        guard let items = node.sequence else { return expected(.list, []) }
        return items.enumerated().map { place, item in
            let name = (item.scalar(under: "id") ?? item.scalar(under: "value"))?.shortened ?? "#\(place + 1)"
            return GridFileEntry(node: item, line: item.mark?.line ?? line, path: "\(path)[\(name)]", log: log)
        }
    }

    /// What stands under each key, those that do not belong there being noted.
    package func keys(_ known: [String], optional: [String] = []) -> GridFileKeys {
        let keys = openKeys()
        for (name, entry) in keys.entries where !(known + optional).contains(name) {
            entry.note(.unknownKey(name.shortened, nearest: nearest(to: name, among: known + optional)))
        }
        for name in known where !keys.isBroken && !keys.entries.contains(where: { $0.name == name }) {
            note(.missingKey(name))
        }
        return keys
    }

    /// Keys that the author chooses.
    package func openKeys() -> GridFileKeys {
        guard let mapping = node.mapping else {
            note(.expected(.keys))
            return GridFileKeys(entries: [], isBroken: true)
        }
        let entries = mapping.map { key, value in
            let name = key.scalar?.string ?? ""
            let path = path.isEmpty ? name.shortened : "\(path).\(name.shortened)"
            return (name, GridFileEntry(node: value, line: key.mark?.line ?? line, path: path, log: log))
        }
        return GridFileKeys(entries: entries, isBroken: false)
    }

    package func expected<Harmless>(_ form: GridFault.Form, _ harmless: Harmless) -> Harmless {
        note(.expected(form))
        return harmless
    }
}

/// The keys of one place, in the order of the file.
package struct GridFileKeys {
    package let entries: [(name: String, entry: GridFileEntry)]
    /// No keys stood there at all, which is noted already.
    let isBroken: Bool

    package subscript(name: String) -> GridFileEntry? { entries.first { $0.name == name }?.entry }
}

extension Node {
    /// What is written under a key, right or wrong.
    func scalar(under key: String) -> String? {
        mapping?.first { $0.key.scalar?.string == key }?.value.scalar?.string
    }
}

extension Node.Scalar {
    fileprivate var isNull: Bool { style == .plain && ["", "~", "null"].contains(string.lowercased()) }
}

extension String {
    /// A fault quotes the file; nobody needs a page of it.
    var shortened: String { count > 60 ? prefix(59) + "…" : self }
}

/// The name most like a mistyped one; nil when none is near.
func nearest(to name: String, among names: [String]) -> String? {
    guard name.utf8.count <= 60 else { return nil }
    let ranked = names.map { ($0, steps(from: Array(name.utf8), to: Array($0.utf8))) }
    guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
    let most = name.utf8.count < 4 ? 1 : max(2, name.utf8.count / 3)
    return best.1 <= most ? best.0 : nil
}

// Levenshtein's distance: letters added, dropped or changed.
private func steps(from source: [UInt8], to target: [UInt8]) -> Int {
    var row = Array(0...target.count)
    for (above, letter) in source.enumerated() {
        var diagonal = row[0]
        row[0] = above + 1
        for (place, other) in target.enumerated() {
            let change = diagonal + (letter == other ? 0 : 1)
            diagonal = row[place + 1]
            row[place + 1] = min(change, row[place] + 1, diagonal + 1)
        }
    }
    return row[target.count]
}
