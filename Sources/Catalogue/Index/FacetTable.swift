/// Which terms the sheets of a segment have, and which sheets have a term.
struct FacetTable: Sendable {
    struct Term: Hashable, Sendable {
        let facet: Facet
        let term: String
    }

    let terms: [Term]
    /// The numbers of each sheet's terms, one sheet behind the other, and where each sheet's end.
    let numbers: [UInt32]
    let ends: [UInt32]
    /// By term.
    let sets: [SheetSet]
    /// How many sheets have each term.
    let counts: [Int]
    private let numberOfTerm: [Term: Int]

    init(terms: [Term], numbers: [UInt32], ends: [UInt32]) {
        (self.terms, self.numbers, self.ends) = (terms, numbers, ends)
        numberOfTerm = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($0.element, $0.offset) })
        var sets = [SheetSet](repeating: SheetSet(empty: ends.count), count: terms.count)
        var counts = [Int](repeating: 0, count: terms.count)
        var next = 0
        for (place, end) in ends.enumerated() {
            while next < Int(end) {
                sets[Int(numbers[next])].insert(place)
                counts[Int(numbers[next])] += 1
                next += 1
            }
        }
        (self.sets, self.counts) = (sets, counts)
    }

    struct Builder {
        private var terms: [Term] = []
        private var known: [Term: UInt32] = [:]
        private var numbers: [UInt32] = []
        private var ends: [UInt32] = []

        /// Adds the sheet of the next place.
        mutating func add(_ facets: [Facet: [String]]) {
            for facet in Facet.allCases {
                for term in facets[facet] ?? [] { numbers.append(number(of: Term(facet: facet, term: term))) }
            }
            ends.append(UInt32(numbers.count))
        }

        mutating func number(of term: Term) -> UInt32 {
            if let number = known[term] { return number }
            let number = UInt32(terms.count)
            known[term] = number
            terms.append(term)
            return number
        }

        mutating func add(numbers more: some Sequence<UInt32>) {
            numbers.append(contentsOf: more)
            ends.append(UInt32(numbers.count))
        }

        func table() -> FacetTable { FacetTable(terms: terms, numbers: numbers, ends: ends) }
    }

    func numbers(of place: Int) -> ArraySlice<UInt32> {
        numbers[(place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])]
    }

    func terms(of place: Int) -> [Facet: [String]] {
        numbers(of: place).reduce(into: [:]) { facets, number in
            facets[terms[Int(number)].facet, default: []].append(terms[Int(number)].term)
        }
    }

    func set(of term: String, in facet: Facet) -> SheetSet? {
        numberOfTerm[Term(facet: facet, term: term)].map { sets[$0] }
    }

    /// The sheets with any of the terms of one facet.
    func set(ofAny chosen: [String], in facet: Facet) -> SheetSet {
        chosen.reduce(into: SheetSet(empty: ends.count)) { any, term in
            if let set = set(of: term, in: facet) { any.formUnion(set) }
        }
    }

    /// How many of some sheets have each term; `only` leaves the other facets at zero.
    func counts(in sheets: SheetSet, size: Int, only: Set<Facet>) -> [Int] {
        if size == ends.count { return counts }
        var counts = [Int](repeating: 0, count: terms.count)
        // Few are read one by one, many are met a word of bits at a time, which costs a twentieth of the reading of a number.
        let each = max(1, self.numbers.count / ends.count)
        if size * each * 20 < terms.count * (ends.count / 64) {
            sheets.forEach { place in
                for number in numbers(of: place) { counts[Int(number)] += 1 }
                return true
            }
        } else {
            for number in terms.indices where only.contains(terms[number].facet) {
                counts[number] = sets[number].count(meeting: sheets)
            }
        }
        return counts
    }
}
