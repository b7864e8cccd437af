import Campaigns
import Foundation
import Identifiers
import Mail
import Web

/// Messages that wait for somebody's decision, and those that did not leave.
struct MessageWork: Equatable, Sendable {
    /// Let go by hand.
    var free = 0
    /// Let go by the release.
    var bound = 0
    var failed = 0
    /// When the bound ones leave by themselves; nil while no moment stands.
    var leavesAt: Date?

    static func - (all: MessageWork, some: MessageWork) -> MessageWork {
        MessageWork(free: all.free - some.free, bound: all.bound - some.bound, failed: all.failed - some.failed)
    }
}

extension MessagePages {
    /// What waits for somebody's decision, and what did not leave: of each edition by itself where several are open.
    func duties(for visit: Visit, _ run: [Edition]) async throws -> [Duty] {
        guard Policy.staff.allows(visit.session) else { return [] }
        let (person, reader) = (try visit.person, visit.reader)
        let all = try await work(in: nil, for: person)
        guard all != MessageWork() else { return [] }
        let open = run.filter { $0.status == .running }
        guard open.count > 1 else {
            let planned = try await planned(all, in: open.first)
            return reader.messageDuties(planned, in: nil, releasedBy: open.first)
        }
        var (rest, duties) = (all, [Duty]())
        for edition in open {
            let own = try await work(in: edition, for: person)
            duties += reader.messageDuties(try await planned(own, in: edition), in: edition)
            rest = rest - own
        }
        // Of none, or of one that is not open.
        return duties + reader.messageDuties(rest, in: nil)
    }

    /// What waits or did not leave of one edition.
    func leftovers(of edition: Edition, for visit: Visit) async throws -> [Duty] {
        guard Policy.staff.allows(visit.session) else { return [] }
        let work = try await planned(try await work(in: edition, for: visit.person), in: edition)
        return visit.reader.messageDuties(work, in: edition)
    }

    /// With the moment at which what waits for the release leaves.
    private func planned(_ work: MessageWork, in edition: Edition?) async throws -> MessageWork {
        guard work.bound > 0, let edition else { return work }
        var work = work
        work.leavesAt = try await database.read { try plannedRelease(edition.id, $0) }
        return work
    }

    private func work(in edition: Edition?, for person: Person.ID) async throws -> MessageWork {
        let key = edition?.id.description
        let counts = try await messages.counts(MessageFilter(edition: key), for: person)
        let free = try await messages.count(.release, MessageFilter(.held, edition: key), for: person)
        return MessageWork(free: free, bound: (counts[.held] ?? 0) - free, failed: counts[.failed] ?? 0)
    }
}

extension Reader {
    /// `release` is the edition on whose page the bound ones are let go, where `edition` does not say.
    func messageDuties(_ work: MessageWork, in edition: Edition?, releasedBy release: Edition? = nil) -> [Duty] {
        let (free, bound, failed) = (work.free, work.bound, work.failed)
        let (kept, name) = (edition.map { "&edition=\($0.id)" } ?? "", edition?.name ?? "")
        var duties: [Duty] = []
        if failed > 0 {
            let title = t("\(failed) message did not leave", "\(failed) messages did not leave", count: failed)
            duties.append(Duty(.toDo, title, path: "/agence/messages?etat=failed\(kept)", detail: name))
        }
        if free > 0 {
            let title = t(
                "Read \(free) held message and let it go", "Read \(free) held messages and let them go", count: free)
            duties.append(Duty(.toDo, title, path: "/agence/messages?etat=held\(kept)", detail: name))
        }
        if bound > 0 {
            let title = t(
                "\(bound) letter waits for the release", "\(bound) letters wait for the release", count: bound)
            let path = (edition ?? release)?.path("publication") ?? "/agence/messages?etat=held\(kept)"
            let block: Duty.Block = work.leavesAt == nil ? .toDo : .waiting
            var duty = Duty(block, title, path: path, due: work.leavesAt, detail: name)
            duty.isMoment = true
            duties.append(duty)
        }
        return duties
    }
}
