// A profile as a database keeps it: a word a dimension. What else it shows stands in the grid.
extension Profile {
    /// «2.5 not-documented 3.0»: where each dimension stands, in the order of the grid.
    public var stored: String {
        axes.map { axis in
            switch axis.reading {
            case .value(let value): "\(value)"
            case .notDocumented: "\(Mark.notDocumented)"
            case .notApplicable: "\(Mark.notApplicable)"
            }
        }.joined(separator: " ")
    }
}

extension Grid {
    /// The profile that was stored, without spreads; nil when it is not one of this grid.
    public func profile(stored text: String, readings: Int) -> Profile? {
        let words = text.split(separator: " ")
        guard words.count == dimensions.count, readings > 0 else { return nil }
        let axes = zip(dimensions, words).compactMap { dimension, word -> Profile.Axis? in
            guard let reading = Profile.Reading(stored: word) else { return nil }
            return Profile.Axis(
                dimension: dimension.id, title: dimension.title, label: dimension.label, reading: reading, spread: nil,
                open: 0)
        }
        return axes.count == dimensions.count ? Profile(scale: scale, axes: axes, readings: readings) : nil
    }
}

extension Profile.Reading {
    fileprivate init?(stored word: Substring) {
        switch Mark(String(word)) {
        case .notDocumented: self = .notDocumented
        case .notApplicable: self = .notApplicable
        case .level, nil:
            guard let value = Double(word) else { return nil }
            self = .value(value)
        }
    }
}
