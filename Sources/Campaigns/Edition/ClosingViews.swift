import Foundation
import Web

// What is still open in an edition that somebody is about to close.
extension Reader {
    func unfinishedNotice(_ duties: [Duty]) -> HTML {
        guard !duties.isEmpty else { return "" }
        let lines = duties.map { duty -> HTML in
            let title: HTML =
                duty.path.map { path -> HTML in "<a href=\"\(to(path))\">\(duty.title)</a>" } ?? "\(duty.title)"
            return "<li>\(title)</li>"
        }
        return """
            <div class="notice warn"><h2>\(t("Not finished"))</h2>
            <p>\(t("Once the edition is closed, nobody is reminded of this, and what is not sent can no longer be."))</p>
            <ul>\(lines)</ul></div>
            """
    }

    /// A figure that somebody types, and nobody has yet.
    func typing(_ target: Target, of edition: Edition, due: Date? = nil) -> Duty {
        Duty(
            .toDo, t("Type the figure: \(cited(target.name, target.nameEN))"),
            path: edition.path("objectifs/\(target.id)"),
            due: due, detail: edition.name)
    }

    /// Steps that are not over: closed, the edition is done with them.
    func ahead(of edition: Edition, at now: Date) -> [Duty] {
        let names = edition.phases.filter { $0.endsAt > now }.map { phase in
            "\(cited(phase.nameFR, phase.nameEN)) (\(formats.shortDay(phase.lastDay)))"
        }
        guard !names.isEmpty else { return [] }
        return [Duty(.toDo, t("Steps that are not over: \(formats.list(names))"), path: edition.path("phases"))]
    }
}
