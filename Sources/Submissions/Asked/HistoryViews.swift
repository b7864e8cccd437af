import Forms
import Foundation
import Grids
import Web
import Words

// What happened to a file, for those who write it and those who run its edition.
extension Reader {
    /// Nothing where nothing is known of it, as of a file that came in before its history was written.
    func history(_ events: [SubmissionEvent], _ file: SubmissionFile) -> HTML {
        guard !events.isEmpty else { return "" }
        let lines = events.map { event -> HTML in
            let told = sentence(words(for: event, in: file), saying: event.typed)
            return """
                <li><span class="date">\(formats.moment(event.at))</span>\(told) <span class="quiet small">\(event.person)</span></li>
                """
        }
        return """
            <section class="flow" aria-labelledby="history"><h2 class="h3" id="history">\(t("History of the file"))</h2>\
            <ol class="steps">\(lines)</ol></section>
            """
    }

    private func words(for event: SubmissionEvent, in file: SubmissionFile) -> String {
        switch event.kind {
        case .created: t("Draft begun")
        case .transmitted: t("Sent", as: "file")
        case .changed: t("Changed after sending: \(file.form[id: event.note].map { label(of: $0) } ?? event.note)")
        case .withdrawn: t("Withdrawn: \(event.note)")
        case .eligible: t("Found eligible")
        case .notEligible: t("Found not eligible: \(event.note)")
        case .toComplete: t("To be completed: \(event.note)")
        case .completed: t("Said to be complete")
        case .pending: t("Eligibility to be looked at again")
        case .extended: t("More time given: \(event.note)")
        case .reminded where !event.lost.isEmpty:
            t("Reminder that did not arrive, to \(formats.list(event.lost))")
        case .reminded: t("Reminder sent")
        case .announced: t("The decision came out; the file is frozen")
        case .authorAdded: t("\(event.note) writes along")
        case .authorRemoved where event.person == event.note: t("\(event.note) left the file")
        case .authorRemoved: t("\(event.note) no longer writes")
        case .ownerReplaced where !event.note.contains(" → "): t("Owner named: \(event.note)")
        case .ownerReplaced: t("Owner replaced: \(event.note)")
        case .shortlisted: t("On the shortlist: told to its owners")
        case .notShortlisted: t("Not on the shortlist: told to its owners")
        case .rebased: t("The form has changed: this draft follows version \(event.note)")
        case .reclassified: words(for: CategoryChange(note: event.note))
        case .readingAsked, .precisionsAsked, .precisionsAnswered, .precisionsClosed, .agreed:
            asking(event, in: file)
        }
    }

    /// What is asked of its owners, and what they say to it.
    private func asking(_ event: SubmissionEvent, in file: SubmissionFile) -> String {
        switch event.kind {
        case .precisionsAsked: asked(event, in: file)
        case .precisionsAnswered: t("Answered by its owners: \(event.note)")
        case .precisionsClosed: t("What was asked of its owners is done with")
        case .agreed: t("Agreed to by its owner: \(file.form[id: event.note].map { label(of: $0) } ?? event.note)")
        default: t("Its owner is asked to read it again")
        }
    }

    private func asked(_ event: SubmissionEvent, in file: SubmissionFile) -> String {
        let asked = AskedPrecisions(at: event.at, note: event.note)
        let points = formats.list(pointNames(asked.points, in: file))
        return asked.words.isEmpty
            ? t("Its owners are asked about: \(points)") : t("Its owners are asked about: \(points). \(asked.words)")
    }

    private func pointNames(_ names: [String], in file: SubmissionFile) -> [String] {
        names.map { name in
            file.grid?.checkpoints.first { $0.id.description == name }.map { wording($0.title) } ?? name
        }
    }
}
