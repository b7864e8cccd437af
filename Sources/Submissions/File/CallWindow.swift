import Campaigns
import Foundation

/// When a file can be written and sent: the edition's calls, with the later end that this file may have been granted.
public struct CallWindow: Equatable, Sendable {
    struct Span: Equatable, Sendable {
        let start: Date
        let end: Date
    }

    let spans: [Span]
    /// The decision on the file came out then: no call opens it again.
    let frozenAt: Date?
    /// The file goes on to a second round, and this is its first part: what the shortlist was made from stays as it was read.
    let isFirstPart: Bool

    /// `end` says when a phase ends for the file in question.
    init(
        _ edition: Edition, frozenAt: Date? = nil, isFirstPart: Bool = false, end: (Phase) throws -> Date
    ) rethrows {
        (self.frozenAt, self.isFirstPart) = (frozenAt, isFirstPart)
        let mayOpen = edition.status == .running && frozenAt == nil && !isFirstPart
        let calls = mayOpen ? edition.phases.filter { $0.kind == .call } : []
        spans = try calls.map { Span(start: $0.startsAt, end: try end($0)) }.sorted { $0.start < $1.start }
    }

    /// The agency may still open it by giving the file more time.
    var mayHaveMoreTime: Bool { frozenAt == nil && !isFirstPart }

    public func isOpen(at now: Date) -> Bool { current(at: now) != nil }

    /// The first instant that is too late; nil while the window is closed.
    public func closing(at now: Date) -> Date? { current(at: now)?.end }

    /// When it opens next.
    public func opening(after now: Date) -> Date? { spans.first { $0.start > now }?.start }

    /// When it last closed.
    public func closed(before now: Date) -> Date? { spans.filter { $0.end <= now }.map(\.end).max() }

    private func current(at now: Date) -> Span? {
        spans.filter { $0.start <= now && now < $0.end }.max { $0.end < $1.end }
    }
}
