import Campaigns
import Foundation
import Storage

/// What follows from a withdrawal in higher features, in its own transaction.
public typealias WhenWithdrawn = @Sendable (Withdrawal, any Connection) throws -> Void

/// What higher features do when a file moves, in the same transaction.
public struct FileFollowers: Sendable {
    let whenWithdrawn: WhenWithdrawn
    /// Its eligibility was said again, at that time of the machine.
    let whenJudged: @Sendable (Submission.ID, Date, any Connection) throws -> Void

    /// A shortlist is told, and the second parts are there.
    let whenShortlisted: @Sendable (ShortlistTold, any Connection) throws -> Void
    /// It was given another category; throws `ReclassificationBarred` where it must stay in its own.
    let whenReclassified: WhenReclassified

    public init(
        whenWithdrawn: @escaping WhenWithdrawn,
        whenJudged: @escaping @Sendable (Submission.ID, Date, any Connection) throws -> Void,
        whenShortlisted: @escaping @Sendable (ShortlistTold, any Connection) throws -> Void,
        whenReclassified: @escaping WhenReclassified = { _, _, _ in }
    ) {
        (self.whenWithdrawn, self.whenReclassified) = (whenWithdrawn, whenReclassified)
        (self.whenJudged, self.whenShortlisted) = (whenJudged, whenShortlisted)
    }
}

/// Where everybody reads the public sheet of a file, without language; nil while nobody does.
public typealias PublicPageFinder = @Sendable (Submission.ID) async throws -> String?

/// Points of a file that readings left not documented, and about which nothing was found since, by their names in the grid.
public typealias OpenPointFinder = @Sendable (Submission.ID, any Connection) throws -> Set<String>
