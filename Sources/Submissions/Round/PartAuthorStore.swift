import Campaigns
import Identifiers
import Storage

// Both parts of a file have the same authors: whoever comes to one comes to the other, and whoever leaves one leaves both.
extension SubmissionStore {
    /// The other part of a file, once its shortlist is told: the second of a first, the first of a second.
    public static func otherPart(of id: Submission.ID, in connection: any Connection) throws -> Submission.ID? {
        try connection.row(
            """
            SELECT shortlisted.part AS other FROM shortlisted
            WHERE shortlisted.submission = \(id) AND shortlisted.part IS NOT NULL
            UNION SELECT shortlisted.submission FROM shortlisted WHERE shortlisted.part = \(id)
            """)?["other"]
    }

    /// A file and its other part.
    static func allParts(of id: Submission.ID, in connection: any Connection) throws -> [Submission.ID] {
        [id] + [try otherPart(of: id, in: connection)].compactMap(\.self)
    }

    /// Files of the same practice as a file that somebody had a part in, with it.
    static func allParts(of file: SubmissionFile, in connection: any Connection) throws -> [SubmissionFile] {
        let other = try otherPart(of: file.submission.id, in: connection)
        return [file] + [try other.flatMap { try find($0, in: connection) }].compactMap(\.self)
    }
}
