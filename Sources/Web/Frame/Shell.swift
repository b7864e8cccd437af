import Words

/// What a page says about itself, beside its main part.
public struct PageHead: Sendable {
    public var title: String
    public var description: String?
    /// Left out of search engines and of the site map.
    public var isHidden = false
    /// The word of the edition that a page to work on is about, where its address does not say it.
    public var edition: String?
    /// More elements of the head: cards, feeds, structured data.
    public var more: HTML = ""

    public init(
        _ title: String, description: String? = nil, isHidden: Bool = false, edition: String? = nil, more: HTML = ""
    ) {
        (self.title, self.description, self.isHidden) = (title, description, isHidden)
        (self.edition, self.more) = (edition, more)
    }
}

extension Reader {
    /// A page for the public. `band` stands first after the masthead, whatever the page is (F1).
    public func page(_ head: PageHead, band: HTML = "", _ main: HTML) -> HTML {
        document(
            head, isDesk: false,
            """
            <header><div class="agency"><div class="wrap"><span>\(frame.agency)</span>\(agencyLinks)</div></div>
            \(masthead(frame.publicLinks, name: t("Main navigation")))</header>
            \(band)<main id="main">\(main)</main>
            \(foot)
            """)
    }

    /// A page that visitors meet too: who is signed in keeps the way to their own pages.
    public func ownPage(_ head: PageHead, band: HTML = "", _ main: HTML) -> HTML {
        guard session != nil else { return page(head, band: band, main) }
        return document(
            head, isDesk: false,
            """
            \(deskHeader(head, "<header class=\"desk\">"))
            \(band)<main id="main">\(main)</main>
            \(foot)
            """)
    }

    /// A page to work on, for somebody signed in.
    public func desk(_ head: PageHead, band: HTML = "", _ main: HTML) -> HTML {
        document(
            head, isDesk: true,
            """
            \(deskHeader(head))
            \(band)<main id="main">\(main)</main>
            \(foot)\(script("typed.js"))
            """)
    }

    private func document(_ head: PageHead, isDesk: Bool, _ body: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(windowTitle(head, body))</title>
        \(head.description.map(metaDescription))\(isDesk || head.isHidden ? hidden : alternates)\(head.more)\
        \(["vollkorn-600.woff2", "rnsans-400.woff2"].map(fontLink))\
        <link rel="stylesheet" href="\(assets.path("site.css"))">
        \(frame.accent.map(accentLink))<link rel="icon" href="\(assets.path("mark.svg"))" type="image/svg+xml">
        </head>
        \(isDesk ? deskBody : publicBody)
        <a class="skip" href="#main">\(t("Skip to content"))</a>
        \(frame.isDemonstration || frame.banner != nil ? bannerLine : "")\(body)\(session == nil ? "" : ownerScript)
        </body>
        </html>
        """
    }

    /// A page about an edition bears its name already, which may be another than the one under way. Of a page that comes back,
    /// the first word heard is that something stands against it (RGAA 8.6, 11.10).
    private func windowTitle(_ head: PageHead, _ body: HTML) -> String {
        let title = typeset(head.title)
        let site = siteName(in: head.edition ?? frame.menu.edition(in: path))
        let named = title.contains(typeset(frame.campaign)) ? title : "\(title) – \(site)"
        guard body.contains("role=\"alert\" tabindex=\"-1\" autofocus") else { return named }
        return body.contains("autofocus data-asks") ? t("To be confirmed: \(named)") : t("Error: \(named)")
    }

    private var siteName: String { siteName(in: nil) }
    /// Of the edition that a page is about, or else of the one under way.
    private func siteName(in edition: String?) -> String {
        let known = edition.flatMap { frame.editions.contains($0) ? $0 : nil }
        return [frame.campaign, known ?? frame.edition].compactMap { $0 }.joined(separator: " ")
    }
    private var deskBody: HTML { "<body class=\"desk\"\(owner)>" }
    private var publicBody: HTML { "<body\(owner)>" }
    /// What is typed and not saved yet is kept in the browser for whoever typed it.
    private var owner: HTML { session.map { " data-owner=\"\($0.person.description)\"" } ?? "" }
    private var hidden: HTML { "<meta name=\"robots\" content=\"noindex\">\n" }

    private func metaDescription(_ text: String) -> HTML {
        """
        <meta name="description" content="\(text)">

        """
    }

    /// Asked for before the style sheet says so: no text jumps.
    private func fontLink(_ name: String) -> HTML {
        """
        <link rel="preload" href="\(assets.path(name))" as="font" type="font/woff2" crossorigin>

        """
    }

    private func accentLink(_ accent: String) -> HTML {
        """
        <link rel="stylesheet" href="/s/accent/\(String(accent.dropFirst())).css">

        """
    }

    private var bannerLine: HTML {
        let mark: HTML = frame.isDemonstration ? "<strong>\(t("DEMONSTRATION"))</strong> " : ""
        return """
            <aside class="demo-banner" aria-label="\(t("Demonstration"))"><p>\(mark)\(frame.banner ?? "")</p></aside>

            """
    }

    /// The same page in each language, for search engines.
    private var alternates: HTML {
        let links = Language.allCases.map { other -> HTML in
            """
            <link rel="alternate" hreflang="\(other.rawValue)" href="\(frame.address)\(address(in: other))">

            """
        }
        return "\(links)"
    }

    private func address(in other: Language) -> String {
        to(path, in: other) + (query.isEmpty ? "" : "?" + query)
    }

    private var agencyLinks: HTML {
        guard session != nil else { return "<a href=\"\(to("/connexion"))\">\(t("Sign in"))</a>" }
        return """
            <div class="mine"><a href="\(to("/ma-page"))">\(t("My page"))</a> \(signOutForm)</div>
            """
    }

    /// On every page of somebody who is signed in.
    var signOutForm: HTML {
        let out: HTML = "<button class=\"link\">\(t("Sign out"))</button>"
        return form(to: "/deconnexion", attributes: "class=\"inline\"", out)
    }

    private func masthead(_ links: [Frame.Link], name: String) -> HTML {
        // The nearest of those that lead here: an edition's files are under its files, not under the editions.
        let here = links.filter { path == $0.path || path.hasPrefix($0.path + "/") }.max {
            $0.path.count < $1.path.count
        }
        return """
            <div class="mast"><div class="wrap"><a class="brand" href="\(to("/"))">\(brandMark)\
            <span>\(frame.campaign)\(frame.edition.map(editionLabel))</span></a>
            <nav class="nav" aria-label="\(name)"><ul>\(links.map { navItem($0, isHere: $0.path == here?.path) })</ul></nav></div></div>
            """
    }

    var brandMark: HTML {
        "<svg viewBox=\"0 0 32 32\" aria-hidden=\"true\"><use href=\"\(assets.path("icons.svg"))#mark\"/></svg>"
    }

    private func editionLabel(_ label: String) -> HTML { " <span>\(label)</span>" }

    private func navItem(_ link: Frame.Link, isHere: Bool) -> HTML {
        """
        <li><a href="\(to(link.path))"\(isHere ? currentPage : "")>\(link.title)</a></li>
        """
    }

    private var currentPage: HTML { " aria-current=\"page\"" }

    private var foot: HTML {
        let other: Language = language == .french ? .english : .french
        return """
            <footer class="foot"><div class="wrap split even"><div class="flow flow-2"><p class="title">\(siteName)</p>
            \(frame.footText.map { text -> HTML in "<p class=\"quiet\">\(text)</p>" })</div>
            <nav aria-label="\(t("Foot of the page"))"><ul>\(frame.footLinks.map(footItem))\
            <li><a href="\(address(in: other))" lang="\(other.rawValue)" hreflang="\(other.rawValue)">\
            \(other == .english ? "English" : "Français")</a></li></ul>
            <p class="small quiet">\(cookieLine) <a href="\(to("/donnees-personnelles"))#own-cookies">\(t("Which cookies there are"))</a></p>\
            </nav></div></footer>
            """
    }

    /// Pages of the public are kept for all alike: what they say is true of whoever has asked for a link as well.
    private var cookieLine: String {
        if session != nil || half != nil {
            return t("This site has set the cookie of your session in your browser, and none that follows you.")
        }
        // The forms of a page are made before its foot.
        return stranger?.given == nil
            ? t("This site sets no cookie for whoever only reads it.")
            : t("This page has set a cookie for its form, for a few hours, and none that follows you.")
    }

    /// The cookies of this site, as browsers list them: name, purpose and life.
    public var cookieNames: (session: String, asker: String) {
        let prefix = frame.address.hasPrefix("https:") ? "__Host-" : ""
        return (prefix + "session", prefix + "asker")
    }

    private func footItem(_ link: Frame.Link) -> HTML { "<li><a href=\"\(to(link.path))\">\(link.title)</a></li>" }
}
