import Forms
import Organisations
import Web

// What files say of their organisation otherwise than its record, with what can be done about it.
extension Reader {
    /// On the file's own page.
    func saidPart(_ said: [OrganisationSaid], of file: Submission.ID) -> HTML {
        guard !said.isEmpty else { return "" }
        return """
            <section class="flow" aria-labelledby="said"><h2 class="h3" id="said" tabindex="-1">\(t("What the file says of its organisation"))</h2>
            <p class="hint">\(saidHint)</p>\(said.map { saidLine($0, file, organisation: nil) })</section>
            """
    }

    /// On the organisation's page.
    func saidOfOrganisation(_ files: [SayingFile], _ organisation: Organisation.ID) -> HTML {
        guard !files.isEmpty else { return "" }
        let parts = files.map { file -> HTML in
            """
            <h3 class="h4"><a href="\(to(file.id.deskPath))">\(inFrench(file.title))</a> <span class="quiet">\(file.number)</span></h3>
            \(file.said.map { saidLine($0, file.id, organisation: organisation) })
            """
        }
        return """
            <section class="flow" aria-labelledby="said"><h2 class="h3" id="said">\(t("What files say of it"))</h2>
            <p class="hint">\(saidHint)</p>\(parts)</section>
            """
    }

    private var saidHint: String {
        t(
            """
            Whoever sends a file may write any organisation in it: what it says stays with the file, and changes no page of others \
            until you take it over.
            """)
    }

    private func saidLine(_ line: OrganisationSaid, _ file: Submission.ID, organisation: Organisation.ID?) -> HTML {
        let known = line.known.isEmpty ? unsaid(line.fact) : value(line.known, of: line.field)
        let acts = line.double.map(doubleActs) ?? [act(.take, t("Take over")), act(.leave, t("Leave with the file"))]
        return """
            <div class="flow flow-2"><dl class="record"><div><dt>\(label(of: line.field))</dt>\
            <dd>\(t("The file says: \(value(line.said, of: line.field))"))<br>\
            <span class="quiet">\(t("The record says: \(known)"))</span></dd></div></dl>
            \(line.double.map { doubleWords($0.record) })\(form(to: "\(file.deskPath)/organisation", attributes: "class=\"row\"",
                """
                \(hidden("fact", line.fact.rawValue))\(hidden("said", line.said))\
                \(organisation.map { hidden("organisation", $0.description) })\(acts)
                """))</div>
            """
    }

    /// A record is always of some kind, as the list of organisations says it.
    private func unsaid(_ fact: OrganisationFact) -> String { fact == .kind ? kindLabel(.other) : t("nothing") }

    private func value(_ text: String, of field: FormField) -> String {
        tableText(.text(text), of: field, grid: nil)
    }

    private func doubleWords(_ other: Organisation) -> HTML {
        """
        <p class="notice warn"><strong>\(t("Two records"))</strong> \
        \(t("This number is that of another one:")) <a href="\(to(other.id.path))">\(typeset(other.name))</a>\
        \(other.siret.map { siret -> HTML in " · SIRET \(siret.formatted)" })</p>
        """
    }

    private func doubleActs(_ double: OrganisationSaid.Double) -> [HTML] {
        let parted = act(.leave, t("These are two organisations"))
        guard double.isTheirs else { return [parted] }
        let path = to(mergePath(double.record.id, beside: double.beside))
        let words = t("They are one: merge with “\(typeset(double.record.name))”…")
        return ["<a class=\"btn\" href=\"\(path)\">\(sentence(words))</a> ", parted]
    }

    private func act(_ act: OrganisationSaid.Act, _ words: String) -> HTML {
        "<button class=\"btn\" name=\"act\" value=\"\(act.rawValue)\">\(words)</button> "
    }
}
