import Web

// Before a role is taken back.
extension Reader {
    func revocationPage(_ person: HatWearer, _ hat: Hat, _ editions: [Edition], stakes: [String]) -> HTML {
        let what = words(for: hat, editions)
        let lines = stakes.map { stake -> HTML in "<li>\(stake)</li>" }
        let list: HTML = "<div class=\"notice warn\"><ul>\(lines)</ul></div>"
        let closed = t("What it opens is closed at once. \(person.name) is told by mail.")
        return desk(
            PageHead(t("Take a role back"), isHidden: true),
            """
            <div class="wrap flow"><p class="path"><a href="\(to(person.id.path))">\(person.name)</a></p>
            <h1>\(t("Take a role back"))</h1><p><strong>\(what)</strong><br>\(rights(of: hat.role))</p>
            \(stakes.isEmpty ? "" : list)<p>\(closed)</p>
            \(form(to: person.id.path + "/roles/retirer", attributes: "class=\"flow\"", """
                \(hidden("role", hat.role.description))\(hidden("edition", hat.edition?.description ?? ""))
                <p class="row"><button class="btn bad">\(t("Take this role back"))</button>
                <a class="go" href="\(to(person.id.path))">\(t("Keep this role"))</a></p>
                """))</div>
            """)
    }
}
