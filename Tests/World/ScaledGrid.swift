import Grids
import Identifiers
import Storage
import Testing

/// A grid of three checkpoints in three dimensions, on a scale of its own: nothing in the program may count on 0 to 4.
public struct ScaledGrid: Sendable, CustomTestStringConvertible {
    public let levels: ClosedRange<Int>

    public init(_ levels: ClosedRange<Int>) { self.levels = levels }

    /// From 0 to 10, from 1 to 5, and one of three levels.
    public static let all = [ScaledGrid(0...10), ScaledGrid(1...5), ScaledGrid(0...2)]

    public var testDescription: String { "\(levels.lowerBound) to \(levels.upperBound)" }

    /// The checkpoint's weights out of 100, in the order of the grid.
    public static let weights = [("one", 50), ("two", 30), ("three", 20)]

    public var yaml: String {
        let labels = levels.map { "{value: \($0), fr: Palier \($0)}" }.joined(separator: ", ")
        let descriptors = levels.map { "{value: \($0), fr: Observé \($0)}" }.joined(separator: ", ")
        let dimensions = Self.weights.map { "  - {id: in-\($0), weight: \($1), title: {fr: Dimension \($0)}}" }
        let checkpoints = Self.weights.map { name, weight in
            """
              - {id: \(name), dimension: in-\(name), weight: \(weight), title: {fr: Point \(name)}, question: {fr: Quoi},
                 levels: [\(descriptors)]}
            """
        }
        return """
            schema: rallynov.grid/1
            id: scaled-\(levels.lowerBound)-\(levels.upperBound)
            version: 1.0.0
            languages: [fr]
            title: {fr: "Grille"}
            scale:
              min: \(levels.lowerBound)
              max: \(levels.upperBound)
              labels: [\(labels)]
              special: [{id: not-applicable, fr: Sans objet}, {id: not-documented, fr: Non documenté}]
            scoring:
              method: weighted-mean
              comment_required_for: [\(levels.upperBound)]
            dimensions:
            \(dimensions.joined(separator: "\n"))
            checkpoints:
            \(checkpoints.joined(separator: "\n"))
            """
    }
}

extension World {
    /// Gives the edition of 2014 another grid, before its first mark.
    public func use(_ grid: ScaledGrid) async throws {
        let yaml = grid.yaml
        try await database.write { connection in
            let id = try GridStore.adopt(yaml, now: World.monday, in: connection)
            try GridStore.bind(id, to: World.edition2014, in: connection)
        }
    }
}
