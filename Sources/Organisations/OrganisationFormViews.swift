import Identifiers
import Web

extension Reader {
    func organisationPage(
        _ one: Organisation, _ form: OrganisationForm, _ carried: [CarriedInitiative],
        said: HTML = "", faults: [OrganisationForm.Fault] = [], isOutdated: Bool = false, done: String? = nil
    ) -> HTML {
        let faults = faults.map(words)
        return desk(
            PageHead(one.name, isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/organisations"))">\(t("Organisations"))</a></p>
            <h1>\(typeset(one.name))</h1>\(doneNotice(done.flatMap(organisationDone)))\(faultSummary(faults))
            \(isOutdated ? organisationNow(one) : "")\(claimedHint(one))\(said)
            <div class="split">\(self.form(to: one.id.path, attributes: "class=\"flow flow-5\"", organisationFields(form, faults)))
            <aside class="flow flow-2">\(initiatives(carried))\(mergeLink(one))</aside></div></div>\(communeScript)
            """)
    }

    func newOrganisationPage(
        _ form: OrganisationForm, key: String, holder: Organisation? = nil, near: [Organisation] = [],
        faults: [OrganisationForm.Fault] = []
    ) -> HTML {
        let faults = faults.map(words)
        return desk(
            PageHead(t("Add an organisation"), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/organisations"))">\(t("Organisations"))</a></p>
            <h1>\(t("Add an organisation"))</h1>\(faultSummary(faults))\(holder.map(knownNotice))
            \(self.form(to: "/agence/organisations/nouvelle", attributes: "class=\"flow flow-5\"", """
                \(hidden("key", key))\(near.isEmpty ? "" : nearPart(near, faults))\(organisationFields(form, faults))
                """))</div>\(communeScript)
            """)
    }

    /// The number of one to be added is that of one which is there.
    private func knownNotice(_ holder: Organisation) -> HTML {
        """
        <p class="notice warn">\(t("This number is that of another one:")) <a href="\(to(holder.id.path))">\(typeset(holder.name))</a></p>
        """
    }

    /// Records that it may be, and the word that it is none of them.
    private func nearPart(_ near: [Organisation], _ faults: [Fault]) -> HTML {
        let lines = near.map { one -> HTML in
            let place = placeLabel(one.place).map { ", \($0)" } ?? ""
            return "<li><a href=\"\(to(one.id.path))\">\(typeset(one.name))</a>\(place)</li>"
        }
        let options = [(value: "", label: t("Choose")), (value: "new", label: t("Another one: it is added"))]
        return """
            <div class="notice warn flow flow-2"><p>\(t("These stand here under nearly this name. If it is one of them, nothing need be added:"))</p>
            <ul>\(lines)</ul>\(choiceList("near", t("What it is"), options, chosen: "", faults: faults))</div>
            """
    }

    /// Whose number was typed, and what to do when both are one.
    func holderNotice(_ other: Organisation, of id: Organisation.ID) -> HTML {
        let asked = Fields([(name: "q", value: other.siret?.description ?? other.rna?.description ?? other.name)])
        return """
            <p class="notice warn">\(t("This number is that of another one:")) <a href="\(to(other.id.path))">\(typeset(other.name))</a>. \
            <a href="\(to("\(id.path)/reunir"))?\(asked.urlEncoded)">\(t("They are the same: merge the two records"))</a></p>
            """
    }

    private func mergeLink(_ one: Organisation) -> HTML {
        // Looked for by the longest word of its name, which is most its own.
        let word = one.name.split { !$0.isLetter && !$0.isNumber }.max { $0.count < $1.count } ?? ""
        let asked = Fields([(name: "q", value: String(word))]).urlEncoded
        return """
            <p><a class="go" href="\(to("\(one.id.path)/reunir"))?\(asked)">\(t("Merge with another record"))</a></p>
            """
    }

    /// One that takes part in editions of others only.
    func organisationOfOthersPage(_ one: Organisation, _ carried: [CarriedInitiative]) -> HTML {
        desk(
            PageHead(one.name, isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/organisations"))">\(t("Organisations"))</a></p>
            <h1>\(typeset(one.name))</h1>\(claimedHint(one))
            <p>\(t("It takes part in editions that others run, or you are tied to one of its files: others change what is said of it."))</p>
            <div class="split"><dl class="record">\(savedFacts(one))</dl>
            <aside class="flow flow-2">\(initiatives(carried))</aside></div></div>
            """)
    }

    private func organisationDone(_ word: String) -> String? {
        switch word {
        case "added": t("The organisation is added.")
        case "saved": t("The organisation is saved.")
        case "merged": t("The two records are one: files and practices of both stand here.")
        case "taken": t("The record says it from now on.")
        case "left": t("What the file says stays with the file: the record is as it was.")
        default: nil
        }
    }

    private func claimedHint(_ one: Organisation) -> HTML {
        guard one.isClaimed == true else { return "" }
        let words = t(
            """
            Nobody has confirmed what is said here: it comes from a file alone. The first of its files found eligible, or what \
            you save here, takes its place.
            """)
        return "<p class=\"notice warn\">\(words)</p>"
    }

    private func savedFacts(_ one: Organisation) -> [HTML] {
        let saved = OrganisationForm(one)
        let facts = [
            (t("Name"), saved.name), (t("SIRET"), saved.siret), (t("RNA"), saved.rna),
            (t("Activity"), saved.activityFR),
            (t("Commune"), saved.communeName), (t("Website"), saved.website),
        ]
        return facts.filter { !$0.1.isEmpty }.map { fact -> HTML in
            "<div><dt>\(fact.0)</dt><dd>\(fact.1)</dd></div>"
        }
    }

    private func organisationNow(_ one: Organisation) -> HTML {
        """
        <div class="notice warn" role="alert" tabindex="-1" autofocus><h2>\(t("Somebody changed this in another window."))</h2>
        <p>\(t("What you typed is still in the form below. This is what is saved now. Compare, then save again."))</p>\
        <dl class="record">\(savedFacts(one))</dl></div>
        """
    }

    private func initiatives(_ carried: [CarriedInitiative]) -> HTML {
        let lines = carried.map { one -> HTML in
            """
            <li><a href="\(to(one.path))">\(inFrench(one.title))</a> <span class="quiet small">\(typeset(one.edition))</span> \(one.mark)</li>
            """
        }
        let list: HTML =
            lines.isEmpty
            ? "<p class=\"quiet\">\(t("No sheet yet; its files stand in the list of files."))</p>"
            : "<ul class=\"flow flow-2 plain\">\(lines)</ul>"
        return "<h2 class=\"h4\">\(t("Its initiatives"))</h2>\(list)"
    }

    private func organisationFields(_ form: OrganisationForm, _ faults: [Fault]) -> HTML {
        let legal =
            ["", "1000", "5458", "5499", "5558", "5560", "5599", "5710", "6317", "7210", "7230", "7389", "8210"]
            + ["9220", "9221", "9222", "9223", "9230", "9260", "9300"]
        let known = legal.contains(form.legalCategory) ? legal : legal + [form.legalCategory]
        let sizes = [("", "–")] + SizeBracket.all.map { ($0.code, sizeLabel($0)) }
        let departments = [("", "–")] + Department.all.map { ($0.description, "\($0.description) \($0.name)") }
        return """
            \(hidden("revision", String(form.revision)))
            <div class="flow">\(field("name", t("Name"), form.name, faults: faults))
            <div class="fields">\(field("siret", t("SIRET"), form.siret, hint: t("14 digits, spaces allowed."), faults: faults))\
            \(field("rna", t("RNA"), form.rna, hint: t("W and nine digits, for an association."), faults: faults))</div>
            <div class="fields">\(choiceList("kind", t("Kind"), Organisation.Kind.allCases.map { ($0.rawValue, kindLabel($0)) }, chosen: form.kind.rawValue))
            \(choiceList("legal_category", t("Legal form"), known.map { ($0, $0.isEmpty ? "–" : legalLabel($0)) }, chosen: form.legalCategory))</div>
            <fieldset class="flow flow-2"><legend class="label">\(t("Statuses"))</legend>\
            \(OrganisationForm.statuses.map { tick("statuses", statusLabel($0), isOn: form.statuses.contains($0), value: $0) })</fieldset></div>
            <div class="flow"><div class="fields">\(field("activity_fr", t("Activity, in French"), form.activityFR))\
            \(field("activity_en", t("Activity, in English"), form.activityEN))</div>
            <div class="fields">\(field("naf", t("NAF code"), form.naf, hint: t("Revision 2: 88.10A, or a section alone: Q."), faults: faults, isShort: true))
            \(choiceList("size_bracket", t("Size"), sizes, chosen: form.sizeBracket))\
            \(field("headcount", t("People"), form.headcount, faults: faults, isShort: true, attributes: "inputmode=\"numeric\""))</div></div>
            <div class="flow"><div class="fields">\(field("commune_name", t("Commune"), form.communeName,
                attributes: communeOffers(code: "commune_code", department: "department") + " autocomplete=\"off\""))\
            \(field("commune_code", t("Commune code (not the postcode)"), form.communeCode, faults: faults, isShort: true))
            \(choiceList("department", t("Department"), departments, chosen: form.department, faults: faults))</div>
            \(field("website", t("Website"), form.website, kind: .url, faults: faults))</div>
            <p><button class="btn main">\(t("Save"))</button></p>
            """
    }

    private func statusLabel(_ status: String) -> String {
        switch status {
        case "ess": t("Social and solidarity economy")
        case "esus": t("Approved as of social usefulness (ESUS)")
        case "scic": t("Co-operative of collective interest (SCIC)")
        case "scop": t("Workers’ co-operative (Scop)")
        case "mission": t("Company with a mission")
        case "siae": t("Work integration through economic activity (SIAE)")
        case "entreprise-adaptee": t("Adapted company")
        default: t("Group of employers")
        }
    }

    private func words(_ fault: OrganisationForm.Fault) -> Fault {
        switch fault {
        case .near: Fault("near", t("Say whether it is one of those that stand here already."))
        case .nameMissing: Fault("name", t("Give the organisation a name."))
        case .siret(let refusal): Fault("siret", words(refusal))
        case .rna(let refusal): Fault("rna", words(refusal))
        case .siretTaken: Fault("siret", t("Another organisation has this SIRET already."))
        case .rnaTaken: Fault("rna", t("Another organisation has this RNA number already."))
        case .keyTaken: Fault("name", formSentBefore)
        case .noSuchNaf: Fault("naf", t("Write four digits and a letter, as 88.10A, or a section alone, as Q."))
        case .notACount: Fault("headcount", t("Write a whole number of people."))
        case .noSuchCommune: Fault("commune_code", t("A commune code has five signs, as 25056 for Besançon."))
        case .noSuchDepartment: Fault("department", t("Choose a department of the list."))
        case .notAnAddress: Fault("website", t("Write the address of a site, as www.example.org."))
        }
    }

    private func words(_ refusal: SiretRefusal) -> String {
        switch refusal {
        case .notDigits: t("A SIRET has digits only.")
        case .wrongLength(let found): t("A SIRET has 14 digits; this one has \(found).")
        case .zero: t("A SIRET is not made of zeros.")
        case .wrongKey: t("This SIRET cannot be right: a digit is wrong, or two were swapped.")
        }
    }

    private func words(_ refusal: RnaRefusal) -> String {
        switch refusal {
        case .wrongCharacter: t("An RNA number has digits and letters only.")
        case .wrongLength(let found): t("An RNA number has 10 signs; this one has \(found).")
        case .noLeadingW: t("An RNA number begins with W.")
        }
    }
}
