/// An initiative on the dimensions of a grid: the face it wears wherever it is listed.
public struct Profile: Equatable, Sendable {
    public let scale: GridScale
    public let axes: [Axis]
    /// How many assessments it was made from.
    public let readings: Int

    public struct Axis: Equatable, Sendable {
        public let dimension: Grid.Dimension.ID
        public let title: Localized
        public let label: Localized
        public let reading: Reading
        /// From the lowest to the highest value of several assessments; nil of a single one.
        public let spread: ClosedRange<Double>?
        /// How many of its checkpoints were left open; of several assessments, by the one that left most.
        public let open: Int
    }

    public enum Reading: Equatable, Sendable {
        /// From the lowest level to the highest.
        case value(Double)
        case notDocumented, notApplicable
    }
}

extension Profile.Reading {
    public var value: Double? {
        if case .value(let value) = self { value } else { nil }
    }
}

extension Profile {
    /// As the public reads it: where the jury stands together, not how far its members stood apart.
    public var withoutSpread: Profile {
        let axes = axes.map {
            Axis(dimension: $0.dimension, title: $0.title, label: $0.label, reading: $0.reading, spread: nil, open: 0)
        }
        return Profile(scale: scale, axes: axes, readings: readings)
    }

    /// The mean of several assessments on one grid, dimension by dimension, with the lowest and the highest; nil of none.
    /// An assessment that says nothing of a dimension does not weigh on it.
    public static func mean(of profiles: [Profile]) -> Profile? {
        guard let first = profiles.first else { return nil }
        let axes = first.axes.map { axis in
            axis.mean(with: profiles.compactMap { $0.axes.first { $0.dimension == axis.dimension } })
        }
        return Profile(scale: first.scale, axes: axes, readings: profiles.map(\.readings).reduce(0, +))
    }
}

extension Profile.Axis {
    fileprivate func mean(with axes: [Self]) -> Self {
        let values = axes.compactMap(\.reading.value).sorted()
        let reading: Profile.Reading =
            if !values.isEmpty {
                .value(values.reduce(0, +) / Double(values.count))
            } else if axes.contains(where: { $0.reading == .notDocumented }) {
                .notDocumented
            } else {
                .notApplicable
            }
        let spread = values.first.flatMap { lowest in values.last.map { lowest...$0 } }
        return Self(
            dimension: dimension, title: title, label: label, reading: reading,
            spread: axes.count > 1 ? spread : nil, open: axes.map(\.open).max() ?? 0)
    }
}

extension Grid {
    /// `Σ(w × x) ÷ Σw` for each dimension, over its checkpoints that have a level: the same mean as the score's, from the
    /// lowest level to the highest. A dimension without any level is not documented, or not applicable when all of it was said so.
    public func profile(of marks: Marks) -> Profile {
        Profile(scale: scale, axes: dimensions.map { axis(of: $0, in: marks) }, readings: 1)
    }

    private func axis(of dimension: Grid.Dimension, in marks: Marks) -> Profile.Axis {
        let checkpoints = checkpoints(of: dimension.id)
        let levels = weightedLevels(of: checkpoints, in: marks)
        let weight = levels.map(\.weight).reduce(0, +)
        let open = checkpoints.count { marks[$0.id] == nil || marks[$0.id] == .notDocumented }
        let reading: Profile.Reading =
            if weight > 0 {
                .value(Double(levels.map { $0.weight * $0.level }.reduce(0, +)) / Double(weight))
            } else {
                open > 0 ? .notDocumented : .notApplicable
            }
        return Profile.Axis(
            dimension: dimension.id, title: dimension.title, label: dimension.label, reading: reading, spread: nil,
            open: open)
    }
}
