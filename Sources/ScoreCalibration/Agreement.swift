/// How far jurors agree, whatever the model.
public enum Agreement {
    /// Krippendorff's alpha for interval data: 1 − observed over expected disagreement, over entries read at least twice.
    ///
    /// K. Krippendorff, «Content Analysis» (2004), chapter 11. Nil when nothing was read twice or all marks are the same.
    public static func alpha(_ readings: Readings) -> Double? {
        var (counts, means) = (readings.entries.map { _ in 0.0 }, readings.entries.map { _ in 0.0 })
        for reading in readings.list { counts[reading.entry] += 1 }
        let paired = readings.list.filter { counts[$0.entry] > 1 }
        guard let anchor = paired.first?.mark, paired.contains(where: { $0.mark != anchor }) else { return nil }
        let largest = paired.reduce(0) { max($0, abs($1.mark - anchor)) }
        // Marks around one of them, as shares of the largest distance: no sum can overflow.
        let marks = paired.map { ($0.mark - anchor) / largest }
        let total = Double(paired.count)
        let mean = marks.reduce(0, +) / total
        for (reading, mark) in zip(paired, marks) { means[reading.entry] += mark / counts[reading.entry] }
        var (within, all) = (0.0, 0.0)
        for (reading, mark) in zip(paired, marks) {
            let gap = mark - means[reading.entry]
            within += gap * gap * counts[reading.entry] / (counts[reading.entry] - 1)
            all += (mark - mean) * (mark - mean)
        }
        let alpha = 1 - within / total * (total - 1) / all
        return alpha.isFinite ? alpha : nil
    }
}
