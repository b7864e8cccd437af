// The head of a page to work on. On a phone its menus open over the page, by elements that need no script.
extension Reader {
    func deskHeader(_ head: PageHead) -> HTML {
        let edition = head.edition ?? frame.menu.edition(in: path) ?? frame.edition
        let current = frame.menu.current(at: path, of: edition)
        return """
            <header><div class="mast"><div class="wrap">\(brand)
            \(frame.menu.edition.isEmpty ? "" : edition.map(editionSwitch) ?? "")
            \(folding("menu-bar", t("Menu"), name: t("Main navigation"), barItems(current, edition)))
            \(account)</div></div>
            \(edition.map { editionLine($0, current) } ?? "")</header>
            """
    }

    private var brand: HTML {
        """
        <a class="brand" href="\(to("/"))">\(brandMark)<span class="name">\(frame.campaign)</span></a>
        """
    }

    /// Which edition one is in, and the way to the others.
    private func editionSwitch(_ edition: String) -> HTML {
        let overview = frame.menu.edition.first { $0.path.hasSuffix(":edition") }
        guard overview != nil, session?.hasAny(of: .staff) ?? false else {
            return "<span class=\"switch-name\">\(t("Edition \(edition)"))</span>"
        }
        return """
            <details class="switch" name="top"><summary>\(t("Edition \(edition)"))</summary><div><ul>
            <li><a href="\(to("/agence/editions/\(edition)"))">\(t("Its overview"))</a></li>
            <li><a href="\(to("/agence/editions"))">\(t("All editions"))</a></li></ul></div></details>
            """
    }

    private func settingsFold(_ current: Menu.Entry?, _ edition: String?) -> HTML {
        guard !frame.menu.settings.isEmpty else { return "" }
        let isHere = current.map(frame.menu.settings.contains) ?? false
        let here: HTML = isHere ? " class=\"here\"" : ""
        return """
            <li><details class="switch plain" name="settings"><summary\(here)>\(t("Settings"))</summary><div>\
            <ul>\(frame.menu.settings.map { item($0, current, edition) })</ul></div></details></li>
            """
    }

    private func editionLine(_ edition: String, _ current: Menu.Entry?) -> HTML {
        guard !frame.menu.edition.isEmpty else { return "" }
        let here = current.flatMap { entry in frame.menu.edition.first { $0 == entry } }
        let name = t("Pages of edition \(edition)")
        let items: HTML = "\(frame.menu.edition.map { item($0, current, edition) })"
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

    private func item(_ entry: Menu.Entry, _ current: Menu.Entry?, _ edition: String?) -> HTML {
        let here: HTML = entry == current ? " aria-current=\"page\"" : ""
        let address = entry.path.replacing(":edition", with: edition ?? "")
        return "<li><a href=\"\(to(address))\"\(here)>\(entry.title)</a></li>"
    }

    private var account: HTML {
        guard let session else { return "" }
        let out: HTML = "<button class=\"link\">\(t("Sign out"))</button>"
        return """
            <details class="switch me" name="top"><summary>\(session.name)</summary><div><ul>
            <li><a href="\(to("/mon-compte"))">\(t("My account"))</a></li>
            <li>\(form(to: "/deconnexion", attributes: "class=\"inline\"", out))</li></ul></div></details>
            """
    }
}
