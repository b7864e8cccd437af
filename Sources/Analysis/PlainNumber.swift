/// Numbers as files mostly write them, read from the bytes; anything else is left to the general reader.
///
/// At most 15 digits without their point are exact in a double, as is 10 to the power of at most 22; one division of two
/// exact numbers rounds once. So the result is the nearest double, the same that the general reader finds (Clinger, «How
/// to read floating point numbers accurately», 1990).
enum PlainNumber {
    private static let powers = (0...15).map { exponent in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }

    /// Nil unless it is an optional minus, digits, and perhaps a point and digits.
    static func read(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        bytes.withUnsafeBufferPointer { read(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        guard bytes.count > start, bytes.count - start <= 16 else { return nil }
        var (digits, count, point) = (Int64(0), 0, bytes.count)
        for place in start..<bytes.count {
            let digit = bytes[place] &- UInt8(ascii: "0")
            if digit < 10 {
                digits = digits &* 10 &+ Int64(digit)
                count += 1
            } else if bytes[place] == UInt8(ascii: "."), point == bytes.count {
                point = place
            } else {
                return nil
            }
        }
        guard count > 0, count <= 15 else { return nil }
        let decimals = max(0, bytes.count - point - 1)
        let number = Double(digits) / powers[decimals]
        return isNegative ? -number : number
    }
}
