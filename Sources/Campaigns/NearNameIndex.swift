/// Things that are found by their names, or by names nearly the same.
public struct NearNameIndex<Thing> {
    private struct Named {
        let name: NearName
        let thing: Thing
    }

    private var named: [Named] = []
    private var keys: [String: [Int]] = [:]
    private var gaps: [[String]: [Int]] = [:]

    public init() {}

    /// Under one name; another thing may have the same.
    public mutating func add(_ thing: Thing, as name: NearName) {
        keys[name.key, default: []].append(named.count)
        for gap in name.gaps { gaps[gap, default: []].append(named.count) }
        named.append(Named(name: name, thing: thing))
    }

    /// Those whose name comes to the same, then those that differ by a letter; each in the order in which they were added.
    public func things(near name: NearName) -> [Thing] {
        guard !name.key.isEmpty else { return [] }
        let same = keys[name.key, default: []]
        // Of two words that are one, two gaps may lead to the same thing.
        let alike = Set(name.gaps.flatMap { gaps[$0, default: []] }).filter {
            named[$0].name.key != name.key && named[$0].name.isNear(name)
        }
        return (same + alike.sorted()).map { named[$0].thing }
    }
}
