import Foundation

/// The editions that run, as whoever names none meets them: the next one may be opened while the last still receives files.
public struct RunningEditions: Sendable {
    /// The newest first.
    public let all: [Edition]

    /// Those that receive files, the first to close first.
    public func calling(at now: Date) -> [Edition] {
        all.compactMap { edition in edition.open(.call, at: now).map { (edition, $0.endsAt) } }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// The one that is meant where none is named: one that receives files, else the newest that is in a phase, else the newest.
    public func main(at now: Date) -> Edition? {
        calling(at: now).first ?? all.first { !$0.phases(at: now).isEmpty } ?? all.first
    }
}
