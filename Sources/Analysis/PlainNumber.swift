/// Numbers as files mostly write them, read from the bytes; anything else is left to the general reader.
///
/// At most 15 digits without their point are exact in a double, as is 10 to the power of at most 22; one division of two
/// exact numbers rounds once. So the result is the nearest double, the same that the general reader finds (Clinger, «How
/// to read floating point numbers accurately», 1990).
enum PlainNumber {
    private static let powers = (0...15).map { exponent in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }

    /// Nil unless it is an optional minus, digits, and perhaps a point (or a comma, where that is allowed) and digits.
    static func read(_ bytes: [UInt8], _ range: Range<Int>, decimalComma: Bool = false) -> Double? {
        bytes.withUnsafeBufferPointer { read(UnsafeBufferPointer(rebasing: $0[range]), decimalComma) }
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ decimalComma: Bool) -> Double? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        guard bytes.count > start, bytes.count - start <= 16 else { return nil }
        var (digits, count, point) = (Int64(0), 0, bytes.count)
        for place in start..<bytes.count {
            let digit = bytes[place] &- UInt8(ascii: "0")
            if digit < 10 {
                digits = digits &* 10 &+ Int64(digit)
                count += 1
            } else if isPoint(bytes[place], decimalComma), point == bytes.count {
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

    private static func isPoint(_ byte: UInt8, _ decimalComma: Bool) -> Bool {
        byte == UInt8(ascii: ".") || (decimalComma && byte == UInt8(ascii: ","))
    }

    /// A number as people write it, without «.0».
    static func text(_ number: Double) -> String {
        let text = String(number)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// How to write what people write otherwise; empty where nothing can be said.
    static func advice(for text: String) -> String {
        if let slash = text.firstIndex(of: "/"), let mark = tidied(text[..<slash]) {
            return "; write the number alone: \(mark)"
        }
        if let number = tidied(text[...]) { return "; write \(number)" }
        guard text.contains(where: \.isNumber) else { return "; leave the cell empty where there is none" }
        return "; write digits, and a point before the decimals, as 7.25"
    }

    /// A number without the spaces between its digits, and with a point; nil for what is none even so.
    private static func tidied(_ text: Substring) -> String? {
        let tidy = text.filter { !$0.isWhitespace && $0 != "’" && $0 != "'" }.replacing(",", with: ".")
        guard tidy.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }), Double(tidy) != nil else {
            return nil
        }
        return tidy
    }
}
