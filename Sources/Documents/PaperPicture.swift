/// A picture as a paper shows it: the file that it is made of is handed in beside the paper (`Paper.files`).
public struct PaperPicture: Equatable, Sendable {
    /// As `Paper.files` calls it: small letters, figures and strokes, with the ending `jpg`.
    public let name: String
    /// What it shows, for whoever does not see it; not empty.
    public let alternative: String
    /// What stands under it; empty for nothing.
    public let caption: String
    /// Where the page to print has it, in the site, without language.
    public let path: String

    public init(_ name: String, alternative: String, caption: String, at path: String) {
        (self.name, self.alternative, self.caption, self.path) = (name, alternative, caption, path)
    }
}

extension Paper {
    /// Those that it shows, in their order.
    public var pictures: [PaperPicture] {
        parts.compactMap { if case .picture(let picture, _) = $0 { picture } else { nil } }
    }
}

extension PaperPart {
    /// A picture whose file is not at hand is told by its words: a paper is not lost for it.
    func shown(with files: [String: String]) -> PaperPart {
        guard case .picture(let picture, let language) = self, files[picture.name] == nil else { return self }
        let isToldBelow = picture.caption.contains(picture.alternative)
        let words = isToldBelow ? [picture.caption] : [picture.alternative, picture.caption].filter { !$0.isEmpty }
        return .text(words.joined(separator: " – "), in: language)
    }
}
