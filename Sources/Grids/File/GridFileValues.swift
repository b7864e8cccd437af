// Values of forms: numbers with decimals, one text or several.
extension GridFileEntry {
    /// A number without quotes; anything else is noted.
    package func decimal() -> Double {
        guard let scalar = node.scalar, scalar.style == .plain,
            scalar.string.wholeMatch(of: /-?[0-9]{1,15}(\.[0-9]{1,9})?/) != nil, let number = Double(scalar.string)
        else { return expected(.number, 0) }
        return number
    }

    /// Whether it is one of a few words; anything else is noted.
    @discardableResult
    package func isOne(of allowed: [String]) -> Bool {
        word(among: allowed)
        return node.scalar.map { allowed.contains($0.string) } ?? false
    }

    /// A list of texts, or one alone.
    package func texts() -> [String] { node.sequence == nil ? [text()] : list().map { $0.text() } }

    /// The items of a list with what stands under their keys, without noting what is wrong with them a second time.
    package func written() -> [(entry: GridFileEntry, keys: [String: GridFileEntry])] {
        guard node.sequence != nil else { return [] }
        return list().map { item in
            guard item.node.mapping != nil else { return (item, [:]) }
            return (item, Dictionary(item.openKeys().entries.map { ($0.name, $0.entry) }) { first, _ in first })
        }
    }

    /// What is written under a key, right or wrong.
    package func written(_ key: String) -> String? { node.scalar(under: key) }
}

/// The name most like a mistyped one; nil when none is near.
package func nearestName(to name: String, among names: [String]) -> String? { nearest(to: name, among: names) }
