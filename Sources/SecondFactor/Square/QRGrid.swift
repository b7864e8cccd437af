/// The modules of a square while it is drawn.
struct QRGrid: Equatable {
    let size: Int
    private(set) var dark: [Bool]
    /// Those of the frame, which hold no words and are never turned over.
    private var isFrame: [Bool]

    init(_ version: QRVersion) {
        size = version.size
        dark = Array(repeating: false, count: size * size)
        isFrame = dark
        drawTiming()
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawCorner(x, y) }
        drawAlignment(version.alignment)
        drawFormat(.chess)
        if version.number >= 7 { draw(version) }
    }

    subscript(x: Int, y: Int) -> Bool { dark[y * size + x] }

    private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
        dark[y * size + x] = isDark
        isFrame[y * size + x] = true
    }

    private mutating func drawTiming() {
        for place in 0..<size {
            set(6, place, place % 2 == 0)
            set(place, 6, place % 2 == 0)
        }
    }

    /// One of the three large squares, with the light edge around it.
    private mutating func drawCorner(_ middleX: Int, _ middleY: Int) {
        for y in max(0, middleY - 4)...min(size - 1, middleY + 4) {
            for x in max(0, middleX - 4)...min(size - 1, middleX + 4) {
                let distance = max(abs(x - middleX), abs(y - middleY))
                set(x, y, distance != 2 && distance != 4)
            }
        }
    }

    /// The small squares, but where the large ones are.
    private mutating func drawAlignment(_ places: [Int]) {
        guard let last = places.last else { return }
        for middleX in places {
            for middleY in places where ![(6, 6), (6, last), (last, 6)].contains(where: { $0 == (middleX, middleY) }) {
                for y in middleY - 2...middleY + 2 {
                    for x in middleX - 2...middleX + 2 {
                        set(x, y, max(abs(x - middleX), abs(y - middleY)) != 1)
                    }
                }
            }
        }
    }

    /// Twice which mask it is, and that its level is M, with the bits that correct it.
    private mutating func drawFormat(_ mask: QRMask) {
        let bits = Self.corrected(mask.rawValue, by: 0x537, 10) ^ 0x5412
        func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        for place in 0..<6 { set(8, place, bit(place)) }
        set(8, 7, bit(6))
        set(8, 8, bit(7))
        set(7, 8, bit(8))
        for place in 9..<15 { set(14 - place, 8, bit(place)) }
        for place in 0..<8 { set(size - 1 - place, 8, bit(place)) }
        for place in 8..<15 { set(8, size - 15 + place, bit(place)) }
        set(8, size - 8, true)
    }

    /// Twice which version it is, with the bits that correct it.
    private mutating func draw(_ version: QRVersion) {
        let bits = Self.corrected(version.number, by: 0x1F25, 12)
        for place in 0..<18 {
            let (near, far, isDark) = (place / 3, place % 3 + size - 11, bits >> place & 1 == 1)
            set(far, near, isDark)
            set(near, far, isDark)
        }
    }

    /// A number, and behind it the rest of its division by a polynomial (Bose, Chaudhuri and Hocquenghem).
    private static func corrected(_ number: Int, by divisor: Int, _ degree: Int) -> Int {
        var rest = number << degree
        while rest >> degree != 0 { rest ^= divisor << (Int.bitWidth - rest.leadingZeroBitCount - 1 - degree) }
        return number << degree | rest
    }

    /// Bit by bit, up and down in pairs of columns from the right, round the column of the timing.
    mutating func place(_ words: [UInt8]) {
        var next = 0
        for pair in stride(from: size - 1, through: 1, by: -2) {
            let right = pair <= 6 ? pair - 1 : pair
            let isUpwards = (right + 1) & 2 == 0
            for step in 0..<size {
                let y = isUpwards ? size - 1 - step : step
                for x in [right, right - 1] where !isFrame[y * size + x] && next < 8 * words.count {
                    dark[y * size + x] = words[next / 8] >> (7 - next % 8) & 1 == 1
                    next += 1
                }
            }
        }
    }

    /// With a mask, and the format that says which.
    func masked(_ mask: QRMask) -> QRGrid {
        var grid = self
        grid.drawFormat(mask)
        for y in 0..<size {
            for x in 0..<size where !isFrame[y * size + x] && mask.turns(x, y) { grid.dark[y * size + x].toggle() }
        }
        return grid
    }
}
