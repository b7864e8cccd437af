import Campaigns
import Web

// A release by two people: what waits for the second one, and the rule itself.
extension Reader {
    /// Between the moment and what is out, which takes a minute at most.
    func underWayNotice(_ moment: String) -> HTML {
        let words = t("The moment has come (\(moment)): the release is under way. Read this page again in a minute.")
        return "<div class=\"notice\" role=\"status\"><p><strong>\(words)</strong></p></div>"
    }

    /// In place of the button, for whoever asked.
    func askedPart(_ page: ReleasePage) -> HTML {
        """
        <section class="sect flow" aria-labelledby="now">\(head("now", t("This release waits for a second person"), page))
        <p>\(t("Somebody else of the agency confirms it on this page, and was written to. Until then it can be taken back."))</p>\(letterDoor())
        \(takingBack(page, t("Take the request back"), isAsked: true))</section>
        """
    }

    /// One button: neither a moment nor a request is left.
    func takingBack(_ page: ReleasePage, _ label: String, isAsked: Bool = false) -> HTML {
        form(
            to: page.path + "/date", attributes: "class=\"inline\"",
            """
            \(hidden("revision", "\(page.release.revision)"))\(isAsked ? hidden("asked", "1") : "")
            <button class="btn">\(label)</button>
            """)
    }

    var nobodyElse: String {
        t("Nobody else could confirm a release here yet. Give somebody the role of the agency first.")
    }

    func twoPart(_ page: ReleasePage) -> HTML {
        """
        <section class="sect flow" aria-labelledby="two">\(head("two", t("Two people"), page))
        \(twoWords(page).map { "<p>\($0)</p>" as HTML } ?? twoForm(page))</section>
        """
    }

    /// Why the rule cannot be changed now, or not by this person.
    private func twoWords(_ page: ReleasePage) -> String? {
        let release = page.release
        if release.askedBy != nil || release.isPlanned {
            return release.needsTwo
                ? t("A second person confirms each release. This can be changed when no release waits.")
                : t("One person releases. This can be changed when no release waits.")
        }
        guard release.needsTwo || page.list.hasSecond else { return nobodyElse }
        guard release.needsTwo, !page.list.isAdministration else { return nil }
        return t("A second person confirms each release. Only the agency’s administration takes this back.")
    }

    private func twoForm(_ page: ReleasePage) -> HTML {
        form(
            to: page.path + "/deux", attributes: "class=\"flow\"",
            """
            \(hidden("revision", "\(page.release.revision)"))
            \(tick("two", t("A second person of the agency confirms each release"), isOn: page.release.needsTwo))
            <p class="quiet small">\(t("Once asked for, only the agency’s administration takes it back."))</p>
            <p><button class="btn">\(t("Save"))</button></p>
            """)
    }
}
