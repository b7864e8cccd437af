import Grids
import Submissions
import TextSimilarity

/// A part of the catalogue that never changes: some sheets, the newest first, with all that finds them. A sheet's number in
/// it is its place.
final class Segment: Sendable {
    /// Sheets that are made ready while somebody waits.
    static let few = 256

    let ranks: [SheetRank]
    let records: PackedTexts
    /// Folded, and the places in their order.
    let titles: PackedTexts
    let byTitle: [UInt32]
    let facets: FacetTable
    let french: Lexicon
    let english: Lexicon
    let shown = ShownItems()
    private let byKey: [UInt32]
    /// By stem, what most questions would look through.
    private let frequent: [TextAnalysis.Language: [Int: StemPlaces]]
    private let frenchSpellings: Spellings
    private let englishSpellings: Spellings

    init(
        ranks: [SheetRank], records: PackedTexts, titles: PackedTexts, facets: FacetTable, french: Lexicon,
        english: Lexicon, byTitle: [UInt32]? = nil
    ) {
        (self.ranks, self.records, self.titles, self.facets) = (ranks, records, titles, facets)
        (self.french, self.english) = (french, english)
        (frenchSpellings, englishSpellings) = (Spellings(of: french.words), Spellings(of: english.words))
        frequent = [TextAnalysis.Language.french: french, .english: english].mapValues {
            StemPlaces.frequent(of: $0.postings, size: ranks.count)
        }
        byKey = (0..<UInt32(ranks.count)).sorted { ranks[Int($0)].key < ranks[Int($1)].key }
        self.byTitle = byTitle ?? Self.inOrder(titles)
        // What is written now and then is ready at once; more is drawn up in the background, before it takes its place or right after a start.
        if count <= Self.few { prepareSpellings() }
    }

    // Sheets of one title keep the order of their places.
    private static func inOrder(_ titles: PackedTexts) -> [UInt32] {
        titles.bytes.withUnsafeBufferPointer { bytes in
            (0..<UInt32(titles.count)).sorted { first, second in
                let one = UnsafeBufferPointer(rebasing: bytes[titles.range(of: Int(first))])
                let other = UnsafeBufferPointer(rebasing: bytes[titles.range(of: Int(second))])
                for (left, right) in zip(one, other) where left != right { return left < right }
                return one.count == other.count ? first < second : one.count < other.count
            }
        }
    }

    var count: Int { ranks.count }

    func lexicon(_ language: TextAnalysis.Language) -> Lexicon { language == .french ? french : english }

    /// The sheets that say a stem; nil where none does.
    func said(_ stem: String, in language: TextAnalysis.Language) -> StemPlaces? {
        let lexicon = lexicon(language)
        return lexicon.stems.number(of: stem).map {
            frequent[language]?[$0] ?? StemPlaces(of: $0, in: lexicon.postings, size: count)
        }
    }

    /// How many sheets say a stem; without `live`, those that are gone since among them.
    func count(of stem: String, in language: TextAnalysis.Language, among live: SheetSet?) -> Int {
        let postings = lexicon(language).postings
        guard let number = lexicon(language).stems.number(of: stem) else { return 0 }
        guard let live else { return Int(postings.counts[number]) }
        if let said = frequent[language]?[number] { return said.places.count(meeting: live) }
        var count = 0
        postings.forEach(of: number) { place, _ in if live.contains(place) { count += 1 } }
        return count
    }

    func spellings(_ language: TextAnalysis.Language) -> Spellings {
        language == .french ? frenchSpellings : englishSpellings
    }

    func prepareSpellings() {
        for language in TextAnalysis.Language.allCases { spellings(language).prepare() }
    }

    /// False while the first misspelt word would wait.
    var isPrepared: Bool { TextAnalysis.Language.allCases.allSatisfy { spellings($0).isPrepared } }

    func place(of key: SheetKey) -> Int? {
        var (low, high) = (0, byKey.count)
        while low < high {
            let middle = (low + high) / 2
            if ranks[Int(byKey[middle])].key < key { low = middle + 1 } else { high = middle }
        }
        guard low < byKey.count, ranks[Int(byKey[low])].key == key else { return nil }
        return Int(byKey[low])
    }

    func entry(at place: Int) -> CatalogueEntry? {
        CatalogueEntry(record: records.bytes[records.range(of: place)], facets: facets.terms(of: place))
    }
}

extension Segment {
    /// Of sheets in any order.
    convenience init(_ sheets: [IndexedSheet]) {
        let ordered = sheets.map { (rank: $0.entry.rank, sheet: $0) }.sorted { $0.rank < $1.rank }
        var (records, titles) = (PackedTexts(), PackedTexts())
        var facets = FacetTable.Builder()
        var (french, english) = (LexiconBuilder(language: .french), LexiconBuilder(language: .english))
        for (place, one) in ordered.enumerated() {
            records.append(one.sheet.entry.record)
            titles.append(fold(one.sheet.entry.title))
            facets.add(one.sheet.entry.facets)
            french.add(one.sheet.french, at: UInt32(place))
            english.add(one.sheet.english, at: UInt32(place))
        }
        self.init(
            ranks: ordered.map(\.rank), records: records, titles: titles, facets: facets.table(),
            french: french.lexicon(), english: english.lexicon())
    }
}
