/// A square that a camera reads: QR code, model 2 (ISO/IEC 18004), bytes with error correction of level M, versions 1 to 10.
public struct QRCode: Equatable, Sendable {
    /// In modules, each way, without the quiet zone of four around it.
    public let size: Int
    private let dark: [Bool]

    /// Nil for more than 213 bytes.
    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// With the mask that is read best, or with a given one.
    init?(_ bytes: [UInt8], mask given: QRMask? = nil) {
        guard let version = QRVersion.smallest(for: bytes.count) else { return nil }
        var plain = QRGrid(version)
        plain.place(QRWords.words(of: bytes, in: version))
        let masked = (given.map { [$0] } ?? QRMask.allCases).map { plain.masked($0) }
        let best = masked.min { $0.penalty < $1.penalty }
        (size, dark) = (version.size, best?.dark ?? [])
    }

    public func isDark(_ x: Int, _ y: Int) -> Bool { dark[y * size + x] }

    /// Its dark modules as the path of an SVG that is as many units wide: one run of each row after the other.
    public var path: String {
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                let start = x
                while x < size, isDark(x, y) { x += 1 }
                if x > start { path += "M\(start) \(y)h\(x - start)v1H\(start)z" }
                x += 1
            }
        }
        return path
    }
}
