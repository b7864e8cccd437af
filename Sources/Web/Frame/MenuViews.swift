// The head of a page to work on. On a phone its menus open over the page, by elements that need no script.
extension Reader {
    func deskHeader(_ head: PageHead, _ start: HTML = "<header>") -> HTML {
        let edition = head.edition ?? frame.menu.edition(in: path) ?? ownEdition
        let current = frame.menu.current(at: path, of: edition)
        let entries = edition.map { frame.menu.entries(of: $0, for: session) } ?? []
        return """
            \(start)<div class="mast"><div class="wrap">\(brand)
            \(edition.map { editionSwitch($0, entries, current) } ?? "")
            \(folding("menu-bar", t("Menu"), name: t("Main navigation"), barItems(current, edition)))
            \(account)</div></div>
            \(edition.map { editionLine($0, entries, current) } ?? "")</header>\(script("menus.js"))
            """
    }

    /// The edition under way, when there is work for this person in it; else the newest of theirs.
    private var ownEdition: String? {
        let known = [frame.edition].compactMap { $0 } + otherEditions(than: frame.edition)
        return known.first { !frame.menu.entries(of: $0, for: session).isEmpty } ?? frame.edition
    }

    /// Those that a role was given for, and those that they run; the newest first.
    private func otherEditions(than edition: String?) -> [String] {
        let given = session.map { Set($0.editions.values.joined()) } ?? []
        let known = frame.editions.filter { one in
            given.contains(one) || session?.has(anyOf: .staff, in: one) ?? false
        }
        return (known + given.subtracting(known).sorted(by: >)).filter { $0 != edition }
    }

    private var brand: HTML {
        """
        <a class="brand" href="\(to("/"))">\(brandMark)<span class="name">\(frame.campaign)</span></a>
        """
    }

    /// Which edition one is in, and the way to the others.
    private func editionSwitch(_ edition: String, _ entries: [Menu.Entry], _ current: Menu.Entry?) -> HTML {
        guard !frame.menu.edition.isEmpty else { return "" }
        let overview = entries.first { $0.path.hasSuffix(":edition") }
        let others = otherEditions(than: edition).compactMap { other in
            frame.menu.entries(of: other, for: session).first.map { (other, $0) }
        }
        let hasAll = session?.hasAny(of: .staff) ?? false
        // A page has the others; the menu those that are most likely meant.
        var items = others.prefix(hasAll ? 3 : others.count).map { other, entry -> HTML in
            let address = entry.path.replacing(":edition", with: other)
            return "<li><a href=\"\(to(address))\">\(t("Edition \(other)"))</a></li>"
        }
        if let overview { items.insert(item(overview, nil, edition, named: t("Its overview")), at: 0) }
        if hasAll {
            let here: HTML = path == "/agence/editions" ? " aria-current=\"page\"" : ""
            items.append("<li><a href=\"\(to("/agence/editions"))\"\(here)>\(t("All editions"))</a></li>")
        }
        guard !items.isEmpty else { return "<span class=\"switch-name\">\(t("Edition \(edition)"))</span>" }
        return """
            <details class="switch" name="top"><summary>\(t("Edition \(edition)"))</summary><div><ul>\(items)</ul></div></details>
            """
    }

    private func settingsFold(_ current: Menu.Entry?, _ edition: String?) -> HTML {
        guard !frame.menu.settings.isEmpty else { return "" }
        let isHere = current.map(frame.menu.settings.contains) ?? false
        let here: HTML = isHere ? " class=\"here\"" : ""
        return """
            <li><details class="switch plain" name="top"><summary\(here)>\(t("Settings"))</summary><div>\
            <ul>\(frame.menu.settings.map { item($0, current, edition) })</ul></div></details></li>
            """
    }

    private func editionLine(_ edition: String, _ entries: [Menu.Entry], _ current: Menu.Entry?) -> HTML {
        guard !entries.isEmpty else { return "" }
        let here = current.flatMap { entry in entries.first { $0 == entry } }
        let name = t("Pages of edition \(edition)")
        let items: HTML = "\(entries.map { item($0, current, edition) })"
        return """
            <div class="line"><div class="wrap">\
            \(folding("menu-edition", here?.title ?? name, name: name, items))</div></div>
            """
    }

    private func barItems(_ current: Menu.Entry?, _ edition: String?) -> HTML {
        "\(frame.menu.bar.map { item($0, current, edition) })\(settingsFold(current, edition))"
    }

    /// A menu that is laid open on a wide page, and behind its button on a narrow one.
    private func folding(_ id: String, _ button: String, name: String, _ items: HTML) -> HTML {
        """
        <button type="button" class="fold" popovertarget="\(id)">\(button)</button>\
        <nav class="nav" id="\(id)" popover aria-label="\(name)">\
        <button type="button" class="fold close" popovertarget="\(id)" popovertargetaction="hide">\(t("Close"))</button>\
        <ul>\(items)</ul></nav>
        """
    }

    private func item(
        _ entry: Menu.Entry, _ current: Menu.Entry?, _ edition: String?, named name: String? = nil
    ) -> HTML {
        let here: HTML = entry == current ? " aria-current=\"page\"" : ""
        let address = entry.path.replacing(":edition", with: edition ?? "")
        return "<li><a href=\"\(to(address))\"\(here)>\(name ?? entry.title)</a></li>"
    }

    private var herePage: HTML { " aria-current=\"page\"" }

    private var account: HTML {
        guard let session else { return "" }
        return """
            <details class="switch me" name="top"><summary><span>\(session.name)</span></summary><div><ul>
            <li><a href="\(to("/mon-compte"))"\(path == "/mon-compte" ? herePage : "")>\(t("My account"))</a></li>
            <li>\(signOutForm)</li></ul></div></details>
            """
    }
}
