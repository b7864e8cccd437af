import Campaigns
import Foundation
import Identifiers
import Journal
import Organisations
import Storage
import Submissions
import Web

/// Takes back what an import made and changed. What somebody has changed since stays, and is counted.
struct ImportUndoStore: Sendable {
    private static let batch = 200
    /// What stands on others goes first.
    static let order: [ImportChange.Kind] = [.sheet, .role, .engagement, .person, .partner, .organisation]

    let runs: ImportRunStore
    let roles: RoleStore
    let run: ImportRun
    /// Whoever takes it back; nil on the command line.
    var person: Person.ID?

    struct Outcome: Equatable, Sendable {
        var removed = 0
        var givenBack = 0
        /// Changed since, or used by something else.
        var kept = 0

        static func += (sum: inout Outcome, part: Outcome) {
            sum.removed += part.removed
            sum.givenBack += part.givenBack
            sum.kept += part.kept
        }
    }

    func callAsFunction(now: Date) async throws -> Outcome {
        var outcome = Outcome()
        let isAgain = run.undoneAt != nil
        for kind in Self.order {
            let changes = try await runs.changes(kind, of: run.id, areKept: isAgain)
            // Whether anything speaks of a person, the database knows: one that it does not let go stays.
            let size = kind == .person ? 1 : Self.batch
            for start in stride(from: 0, to: changes.count, by: size) {
                let some = Array(changes[start..<min(start + size, changes.count)])
                do {
                    outcome += try await undo(some, now: now)
                } catch let error as StorageError where error.isAboutContent {
                    outcome.kept += some.count
                    try await keep(some)
                }
            }
        }
        if isAgain, outcome.removed + outcome.givenBack == 0 { return outcome }
        // Of two at once, the second finds everything gone already.
        return try await runs.end(run, by: person, now: now) ? outcome : Outcome()
    }

    private func keep(_ changes: [ImportChange]) async throws {
        try await runs.database.write(for: .insiders) { connection in
            for change in changes { try ImportRunStore.keep(change, of: run.id, because: .used, in: connection) }
        }
    }

    private func undo(_ changes: [ImportChange], now: Date) async throws -> Outcome {
        try await runs.database.write { connection in
            try changes.reduce(into: Outcome()) { outcome, change in
                try undo(change, now: now, counting: &outcome, in: connection)
            }
        }
    }

    func undo(
        _ change: ImportChange, now: Date, counting outcome: inout Outcome, in connection: any Connection
    ) throws {
        // Of two at once who take back what had stayed, the second has nothing left to do.
        guard try run.undoneAt == nil || ImportRunStore.release(change, of: run.id, in: connection) else { return }
        let isUndone: Bool
        var reason = ImportChange.Reason.used
        switch change.kind {
        case .sheet: isUndone = try undoSheet(change, now: now, in: connection)
        case .organisation: isUndone = try Self.undoOrganisation(change, in: connection)
        case .partner: isUndone = try Self.undoPartner(change, in: connection)
        case .engagement: isUndone = try Self.undoEngagement(change, run, in: connection)
        case .person: isUndone = try Self.undoPerson(change, in: connection)
        case .role: isUndone = try undoRole(change, because: &reason, in: connection)
        }
        guard isUndone else {
            outcome.kept += 1
            return try ImportRunStore.keep(change, of: run.id, because: reason, in: connection)
        }
        guard !change.isNew else { return outcome.removed += 1 }
        outcome.givenBack += 1
        try ImportRunStore.handBack(change, from: run.id, leftAt: Self.revision(before: change), in: connection)
    }

    /// At which the thing stood before the import changed it.
    private static func revision(before change: ImportChange) throws -> Int {
        switch change.kind {
        case .organisation: try Organisation(sheetJSON: change.was).revision
        case .partner: try Partner(sheetJSON: change.was).revision
        // A later list that was taken back has raised what this one left; sheets kept before that was noted say nothing of it.
        case .sheet: try KeptSheet(sheetJSON: change.was).revision ?? change.revision - 1
        case .engagement, .person, .role: change.revision - 1
        }
    }

    private func undoSheet(_ change: ImportChange, now: Date, in connection: any Connection) throws -> Bool {
        let claimed = try connection.row(
            """
            SELECT initiative, state, edition FROM sheet WHERE id = \(change.subject) AND revision = \(change.revision)
            """)
        guard let claimed, let id = Sheet.ID(change.subject) else { return false }
        let initiative: Initiative.ID = try claimed["initiative"]
        if change.isNew {
            let state: Sheet.State = try claimed["state"]
            try SheetMediaStore.removeAll(of: id, in: connection)
            try connection.run("DELETE FROM sheet WHERE id = \(id)")
            try InitiativeStore.remove(initiative, in: connection)
            guard state == .published else { return true }
            let edition: Edition.ID = try claimed["edition"]
            try Journal.write(.sheetUnpublished, by: nil, of: .sheet(id), edition: edition, in: connection)
            return true
        }
        guard !change.was.isEmpty else { return false }
        let was = try KeptSheet(sheetJSON: change.was)
        try was.giveBack(to: id, of: initiative, now: now, in: connection)
        try ImportTraceStore.note(.givenBack, of: [id], from: run.file, at: now, in: connection)
        try ImportTraceStore.journalPublished([id], in: connection)
        return true
    }

    private static func undoOrganisation(_ change: ImportChange, in connection: any Connection) throws -> Bool {
        guard let id = Organisation.ID(change.subject) else { return false }
        if change.isNew { return try OrganisationStore.remove(id, leftAt: change.revision, in: connection) }
        guard !change.was.isEmpty else { return false }
        let was = try Organisation(sheetJSON: change.was)
        guard try OrganisationStore.giveBack(was, leftAt: change.revision, in: connection) else { return false }
        try SubmissionStore.noteOrganisation(id, in: connection)
        return true
    }

    private static func undoPartner(_ change: ImportChange, in connection: any Connection) throws -> Bool {
        guard let id = Partner.ID(change.subject) else { return false }
        if change.isNew { return try PartnerStore.remove(id, leftAt: change.revision, in: connection) }
        guard !change.was.isEmpty else { return false }
        return try PartnerStore.giveBack(Partner(sheetJSON: change.was), leftAt: change.revision, in: connection)
    }

    private static func undoEngagement(
        _ change: ImportChange, _ run: ImportRun, in connection: any Connection
    ) throws -> Bool {
        guard let id = Partner.ID(change.subject), let edition = run.edition, change.isNew,
            try !ImportRunStore.isEngagementUsed(of: id, in: edition, since: run.id, in: connection)
        else { return false }
        let made = change.was.isEmpty ? KeptEngagement() : try KeptEngagement(sheetJSON: change.was)
        return try PartnerStore.disengage(
            id, from: edition, saying: made.words, signedOn: made.signedOn, in: connection)
    }

    /// What somebody does by the role goes on: their files, and their seat in the jury with all that they read. One that was
    /// taken from them meanwhile is gone already.
    private func undoRole(
        _ change: ImportChange, because reason: inout ImportChange.Reason, in connection: any Connection
    ) throws -> Bool {
        guard !change.was.isEmpty else { return false }
        let kept = try KeptRole(sheetJSON: change.was)
        guard let role = Role(rawValue: kept.role) else { return false }
        if try SubmissionStore.writes(kept.person, as: role, in: kept.edition, connection) {
            reason = .writes
            return false
        }
        if try Set<Role>.jury.contains(role) && Ties.sits(kept.person, in: kept.edition, connection) {
            reason = .sits
            return false
        }
        if try isGivenAgain(kept, in: connection) {
            reason = .givenAgain
            return false
        }
        try roles.drop(Hat(role, in: kept.edition), from: kept.person, by: nil, in: connection)
        return true
    }

    /// It is not the list's any more: somebody took it back, and gave it on their own word.
    private func isGivenAgain(_ kept: KeptRole, in connection: any Connection) throws -> Bool {
        let isThere: SQL = kept.edition.map { "edition = \($0)" } ?? "edition IS NULL"
        return try connection.row(
            """
            SELECT id FROM role_grant WHERE person = \(kept.person) AND role = \(kept.role) AND \(isThere)
                AND granted_at > \(run.startedAt)
            """) != nil
    }

    private static func undoPerson(_ change: ImportChange, in connection: any Connection) throws -> Bool {
        guard let id = Person.ID(change.subject) else { return false }
        return try RoleStore.removeUnused(id, leftAt: change.revision, in: connection)
    }
}

/// What a sheet said before an import.
struct KeptSheet: Codable, Sendable {
    let language: String
    let title: String
    let strapline: String
    let content: String
    let tags: String
    let source: String
    let sourceKey: String
    let sourceMark: String
    let carriers: [Organisation.ID]
    let revision: Int?

    init(_ row: Row, carriers: [Organisation.ID]) throws {
        (language, title, strapline) = (try row["language"], try row["title"], try row["strapline"])
        (content, tags, source) = (try row["content"], try row["tags"], try row["source"])
        (sourceKey, sourceMark) = (try row["source_key"], try row["source_mark"])
        (self.carriers, revision) = (carriers, try row["revision"])
    }

    fileprivate func giveBack(
        to id: Sheet.ID, of initiative: Initiative.ID, now: Date, in connection: any Connection
    ) throws {
        try connection.run(
            """
            UPDATE sheet SET language = \(language), title = \(title), strapline = \(strapline), content = \(content),
                tags = \(tags), source = \(source), source_key = \(sourceKey), source_mark = \(sourceMark),
                version = version + 1, updated_at = \(now), revision = revision + 1
            WHERE id = \(id)
            """)
        try InitiativeStore.rename(initiative, to: title, in: connection)
        try InitiativeStore.carry(initiative, by: carriers, in: connection)
    }
}

/// An engagement as an import made it.
struct KeptEngagement: Codable, Sendable {
    var words = ""
    /// `yyyy-mm-dd`.
    var signedOn: String?
}

/// A role that an import gave.
struct KeptRole: Codable, Sendable {
    let person: Person.ID
    let role: String
    let edition: Edition.ID?
}
