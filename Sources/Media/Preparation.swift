/// What a content is, found out by its bytes: what people call it says only which of its kin it is, a sheet or a text in the same wrapping.
public struct MediaType: Hashable, Sendable, CustomStringConvertible {
    /// What becomes of it.
    public enum Kind: String, CaseIterable, Sendable {
        /// Its forms are made, and they alone are shown.
        case picture
        /// A PDF, a text or a sheet: it is given as it is, with its first page and its words where they can be read.
        case paper
        case other
    }

    public let kind: Kind
    /// As `image/jpeg`: small letters, without parameters.
    public let name: String
    /// The ending of its files without the dot, as `jpg`; what people called it must end so, or is made to.
    public let ending: String
    /// Endings that are as good, as `jpeg`.
    public let otherEndings: Set<String>

    public init(_ kind: Kind, _ name: String, ending: String, otherEndings: Set<String> = []) {
        (self.kind, self.name, self.ending, self.otherEndings) = (kind, name, ending, otherEndings)
    }

    public var description: String { name }
}

/// Tells what bytes are.
public protocol MediaKinds: Sendable {
    /// How many of the first bytes it wants to see, at most.
    var headSize: Int { get }

    /// Nil for what nobody may send: a program, a page with script, and whatever it does not know. The name decides only where the
    /// bytes leave it open, and never makes a thing of a kind that its bytes are not.
    func kind(of head: [UInt8], name: String) -> MediaType?
}

extension MediaKinds {
    public var headSize: Int { 4_096 }
}

/// A file that was made of another, in a folder that the caller gave and removes.
public struct MadeForm: Hashable, Sendable {
    /// As «400.webp» or «page.jpg»: one for each medium, small letters, figures and dots.
    public let variant: String
    /// Where it lies.
    public let path: String
    /// As `image/webp`.
    public let type: String
    /// In pixels.
    public let width: Int
    public let height: Int

    public init(variant: String, path: String, type: String, width: Int, height: Int) {
        (self.variant, self.path, self.type, self.width, self.height) = (variant, path, type, width, height)
    }
}

/// Makes what is shown of a picture: turned as it was held, in several sizes, and without any field of its own.
public protocol PictureMaker: Sendable {
    /// Throws `PreparationRefusal` for a picture that cannot be shown, anything else where the machine lacks something: then it is
    /// tried again later.
    func make(from file: String, into folder: String) async throws -> [MadeForm]
}

/// What could be read of a paper.
public struct PaperRead: Hashable, Sendable {
    /// Its first page as a picture; nil where none can be made: that is no fault of whoever sent it.
    public let firstPage: MadeForm?
    /// Its words, at most a million signs; empty where none can be read.
    public let text: String
    /// Nil where it has none, or they cannot be counted.
    public let pages: Int?

    public init(firstPage: MadeForm?, text: String, pages: Int? = nil) {
        (self.firstPage, self.text, self.pages) = (firstPage, text, pages)
    }
}

public protocol PaperReader: Sendable {
    /// As `PictureMaker.make`; a paper that cannot be read but is none of a closed set of refusals answers with nothing in it.
    func read(_ file: String, into folder: String) async throws -> PaperRead
}

public enum ScanAnswer: Hashable, Sendable {
    /// Nothing known was found in what was read.
    case clean
    /// The name that the scanner gives it, at most 120 characters.
    case found(String)
    /// It was not, or not whole; why, in words for staff.
    case notScanned(String)
}

public protocol VirusScanner: Sendable {
    /// Throws where the scanner does not answer: it is asked again later, and the thing is served to nobody else meanwhile.
    func scan(_ file: String) async throws -> ScanAnswer
}

/// Why something that was sent is not taken: a closed set, whose sentences stand on the page.
public enum PreparationRefusal: String, Error, CaseIterable, Sendable {
    /// Nobody may send such a thing.
    case kind
    /// The scanner knows it.
    case virus
    /// It cannot be read: cut short, or not what its first bytes say.
    case damaged
    /// More pixels, pages or unpacked bytes than anybody needs.
    case excessive
    /// It opens only with a password.
    case locked
    /// The bytes that lie there are not those that came.
    case lost
}

/// The parts that prepare what came. Each may be absent: then its step is left out, and said to be.
public struct Preparation: Sendable {
    public var kinds: any MediaKinds
    /// Nil where none is configured: what comes is then «not scanned» to staff.
    public var scanner: (any VirusScanner)?
    /// Nil only in tests: a picture is never shown but in a form that was made.
    public var pictures: (any PictureMaker)?
    public var papers: (any PaperReader)?

    public init(
        kinds: any MediaKinds, scanner: (any VirusScanner)? = nil, pictures: (any PictureMaker)? = nil,
        papers: (any PaperReader)? = nil
    ) {
        (self.kinds, self.scanner, self.pictures, self.papers) = (kinds, scanner, pictures, papers)
    }
}
