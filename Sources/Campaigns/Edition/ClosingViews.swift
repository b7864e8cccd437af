import Foundation
import Web

// What is still open in an edition that somebody is about to close.
extension Reader {
    func unfinishedNotice(_ duties: [Duty], _ edition: Edition, now: Date) -> HTML {
        let coming = edition.status == .running ? edition.phases.filter { $0.endsAt > now } : []
        guard !duties.isEmpty || !coming.isEmpty else { return "" }
        return """
            <div class="notice warn"><h2>\(t("Not finished"))</h2>
            \(duties.isEmpty ? "" : openDuties(duties))\(coming.isEmpty ? "" : comingPhases(coming, edition))</div>
            """
    }

    private func openDuties(_ duties: [Duty]) -> HTML {
        let lines = duties.map { duty -> HTML in
            let title: HTML =
                duty.path.map { path -> HTML in "<a href=\"\(to(path))\">\(duty.title)</a>" } ?? "\(duty.title)"
            return "<li>\(title)</li>"
        }
        return """
            <p>\(t("""
                Once the edition is closed, nobody is reminded of this but of the sheets that owners wait for, and what is not \
                sent can no longer be.
                """))</p>
            <ul>\(lines)</ul>
            """
    }

    /// What stands in the calendar today and opens nothing any more.
    private func comingPhases(_ phases: [Phase], _ edition: Edition) -> HTML {
        let lines = phases.map { phase -> HTML in
            "<li><a href=\"\(to(edition.path("phases/\(phase.id)")))\">\(name(of: phase))</a>, \(period(of: phase))</li>"
        }
        return """
            <p>\(t("Its calendar is not over either. These steps open and close nothing any more:"))</p><ul>\(lines)</ul>
            """
    }

    /// What somebody types of an edition and nobody has typed yet.
    func figureDuty(_ target: Target, of edition: Edition, due: Date? = nil) -> Duty {
        Duty(
            .toDo, t("Type the figure: \(cited(target.name, target.nameEN))"),
            path: edition.path("objectifs/\(target.id)"), due: due, detail: edition.name)
    }
}
