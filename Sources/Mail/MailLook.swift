import Foundation

/// What letters look like: whose they are, and the agency's colour.
public struct MailLook: Sendable, Equatable {
    /// On top of each letter: the campaign or the agency.
    public var name: String
    /// By language, where it is called otherwise there.
    public var names: [String: String] = [:]
    /// Before it, by language, where what letters say is not true.
    public var marks: [String: String] = [:]
    /// Behind the button, dark enough for white letters; and for links on a dark screen, light enough.
    let accent: MailColour
    let lightAccent: MailColour

    func name(in language: String) -> String {
        let own = names[language] ?? ""
        return own.isEmpty ? name : own
    }

    /// `accent` is `#rrggbb`; any other text gives the colour of the house.
    public init(name: String, accent: String) {
        self.name = name
        let colour = MailColour(accent) ?? MailColour(red: 0x0D, green: 0x5C, blue: 0x4B)
        self.accent = colour.mixed(with: 0, until: { $0.contrast(with: .white) >= 4.5 })
        lightAccent = colour.mixed(with: 255, until: { $0.contrast(with: .night) >= 7 })
    }
}

/// A colour by its parts, 0 to 255. Mail programs compute nothing, so contrast is seen to here (WCAG 2.2, 1.4.3).
struct MailColour: Sendable, Equatable {
    static let white = MailColour(red: 255, green: 255, blue: 255)
    static let night = MailColour(red: 0x20, green: 0x1E, blue: 0x1A)

    let red: Int
    let green: Int
    let blue: Int

    init(red: Int, green: Int, blue: Int) { (self.red, self.green, self.blue) = (red, green, blue) }

    init?(_ text: String) {
        let digits = text.utf8.dropFirst()
        guard text.hasPrefix("#"), digits.count == 6, let number = Int(text.dropFirst(), radix: 16), number >= 0 else {
            return nil
        }
        self.init(red: number >> 16, green: number >> 8 & 255, blue: number & 255)
    }

    var hex: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    func contrast(with other: MailColour) -> Double {
        let (first, second) = (luminance, other.luminance)
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    /// Moved towards black (0) or white (255), a twentieth at a time.
    func mixed(with end: Int, until isEnough: (MailColour) -> Bool) -> MailColour {
        let steps = (0...20).lazy.map { step in
            let part = { (value: Int) in value + (end - value) * step / 20 }
            return MailColour(red: part(red), green: part(green), blue: part(blue))
        }
        return steps.first(where: isEnough) ?? MailColour(red: end, green: end, blue: end)
    }

    private var luminance: Double {
        let linear = { (value: Int) -> Double in
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
