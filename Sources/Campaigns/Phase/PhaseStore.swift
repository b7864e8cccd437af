import Foundation
import Identifiers
import Storage

/// The phases of an edition, changed by those who run it. What isn't theirs is nil.
struct PhaseStore: Sendable {
    let database: any Database
    /// Those who tell whoever gains or loses time.
    var followers: [TimeFollower] = []

    /// Puts a phase where its start belongs in the list. A second time with the same key changes nothing;
    /// `Problem.keyTaken` when what stands under the key is another one.
    func add(_ draft: PhaseDraft, as key: Phase.ID, to edition: String, by person: Person.ID) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(edition, by: person, in: connection) else { return nil }
            if try connection.row("SELECT id FROM phase WHERE id = \(key)") != nil {
                guard edition.phases.contains(Phase(key, draft)) else { throw PhaseForm.Problem.keyTaken }
                return edition
            }
            var order = edition.phases.map(\.id)
            let place = edition.phases.firstIndex { $0.startsAt > draft.startsAt } ?? order.count
            order.insert(key, at: place)
            try Self.insert(draft, as: key, at: place, in: edition.id, connection)
            try Self.number(order, connection)
            return edition
        }
    }

    /// Saves the phase, and, when they go along, the dates of those that follow it. Answers how many letters tell of it.
    func change(
        _ key: Phase.ID, of edition: String, at revision: Int, to draft: PhaseDraft, isWithFollowing: Bool,
        by person: Person.ID, now: Date, time: Date
    ) async throws -> Int? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(edition, at: revision, by: person, in: connection),
                let before = edition.phases.first(where: { $0.id == key })
            else { return nil }
            let after = Phase(key, draft)
            let change = PhaseChange(edition, before, to: after, isWithFollowing: isWithFollowing)
            for phase in [after] + change.along.map(\.after) { try Self.save(phase, connection) }
            let dates = ChangedDates(change, now: now, time: time)
            return try followers.reduce(0) { $0 + (try $1.everybody(dates, connection)) }
        }
    }

    /// One place up or down in the list.
    func move(_ key: Phase.ID, of edition: String, isUp: Bool, by person: Person.ID) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(edition, by: person, in: connection),
                let place = edition.phases.firstIndex(where: { $0.id == key })
            else { return nil }
            var order = edition.phases.map(\.id)
            let next = isUp ? place - 1 : place + 1
            guard order.indices.contains(next) else { return edition }
            order.swapAt(place, next)
            try Self.number(order, connection)
            return edition
        }
    }

    /// Extensions of the phase go with it. Whoever loses time by it is told first, while these stand.
    func remove(
        _ key: Phase.ID, of edition: String, at revision: Int, by person: Person.ID, now: Date, time: Date
    ) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(edition, at: revision, by: person, in: connection) else {
                return nil
            }
            if let phase = edition.phases.first(where: { $0.id == key }) {
                let change = PhaseChange(edition, phase, to: nil, isWithFollowing: false)
                for follower in followers {
                    _ = try follower.everybody(ChangedDates(change, now: now, time: time), connection)
                }
            }
            try connection.run("DELETE FROM phase WHERE id = \(key) AND edition = \(edition.id)")
            return edition
        }
    }

    static func insert(
        _ draft: PhaseDraft, as key: Phase.ID, at position: Int, in edition: Edition.ID, _ connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO phase (id, edition, kind, name_fr, name_en, note, position, starts_at, ends_at)
            VALUES (\(key), \(edition), \(draft.kind), \(draft.nameFR), \(draft.nameEN), \(draft.note), \(position),
                    \(draft.startsAt), \(draft.endsAt))
            """)
    }

    private static func save(_ phase: Phase, _ connection: any Connection) throws {
        try connection.run(
            """
            UPDATE phase SET kind = \(phase.kind), name_fr = \(phase.nameFR), name_en = \(phase.nameEN),
                note = \(phase.note), starts_at = \(phase.startsAt), ends_at = \(phase.endsAt)
            WHERE id = \(phase.id)
            """)
    }

    private static func number(_ order: [Phase.ID], _ connection: any Connection) throws {
        for (position, key) in order.enumerated() {
            try connection.run("UPDATE phase SET position = \(position) WHERE id = \(key)")
        }
    }
}

extension Phase {
    init(_ key: Phase.ID, _ draft: PhaseDraft) {
        self.init(
            id: key, kind: draft.kind, nameFR: draft.nameFR, nameEN: draft.nameEN, note: draft.note,
            startsAt: draft.startsAt, endsAt: draft.endsAt)
    }
}
