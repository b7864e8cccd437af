import Campaigns
import Mail
import Web

// Letters that somebody changed by hand: nobody but a reader knows whether they say the decision.
extension Reader {
    /// A line of what stands with the letters; counted also where a file may not be named.
    func editedLine(_ letters: [EditedLetter]) -> HTML? {
        guard !letters.isEmpty else { return nil }
        let words = t(
            "\(letters.count) letter changed by hand: read it again",
            "\(letters.count) letters changed by hand: read them again", count: letters.count)
        let links = letters.filter { !$0.isBound }.map { letter -> HTML in
            "<a href=\"\(to(letter.path))\">\(letter.number) · \(letter.name)</a>"
        }
        return """
            <li class="missing">\(icon("alert"))<span>\(words) <span class="sub">\(HTML.joined(links, by: " "))</span></span></li>
            """
    }

    /// What becomes of each of those that say an earlier decision: nothing is chosen beforehand.
    func letterChoices(_ page: ReleasePage) -> HTML {
        let old = page.list.edited.filter { $0.isOld && !$0.isBound }
        guard !old.isEmpty else { return "" }
        let groups = old.map { letter -> HTML in
            let (name, kept) = (LetterChoices.field(letter.message), page.choices.keeps(letter))
            let legend: HTML = """
                <legend>\(t("Letter to \(letter.name) on \(letter.number)")) · \(inFrench(letter.title))</legend>
                """
            return choiceGroup(
                name, legend,
                """
                \(hidden(LetterChoices.readField(letter.message), letter.state))\
                <p><a href="\(to(letter.path))">\(t("Read that letter"))</a></p>
                \(radio(name, "keep", t("Keep the letter that was changed by hand"), isOn: kept == true))
                \(radio(name, "anew", t("Make it anew: what was changed by hand is lost"), isOn: kept == false))
                """)
        }
        let why = t("The decision has changed since these letters were changed by hand.")
        return "<p><strong>\(why)</strong></p>\(groups)"
    }
}

extension EditedLetter {
    /// Its page in the outbox, without language.
    fileprivate var path: String { message.path }
}
