/// The signs of a number as people type it. A page reads hundreds of them: no expression is made for each.
enum PlainFigure {
    private static let (mostWhole, mostDecimals) = (15, 9)

    /// `-1234.5` of `−1 234,5 €`: a sign, at most fifteen figures, and after a point at most nine. Nil for anything else.
    static func text(of typed: String) -> String? {
        var (text, whole, decimals, hasPoint) = ("", 0, 0, false)
        for scalar in typed.unicodeScalars where !isPassedOver(scalar) {
            switch scalar {
            case "0"..."9":
                if hasPoint { decimals += 1 } else { whole += 1 }
                text.unicodeScalars.append(scalar)
            case ".", ",":
                guard !hasPoint, whole > 0 else { return nil }
                hasPoint = true
                text += "."
            case "+", "-", "\u{2212}":
                guard text.isEmpty else { return nil }
                text += scalar == "+" ? "+" : "-"
            default: return nil
            }
        }
        let isOne = (1...mostWhole).contains(whole) && hasPoint == (decimals > 0) && decimals <= mostDecimals
        return isOne ? text : nil
    }

    /// Nothing but `0` to `9`.
    static func isFigures(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Spaces wherever they stand, and what is measured in.
    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "%" || scalar == "€"
    }
}
