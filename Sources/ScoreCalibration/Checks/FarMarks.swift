/// Marks that no jury gives: a 4 typed as 40, an 8.5 typed as 85.
///
/// One such mark makes its entry the best of all and its juror the kindest, whatever the model: no law of marks with a
/// scale of its own foresees it. So it is found before, on each criterion by itself.
///
/// The body of the marks is what is left when one in twenty (one at least) is taken from each end. A mark is far when it
/// lies more than three widths of the body outside it: on a scale of 0 to 4 of which all is used, above 16; where all
/// stand between 10 and 14 of 20, below −2 or above 26. So the ends of a scale are never far. Marks that are nearly all the
/// same have no width; there, three times their size counts.
public enum FarMarks {
    /// Fewer marks have no body.
    static let fewest = 10
    private static let widths = 3.0

    /// The places of the marks that are far, in the list given.
    public static func places(in marks: [Mark]) -> Set<Int> {
        let byCriterion = Dictionary(grouping: marks.indices, by: { marks[$0].criterion })
        return byCriterion.values.reduce(into: []) { far, places in
            guard let body = body(of: places.map { marks[$0].value }) else { return }
            far.formUnion(places.filter { !body.contains(marks[$0].value) })
        }
    }

    /// What is not far; nil where that cannot be told.
    private static func body(of marks: [Double]) -> ClosedRange<Double>? {
        guard marks.count >= fewest else { return nil }
        let sorted = marks.sorted()
        let left = max(1, marks.count / 20)
        let (low, high) = (sorted[left], sorted[marks.count - 1 - left])
        let width = high > low ? high - low : abs(low)
        let (lowest, highest) = (low - widths * width, high + widths * width)
        guard width > 0, lowest.isFinite, highest.isFinite else { return nil }
        return lowest...highest
    }
}
