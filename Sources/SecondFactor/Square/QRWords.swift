/// The words of a square: what it says, cut into blocks, each with the words that correct it (Reed and Solomon, over GF(256)).
enum QRWords {
    static func words(of bytes: [UInt8], in version: QRVersion) -> [UInt8] {
        let blocks = blocks(of: data(bytes, version), version)
        let divisor = divisor(version.correction)
        let corrections = blocks.map { remainder(of: $0, by: divisor) }
        // One of each block in turn; the later blocks may be one word longer.
        let longest = blocks.map(\.count).max() ?? 0
        let said = (0..<longest).flatMap { place in
            blocks.compactMap { block -> UInt8? in place < block.count ? block[place] : nil }
        }
        return said + (0..<version.correction).flatMap { place in corrections.map { $0[place] } }
    }

    /// That they are bytes, how many, they themselves; then filled up.
    private static func data(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
        var bits: [Bool] = []
        func put(_ value: Int, _ count: Int) {
            for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
        }
        put(0b0100, 4)
        put(bytes.count, version.countBits)
        for byte in bytes { put(Int(byte), 8) }
        put(0, min(4, 8 * version.dataWords - bits.count))
        put(0, (8 - bits.count % 8) % 8)
        var words = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var filling: UInt8 = 0xEC
        while words.count < version.dataWords {
            words.append(filling)
            filling ^= 0xEC ^ 0x11
        }
        return words
    }

    private static func blocks(of words: [UInt8], _ version: QRVersion) -> [[UInt8]] {
        let (length, longer) = words.count.quotientAndRemainder(dividingBy: version.blocks)
        var start = 0
        return (0..<version.blocks).map { block in
            let end = start + length + (block >= version.blocks - longer ? 1 : 0)
            defer { start = end }
            return Array(words[start..<end])
        }
    }

    /// The product of x − 2⁰ to x − 2ⁿ⁻¹, without its first factor, which is 1.
    private static func divisor(_ degree: Int) -> [UInt8] {
        var factors = [UInt8](repeating: 0, count: degree - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<degree {
            for place in 0..<degree {
                factors[place] = product(factors[place], root)
                if place + 1 < degree { factors[place] ^= factors[place + 1] }
            }
            root = product(root, 2)
        }
        return factors
    }

    private static func remainder(of words: [UInt8], by divisor: [UInt8]) -> [UInt8] {
        var rest = [UInt8](repeating: 0, count: divisor.count)
        for word in words {
            let factor = word ^ rest.removeFirst()
            rest.append(0)
            for place in rest.indices { rest[place] ^= product(divisor[place], factor) }
        }
        return rest
    }

    /// Modulo x⁸ + x⁴ + x³ + x² + 1.
    private static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var result = 0
        for place in (0..<8).reversed() {
            result = result << 1 ^ (result >> 7) * 0x11D
            if other >> place & 1 == 1 { result ^= Int(one) }
        }
        return UInt8(result)
    }
}
