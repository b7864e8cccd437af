/// Which modules are turned over, so that no large patches are left.
enum QRMask: Int, CaseIterable {
    case chess, rows, columns, diagonals, patches, rings, rings2, rings3

    func turns(_ x: Int, _ y: Int) -> Bool {
        switch self {
        case .chess: (x + y) % 2 == 0
        case .rows: y % 2 == 0
        case .columns: x % 3 == 0
        case .diagonals: (x + y) % 3 == 0
        case .patches: (x / 3 + y / 2) % 2 == 0
        case .rings: x * y % 2 + x * y % 3 == 0
        case .rings2: (x * y % 2 + x * y % 3) % 2 == 0
        case .rings3: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}

extension QRGrid {
    /// What makes a square hard to read, as the standard reckons it: long runs, patches, what looks like a corner, unevenness.
    var penalty: Int {
        let lines = (0..<size).map { y in (0..<size).map { self[$0, y] } }
        let columns = (0..<size).map { x in (0..<size).map { self[x, $0] } }
        return (lines + columns).map { Self.runs($0) + Self.corners($0) }.reduce(0, +) + patches + unevenness
    }

    private static func runs(_ line: [Bool]) -> Int {
        var (penalty, run) = (0, 0)
        for place in line.indices {
            run = place > 0 && line[place] == line[place - 1] ? run + 1 : 1
            penalty += run == 5 ? 3 : run > 5 ? 1 : 0
        }
        return penalty
    }

    private static let corner = [true, false, true, true, true, false, true]

    private static func corners(_ line: [Bool]) -> Int {
        (0...line.count - corner.count).reduce(0) { penalty, start in
            let end = start + corner.count
            guard line[start], line[start..<end].elementsEqual(corner) else { return penalty }
            let (before, after) = (line[max(0, start - 4)..<start], line[end..<min(line.count, end + 4)])
            return penalty + (before.contains(true) && after.contains(true) ? 0 : 40)
        }
    }

    private var patches: Int {
        var penalty = 0
        for y in 0..<size - 1 {
            for x in 0..<size - 1 {
                let module = self[x, y]
                if module == self[x + 1, y], module == self[x, y + 1], module == self[x + 1, y + 1] { penalty += 3 }
            }
        }
        return penalty
    }

    /// Ten for each twentieth of all modules by which the dark ones are more or fewer than half.
    private var unevenness: Int {
        let (all, count) = (size * size, dark.count { $0 })
        return abs(20 * count - 10 * all) / all * 10
    }
}
