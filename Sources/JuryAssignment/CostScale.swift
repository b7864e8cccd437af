/// All wishes of an assignment as integer costs, each wish more than everything below it together.
///
/// Two flows differ by simple cycles. A simple cycle passes each node once, so it has at most `span` = 2 × jurors pair
/// arcs (every pair arc ends at a juror) and at most two arcs at the root: loads, shortfalls and surpluses. Let
///
///     tie        < 2^bits            of a pair, drawn from the seed
///     even       = 2^bits × step     for a juror's next reading, at most `most` steps apart
///     step       > span × 2^bits + 2 × most × 2^bits           one step of affinity
///     wish       = heaviest × magnitude × step + 2^bits        no pair, with its networks, costs more
///     link       > span × wish + 2 × most × 2^bits             a reading wished for its link (0 without links)
///     pair       = wish + link
///     underload  > span × pair + 2 × most × 2^bits             a reading missing to the least load of a juror
///     change     > span × pair + 2 × (underload + most × 2^bits)   a current pair taken back (0 without current pairs)
///     shortfall  > span × (pair + change) + 2 × (underload + most × 2^bits)
///
/// so that no cycle trades a higher wish for lower ones: a flow of least cost is best wish by wish. A tree path has at
/// most `span` pair arcs and one arc at the root, so every potential is at most 2 × shortfall and every reduced cost at
/// most 5 × shortfall in size; `shortfall` ≤ 2^60 keeps both within 64 bits.
struct CostScale: Sendable {
    let unit: Unit
    /// The largest weight of an entry.
    let heaviest: Int64
    /// Bits of the seeded tie-break of a pair.
    let bits: Int
    /// What one step of affinity costs.
    let step: Int64
    let link: Int64
    let underload: Int64
    let change: Int64
    let shortfall: Int64

    struct Bounds {
        var magnitude: Double
        /// The most that networks may add to a pair, in units of affinity.
        var networks: Double
        var span: Int
        var mostLoad: Int
        /// Whether entries have weights (`Fairness`).
        var isWeighted: Bool
        var hasCurrent: Bool
        var hasLinks = false
    }

    /// The finest scale that fits.
    init(_ bounds: Bounds) throws(AssignmentRefusal) {
        for limit in [Unit.finest, 1_000_000, 100_000, 10_000, 1000, 100] {
            for heaviest in bounds.isWeighted ? [4096, 512, 64] : [Int64(1)] {
                for bits in [16, 12, 8, 4] {
                    let unit = Unit(magnitude: bounds.magnitude, limit: limit)
                    guard let scale = CostScale(bounds, unit, heaviest: heaviest, bits: bits) else { continue }
                    self = scale
                    return
                }
            }
        }
        throw .tooLarge
    }

    private init?(_ bounds: Bounds, _ unit: Unit, heaviest: Int64, bits: Int) {
        let networks = (bounds.networks * unit.factor).rounded(.up)
        guard networks < 0x1p40, bounds.mostLoad < 1 << 40 else { return nil }
        let magnitude = (unit.steps(bounds.magnitude) + Int64(networks)) * heaviest
        let tie = Wide(1 << Int64(bits)), span = Wide(Int64(bounds.span)),
            loads = Wide(2 * Int64(bounds.mostLoad)) * tie
        let step = span * tie + loads + Wide(1)
        let wish = Wide(magnitude) * step + tie
        let link = bounds.hasLinks ? span * wish + loads + Wide(1) : Wide(0)
        let pair = wish + link
        let underload = span * pair + loads + Wide(1)
        let roots = underload + underload + loads
        let change = bounds.hasCurrent ? span * pair + roots + Wide(1) : Wide(0)
        let shortfall = span * (pair + change) + roots + Wide(1)
        guard let largest = shortfall.value, largest <= 1 << 60 else { return nil }
        (self.unit, self.heaviest, self.bits) = (unit, heaviest, bits)
        self.step = step.value ?? 0
        self.link = link.value ?? 0
        self.underload = underload.value ?? 0
        self.change = change.value ?? 0
        self.shortfall = largest
    }
}

/// Sums and products that know when they no longer fit.
private struct Wide {
    /// Nil once it did not fit.
    let value: Int64?

    init(_ value: Int64?) { self.value = value }

    static func + (left: Wide, right: Wide) -> Wide {
        guard let left = left.value, let right = right.value else { return Wide(nil) }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return Wide(overflow ? nil : sum)
    }

    static func * (left: Wide, right: Wide) -> Wide {
        guard let left = left.value, let right = right.value else { return Wide(nil) }
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return Wide(overflow ? nil : product)
    }
}
