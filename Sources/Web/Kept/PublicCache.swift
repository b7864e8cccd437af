import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// Answers to visitors who are not signed in, kept as they are sent: plain and compressed.
///
/// A kept answer is good for one version of the data and one minute of the campaign's clock (a page says how long is left,
/// and a phase begins at its minute). A write makes a new version, so what is withdrawn is gone at once.
final class PublicCache: Sendable {
    private struct Shelf: Sendable {
        var copies: [String: KeptAnswer] = [:]
        var size = 0
    }

    /// Bytes kept before everything is dropped; a crawler with endless queries can't fill the memory.
    private static let room = 4 << 20

    private let version: @Sendable () -> Int
    private let machine: @Sendable () -> Date
    private let isSecure: Bool
    private let cookieName: String
    private let shelf = Mutex(Shelf())
    let times = HTTPTimes()

    init(_ site: SiteSettings) {
        (version, machine) = (site.version, site.clock.machine)
        (isSecure, cookieName) = (site.isSecure, site.cookieName)
    }

    /// The kept answer in the form wished for, when it is still good.
    func kept(for address: String, _ wishes: RequestWishes, now: Date) -> KeptForm? {
        guard let copy = shelf.withLock({ $0.copies[address] }), copy.version == version(),
            copy.minute == Self.minute(now)
        else { return nil }
        return copy.form(for: wishes)
    }

    func answer(
        to request: Request, facts: RequestFacts, now: Date, _ make: () async throws -> Response
    ) async throws -> Response {
        let wishes = RequestWishes(request.headers, sessionCookie: cookieName)
        let address = facts.language.prefix + facts.path + (facts.query.isEmpty ? "" : "?" + facts.query)
        // Read before the page is made: a write meanwhile makes the copy old, never the other way round.
        let (version, time) = (version(), times.time(machine()))
        if let copy = shelf.withLock({ $0.copies[address] }), copy.version == version, copy.minute == Self.minute(now) {
            return try await copy.response(to: wishes, at: time)
        }
        let response = try await make()
        // A form of the page bears the token of one browser: it is given to no other.
        guard facts.stranger?.given == nil, response.status == .ok, let type = response.headers[.contentType] else {
            return response
        }
        let collector = BodyCollector()
        try await response.body.write(collector)
        let copy = KeptAnswer(
            collector.buffer, type: type, version: version, minute: Self.minute(now), isSecure: isSecure)
        shelf.withLock { shelf in
            if shelf.size > Self.room { shelf = Shelf() }
            shelf.size += copy.size + address.utf8.count
            shelf.copies[address] = copy
        }
        return try await copy.response(to: wishes, at: time)
    }

    private static func minute(_ now: Date) -> Int { Int((now.timeIntervalSince1970 / 60).rounded(.down)) }
}

/// Takes a response's body into memory.
final class BodyCollector: ResponseBodyWriter {
    private(set) var buffer = ByteBuffer()

    func write(_ buffer: ByteBuffer) async throws { self.buffer.writeImmutableBuffer(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
