import ArgumentParser
import BallotCounting
import Foundation

/// What is looked at beside the ballots once a vote is closed.
struct TallyChecks: ParsableArguments {
    @Option(
        help: """
            How the ballots arrived: voter_id, cast_at (as 2026-11-24T09:30:00Z) and address. The answer then flags \
            bursts, concentrated domains, ballots for one entry alone and numbered addresses.
            """)
    var envelopes: String?

    @Option(help: "With --envelopes: domains of organisations that take part, column domain.")
    var declaredDomains: String?

    @Option(
        help: """
            The ballots that a person decided to leave out, column voter_id: the ranking is without them, \
            with_quarantined has the ranking with them.
            """)
    var quarantine: String?

    func validate() throws {
        guard declaredDomains == nil || envelopes != nil else {
            throw ValidationError("--declared-domains goes with --envelopes.")
        }
    }

    /// What stands beside the ballots.
    func files() throws -> (envelopes: DataFile?, quarantine: DataFile?) {
        try (envelopes.map(DataFile.init(_:)), quarantine.map(DataFile.init(_:)))
    }

    /// Nil without envelopes.
    func report(_ ballots: Ballots, isGraded: Bool, envelopes file: DataFile?) throws -> AnomalyReport? {
        guard let file else { return nil }
        var rules = AnomalyRules()
        rules.declaredDomains = try Set(names(declaredDomains, "domain").map { $0.lowercased() })
        let envelopes = try envelopes(file, among: Set(ballots.voters))
        return AnomalyReport(envelopes, favourites: ballots.favourites(isGraded: isGraded), rules: rules)
    }

    private func envelopes(_ file: DataFile, among voters: Set<String>) throws -> [Envelope] {
        let (voter, time) = try (file.column("voter_id"), file.column("cast_at"))
        let address = try file.column("address")
        var (envelopes, seen): ([Envelope], Set<String>) = ([], [])
        try file.forEachRow { row in
            let name = try Self.known(row, voter, among: voters, seen: &seen)
            guard let date = try? Date(row.text(time), strategy: .iso8601) else {
                throw row.refusal(time, "«\(row.text(time).prefix(40))» is no time as 2026-11-24T09:30:00Z")
            }
            let seconds = Int(date.timeIntervalSince1970)
            guard let envelope = Envelope(voter: name, time: seconds, address: row.text(address)) else {
                throw row.refusal(address, "is no address")
            }
            envelopes.append(envelope)
        }
        return envelopes
    }

    private static func known(
        _ row: DataRow, _ column: Int, among voters: Set<String>, seen: inout Set<String>
    ) throws -> String {
        let name = try row.name(column)
        guard voters.contains(name) else { throw row.refusal(column, "«\(name)» has no ballot") }
        guard seen.insert(name).inserted else { throw row.refusal(column, "«\(name)» stands twice in this file") }
        return name
    }

    /// Nil without a file; else whom a person left out.
    func leftOut(_ ballots: Ballots, quarantine file: DataFile?) throws -> Set<String>? {
        guard let file else { return nil }
        let (column, voters) = try (file.column("voter_id"), Set(ballots.voters))
        var left: Set<String> = []
        try file.forEachRow { row in _ = try Self.known(row, column, among: voters, seen: &left) }
        return left
    }

    private func names(_ path: String?, _ column: String) throws -> [String] {
        guard let file = try path.map(DataFile.init(_:)) else { return [] }
        let place = try file.column(column)
        var names: [String] = []
        try file.forEachRow { names.append(try $0.name(place)) }
        return names
    }
}
