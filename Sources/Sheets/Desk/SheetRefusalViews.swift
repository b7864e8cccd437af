import Forms
import Web

// What is refused of a sheet, and what of it was typed wrong, each beside its field.
extension Reader {
    func fault(for refusal: SheetFile.Refusal) -> Fault {
        switch refusal {
        case .changedMeanwhile: Fault("main", t("This sheet changed in another window. Compare, then save again."))
        case .titleMissing: Fault("title", t("Give the sheet a title."))
        case .nothingToRead: Fault("main", t("There is nothing to agree to yet: say what was done before you ask."))
        case .published:
            Fault("main", t("The public reads this version: withdraw it from publication before you rewrite it."))
        case .imported: Fault("main", t("A sheet from another source needs no approval."))
        case .nobodyToAsk: Fault("main", t("Nobody owns this file any more: there is nobody to ask."))
        case .notAwaiting: Fault("main", t("This sheet does not wait for an approval any more."))
        case .notApproved: Fault("main", t("Its organisation has not approved this version: it cannot be published."))
        case .notPublished: Fault("main", t("This sheet is not published."))
        case .functionMissing: Fault("function", t("Say in which function you approve."))
        case .wordsMissing: Fault("words", t("Say what must change."))
        case .reasonMissing: Fault("reason", t("Say why it is withdrawn."))
        case .notWantedOtherwise: Fault("main", t("Nobody asks for another version of this sheet any more."))
        case .answerMissing: Fault("answer", t("Say why it stays as it is."))
        case .consentWithdrawn, .consentStands, .decisionNotOut, .fileGone, .withdrawalUnread, .textTyped,
            .nothingLeftOpen:
            fault(ofStanding: refusal)
        }
    }

    /// What its file, its agreement or an earlier withdrawal keeps it from.
    private func fault(ofStanding refusal: SheetFile.Refusal) -> Fault {
        switch refusal {
        case .consentWithdrawn:
            Fault(
                "main",
                t("Its owner withdrew the agreement to a public sheet: nothing is published until it is given again."))
        case .consentStands: Fault("main", t("The agreement to a public sheet stands already."))
        case .decisionNotOut:
            Fault(
                "publish",
                t(
                    "The decision on this file is not out: read what becomes of the sheet until then, then keep it ready."
                ))
        case .fileGone: Fault("main", t("Its file is withdrawn or not eligible: its sheet does not come out."))
        case .withdrawalUnread:
            Fault("publish", t("It was withdrawn for a reason: read it, and say that you publish it again."))
        case .textTyped:
            Fault(
                "main",
                t(
                    "You changed the text on this page: save it first. Its organisation then approves the new version before it is published."
                ))
        default: Fault("main", t("Nothing is left open on this sheet any more."))
        }
    }

    func words(_ fault: SheetForm.Fault) -> Fault {
        switch fault {
        case .titleMissing: Fault("title", t("Give the sheet a title."))
        case .notAnAddress(let control): Fault(control, t("Write the address of a site, as www.example.org."))
        case .notADate(let control): Fault(control, t("Write a date as “March 2011”, “17/03/2011” or “2011”."))
        case .notAFigure(let control): Fault(control, t("Write a number, as 7.8 or 1200."))
        case .tooLong(let control, let most): Fault(control, t("Say it in at most \(most) signs."))
        case .impossible(let control, let fault): Fault(control, sentence(for: fault))
        }
    }

    /// Said far from its field: with its place.
    func placed(_ fault: SheetForm.Fault, in form: SheetForm) -> Fault {
        let found = words(fault)
        guard let place = place(of: found.field, in: form) else { return found }
        return Fault(found.field, t("\(place): \(found.sentence)"))
    }

    private func place(of control: String, in form: SheetForm) -> String? {
        let line = form.lines.first { control == $0.id || control.hasPrefix($0.id + ".") }
        guard let line else { return ownPlace(control) }
        let path = control.dropFirst(line.id.count).split(separator: ".").map(String.init)
        let name = wording(line.label)
        guard let part = path.last else { return name }
        let isOfRow = line.kind == .steps || line.kind == .indicators || line.kind == .budget
        let column = isOfRow || part == "unit" ? label(ofColumn: part) : label(ofPart: part)
        guard path.count == 2, let row = Int(path[0]) else { return "\(name) – \(column)" }
        let number = line.kind == .steps ? t("Step \(row + 1)") : t("Figure \(row + 1)")
        return "\(name) – \(number), \(column)"
    }

    /// Of the fields that each sheet has; the sentence that one of them is missing names it already.
    private func ownPlace(_ control: String) -> String? {
        switch control {
        case "strapline": t("Summary, in one or two sentences")
        case "website": t("Website")
        case "title_en": t("Title in English")
        case "summary_en": t("Summary in English")
        case "title": t("Title")
        default: nil
        }
    }
}
