import Web

extension Reader {
    func editionRemovalPage(
        _ removal: EditionRemoval, typed: String = "", isUnconfirmed: Bool = false, isOutdated: Bool = false
    ) -> HTML {
        let edition = removal.edition
        return editionDesk(
            edition, t("Remove \(typeset(edition.name))?"),
            """
            \(removal.holds.isEmpty ? removalPart(removal, typed, isUnconfirmed, isOutdated) : heldPart(removal))
            <p><a href="\(to(edition.path()))">\(t("Change nothing and go back"))</a></p>
            """)
    }

    private func heldPart(_ removal: EditionRemoval) -> HTML {
        let lines = removal.holds.map { hold -> HTML in "<li>\(words(for: hold, of: removal.edition))</li>" }
        return """
            <div class="notice warn"><h2>\(t("This edition cannot be removed"))</h2><ul>\(lines)</ul></div>
            """
    }

    /// Why it stays, and what can be done in its place.
    private func words(for hold: EditionRemoval.Hold, of edition: Edition) -> HTML {
        switch hold {
        case .running:
            """
            \(t("It is under way, and its page is public."))
            <a href="\(to(edition.path("etat")))">\(t("It can be closed: nobody writes in it any more."))</a>
            """
        case .closed: "\(t("It was public: its page, its laureates and its dates stay where people found them."))"
        case .files(let count): fileWords(count, edition)
        case .sheets(let count):
            """
            <a href="\(to(edition.path("fiches")))">\(t("\(count) sheet belongs to it.", "\(count) sheets belong to it.", count: count))</a>
            """
        case .releases(let count):
            "\(t("\(count) release has taken place in it.", "\(count) releases have taken place in it.", count: count))"
        case .round: "<a href=\"\(to(edition.roundPath))\">\(t("It has a second round: remove that one first."))</a>"
        case .lists(let count):
            """
            \(t("\(count) list was taken in for it.", "\(count) lists were taken in for it.", count: count)) \
            \(t("The administration can take it back on the page of lists."))
            """
        }
    }

    private func fileWords(_ count: Int, _ edition: Edition) -> HTML {
        let stays = t(
            "You can change its name and its dates, and leave it in preparation: nobody outside the team sees it.")
        return """
            <a href="\(to(edition.path("dossiers")))">\(t("\(count) file is in it.", "\(count) files are in it.", count: count))</a> \
            \(t("Its owners can delete a draft; what was sent is theirs and stays."))
            \(edition.status == .draft ? stays : "")
            """
    }

    private func removalPart(
        _ removal: EditionRemoval, _ typed: String, _ isUnconfirmed: Bool, _ isOutdated: Bool
    ) -> HTML {
        let edition = removal.edition
        let words = t("remove \(edition.slug)")
        let faults = isUnconfirmed ? [Fault("confirmation", t("To confirm, type: \(words)"))] : []
        let again = isOutdated ? [(label: t("Name"), value: edition.name)] : []
        return """
            \(faultSummary(faults))\(again.isEmpty ? "" : outdatedNotice(again))
            <p class="lead">\(t("Nothing was written in it by anybody outside the team. It goes for good, with all that hangs on it:"))</p>
            <ul>\(EditionRemoval.Part.allCases.map { partLine($0, removal) })</ul>\(lossPart(removal))
            <p>\(t("Partners, people, grids and forms stay: they belong to no edition alone."))</p>
            \(form(to: edition.path("retirer"), attributes: "class=\"flow\"", """
                \(hidden("revision", String(edition.revision)))\(hidden("shown", removal.shown))\
                \(field("confirmation", t("To confirm, type: \(words)"), typed, faults: faults, isShort: true, attributes: "autocomplete=\"off\""))
                <p><button class="btn bad">\(t("Remove this edition"))</button></p>
                """))
            """
    }

    private func partLine(_ part: EditionRemoval.Part, _ removal: EditionRemoval) -> HTML {
        guard let count = removal.parts[part] else { return "" }
        return "<li>\(words(for: part, count))</li>"
    }

    private func words(for part: EditionRemoval.Part, _ count: Int) -> String {
        switch part {
        case .phases: t("\(count) phase", "\(count) phases", count: count)
        case .extensions: t("\(count) later end granted", "\(count) later ends granted", count: count)
        case .targets: t("\(count) target", "\(count) targets", count: count)
        case .partners: t("what \(count) partner engaged for", "what \(count) partners engaged for", count: count)
        case .awards: t("\(count) award", "\(count) awards", count: count)
        case .texts: t("\(count) text of pages", "\(count) texts of pages", count: count)
        case .jurors: t("\(count) juror, invited or proposed", "\(count) jurors, invited or proposed", count: count)
        case .letters: t("\(count) letter that has not left", "\(count) letters that have not left", count: count)
        }
    }

    private func lossPart(_ removal: EditionRemoval) -> HTML {
        let losses = removal.told(by: session?.person)
        guard !losses.isEmpty else { return "" }
        let lines = losses.map { loss -> HTML in "<li>\(loss.name)\(colon)\(name(of: loss.hat.role))</li>" }
        return """
            <div class="notice warn"><h2>\(t("These roles go with it, and each of these people is told by mail"))</h2>
            <ul>\(lines)</ul></div>
            """
    }
}
