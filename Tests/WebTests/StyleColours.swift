import Foundation

/// The colours of the style sheet as a browser computes them, for one accent of an agency, by day or by night.
struct StyleColours {
    /// sRGB, each from 0 to 1.
    struct RGB {
        var red: Double
        var green: Double
        var blue: Double

        /// As WCAG 2.2 defines it.
        var luminance: Double { 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) }
    }

    let tokens: [String: String]
    let accent: String
    let isNight: Bool

    func contrast(_ one: String, on other: String) throws -> Double {
        let (first, second) = (try colour(one).luminance, try colour(other).luminance)
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    struct Unknown: Error { let expression: String }

    /// `#fff`, `var(--ink)`, `light-dark(…)`, `color-mix(in oklab, …)`, and the two forms of `oklch(from …)` that the tokens use.
    func colour(_ expression: String) throws -> RGB {
        let text = expression.trimmingCharacters(in: .whitespaces)
        if text.hasPrefix("#") { return try hexadecimal(text) }
        if let name = inside("var", text) {
            return try colour(name == "--accent" ? accent : tokens[String(name.dropFirst(2))] ?? "")
        }
        if let inner = inside("light-dark", text) { return try colour(parts(inner, by: ",")[isNight ? 1 : 0]) }
        if let inner = inside("color-mix", text) { return try mix(parts(inner, by: ",")) }
        if let inner = inside("oklch", text) { return try shade(parts(inner, by: " ")) }
        throw Unknown(expression: text)
    }

    private func hexadecimal(_ text: String) throws -> RGB {
        let digits = text.dropFirst().flatMap { text.count == 4 ? [$0, $0] : [$0] }
        guard digits.count == 6, let number = Int(String(digits), radix: 16) else { throw Unknown(expression: text) }
        return RGB(
            red: Double(number >> 16) / 255, green: Double(number >> 8 & 255) / 255, blue: Double(number & 255) / 255)
    }

    private func mix(_ parts: [String]) throws -> RGB {
        guard parts.count == 3, parts[0] == "in oklab", let space = parts[1].lastIndex(of: " "),
            let percent = Double(parts[1][space...].dropFirst().dropLast())
        else { throw Unknown(expression: parts.joined(separator: ", ")) }
        let (first, second) = (oklab(try colour(String(parts[1][..<space]))), oklab(try colour(parts[2])))
        let mixed = zip(first, second).map { $0 * percent / 100 + $1 * (1 - percent / 100) }
        return rgb(mixed)
    }

    /// `from COLOUR LIGHTNESS CHROMA h`.
    private func shade(_ parts: [String]) throws -> RGB {
        guard parts.count == 5, parts[0] == "from", parts[4] == "h" else {
            throw Unknown(expression: parts.joined(separator: " "))
        }
        let lab = oklab(try colour(parts[1]))
        let hue = atan2(lab[2], lab[1])
        let lightness = try bounded(parts[2], lab[0])
        let chroma = try bounded(parts[3], hypot(lab[1], lab[2]))
        return rgb([lightness, chroma * cos(hue), chroma * sin(hue)])
    }

    /// `l`, `min(l, .44)`, `max(l, .8)`.
    private func bounded(_ expression: String, _ value: Double) throws -> Double {
        guard expression.contains("(") else { return value }
        for name in ["min", "max"] {
            guard let inner = inside(name, expression), let limit = Double("0" + parts(inner, by: ",")[1]) else {
                continue
            }
            return name == "min" ? min(value, limit) : max(value, limit)
        }
        throw Unknown(expression: expression)
    }

    private func inside(_ name: String, _ text: String) -> String? {
        guard text.hasPrefix(name + "("), text.hasSuffix(")") else { return nil }
        return String(text.dropFirst(name.count + 1).dropLast())
    }

    /// Parted outside of brackets.
    private func parts(_ text: String, by separator: Character) -> [String] {
        var (parts, depth) = ([""], 0)
        for sign in text {
            depth += sign == "(" ? 1 : sign == ")" ? -1 : 0
            if sign == separator, depth == 0 { parts.append("") } else { parts[parts.count - 1].append(sign) }
        }
        return parts.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

private func linear(_ part: Double) -> Double { part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4) }

/// What lies outside of what a screen shows is cut to it.
private func gamma(_ part: Double) -> Double {
    let part = min(max(part, 0), 1)
    return part <= 0.0031308 ? 12.92 * part : 1.055 * pow(part, 1 / 2.4) - 0.055
}

// Oklab, by the matrices of CSS Color 4.
private func oklab(_ colour: StyleColours.RGB) -> [Double] {
    let (red, green, blue) = (linear(colour.red), linear(colour.green), linear(colour.blue))
    let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return [
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    ]
}

private func rgb(_ lab: [Double]) -> StyleColours.RGB {
    let long = pow(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2], 3)
    let middle = pow(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2], 3)
    let short = pow(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2], 3)
    return StyleColours.RGB(
        red: gamma(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        green: gamma(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        blue: gamma(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short))
}
