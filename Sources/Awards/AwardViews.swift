import Accounts
import Campaigns
import Web

extension Reader {
    func awardsPage(_ edition: Edition, _ awards: [Award], refused: RefusedAward? = nil, done: String? = nil) -> HTML {
        let typed = refused?.id == nil ? refused?.form : nil
        let new = typed ?? AwardForm(nil)
        return desk(
            PageHead(t("Awards of \(edition.name)"), isHidden: true, edition: edition.slug),
            """
            <div class="wrap flow flow-6"><header><h1>\(t("Awards"))</h1>\
            <p class="quiet">\(t("What the jury may give. A file without an award may still be retained and published."))\
            </p></header>
            \(doneNotice(done.flatMap(doneWords)))\(refused.map { faultSummary(faults($0)) })
            \(awards.isEmpty ? noAward : list(edition, awards, refused))
            <section class="sect flow" aria-labelledby="new-award"><h2 id="new-award">\(t("Add an award"))</h2>
            \(awardForm(edition, to: edition.path("prix"), new, key: "new", button: t("Add this award")))</section></div>
            """)
    }

    private var noAward: HTML {
        """
        <div class="empty"><p>\(t("No award yet. Add the first one below."))</p></div>
        """
    }

    private func list(_ edition: Edition, _ awards: [Award], _ refused: RefusedAward?) -> HTML {
        let items = awards.map { award -> HTML in
            let form = refused?.id == award.id ? refused?.form : nil
            let path = edition.path("prix/\(award.id)")
            return """
                <li class="flow flow-2"><h2 class="h3">\(inEither(award.nameFR, award.nameEN))</h2><p class="quiet">\(kindWords(award.kind))\
                \(edition.category(award.category).map { " · \(categoryName($0))" as HTML })\
                \(award.note.isEmpty ? "" : " · \(inFrench(award.note))" as HTML)</p>
                <details\(form == nil ? "" : openNow)><summary>\(t("Change or remove"))</summary><div class="flow">
                \(awardForm(edition, to: path, form ?? AwardForm(award), key: award.id.description, button: t("Save")))
                \(self.form(to: path + "/retirer", "<button class=\"btn bad small\">\(t("Remove this award"))</button>"))</div></details></li>

                """
        }
        return """
            <ol class="items">\(items)</ol>
            """
    }

    private var openNow: HTML { " open" }

    private func awardForm(_ edition: Edition, to path: String, _ form: AwardForm, key: String, button: String) -> HTML
    {
        let kinds = Award.Kind.allCases.map { (value: $0.rawValue, label: kindWords($0)) }
        return self.form(
            to: path, attributes: "class=\"flow\"",
            """
            \(hidden("revision", "\(form.revision)"))
            <div class="field"><label for="\(key)-fr">\(t("Name in French"))</label>\
            <input class="input" id="\(key)-fr" name="name_fr" value="\(form.nameFR)"></div>
            <div class="field"><label for="\(key)-en">\(t("Name in English"))</label>\
            <input class="input" id="\(key)-en" name="name_en" value="\(form.nameEN)"></div>
            <div class="field"><label for="\(key)-kind">\(t("Kind"))</label><select class="input" id="\(key)-kind" name="kind">\
            \(kinds.map { option($0.value, $0.label, isChosen: $0.value == form.kind) })</select></div>
            <div class="field"><label for="\(key)-note">\(t("What it rewards"))</label><textarea class="input" id="\(key)-note" name="note" rows="2">
            \(form.note)</textarea></div>
            \(categoryField(edition, form.category, key: key))<p><button class="btn">\(button)</button></p>
            """)
    }

    func kindWords(_ kind: Award.Kind) -> String {
        switch kind {
        case .award: t("Award of the jury")
        case .mention: t("Mention")
        case .publicVote: t("Award of the public")
        }
    }

    private func faults(_ refused: RefusedAward) -> [Fault] {
        guard case .placeholders(let placed) = refused.refusal else { return [fault(refused)] }
        let key = refused.id?.description ?? "new"
        return placed.map { placeholderFault($0.name, in: "\(key)-\($0.field)") }
    }

    private func fault(_ refused: RefusedAward) -> Fault {
        let key = refused.id?.description ?? "new"
        return switch refused.refusal {
        case .placeholders: Fault("\(key)-fr", t("Write the words themselves, without braces."))
        case .nameMissing: Fault("\(key)-fr", t("Give the award a name in French."))
        case .nameTaken(let isEnglish):
            Fault(
                "\(key)-\(isEnglish ? "en" : "fr")",
                t("Another award of this edition is called that: give each a name that tells it from the others."))
        case .nameTooLong: Fault("\(key)-fr", t("Name it in at most \(Award.longestName) signs."))
        case .noteTooLong: Fault("\(key)-note", t("Say it in at most \(Award.longestNote) signs."))
        case .tied:
            Fault(
                "\(key)-fr",
                t(
                    "You have a tie with a file of this edition: until it is out, somebody else renames or removes awards."
                ))
        case .givenElsewhere:
            Fault(
                "\(key)-category",
                t("A decision gives this award to a file of another category. Change the decision first."))
        case .inUse: Fault("\(key)-fr", t("A decision gives this award. Change the decision first."))
        case .out:
            Fault(
                "\(key)-fr",
                t("A decision that gives this award is out: its name and its kind stay as people read them."))
        case .outdated: Fault("\(key)-fr", t("This award changed in another window. Compare, then save again."))
        }
    }

    /// In the reader's language, where somebody wrote it.
    func name(of award: Award) -> String {
        language == .english && !award.nameEN.isEmpty ? award.nameEN : award.nameFR
    }

    private func doneWords(_ word: String) -> String? {
        switch word {
        case "added": t("The award is added.")
        case "changed": t("The award is changed.")
        case "aged":
            t("The award is changed. Letters that were prepared are out of date: prepare them anew before the release.")
        case "removed": t("The award is removed.")
        default: nil
        }
    }
}
