import Foundation
import HTTPTypes
import Identifiers

/// What a handler answers: a closed set.
public enum Answer: Sendable {
    case page(HTML)
    /// The page again, with what stands against it (422).
    case refused(HTML)
    /// What was typed in a form that this site did not give to this browser, or gave it long ago, to be sent once more (403).
    case strayed(HTML)
    /// The page as it is now, because it moved on meanwhile (409).
    case outOfDate(HTML)
    /// A page that asks who is there, before what they sent is done (401).
    case unproved(HTML)
    /// A page that says why what was here is over (410).
    case gone(HTML)
    /// A page for whoever asks for too much at once, and in how many seconds it may be asked for again (429).
    case tooMany(HTML, retryAfter: Int)
    /// Another page of this site, by its path without language.
    case seeOther(String)
    /// A lasting new address.
    case movedTo(String)
    case file(Download)
    /// What lies in a store, sent as it is read.
    case stored(StreamedFile)
    /// What is made while it is sent.
    case flowing(FlowingFile)
    /// Something that programs read: a feed, a site map.
    case document(Document)
    /// A page made elsewhere, such as a mail, to be looked at in a frame: it has its style, and nothing in it runs or is fetched.
    case framed(html: String)
    /// What a script of ours asked for.
    case data(JSONAnswer)
    /// A link was asked for: the same, and what this browser is known by when the link is opened.
    indirect case asked(Answer, by: String, until: Date)
    /// A session begins: its cookie, and where to go.
    case signedIn(cookie: String, until: Date, then: String, person: Person.ID? = nil)
    /// The same, on a page that is shown this once and can't be led to.
    case entered(cookie: String, until: Date, HTML)
    case signedOut(then: String)
}

public struct Download: Sendable {
    public let name: String
    public let type: String
    public let bytes: [UInt8]

    public init(name: String, type: String, bytes: [UInt8]) { (self.name, self.type, self.bytes) = (name, type, bytes) }

    public static func csv(name: String, _ bytes: [UInt8]) -> Download {
        Download(name: name, type: "text/csv; charset=utf-8", bytes: bytes)
    }
}

public struct Document: Sendable {
    public let type: String
    public let bytes: [UInt8]

    public init(type: String, bytes: [UInt8]) { (self.type, self.bytes) = (type, bytes) }
}

public struct JSONAnswer: Sendable {
    /// What the script needs to know; the rest of HTTP's numbers are for pages.
    public enum Outcome: Sendable { case saved, refused, outOfDate }

    let outcome: Outcome
    let bytes: [UInt8]

    public init(_ outcome: Outcome, _ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        (self.outcome, bytes) = (outcome, Array(try encoder.encode(value)))
    }
}

/// A file that leaves with somebody.
public enum LeavingFile: Sendable {
    case made(Download)
    case stored(StreamedFile)
    /// A part of it that does not begin at its beginning: of one leaving with what went before, if something did.
    case continued(StreamedFile)
    case flowing(FlowingFile)
}

/// Why there is no answer; the site makes a page of it.
public enum WebError: Error, Equatable, Sendable {
    /// What the query did not return does not exist for this visitor.
    case notFound
    case forbidden
    /// What was sent cannot be read.
    case unreadable
    case tooManyRequests(retryAfter: Int)
    /// The thing was published once, and no longer is.
    case gone
}

extension Optional {
    /// What the query did not return, the visitor cannot see: answers 404, never 403.
    public func orNotFound() throws(WebError) -> Wrapped {
        guard let self else { throw .notFound }
        return self
    }
}

extension WebError {
    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .forbidden: .forbidden
        case .unreadable: .badRequest
        case .tooManyRequests: .tooManyRequests
        case .gone: .gone
        }
    }
}
