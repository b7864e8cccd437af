import Web

// What stands against a release, said above the page and where it is to be put right.
extension Reader {
    func faults(of page: ReleasePage) -> [Fault] { page.refusal.map { [fault($0, page)] } ?? [] }

    /// The heading of a part that a refusal may speak of: its link leads there, and the sentence is read out with it.
    func head(_ id: String, _ words: String, _ page: ReleasePage) -> HTML {
        let fault = faults(of: page).first { $0.field == id }
        let described: HTML = fault == nil ? "" : " aria-describedby=\"\(id)-error\""
        return "<h2 id=\"\(id)\" tabindex=\"-1\"\(described)>\(words)</h2>\(fault.map(faultLine))"
    }

    /// A person types these words, whatever the browser kept.
    func wordsField(_ label: String, id: String, _ page: ReleasePage) -> HTML {
        let fault = faults(of: page).first { $0.field == id }
        let told: HTML = fault == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"\(id)-error\""
        return """
            <div class="field"><label for="\(id)">\(label)</label>\
            <input class="input short" id="\(id)" name="confirmation" autocomplete="off"\(told)>\(fault.map(faultLine))</div>
            """
    }

    private func fault(_ refusal: Release.Refusal, _ page: ReleasePage) -> Fault {
        switch refusal {
        case .noSuchMoment: Fault("day", t("Write the day of the release as 04/12/2014. This one does not exist."))
        case .noSuchHour: Fault("time", t("Write the time of the release as 18:30. This one does not exist."))
        case .twoStand: Fault("two", t("Only the agency’s administration takes this back."))
        case .past: Fault("day", t("The day and the time of the release are over. Give some that are still to come."))
        case .tooFar: Fault("day", t("The day of the release is more than ten years away. Check the year."))
        case .notConfirmed:
            Fault("confirmation", t("To confirm, type: \(t("publish \(page.edition.slug)"))"))
        case .momentNotConfirmed:
            Fault("moment-words", t("To confirm this moment, type: \(t("publish \(page.edition.slug)"))"))
        case .nobodyElse: Fault("two", nobodyElse)
        case .samePerson: Fault("now", t("Somebody else of the agency confirms it."))
        case .nothingDecided: Fault("next", t("Nothing is decided yet."))
        case .lettersOutOfDate(let count):
            Fault(
                "letters",
                t(
                    "\(count) letter is missing or out of date: prepare the letters first.",
                    "\(count) letters are missing or out of date: prepare the letters first.", count: count))
        case .lettersByHand(let count): Fault("letters", choiceMissing(count))
        case .late, .secondMissing, .outdated:
            Fault("when", t("The release changed in another window. Look again, then save."))
        }
    }

    private func choiceMissing(_ count: Int) -> String {
        t(
            "\(count) letter was changed by hand: say whether it stays or is made anew.",
            "\(count) letters were changed by hand: say of each whether it stays or is made anew.", count: count)
    }
}
