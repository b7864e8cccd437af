import Organisations
import Web

extension Reader {
    func organisationMergePage(
        _ record: Organisation, _ doubles: [OrganisationDouble], words: String
    ) -> HTML {
        let name = typeset(record.name)
        let path = to(record.id.path)
        return desk(
            PageHead(t("Merge \(name) with another record"), isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/organisations"))">\(t("Organisations"))</a> \
            <a href="\(path)">\(name)</a></p>
            <h1>\(t("Merge with another record"))</h1>
            <p>\(mergeLead)</p>
            <form class="filters" method="get" action="\(path)/reunir" role="search" aria-label="\(t("Look for the other record"))">
            <label class="grow">\(t("Name, SIRET or RNA of the other"))\
            <input class="input" id="q" type="search" name="q" value="\(words)"></label>
            <button class="btn">\(t("Search"))</button></form>
            \(doubles.isEmpty ? noDouble(words) : doubleList(doubles, beside: record))</div>
            """)
    }

    private var mergeLead: String {
        t(
            """
            The same organisation may have come twice. Its files and practices then stand under one record; what this one does \
            not say is taken from the other.
            """)
    }

    private func noDouble(_ words: String) -> HTML {
        guard !words.isEmpty else { return "" }
        return "<div class=\"empty\"><p><strong>\(t("No other organisation answers this."))</strong></p></div>"
    }

    private func doubleList(_ doubles: [OrganisationDouble], beside record: Organisation) -> HTML {
        let isCut = doubles.count == SubmissionStore.doublesShown
        return """
            <ul class="flow plain">\(doubles.map { doubleLine($0, beside: record) })</ul>
            \(isCut ? "<p class=\"hint\">\(t("Only the first are shown: look for another word."))</p>" as HTML : "")
            """
    }

    private func doubleLine(_ double: OrganisationDouble, beside record: Organisation) -> HTML {
        let other = double.record
        return """
            <li class="flow flow-2"><p><a href="\(to(other.id.path))"><b>\(typeset(other.name))</b></a>\
            <br><span class="quiet small">\(mergeFacts(of: other))</span></p>\(mergeAct(double, beside: record))</li>
            """
    }

    private func mergeAct(_ double: OrganisationDouble, beside record: Organisation) -> HTML {
        guard double.isTheirs else {
            let words = t("Editions that others run speak of this one too: an administrator decides.")
            return "<p class=\"hint\">\(words)</p>"
        }
        guard record.siret == nil || double.record.siret == nil else {
            return "<p class=\"hint\">\(t("It has another SIRET: these are two establishments."))</p>"
        }
        let words = t("Merge with “\(typeset(double.record.name))”…")
        return """
            <p><a class="btn" href="\(to(mergePath(double.record.id, beside: record.id)))">\(sentence(words))\
            <span class="vh"> \(mergeFacts(of: double.record))</span></a></p>
            """
    }

    /// Where two records stand side by side, and are merged.
    func mergePath(_ other: Organisation.ID, beside record: Organisation.ID) -> String {
        "\(record.path)/reunir?autre=\(other)"
    }

    func mergeFacts(of one: Organisation) -> String {
        let facts = [
            one.siret.map { "SIRET \($0.formatted)" }, one.rna.map { "RNA \($0.formatted)" }, placeLabel(one.place),
        ].compactMap(\.self)
        return typeset(facts.joined(separator: " · "))
    }
}
