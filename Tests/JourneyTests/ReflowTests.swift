import Forms
import Foundation
import Testing
import World

/// RGAA 10.4, 10.5, 10.11, 10.12: on a page of 320 pixels nothing is scrolled sideways but tables in their own place, text that
/// its reader spaces out is cut nowhere, and a contrast theme keeps what colours told.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct ReflowTests {
    @Test func `each kind of page fits 320 pixels, as each role, at 400 % and with text spaced out`() async throws {
        let site = try #require(OnOneSite.site)
        try await Browser.visiting(site.address) { browser in
            var seen: Set<String> = []
            try await browser.walk(site, as: [nil, .mireille, .julien, .coralie, .romain, .awa, .genevieve]) {
                kind, path in
                guard seen.insert(kind).inserted || kind == "/ma-page" else { return }
                // 1280 by 1024 pixels at 400 %.
                try await browser.show(in: (width: 320, height: 256))
                #expect(try await browser.tooWide() == [], "\(path)")
                #expect(try await browser.unnamedScrollers() == [], "\(path)")
                #expect(try await browser.stuck() == [], "\(path)")
                try await browser.spaceOut()
                #expect(try await browser.cutOff() == [], "\(path), 320")
                try await browser.show(in: (width: 1280, height: 900))
                #expect(try await browser.cutOff() == [], "\(path), 1280")
                #expect(try await browser.tooWide() == [], "\(path), 1280")
            }
            #expect(seen.count > 30)
        }
    }

    @Test func `one word of any length makes no page of a form wider`() async throws {
        let word = String(repeating: "interministériellement", count: 12)
        let form = """
            schema: rallynov.form/1
            form: {id: wide, version: 1.0.0, title: {fr: Demandé}}
            sections:
              - id: asked
                address: demande
                title: {fr: \(word)}
                fields:
                  - {id: need, kind: text, limit: 400, label: {fr: \(word)}, hint: {fr: \(word)}, example: {fr: \(word)}}
                  - {id: one, kind: choice, label: {fr: \(word)}, choices: [{id: a, fr: \(word)}]}
                  - {id: some, kind: choices, label: {fr: \(word)}, hint: {fr: \(word)}, choices: [{id: a, fr: \(word)}]}
                  - {id: title, kind: line, limit: 150, needed: true, label: {fr: Titre}}
                  - {id: organisation.name, kind: line, limit: 150, needed: true, label: {fr: Nom}}
            sheet: []
            """
        try await OpenSite.whileOpen { site in
            try await site.database.write { connection in
                let form = try FormStore.adopt(form, now: World.monday, in: connection)
                try FormStore.bind(form, to: World.edition2014, in: connection)
            }
            try await Browser.visiting(site.address) { browser in
                try await browser.show(in: (width: 390, height: 844))
                try await browser.enter(.romain, of: site)
                let file = "/dossiers/\(World.ovens)"
                try await browser.open(file + "/parties/demande")
                try await browser.driver.run("need.value = arguments[0]; need.form.requestSubmit()", [word])
                try await browser.see("Enregistré")
                for path in [file + "/parties/demande", file, file + "/transmettre"] {
                    try await browser.open(path)
                    #expect(try await browser.tooWide() == [], "\(path)")
                }
                try await browser.enter(.mireille, of: site)
                try await browser.open("/agence\(file)")
                #expect(try await browser.tooWide() == [])
            }
        }
    }

    @Test func `in a contrast theme the page where one is stands out, and no shadow lies over a table`() async throws {
        let site = try #require(OnOneSite.site)
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.julien, of: site)
            try await browser.show(in: (width: 1280, height: 900))
            try await browser.prefer("forced-colors", "active")
            try await browser.open("/agence/editions/2014/dossiers")
            let borders = try await browser.driver.run(
                """
                const border = (link) => getComputedStyle(link).borderBlockEndColor
                const links = [...document.querySelectorAll("#menu-edition a")]
                return [links.filter((one) => one.ariaCurrent).map(border), links.filter((one) => !one.ariaCurrent).map(border)]
                """, as: [[String]].self)
            #expect(borders[0].count == 1 && borders[1].count > 3)
            #expect(!borders[1].contains(borders[0].first ?? ""))
            let shadow = "return getComputedStyle(document.querySelector('.scroll')).backgroundImage"
            #expect(try await browser.driver.run(shadow, as: String.self) == "none")
        }
    }

    @Test func `what is too wide, cut off, stuck or scrolls without a name is found`() async throws {
        let page = """
            <!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title><meta name="viewport" content="width=device-width">
            <main><div id="wide" style="width: 900px">A</div><div id="cut" style="width: 40px; overflow: hidden; white-space: nowrap">
            Bien plus long que cela</div><div id="stuck" style="position: fixed; bottom: 0; height: 200px">B</div>
            <div id="scroller" style="overflow-x: auto; width: 90px"><p style="width: 300px">C</p></div></main>
            """
        try await Browser.visiting("") { browser in
            try await browser.show(in: (width: 320, height: 256))
            try await browser.open("data:text/html;base64," + Data(page.utf8).base64EncodedString())
            #expect(try await browser.tooWide() == ["div#wide"])
            #expect(try await browser.cutOff() == ["div#cut"])
            #expect(try await browser.stuck() == ["div#stuck"])
            #expect(try await browser.unnamedScrollers() == ["div#scroller"])
        }
    }
}

extension Browser {
    /// What makes the page wider than its window, or stands partly beside it; not what lies in a part with its own scroll.
    fileprivate func tooWide() async throws -> [String] {
        try await found(
            """
            const scrolls = (part) => part && part !== document.body && part !== document.documentElement &&
              (["auto", "scroll", "hidden"].includes(getComputedStyle(part).overflowX) || scrolls(part.parentElement))
            const room = document.documentElement.clientWidth
            const beside = all.filter((one) => {
              const box = one.getBoundingClientRect()
              return box.width > 1 && box.height > 1 && box.right > room + 1 && !scrolls(one.parentElement) && !isUnseen(one)
            })
            const outermost = beside.filter((one) => !beside.includes(one.parentElement))
            return outermost.length || document.documentElement.scrollWidth <= room ? outermost : [document.documentElement]
            """)
    }

    /// Parts with their own scroll sideways that the keyboard does not reach, or that have no name.
    fileprivate func unnamedScrollers() async throws -> [String] {
        try await found(
            """
            const isField = (one) => one.matches("textarea, input, select, iframe")
            return all.filter((one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1
              && !isField(one) && !isUnseen(one)
              && !(one.tabIndex === 0 && one.role && (one.ariaLabel || document.getElementById(one.getAttribute("aria-labelledby")))))
            """)
    }

    /// What stays over the text while it is scrolled, in a window so low that it would hide most of it.
    fileprivate func stuck() async throws -> [String] {
        try await found(
            """
            return all.filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position)
              && one.getBoundingClientRect().height > innerHeight / 3 && !isUnseen(one))
            """)
    }

    /// Text that does not fit the part that it stands in, and is not to be scrolled to.
    fileprivate func cutOff() async throws -> [String] {
        try await found(
            """
            const cuts = (value) => value === "hidden" || value === "clip"
            return all.filter((one) => {
              const style = getComputedStyle(one)
              if (isUnseen(one) || one.closest("svg") || !one.innerText?.trim()) return false
              return (cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
                || (cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1)
            })
            """)
    }

    /// As the guidelines have it that a reader may: lines, paragraphs, letters and words further apart.
    fileprivate func spaceOut() async throws {
        try await driver.run(
            """
            const sheet = new CSSStyleSheet()
            sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
              p { margin-block-end: 2em !important }`)
            document.adoptedStyleSheets.push(sheet)
            """)
    }

    /// The elements that a script finds, each by its tag, key and styles.
    private func found(_ script: String) async throws -> [String] {
        let begin = """
            const all = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility())
            // Said to those who hear the page alone.
            const isUnseen = (one) => { for (let part = one; part; part = part.parentElement)
              if (getComputedStyle(part).clipPath !== "none") return true
              return false }
            const find = () => {
            """
        let end = """
            }
            return find().map((one) => [one.localName, one.id && "#" + one.id, ...[...one.classList].map((name) => "." + name)]
              .filter(Boolean).join(""))
            """
        return try await driver.run([begin, script, end].joined(separator: "\n"), as: [String].self)
    }
}
