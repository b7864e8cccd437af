import Foundation
import Synchronization
import TextSimilarity

/// A commune of the bundled list.
public struct Commune: Equatable, Sendable {
    /// Of INSEE, five signs: `25056`, `2A004`.
    public let code: String
    public let name: String
    public let postcodes: [String]

    /// `25`, `2A`, `974`.
    public var department: String { String(code.prefix(code.hasPrefix("97") ? 3 : 2)) }
}

/// The communes of France, found by the beginning of their names or of their postcodes. `Reference/communes/README.md` says
/// where the list comes from. Nothing is asked of another server.
public struct Communes: Sendable {
    public let all: [Commune]
    /// Sorted: the name without accents, hyphens and capitals, and where it stands; a name with an article stands twice.
    private let names: [(key: String, place: Int)]
    private let postcodes: [(key: String, place: Int)]
    private let places: [String: Int]

    /// One a line: `25056;Besançon;25000`, several postcodes with a space between them. What cannot be read is left out.
    public init(_ table: String) {
        let all = table.split(separator: "\n").compactMap { line -> Commune? in
            let parts = line.split(separator: ";", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].utf8.count == 5 else { return nil }
            return Commune(
                code: String(parts[0]), name: String(parts[1]),
                postcodes: parts[2].split(separator: " ").map(String.init))
        }
        self.all = all
        names = all.enumerated().flatMap { place, commune in
            Self.keys(of: commune.name).map { (key: $0, place: place) }
        }.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
        postcodes = all.enumerated().flatMap { place, commune in commune.postcodes.map { (key: $0, place: place) } }
            .sorted { ($0.key, $0.place) < ($1.key, $1.place) }
        places = Dictionary(all.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public subscript(code: String) -> Commune? { places[code].map { all[$0] } }

    /// Those whose name or postcode begins so; those called just so first. At most so many.
    public func beginning(with typed: String, most: Int = 12) -> [Commune] {
        let key = Self.key(typed)
        guard !key.isEmpty else { return [] }
        let isPostcode = key.utf8.allSatisfy { (48...57).contains($0) }
        return found(key, in: isPostcode ? postcodes : names, most: most) { $0.hasPrefix(key) }
    }

    /// Those called just so; with a postcode, those that have it.
    public func called(_ name: String, postcode: String = "") -> [Commune] {
        let key = Self.key(name)
        guard !key.isEmpty else { return [] }
        let called = found(key, in: names, most: 60) { $0 == key }
        return postcode.isEmpty ? called : called.filter { $0.postcodes.contains(postcode) }
    }

    private func found(
        _ key: String, in index: [(key: String, place: Int)], most: Int, _ fits: (String) -> Bool
    ) -> [Commune] {
        var (found, seen): ([Commune], Set<Int>) = ([], [])
        for entry in index[Self.start(of: key, in: index)...] {
            guard fits(entry.key), found.count < most else { break }
            if seen.insert(entry.place).inserted { found.append(all[entry.place]) }
        }
        return found
    }

    private static func start(of key: String, in index: [(key: String, place: Int)]) -> Int {
        var (low, high) = (0, index.count)
        while low < high {
            let middle = (low + high) / 2
            if index[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// How a name is looked for: `saint-étienne`, `St Etienne` and `SAINT ETIENNE` are one.
    static func key(_ name: String) -> String {
        let words = fold(name).split { !($0.isLetter || $0.isNumber) }.map { word in
            word == "st" ? "saint" : word == "ste" ? "sainte" : String(word)
        }
        return words.joined(separator: " ")
    }

    private static let articles: Set<Substring> = ["l", "le", "la", "les"]

    private static func keys(of name: String) -> [String] {
        let whole = key(name)
        let words = whole.split(separator: " ")
        guard words.count > 1, articles.contains(words[0]) else { return [whole] }
        return [whole, words.dropFirst().joined(separator: " ")]
    }
}

extension Communes {
    /// The list that the program comes with; nil where it was started without.
    public static var bundled: Communes? {
        shelf.withLock { shelf in
            if case .table(let table) = shelf { shelf = .read(Communes(table)) }
            return if case .read(let communes) = shelf { communes } else { nil }
        }
    }

    /// Takes the list in when the program starts; it is read when somebody first asks.
    public static func bring(_ table: String) {
        shelf.withLock { if case .none = $0 { $0 = .table(table) } }
    }

    private enum Shelf { case none, table(String), read(Communes) }

    private static let shelf = Mutex<Shelf>(.none)
}
