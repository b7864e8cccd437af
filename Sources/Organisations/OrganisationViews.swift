import Foundation
import Identifiers
import Tables
import Web

extension Reader {
    func organisationsPage(_ lines: [OrganisationLine], _ page: ListPage, query: Fields) -> HTML {
        let kinds = [("", t("All", as: "kinds"))] + Organisation.Kind.allCases.map { ($0.rawValue, kindLabel($0)) }
        let departments = [("", t("All"))] + Department.all.map { ($0.description, "\($0.description) \($0.name)") }
        let add: HTML =
            "<a class=\"btn main\" href=\"\(to("/agence/organisations/nouvelle"))\">\(t("Add an organisation"))</a>"
        return desk(
            PageHead(t("Organisations"), isHidden: true),
            """
            <div class="wrap flow flow-5"><header class="row between"><h1>\(t("Organisations"))</h1>
            <p class="row">\(exportLink("/agence/organisations", query: query)) \(pasteLink("organisations")) \(add)</p></header>
            <form class="filters" method="get" action="\(to("/agence/organisations"))" role="search" aria-label="\(t("Filter the organisations"))" data-filter>
            <label class="grow">\(t("Name, SIRET or RNA"))<input class="input" type="search" name="q" value="\(query.text("q"))"></label>
            <label>\(t("Kind"))<select class="input" name="nature">\
            \(kinds.map { option($0.0, $0.1, isChosen: $0.0 == query.text("nature") ?? "") })</select></label>
            <label>\(t("Department"))<select class="input" name="dep">\
            \(departments.map { option($0.0, $0.1, isChosen: $0.0 == query.text("dep") ?? "") })</select></label>
            <button class="btn">\(t("Filter"))</button></form>
            \(lines.isEmpty ? noOrganisation(query) : organisationTable(lines, page.count, query))\
            \(pager(page, at: "/agence/organisations", query: query))</div>\(script("filter.js"))
            """)
    }

    private func noOrganisation(_ query: Fields) -> HTML {
        guard query.pairs.allSatisfy(\.value.isEmpty) else {
            return "<div class=\"empty\"><p><strong>\(t("No organisation answers this."))</strong></p></div>"
        }
        return """
            <div class="empty"><p><strong>\(t("There is no organisation yet."))</strong></p>
            <p>\(t("Add one here; a list that is taken in and each file that is sent bring theirs too."))</p></div>
            """
    }

    private func organisationTable(_ lines: [OrganisationLine], _ count: Int, _ query: Fields) -> HTML {
        let order = ListOrder(query, columns: OrganisationLine.columns)
        let kept = Fields(query.pairs.filter { $0.name != "page" })
        let rows = lines.map { line -> HTML in
            let one = line.organisation
            return """
                <tr><th scope="row" class="name"><a href="\(to(one.id.path))">\(typeset(one.name))</a>\(claimedMark(one))</th>
                <td data-th="\(t("Kind"))">\(kindLabel(one.kind))</td><td data-th="\(t("Place"))">\(typeset(placeLabel(one.place) ?? "–"))</td>
                <td data-th="\(t("Size"))">\(sizeText(one) ?? "–")</td>
                <td data-th="\(t("SIRET or RNA"))">\(one.siret?.formatted ?? one.rna?.formatted ?? "–")</td>
                <td class="n" data-th="\(t("Initiatives"))">\(line.initiatives)</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="organisations"><table class="table stack-sm">
            <caption id="organisations">\(t("\(count) organisation", "\(count) organisations", count: count))</caption>
            <thead><tr>\(sortHead(t("Name"), "nom", order, query: kept))\
            <th scope="col">\(t("Kind"))</th>\(sortHead(t("Place"), "lieu", order, query: kept))<th scope="col">\(t("Size"))</th>\
            <th scope="col">\(t("SIRET or RNA"))</th>\(sortHead(t("Initiatives"), "initiatives", order, query: kept, isNumber: true))</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func claimedMark(_ one: Organisation) -> HTML {
        guard one.isClaimed == true else { return "" }
        return "<br><span class=\"quiet small\">\(t("only said by a file so far"))</span>"
    }

    private func sizeText(_ one: Organisation) -> String? {
        if let headcount = one.headcount { return t("\(headcount) person", "\(headcount) people", count: headcount) }
        return SizeBracket(one.sizeBracket).map(sizeLabel)
    }

    var organisationColumns: [String] {
        [
            t("Name"), t("Kind"), t("SIRET"), t("RNA"), t("Legal form"), t("Activity"), t("NAF code"), t("Size"),
            t("People"), t("Commune"), t("Department"), t("Country"), t("Website"), t("Initiatives"),
        ]
    }

    func organisationCells(_ line: OrganisationLine) -> [Cell] {
        let one = line.organisation
        return [
            .text(one.name), .text(kindLabel(one.kind)), Cell(one.siret?.description), Cell(one.rna?.description),
            .text(one.legalCategory.isEmpty ? "" : legalLabel(one.legalCategory)), .text(one.activityFR),
            .text(one.naf),
            Cell(SizeBracket(one.sizeBracket).map(sizeLabel)), Cell(one.headcount), .text(one.place.communeName),
            .text(one.place.department), .text(one.place.country), .text(one.website), .integer(line.initiatives),
        ]
    }
}
