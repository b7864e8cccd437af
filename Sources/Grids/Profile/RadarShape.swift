import Foundation

/// A point of a drawing.
struct RadarPoint: Equatable, Sendable {
    let x: Double
    let y: Double

    /// As SVG reads it: one decimal, with a point in every language.
    var svg: String { "\(Self.number(x)),\(Self.number(y))" }

    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

/// Where the axes of a profile stand: the first at the top, the others clockwise.
struct RadarShape: Sendable {
    let centre: RadarPoint
    let radius: Double
    let axes: Int
    let scale: GridScale

    static func large(axes: Int, scale: GridScale) -> RadarShape {
        RadarShape(centre: RadarPoint(x: 220, y: 174), radius: 112, axes: axes, scale: scale)
    }

    static func mini(axes: Int, scale: GridScale) -> RadarShape {
        RadarShape(centre: RadarPoint(x: 32, y: 32), radius: 30, axes: axes, scale: scale)
    }

    /// Fewer axes make no surface: the table alone says it.
    static let fewestAxes = 3

    private static let mostRings = 5

    func point(_ axis: Int, at value: Double) -> RadarPoint {
        let angle = (Double(axis) / Double(axes) - 0.25) * 2 * .pi
        let distance = radius * scale.share(of: value)
        return RadarPoint(x: centre.x + distance * cos(angle), y: centre.y + distance * sin(angle))
    }

    /// The line that joins one value on every axis.
    func ring(at value: Double) -> String {
        (0..<axes).map { point($0, at: value).svg }.joined(separator: " ")
    }

    func rim(_ axis: Int) -> RadarPoint { point(axis, at: Double(scale.highest)) }

    /// The levels that are drawn: above the lowest, which is the centre, up to the highest, evenly and not too close.
    var drawnLevels: [Int] {
        let step = (scale.steps + Self.mostRings - 1) / Self.mostRings
        return stride(from: scale.highest, to: scale.lowest, by: -step).reversed()
    }

    /// How far a label of so many letters stands out of the drawing; 0 for one that is within.
    func overhang(_ axis: Int, lines: Int, letters: Int) -> Double {
        let (place, anchor) = label(axis, lines: lines)
        let width = Double(letters) * Self.letterWidth
        switch anchor {
        case "end": return max(0, width - place.x)
        case "start": return max(0, place.x + width - 2 * centre.x)
        default: return max(0, width / 2 - centre.x)
        }
    }

    /// Of a bold letter of 16, as an average.
    private static let letterWidth = 8.4

    /// Where the label of an axis stands: above and below it is centred, beside it stands 14 out.
    func label(_ axis: Int, lines: Int) -> (place: RadarPoint, anchor: String) {
        let rim = rim(axis)
        let isAbove = rim.y < centre.y + 0.05
        guard abs(rim.x - centre.x) > 0.05 else {
            let y = isAbove ? rim.y - 30 - 17 * Double(lines - 1) : rim.y + 24
            return (RadarPoint(x: centre.x, y: y), "middle")
        }
        let y = rim.y + (isAbove ? -4 : 4) - 8.5 * Double(lines - 1)
        let isRight = rim.x > centre.x
        return (RadarPoint(x: rim.x + (isRight ? 14 : -14), y: y), isRight ? "start" : "end")
    }
}
