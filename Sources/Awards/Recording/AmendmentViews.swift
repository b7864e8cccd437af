import Campaigns
import Foundation
import Identifiers
import Mail
import Web

// A change of a decision that is out, while it waits for a second person.
extension Reader {
    /// `person` reads it; `isStaff` says that they may be the second person.
    func amendmentPart(
        _ amendment: Amendment, _ path: String, _ awards: [Award], for person: Person.ID, isStaff: Bool
    ) -> HTML {
        let award = awards.first { $0.id == amendment.verdict.award }.map { inEither($0.nameFR, $0.nameEN) }
        let none = amendment.verdict.outcome == .retained ? t("Retained, without an award") : t("Not retained")
        let outcome: HTML = award ?? "\(none)"
        let day = formats.moment(amendment.askedAt)
        let asked = t(
            "\(amendment.askerName) asked for it on \(day). Until a second person confirms it, nothing changes.")
        let mayConfirm = isStaff && amendment.askedBy != person
        return """
            <section class="notice warn flow" id="second" aria-labelledby="second-title"><h2 class="h3" id="second-title">\
            \(t("A change of this decision waits for a second person"))</h2><p>\(asked)</p>
            <dl class="record"><div><dt>\(t("Decision"))</dt><dd>\(outcome)</dd></div>
            <div><dt>\(t("Reason"))</dt><dd>\(juryWords(amendment.verdict.reason))</dd></div>
            <div><dt>\(t("Why it changes"))</dt><dd>\(inFrench(amendment.why))</dd></div></dl>
            <div class="row">\(mayConfirm ? secondForm(path, "confirm", amendment, t("Confirm this change")) : "")\
            \(secondForm(path, "back", amendment, t("Take this change back")))</div></section>
            """
    }

    private func secondForm(_ path: String, _ act: String, _ amendment: Amendment, _ label: String) -> HTML {
        let main: HTML = act == "confirm" ? " main" : ""
        return form(
            to: path, attributes: "class=\"inline\"",
            "\(hidden("second", act))\(hidden("read", amendment.digest))<button class=\"btn\(main)\">\(label)</button>")
    }

    /// To whoever may be the second person: the decision itself stands behind the link alone.
    func amendmentLetter(from asker: String, edition: String, path: String) -> Letter {
        Letter(
            language: language.rawValue, subject: t("A change of a decision of \(edition) waits for a second person"),
            lead: t("\(asker) asks for a decision that is out to be changed."),
            paragraphs: [t("Read what changes and why, then confirm it there. Until then nothing changes.")],
            button: Letter.Button(t("See what changes"), to: address(path)), closing: frame.signature)
    }

    func amendmentDuty(_ waiting: AmendmentWaiting, for person: Person.ID) -> Duty {
        let path = Edition.path(waiting.slug, "decisions/\(waiting.file)")
        guard waiting.askedBy != person, waiting.mayConfirm else {
            let title = t("The change of the decision on “\(waiting.title)” waits for a second person")
            return Duty(.waiting, title, path: path, detail: waiting.edition)
        }
        let title = t("Confirm the change of the decision on “\(waiting.title)”")
        var duty = Duty(.toDo, title, path: path, detail: waiting.edition)
        duty.holdsUp = true
        return duty
    }
}
