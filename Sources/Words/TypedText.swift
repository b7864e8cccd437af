import Foundation

// What people typed or sent, as the program takes it.
extension String {
    /// Nothing that anybody sees: neither letters nor signs, but perhaps spaces, joiners and fillers.
    public var isBlank: Bool {
        allSatisfy { $0.isWhitespace || $0.unicodeScalars.allSatisfy(\.isUnseen) }
    }

    /// Without spaces and line ends around it.
    public var trimmed: String {
        // Foundation's own way copies the whole text, which pages ask for a thousand times.
        let (scalars, isKept) = (unicodeScalars, { (scalar: Unicode.Scalar) in !scalar.isSpaceOrLineEnd })
        guard let first = scalars.firstIndex(where: isKept), let last = scalars.lastIndex(where: isKept) else {
            return ""
        }
        return String(scalars[first...last])
    }

    /// Nil when empty.
    public var ifFilled: String? { isEmpty ? nil : self }

    /// As it is read, from whatever side it comes: a form, an address, a file, a command line. Each line end is `\n`, and
    /// signs that show nothing themselves and turn or break what stands around them are dropped. The joiners of a family of
    /// faces stay, and so do spaces of any width.
    public var asRead: String { withoutTurningSigns.withoutStacks }

    private var withoutTurningSigns: String {
        guard unicodeScalars.contains(where: { $0.reading != .kept }) else { return self }
        var read = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in unicodeScalars {
            switch scalar.reading {
            case .kept where scalar == "\n" && isAfterReturn: break
            case .kept: read.append(scalar)
            case .lineEnd: read.append("\n")
            case .dropped: break
            }
            isAfterReturn = scalar == "\r"
        }
        return String(read)
    }

    /// Thousands of accents on one letter are one letter to whoever counts, and a bound that counts letters would be none. No
    /// writing needs so many; a family of faces of several colours has eleven signs.
    private var withoutStacks: String {
        guard unicodeScalars.contains(where: { $0.value >= 0x300 }),
            contains(where: { $0.unicodeScalars.count > Self.mostSignsOfOne })
        else { return self }
        var read = String.UnicodeScalarView()
        for letter in self { read.append(contentsOf: letter.unicodeScalars.prefix(Self.mostSignsOfOne)) }
        return String(read)
    }

    private static let mostSignsOfOne = 40

    /// Composed accents, no space around, and `asRead`: as two sources of one text agree.
    public var tidied: String {
        if isTidy { return self }
        let tidy = precomposedStringWithCanonicalMapping.asRead.trimmed
        return tidy.isBlank ? "" : tidy
    }

    /// Nothing to be done, as with most texts: known from letters and signs that have one form, without composing them.
    private var isTidy: Bool {
        let scalars = unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return true }
        guard !first.properties.isWhitespace, !last.properties.isWhitespace else { return false }
        return scalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A, 0x09, 0x20...0x7E, 0xA0...0x2FF, 0x2010...0x2027, 0x202F...0x205E, 0x20AC: true
            default: false
            }
        }
    }
}

extension Unicode.Scalar {
    /// U+2800 is the pattern of Braille without a dot.
    fileprivate var isUnseen: Bool {
        properties.isWhitespace || properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
            || value == 0x2800
    }

    fileprivate enum Reading { case kept, lineEnd, dropped }

    fileprivate var reading: Reading {
        switch value {
        case 0x09, 0x0A, 0x20...0x7E, 0xA0...0x61B: .kept
        // Of old machines, of word processors, of other systems.
        case 0x0B...0x0D, 0x85, 0x2028, 0x2029: .lineEnd
        case 0...0x1F, 0x7F...0x9F: .dropped
        // Marks, embeddings, overrides and isolates of direction; what once told how to shape letters.
        case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: .dropped
        // The mark of a byte order, signs between lines, and what no text may hold.
        case 0xFEFF, 0xFFF9...0xFFFB, 0xFDD0...0xFDEF: .dropped
        default: value & 0xFFFE == 0xFFFE ? .dropped : .kept
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isSpaceOrLineEnd: Bool {
        isASCII ? value == 32 || (9...13).contains(value) : CharacterSet.whitespacesAndNewlines.contains(self)
    }
}
