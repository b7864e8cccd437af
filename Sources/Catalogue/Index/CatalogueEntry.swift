import Foundation
import Grids
import Sheets
import Submissions

/// What the catalogue knows of one published sheet: enough to list it, find it and count it.
public struct CatalogueEntry: Sendable {
    public let sheet: Sheet.ID
    public let slug: String
    public let language: String
    public let title: String
    public let strapline: String
    /// Empty where nobody wrote them in English.
    public var titleEN = ""
    public var summaryEN = ""
    /// That of its file; empty where its edition has none.
    public var categoryFR = ""
    public var categoryEN = ""
    public let organisations: [String]
    public let place: String
    public let edition: String
    public let awards: [AwardName]
    public let source: String?
    public let publishedAt: Date
    public var facets: [Facet: [String]]
    /// Where its sheet has one.
    public var picture: CardPicture?
    /// What the jury read, where there was one.
    public var profile: Profile?
    /// Where its lines in lists are kept.
    var shown: ShownItems.Place?

    public struct AwardName: Equatable, Sendable {
        public let nameFR: String
        public let nameEN: String
        public let isMention: Bool
    }
}

/// A published sheet as it goes into the index: what is shown of it, and all that it is found by.
struct IndexedSheet: Sendable {
    let entry: CatalogueEntry
    var french = SheetTexts()
    var english = SheetTexts()
}

/// The order of an open question: the newest first, and of one moment the one whose key is higher.
struct SheetRank: Comparable, Hashable, Sendable {
    /// In milliseconds.
    let publishedAt: Int64
    let key: SheetKey

    static func < (first: Self, second: Self) -> Bool {
        first.publishedAt == second.publishedAt ? first.key > second.key : first.publishedAt > second.publishedAt
    }
}

/// A sheet's key in 16 bytes.
struct SheetKey: Comparable, Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    init(_ id: Sheet.ID) {
        var halves: (UInt64, UInt64) = (0, 0)
        for byte in id.description.utf8 where byte != UInt8(ascii: "-") {
            let digit = UInt64(byte > UInt8(ascii: "9") ? byte - 87 : byte - 48)
            halves = (halves.0 << 4 | halves.1 >> 60, halves.1 << 4 | digit)
        }
        (high, low) = halves
    }

    static func < (first: Self, second: Self) -> Bool {
        first.high == second.high ? first.low < second.low : first.high < second.high
    }
}

extension CatalogueEntry {
    var rank: SheetRank {
        SheetRank(publishedAt: Int64((publishedAt.timeIntervalSince1970 * 1000).rounded()), key: SheetKey(sheet))
    }
}
