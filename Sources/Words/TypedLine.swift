// A name, a title, an address: what stands on one line, as the program takes it.
extension String {
    /// `asRead`, and without signs that show nothing, so that two names that look the same are the same. What joins faces, or letters
    /// in scripts that need it, stays, and so does a hyphen that shows only where a line ends.
    public var asLine: String {
        let read = asRead
        guard read.unicodeScalars.contains(where: { $0.value >= 0xAD && $0.mayBeUnseenInLine }) else { return read }
        let seen = read.unicodeScalars.filter { !$0.isNothingInLine }
        var line = String.UnicodeScalarView()
        var isInFlag = false
        for place in seen.indices {
            let (scalar, next) = (seen[place], seen[place...].dropFirst().first)
            isInFlag = scalar.isFlag || isInFlag && scalar.isTag
            if scalar.stays(between: line.last, and: next, inFlag: isInFlag) { line.append(scalar) }
        }
        return String(line)
    }
}

extension Unicode.Scalar {
    fileprivate var mayBeUnseenInLine: Bool { isNothingInLine || isJoiner || isTag || isSoftHyphen }

    /// Spaces without width, joiners of words, signs of formulas that are not written, letters that hold a place.
    fileprivate var isNothingInLine: Bool {
        switch value {
        case 0x180E, 0x200B, 0x2060...0x2064, 0x3164, 0xFEFF, 0xFFA0: true
        default: false
        }
    }

    private var isJoiner: Bool { value == 0x200C || value == 0x200D }
    private var isSoftHyphen: Bool { value == 0xAD }
    /// The black flag, to which tags say whose it is: those of England, Scotland and Wales.
    fileprivate var isFlag: Bool { value == 0x1F3F4 }
    fileprivate var isTag: Bool { (0xE0000...0xE007F).contains(value) }

    fileprivate func stays(between before: Unicode.Scalar?, and next: Unicode.Scalar?, inFlag: Bool) -> Bool {
        if isTag { return inFlag }
        guard isJoiner || isSoftHyphen else { return true }
        guard let before, let next else { return false }
        if isSoftHyphen { return !before.properties.isWhitespace && !next.properties.isWhitespace }
        if before.isJoined, next.isJoined { return true }
        // A face, or one in a colour, or shown as a face.
        return value == 0x200D && (before.isFace || before.value == 0xFE0F) && next.isFace
    }

    /// Figures are faces too where another sign makes them so.
    private var isFace: Bool { value > 0xFF && properties.isEmoji }

    /// Of a script in which letters take another form where they are joined or kept apart: Arabic and its kin, those of India and
    /// their neighbours, Mongolian.
    private var isJoined: Bool {
        switch value {
        case 0x600...0x109F, 0x1700...0x1CFF, 0xA800...0xABFF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: true
        case 0x10A00...0x11FFF, 0x1E900...0x1EEFF: true
        default: false
        }
    }
}
