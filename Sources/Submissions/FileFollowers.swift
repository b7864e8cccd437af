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

    public init(
        whenWithdrawn: @escaping WhenWithdrawn,
        whenJudged: @escaping @Sendable (Submission.ID, Date, any Connection) throws -> Void,
        whenShortlisted: @escaping @Sendable (ShortlistTold, any Connection) throws -> Void
    ) {
        (self.whenWithdrawn, self.whenJudged, self.whenShortlisted) = (whenWithdrawn, whenJudged, whenShortlisted)
    }
}
