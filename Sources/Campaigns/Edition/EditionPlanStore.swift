import Foundation
import Identifiers
import Storage
import Words

/// Makes editions, and moves them from preparation to closing.
struct EditionPlanStore: Sendable {
    let database: any Database
    var heirs: [Succession.Heir] = []
    /// Those who tell somebody that an edition is closed.
    var followers: [ClosingFollower] = []
    var legacies: [LegacyFinder] = []

    /// The new edition, with its phases and what it takes over. A second time with the same key changes nothing, twenty times at
    /// once neither; `Problem.keyTaken` when what stands under the key is another one. Whoever is no administrator makes it from
    /// an edition that they run, in its campaign, and leads it.
    func make(
        _ plan: EditionPlan, as key: Edition.ID, by person: Person.ID? = nil, at time: Date,
        status: Edition.Status = .draft
    ) async throws -> Edition {
        try await database.write { connection in
            try Self.claim(plan, in: connection)
            if let made = try Self.made(key, by: person, in: connection) {
                guard plan.says(made) else { throw EditionPlan.Problem.keyTaken }
                return made
            }
            let (campaign, previous) = try Self.ground(of: plan, by: person, in: connection)
            guard let first = plan.first else { throw EditionPlan.Problem.noSuchDay }
            try Self.checkFree(plan.slug, in: connection)
            try connection.run(
                """
                INSERT INTO edition (id, campaign, slug, name, status, previous, created_at)
                VALUES (\(key), \(campaign), \(plan.slug), \(plan.name), \(status), \(previous?.id), \(time))
                """)
            let repeats = plan.parts.contains(.phases) ? previous : nil
            try Self.layOut(key, from: first, as: repeats, at: time, connection)
            if let previous { try inherit(plan.parts, from: previous.id, to: key, at: time, connection) }
            try Self.give(key, to: person, at: time, in: connection)
            guard let edition = try EditionStore.find(key, in: connection) else {
                throw EditionPlan.Problem.noSuchEdition
            }
            return edition
        }
    }

    /// Of two at once, the second waits here for the first, and then sees what it made.
    private static func claim(_ plan: EditionPlan, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE campaign SET revision = revision WHERE id = \(plan.campaign)
            OR id IN (SELECT edition.campaign FROM edition WHERE edition.id = \(plan.previous))
            """)
    }

    private static func checkFree(_ slug: String, in connection: any Connection) throws {
        guard try connection.row("SELECT id FROM edition WHERE slug = \(slug)") == nil else {
            throw EditionPlan.Problem.addressTaken
        }
    }

    private func inherit(
        _ parts: Set<EditionPlan.Part>, from previous: Edition.ID, to key: Edition.ID, at time: Date,
        _ connection: any Connection
    ) throws {
        // First: questions, jurors and awards that come along may be for some of them.
        try CategoryStore.takeOver(from: previous, to: key, at: time, connection)
        try Self.takeOver(parts, from: previous, to: key, at: time, connection)
        let succession = Succession(
            from: previous, to: key, takesJurors: parts.contains(.jurors), takesAwards: parts.contains(.awards),
            time: time)
        for heir in heirs { try heir(succession, connection) }
    }

    private static func ground(
        of plan: EditionPlan, by person: Person.ID?, in connection: any Connection
    ) throws -> (Campaign.ID, Edition?) {
        if let person, try !isFree(person, in: connection) {
            guard let key = Edition.ID(plan.previous), try isRun(key, by: person, in: connection),
                let previous = try EditionStore.find(key, in: connection)
            else { throw EditionPlan.Problem.noSuchEdition }
            return (previous.campaign, previous)
        }
        guard let campaign = Campaign.ID(plan.campaign),
            try connection.row("SELECT id FROM campaign WHERE id = \(campaign)") != nil
        else { throw EditionPlan.Problem.noSuchCampaign }
        guard !plan.previous.isEmpty else { return (campaign, nil) }
        guard let key = Edition.ID(plan.previous), let previous = try EditionStore.find(key, in: connection) else {
            throw EditionPlan.Problem.noSuchEdition
        }
        return (campaign, previous)
    }

    /// The phases of the earlier edition, or those every edition begins with.
    private static func layOut(
        _ edition: Edition.ID, from first: Day, as earlier: Edition?, at time: Date,
        _ connection: any Connection
    ) throws {
        let phases =
            earlier.map { EditionCalendar.repeated($0.phases, from: first) } ?? EditionCalendar.standard(from: first)
        for (position, draft) in phases.enumerated() {
            try PhaseStore.insert(draft, as: .new(at: time), at: position, in: edition, connection)
        }
    }

    private static func takeOver(
        _ parts: Set<EditionPlan.Part>, from old: Edition.ID, to new: Edition.ID, at time: Date,
        _ connection: any Connection
    ) throws {
        if parts.contains(.targets) { try takeOverTargets(from: old, to: new, at: time, connection) }
        if parts.contains(.partners) {
            // An agreement is signed for one edition: the new one waits for its own.
            try connection.run(
                """
                INSERT INTO partner_engagement (partner, edition, engagement)
                SELECT partner, \(new), engagement FROM partner_engagement WHERE edition = \(old)
                """)
        }
        if parts.contains(.texts) {
            try connection.run(
                """
                INSERT INTO page_text (scope, name, language, body, updated_at)
                SELECT \(new.description), name, language, body, \(time) FROM page_text WHERE scope = \(old.description)
                """)
        }
    }

    private static func takeOverTargets(
        from old: Edition.ID, to new: Edition.ID, at time: Date, _ connection: any Connection
    ) throws {
        for row in try connection.rows(
            "SELECT position, name, name_en, unit, goal, rule, counter FROM target WHERE edition = \(old)")
        {
            let key = Identifier<Target>.new(at: time)
            try connection.run(
                """
                INSERT INTO target (id, edition, position, name, name_en, unit, goal, rule, counter)
                VALUES (\(key), \(new), \(try row["position"] as Int), \(try row["name"] as String),
                        \(try row["name_en"] as String), \(try row["unit"] as String), \(try row["goal"] as Int), \(try row["rule"] as String),
                        \(try row["counter"] as String))
                """)
        }
    }

    /// Opens, closes or reopens; whoever has something unfinished is told of a closing. Nil for somebody who doesn't run it.
    func turn(
        _ slug: String, to status: Edition.Status, at revision: Int, by person: Person.ID, now: Date, time: Date
    ) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(slug, at: revision, by: person, in: connection) else {
                return nil
            }
            try connection.run("UPDATE edition SET status = \(status) WHERE id = \(edition.id)")
            guard status == .closed, edition.status != .closed else { return edition }
            for follow in followers { try follow(ClosedEdition(edition, now: now, time: time), connection) }
            guard let round = try EditionStore.round(of: edition.id, in: connection), round.status == .running else {
                return edition
            }
            // Its second round is over with it, and reopened by itself.
            try connection.run("UPDATE edition SET status = 'closed' WHERE id = \(round.id)")
            for follow in followers { try follow(ClosedEdition(round, now: now, time: time), connection) }
            return edition
        }
    }

    /// Nil for somebody who doesn't run it.
    func rename(_ slug: String, to name: String, at revision: Int, by person: Person.ID) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(slug, at: revision, by: person, in: connection) else {
                return nil
            }
            try connection.run("UPDATE edition SET name = \(name) WHERE id = \(edition.id)")
            return edition
        }
    }
}
