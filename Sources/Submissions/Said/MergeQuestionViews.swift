import Organisations
import Web

// Before two records become one: both, what moves, and which of them stays.
extension Reader {
    func mergeQuestionPage(_ pair: OrganisationPair, stays: Organisation.ID, fault: String?) -> HTML {
        let (record, other) = (pair.one.record, pair.other.record)
        let (name, second) = (typeset(record.name), typeset(other.name))
        let title = t("Merge “\(name)” and “\(second)”?")
        return desk(
            PageHead(title, isHidden: true),
            """
            <div class="wrap flow flow-5"><p class="path"><a href="\(to("/agence/organisations"))">\(t("Organisations"))</a> \
            <a href="\(to(record.id.path))">\(name)</a></p>
            <h1>\(sentence(title))</h1>\(fault.map { faultSummary([Fault("stays", $0)]) } ?? "")
            <dl class="record">\(mergeSide(pair.one))\(mergeSide(pair.other))</dl>
            \(mergeForm(pair, stays: stays))
            <p><a href="\(to(record.id.path))">\(t("Change nothing and go back"))</a></p></div>
            """)
    }

    private func mergeSide(_ side: OrganisationPair.Side) -> HTML {
        let record = side.record
        let counts = side.counts.map { counts -> HTML in
            let files = t("\(counts.files) file", "\(counts.files) files", count: counts.files)
            let practices = t(
                "\(counts.practices) initiative", "\(counts.practices) initiatives", count: counts.practices)
            return "<br>\(files) · \(practices)"
        }
        return """
            <div><dt><a href="\(to(record.id.path))">\(typeset(record.name))</a></dt>\
            <dd>\(mergeFacts(of: record))\(counts)</dd></div>
            """
    }

    private func mergeForm(_ pair: OrganisationPair, stays: Organisation.ID) -> HTML {
        let (record, other) = (pair.one.record, pair.other.record)
        guard pair.isTheirs else {
            let words = t("Editions that others run speak of this one too: an administrator decides.")
            return "<p class=\"notice\">\(words)</p>"
        }
        guard record.siret == nil || other.siret == nil else {
            return "<p class=\"notice\">\(t("It has another SIRET: these are two establishments."))</p>"
        }
        let options = [record, other].map { one in
            (value: one.id.description, label: "\(typeset(one.name)) (\(mergeFacts(of: one)))")
        }
        return form(
            to: "\(record.id.path)/reunir", attributes: "class=\"flow\"",
            """
            \(hidden("revision", String(record.revision)))\(hidden("other", Organisation.Seen(other).text))
            \(choiceList("stays", t("The record that stays"), options, chosen: stays.description))
            <p>\(t("""
                Files and initiatives of the other one move to it, and what it does not say is taken from the other one, whose record is gone. \
                Merging cannot be undone.
                """))</p>
            <p><button class="btn bad">\(t("Merge the two records for good"))</button></p>
            """)
    }
}
