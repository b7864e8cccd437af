import Foundation
import Submissions

/// The last sheet of a page, with what gave it its place: the next page begins after it, whatever came or went meanwhile.
public struct Bookmark: Equatable, Sendable {
    let order: CatalogueQuestion.Order
    let rank: SheetRank
    /// Folded, where titles give the order.
    let title: [UInt8]
    let score: Float
}

extension Bookmark: Comparable {
    public static func < (first: Self, second: Self) -> Bool {
        if first.score != second.score { return first.score > second.score }
        if first.title != second.title { return first.title.lexicographicallyPrecedes(second.title) }
        return first.rank < second.rank
    }
}

// As it stands in an address: `recents~1411369200000~01480000…~score~title`.
extension Bookmark {
    init?(_ text: String) {
        let parts = text.split(separator: "~", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, let order = CatalogueQuestion.Order(rawValue: String(parts[0])),
            let moment = Int64(parts[1]), parts[2].utf8.count == 32,
            let high = UInt64(parts[2].prefix(16), radix: 16), let low = UInt64(parts[2].suffix(16), radix: 16),
            let bits = UInt32(parts[3], radix: 16), !Float(bitPattern: bits).isNaN
        else { return nil }
        self.init(
            order: order, rank: SheetRank(publishedAt: moment, key: SheetKey(high: high, low: low)),
            title: Array(parts[4].utf8), score: Float(bitPattern: bits))
    }

    var text: String {
        let key = [rank.key.high, rank.key.low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        let score = String(score.bitPattern, radix: 16)
        return "\(order.rawValue)~\(rank.publishedAt)~\(key)~\(score)~\(String(decoding: title, as: UTF8.self))"
    }
}
