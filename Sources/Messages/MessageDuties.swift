import Campaigns
import Mail
import Web

extension MessagePages {
    /// What waits for somebody's decision, and what did not leave.
    func duties(for visit: Visit) async throws -> [Duty] {
        guard Policy.staff.allows(visit.session) else { return [] }
        let counts = try await messages.counts(for: visit.person)
        let (free, failed) = (
            try await messages.count(.release, MessageFilter(.held), for: visit.person), counts[.failed] ?? 0
        )
        return visit.reader.messageDuties(free: free, bound: (counts[.held] ?? 0) - free, failed: failed)
    }
}

extension Reader {
    /// `free` messages are let go by hand, `bound` ones by the release.
    func messageDuties(free: Int, bound: Int, failed: Int) -> [Duty] {
        var duties: [Duty] = []
        if failed > 0 {
            let title = t("\(failed) message did not leave", "\(failed) messages did not leave", count: failed)
            duties.append(Duty(.toDo, title, path: "/agence/messages?etat=failed"))
        }
        if free > 0 {
            let title = t(
                "Read \(free) held message and let it go", "Read \(free) held messages and let them go", count: free)
            duties.append(Duty(.toDo, title, path: "/agence/messages?etat=held"))
        }
        if bound > 0 {
            let title = t(
                "\(bound) letter waits for the release", "\(bound) letters wait for the release", count: bound)
            duties.append(Duty(.waiting, title, path: "/agence/messages?etat=held"))
        }
        return duties
    }
}
