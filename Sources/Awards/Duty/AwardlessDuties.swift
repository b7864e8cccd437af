import Campaigns
import Foundation
import Web

// An edition that is to be decided on and gives nothing yet.
extension DecisionDuties {
    /// From two weeks before the jury reads until its deliberation is over.
    func awardless(_ run: [Edition], _ visit: Visit) async throws -> [Duty] {
        let awards = AwardStore(database: waiting.database)
        var duties: [Duty] = []
        for edition in run where edition.isToBeDecided(at: visit.now) {
            guard edition.firstRound == nil else { continue }
            guard try await awards.all(in: edition.id).isEmpty else { continue }
            duties.append(visit.reader.awardlessDuty(edition, now: visit.now))
        }
        return duties
    }
}

extension Edition {
    private static let notice: TimeInterval = 14 * 86_400

    fileprivate func isToBeDecided(at now: Date) -> Bool {
        let phases = self.phases.filter { $0.kind == .jury || $0.kind == .deliberation }
        return status == .running && phases.contains { $0.endsAt > now }
            && phases.contains { $0.startsAt - Self.notice <= now }
    }
}

extension Reader {
    fileprivate func awardlessDuty(_ edition: Edition, now: Date) -> Duty {
        let starts = edition.phases.filter { $0.kind == .deliberation && $0.startsAt > now }.map(\.startsAt)
        return Duty(
            .toDo, t("Define the awards of \(typeset(edition.name))"), path: edition.path("prix"), due: starts.min(),
            detail: t("Nothing but “retained” or “not retained” can be decided until then."))
    }

    /// Above the form of a decision that can give nothing.
    func awardlessNotice(_ edition: Edition, isStaff: Bool) -> HTML {
        guard isStaff else {
            let words = t(
                """
                No award is defined: a file can only be retained or not. Whoever leads the campaign at the agency can \
                define them.
                """)
            return "<p class=\"notice\">\(words)</p>"
        }
        return """
            <p class="notice">\(t("No award is defined: a file can only be retained or not.")) \
            <a href="\(to(edition.path("prix")))">\(t("Define the awards"))</a></p>
            """
    }
}
