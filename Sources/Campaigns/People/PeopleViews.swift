import Web

extension Reader {
    func peoplePage(_ people: [HatWearer], _ page: ListPage, _ editions: [Edition], query: Fields) -> HTML {
        desk(
            PageHead(t("People"), isHidden: true),
            """
            <div class="wrap flow flow-5"><header class="row between"><h1>\(t("People"))</h1>
            <p class="row">\(exportLink("/agence/personnes", query: query)) \(pasteLink("people")) \
            <a class="btn main" href="\(to("/agence/personnes/nouvelle"))">\(t("Add somebody"))</a></p></header>
            \(peopleFilters(editions, query))
            \(people.isEmpty ? nobody : peopleTable(people, page, editions, query))</div>\(script("filter.js"))
            """)
    }

    private var nobody: HTML { "<div class=\"empty\"><p><strong>\(t("Nobody answers this."))</strong></p></div>" }

    private func peopleFilters(_ editions: [Edition], _ query: Fields) -> HTML {
        let roles = [("", t("All"))] + Role.allCases.map { ($0.description, name(of: $0)) }
        let years = [("", t("All", as: "editions"))] + editions.map { ($0.id.description, $0.name) }
        return """
            <form class="filters" method="get" action="\(to("/agence/personnes"))" role="search" aria-label="\(t("Filter the people"))" data-filter>
            <label class="grow">\(t("Name, address or function"))<input class="input" type="search" name="q" value="\(query.text("q"))"></label>
            <label>\(t("Role"))<select class="input" name="role">\
            \(roles.map { option($0.0, $0.1, isChosen: $0.0 == query.text("role") ?? "") })</select></label>
            <label>\(t("Edition"))<select class="input" name="edition">\
            \(years.map { option($0.0, $0.1, isChosen: $0.0 == query.text("edition") ?? "") })</select></label>
            <button class="btn">\(t("Filter"))</button></form>
            """
    }

    private func peopleTable(
        _ people: [HatWearer], _ page: ListPage, _ editions: [Edition], _ query: Fields
    ) -> HTML {
        let order = ListOrder(query, columns: PeopleFilter.columns)
        let rows = people.map { person -> HTML in
            let hats = person.hats.map { hat -> HTML in "<li>\(words(for: hat, editions))</li>" }
            let mark: HTML = person.isDisabled ? " <span class=\"tag\">\(t("disabled"))</span>" : ""
            return """
                <tr><th scope="row" class="name"><a href="\(to(person.id.path))">\(typeset(person.name))</a>\(mark)</th>\
                <td data-th="\(t("Mail address"))">\(person.email)</td>
                <td data-th="\(t("What they do"))">\(inFrench(person.function))</td>\
                <td data-th="\(t("Roles"))">\(hats.isEmpty ? "<span class=\"quiet\">\(t("none", as: "role"))</span>" as HTML : "<ul>\(hats)</ul>")</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="people"><table class="table stack-sm">
            <caption id="people">\(t("\(page.count) person", "\(page.count) people", count: page.count))</caption>
            <thead><tr>\(sortHead(t("Name"), "nom", order, query: query))\(sortHead(t("Mail address"), "courriel", order, query: query))\
            \(sortHead(t("What they do"), "fonction", order, query: query))<th scope="col">\(t("Roles"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            \(pager(page, at: path, query: query))
            """
    }

    /// «Juror, rally’nov 2014»
    func words(for hat: Hat, _ editions: [Edition]) -> String {
        guard let edition = hat.edition else { return t("\(name(of: hat.role)), all editions") }
        return "\(name(of: hat.role)), \(typeset(editions.first { $0.id == edition }?.name ?? ""))"
    }

    /// The hats to choose from, each with what it may do; `clashes` are those it would not go with, `chairs` who chairs
    /// there already.
    func hatFields(
        _ form: PersonForm, _ editions: [Edition], _ faults: [Fault], clashes: [Hat], chairs: [String]
    ) -> HTML {
        let radios = Role.allCases.map { role in
            radio(
                "role", role.description, name(of: role), detail: rights(of: role), isOn: form.role == role.description)
        }
        let years = editions.map { ($0.id.description, $0.name) } + [("", t("All editions"))]
        let fault = faults.first { $0.field == "role" }
        return """
            <fieldset id="role" tabindex="-1"><legend class="label">\(t("Role, and what it may do"))</legend>
            \(fault.map { "<p class=\"error\">\(icon("alert"))\($0.sentence)</p>" as HTML })\(radios)</fieldset>
            \(choiceList("edition", t("For"), years, chosen: form.edition.isEmpty && form.role.isEmpty ? years.first?.0 : form.edition,
                hint: t("An agency administrator is one for all editions.")))
            \(clashes.isEmpty && chairs.isEmpty ? "" : warnings(clashes, chairs, editions))
            """
    }

    /// One tick for all that was read.
    private func warnings(_ clashes: [Hat], _ chairs: [String], _ editions: [Edition]) -> HTML {
        let twice = t(
            """
            Already in the chair there: \(formats.list(chairs)). Two chairs both see the results and record decisions; the chair is passed \
            on from a juror’s page.
            """)
        return """
            <div class="notice warn" role="alert">\(clashes.isEmpty ? "" : warning(clashes, editions))
            \(chairs.isEmpty ? "" : "<p>\(twice)</p>" as HTML)
            \(tick("warned", t("I know, give the role all the same"), isOn: false))</div>
            """
    }

    private func warning(_ clashes: [Hat], _ editions: [Edition]) -> HTML {
        let lines = clashes.map { hat -> HTML in "<li>\(words(for: hat, editions))</li>" }
        return """
            <h2>\(t("These roles do not go together well"))</h2>
            <p>\(t("Whoever marks, presides or attends the deliberation should have no file of their own in the same edition. They are:"))</p><ul>\(lines)</ul>
            <p>\(t("A file in which somebody takes part is never shown to them as a juror."))</p>
            """
    }
}
