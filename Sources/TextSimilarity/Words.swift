/// Words joined by hyphens, of which most are one word alone.
struct Compound {
    var parts: [Part] = []

    struct Part {
        /// Folded, in English with its apostrophe.
        var word: String
        /// Where it stands, without the article that was elided before it.
        var range: Range<String.Index>
    }

    var range: Range<String.Index> { parts[0].range.lowerBound..<parts[parts.count - 1].range.upperBound }

    /// The parts as one word; nil when there is but one.
    var joined: String? {
        parts.count > 1 ? String(parts.map(\.word).joined().prefix(WordReader.longest)) : nil
    }
}

/// Cuts a text into words: runs of letters and digits with their marks.
struct WordReader: Sequence, IteratorProtocol {
    /// What is longer is no word, and is cut.
    static let longest = 64

    private let scalars: String.UnicodeScalarView
    private let language: TextAnalysis.Language
    private var place: String.Index
    private var bytes: [UInt8] = []

    init(_ text: String, in language: TextAnalysis.Language) {
        scalars = text.unicodeScalars
        self.language = language
        place = scalars.startIndex
    }

    mutating func next() -> Compound? {
        while place < scalars.endIndex, Glyph(scalars[place]) != .letter { scalars.formIndex(after: &place) }
        guard place < scalars.endIndex else { return nil }
        var compound = Compound()
        while true {
            compound.parts.append(part())
            guard isLink(.hyphen) else { return compound }
            scalars.formIndex(after: &place)
        }
    }

    private mutating func part() -> Compound.Part {
        var start = place
        bytes.removeAll(keepingCapacity: true)
        while place < scalars.endIndex {
            let scalar = scalars[place]
            switch Glyph(scalar) {
            case .letter: append(scalar)
            case .silent: break
            case .apostrophe where isLink(.apostrophe):
                if elides {
                    bytes.removeAll(keepingCapacity: true)
                    start = scalars.index(after: place)
                } else if language == .english {
                    bytes.append(UInt8(ascii: "'"))
                }
            case .middleDot where isLink(.middleDot):
                guard let end = inclusiveEnding else { return finished(start) }
                place = end
                continue
            default: return finished(start)
            }
            scalars.formIndex(after: &place)
        }
        return finished(start)
    }

    private func finished(_ start: String.Index) -> Compound.Part {
        Compound.Part(word: String(decoding: bytes, as: UTF8.self), range: start..<place)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        guard bytes.count < Self.longest else { return }
        let length = bytes.count
        Folding.append(scalar, to: &bytes)
        // Some letters of other scripts fold to several words.
        guard !scalar.isASCII, bytes[length...].contains(where: { $0 < 0x30 }) else { return }
        bytes.replaceSubrange(length..., with: bytes[length...].filter { $0 >= 0x30 })
    }

    private func isLink(_ glyph: Glyph) -> Bool {
        guard place < scalars.endIndex, Glyph(scalars[place]) == glyph else { return false }
        let next = scalars.index(after: place)
        return next < scalars.endIndex && Glyph(scalars[next]) == .letter
    }

    // l’eau, qu’elle; but aujourd’hui is one word.
    private var elides: Bool {
        language == .french && bytes.count <= 6 && Self.elided.contains(String(decoding: bytes, as: UTF8.self))
    }

    private static let elided: Set = [
        "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
    ]

    // salarié·es, directeur·rice·s: what follows a middle dot is no word when it is short.
    private var inclusiveEnding: String.Index? {
        let ending = scalars[place...].dropFirst().prefix { Glyph($0) == .letter }
        return ending.count <= 5 ? ending.endIndex : nil
    }
}

/// What a scalar is to a word.
enum Glyph {
    /// Digits too.
    case letter
    /// Belongs to the word without being heard: accents by themselves, soft hyphens, joiners.
    case silent
    case apostrophe, hyphen, middleDot, other

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: self = .letter
        case 0x27, 0x2019, 0x2BC, 0xFF07: self = .apostrophe
        case 0x2D, 0x2010, 0x2011: self = .hyphen
        case 0xB7, 0x2027: self = .middleDot
        case 0..<0x80: self = .other
        default: self.init(category: scalar.properties.generalCategory)
        }
    }

    private init(category: Unicode.GeneralCategory) {
        switch category {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
            self = .letter
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: self = .silent
        default: self = .other
        }
    }
}
