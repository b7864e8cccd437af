/// The pools and networks of the jurors as a forest, as far as one flow can hold both.
///
/// A flow can cap or price what passes a bucket, and buckets can be nested. So pools and networks are exact together when
/// each network lies in one pool, or holds whole pools. A network that crosses pools is cut: its readers inside one pool
/// are counted together, its readers in different pools are not. Pool caps stay exact in every case, and since costs of
/// repetition grow, the cut problem is a relaxation: its optimum bounds the true one from above.
struct ReaderGroups {
    struct Group {
        let isPool: Bool
        /// The group around it.
        var parent: Int?
        var members = 0
    }

    private(set) var groups: [Group] = []
    /// The innermost group of each juror.
    private(set) var innermost: [Int?]
    /// Whether a network had to be cut.
    private(set) var isRelaxed = false

    private struct Key: Hashable {
        let pool: String?
        let network: String?
        let isPool: Bool
    }
    private var places: [Key: Int] = [:]

    /// `pools` and `networks`: one label a juror, nil for none.
    init(pools: [String?], networks: [String?]) {
        innermost = Array(repeating: nil, count: pools.count)
        let poolsOf = Self.labels(of: pools, in: networks)
        let networksOf = Self.labels(of: networks, in: pools)
        for juror in pools.indices {
            let (pool, network) = (pools[juror], networks[juror])
            guard let network else {
                innermost[juror] = pool.map { place(pool: $0, around: nil) }
                continue
            }
            let isInside = poolsOf[network, default: []].count == 1
            let holdsPools = poolsOf[network, default: []].allSatisfy { $0.map { networksOf[$0]?.count == 1 } ?? true }
            if !isInside, holdsPools {
                let outer = place(Key(pool: nil, network: network, isPool: false), in: nil)
                innermost[juror] = pool.map { place(pool: $0, around: outer) } ?? outer
            } else {
                if !isInside { isRelaxed = true }
                let outer = pool.map { place(pool: $0, around: nil) }
                innermost[juror] = place(Key(pool: pool, network: network, isPool: false), in: outer)
            }
        }
        for juror in pools.indices { for group in chain(of: juror) { groups[group].members += 1 } }
    }

    /// The groups of a juror, innermost first.
    func chain(of juror: Int) -> [Int] {
        var chain: [Int] = []
        var group = innermost[juror]
        while let place = group {
            chain.append(place)
            group = groups[place].parent
        }
        return chain
    }

    private mutating func place(pool: String, around outer: Int?) -> Int {
        let place = place(Key(pool: pool, network: nil, isPool: true), in: outer)
        if let outer { groups[place].parent = outer }
        return place
    }

    private mutating func place(_ key: Key, in outer: Int?) -> Int {
        if let place = places[key] { return place }
        groups.append(Group(isPool: key.isPool, parent: outer))
        places[key] = groups.count - 1
        return groups.count - 1
    }

    private static func labels(of inner: [String?], in outer: [String?]) -> [String: Set<String?>] {
        var labels: [String: Set<String?>] = [:]
        for (inner, outer) in zip(inner, outer) { if let outer { labels[outer, default: []].insert(inner) } }
        return labels
    }
}
