/// Names in an archive that every system unpacks: readable, no two alike whatever their case, never a way out of the folder.
public struct ZipNames: Sendable {
    /// Of one part of a path, in bytes of UTF-8: some systems keep 143.
    private static let longest = 120
    private static let forbidden: Set<Unicode.Scalar> = ["/", "\\", ":", "*", "?", "\"", "<", ">", "|"]
    private static let devices: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

    private var taken: Set<String> = []

    public init() {}

    /// The nearest name that is still free. Slashes of a name are none of a path: folders are named one by one.
    public mutating func name(_ wish: String, in folders: [String] = []) -> String {
        let path = folders.map { Self.clean($0) + "/" }.joined()
        let clean = Self.clean(wish)
        let (stem, ending) = Self.split(clean)
        var (name, number) = (path + clean, 1)
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            name = "\(path)\(stem) (\(number))\(ending)"
        }
        return name
    }

    private static func clean(_ wish: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in wish.unicodeScalars {
            let category = scalar.properties.generalCategory
            // Signs that turn the direction of writing hide what a name ends in.
            if category == .format || category == .surrogate || category == .privateUse { continue }
            let isBlank = scalar.properties.isWhitespace
            let isSign = forbidden.contains(scalar) || category == .control && !isBlank
            scalars.append(isBlank ? " " : isSign ? "-" : scalar)
        }
        let words = String(scalars).split(separator: " ").joined(separator: " ")
        let plain = String(words.drop { $0 == "." || $0 == " " }.reversed().drop { $0 == "." || $0 == " " }.reversed())
        let (stem, ending) = split(plain.isEmpty ? "-" : plain)
        let isDevice = devices.contains(String(stem.lowercased().prefix { $0 != "." }))
        return cut(stem + (isDevice ? "-" : ""), to: longest - ending.utf8.count) + ending
    }

    // The last dot and up to ten letters or digits behind it.
    private static func split(_ name: String) -> (stem: String, ending: String) {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return (name, "") }
        let letters = name[name.index(after: dot)...]
        guard 1...10 ~= letters.count, letters.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            return (name, "")
        }
        return (String(name[..<dot]), String(name[dot...]))
    }

    private static func cut(_ name: String, to limit: Int) -> String {
        var (cut, size) = ("", 0)
        for letter in name {
            size += letter.utf8.count
            guard size <= limit else { break }
            cut.append(letter)
        }
        return cut.isEmpty ? "-" : cut
    }
}
