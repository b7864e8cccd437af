import Campaigns
import Identifiers
import Storage
import Submissions

// An even share, as it would be given now.
extension AssignmentStore {
    /// Of the whole edition: it looks at keys alone, never at what files or marks say.
    func share(_ ask: ShareRequest, of edition: Edition.ID, for staff: Person.ID) async throws -> ProposedShare {
        let (share, ground) = try await database.read { connection in
            let ground = try AssignmentGround(of: edition, nil, for: staff, in: connection)
            let readers = ground.readers.subtracting(try Self.shut(in: edition, connection))
            let share = EvenShare(
                files: ground.files.subtracting(ground.announced).sorted { $0.description < $1.description },
                jurors: readers.sorted { $0.description < $1.description }, bound: ground.closed,
                kept: Set(ground.places.keys), readers: ask.readers, most: ask.most)
            return (share, ground)
        }
        let proposal = share.proposal()
        let short = proposal.short.sorted { $0.key.description < $1.key.description }.prefix(Self.shortShown)
        let files = try await database.read { connection in
            try short.map { file, missing in
                try Self.short(file, missing, proposal, ground, among: share.jurors, in: connection)
            }
        }
        return ProposedShare(proposal: proposal, kept: share.kept, short: files)
    }

    /// Jurors whose account lets nobody in: a share counts on none of them.
    private static func shut(in edition: Edition.ID, _ connection: any Connection) throws -> Set<Juror.ID> {
        let rows = try connection.rows(
            """
            SELECT juror.id FROM juror JOIN person ON person.id = juror.person AND person.disabled_at IS NOT NULL
            WHERE juror.edition = \(edition)
            """)
        return Set(try rows.map { try $0["id"] })
    }

    private static let shortShown = 20

    private static func short(
        _ file: Submission.ID, _ missing: Int, _ proposal: EvenShare.Proposal, _ ground: AssignmentGround,
        among jurors: [Juror.ID], in connection: any Connection
    ) throws -> ProposedShare.Short {
        let pairs = jurors.map { Pairing(submission: file, juror: $0) }
        let tied = pairs.filter(ground.bound.contains)
        let abstained = pairs.filter { ground.abstained.contains($0) && !ground.bound.contains($0) }
        let row = try connection.row("SELECT title FROM submission WHERE id = \(file)")
        return ProposedShare.Short(
            title: try row?["title"] ?? "", missing: missing, isHeld: proposal.held.contains(file),
            isLimited: pairs.contains(where: ground.foreign.contains), tied: try names(of: tied, in: connection),
            abstained: try names(of: abstained, in: connection))
    }

    /// Of a few, in their order; how many there are besides is told by number.
    private static func names(of pairs: [Pairing], in connection: any Connection) throws -> ProposedShare.Names {
        let shown = pairs.prefix(ProposedShare.Names.most).map(\.juror)
        let rows = try connection.rows(
            """
            SELECT person.name FROM juror JOIN person ON person.id = juror.person
            WHERE juror.id IN \(list: shown) ORDER BY juror.id
            """)
        return ProposedShare.Names(shown: try rows.map { try $0["name"] }, count: pairs.count)
    }
}
