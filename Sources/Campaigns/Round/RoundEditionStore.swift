import Foundation
import Identifiers
import Storage

// The second round of an edition: an edition of its own, which has none but that one to stand under.
extension EditionStore {
    /// True of an edition that stands by itself.
    static let isWhole: SQL = "edition.round_of IS NULL"

    /// The second round of an edition; nil while it has one round.
    public static func round(of edition: Edition.ID, in connection: any Connection) throws -> Edition? {
        try editions("round_of = \(edition)", in: connection).first
    }

    public func round(of edition: Edition.ID) async throws -> Edition? {
        try await database.read { try Self.round(of: edition, in: $0) }
    }

    /// All there are, second rounds among them, for whoever gives roles in each; the newest first.
    func allWithRounds() async throws -> [Edition] {
        try await database.read { try Self.editions("1 = 1", in: $0) }
    }

    /// All that are under way, second rounds among them, for whoever has work in them; the newest first.
    public func underWay() async throws -> [Edition] {
        try await database.read { try Self.editions("status = 'running'", in: $0) }
    }

    /// The second round opens for those who go on, in the transaction that tells them. One that is under way stays so.
    public static func start(round: Edition.ID, in connection: any Connection) throws {
        try connection.run(
            "UPDATE edition SET status = 'running', revision = revision + 1 WHERE id = \(round) AND status = 'draft'")
    }
}

extension EditionPlanStore {
    /// Prepares the second round of an edition, with its dates, the same grid, and the form for finalists. A second time with the
    /// same key it is the one that is there. Nil for somebody who doesn't run the edition; `RoundPlan.Refusal` where it can have none.
    func addRound(
        _ plan: RoundPlan, as key: Edition.ID, to slug: String, by person: Person.ID, at time: Date
    ) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(slug, by: person, in: connection) else { return nil }
            if let known = try EditionStore.round(of: edition.id, in: connection) {
                guard known.id == key else { throw RoundPlan.Refusal.isThere }
                return known
            }
            try plan.check(edition)
            let address = try Self.address(ofRoundOf: edition, in: connection)
            try connection.run(
                """
                INSERT INTO edition (id, campaign, slug, name, status, created_at, round_of)
                VALUES (\(key), \(edition.campaign), \(address), \(RoundPlan.name(of: edition)), 'draft', \(time),
                    \(edition.id))
                """)
            for (position, draft) in plan.phases.enumerated() {
                try PhaseStore.insert(draft, as: .new(at: time), at: position, in: key, connection)
            }
            let succession = Succession(
                from: edition.id, to: key, takesJurors: false, takesAwards: false, time: time, isRound: true)
            for heir in heirs { try heir(succession, connection) }
            return try EditionStore.find(key, in: connection)
        }
    }

    private static func address(ofRoundOf edition: Edition, in connection: any Connection) throws -> String {
        let known = Set(try EditionStore.slugs(in: connection))
        let wanted = ["\(edition.slug)-2", "\(edition.slug)-tour-2"] + (3...99).map { "\(edition.slug)-\($0)" }
        guard let free = wanted.first(where: { !known.contains($0) }) else { throw EditionPlan.Problem.addressTaken }
        return free
    }
}
