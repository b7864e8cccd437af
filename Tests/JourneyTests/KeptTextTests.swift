import Foundation
import Storage
import Testing
import Words
import World

/// A text that reached the device and not the site is found again, wherever its writer goes, and by nobody else.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct KeptTextTests {
    private static let desk = "/jury/dossiers/\(World.reading)"
    private static let notice = "Un texte écrit sur cet appareil n’a pas été enregistré"
    private static let text = "Vu sur place, un mardi."
    let site: OpenSite

    init() throws { site = try #require(OnOneSite.site) }

    @Test func `what was typed in English is offered in French, and said on every other page until it is discarded`()
        async throws
    {
        try await whileMarking { browser in
            try await browser.typeUnsaved(Self.text, on: "/en\(Self.desk)?point=need-established")
            for path in ["/jury", "\(Self.desk)/envoi", "/ma-page", "/", "/nulle-part", "/agence/personnes"] {
                try await browser.open(path)
                try await browser.see(Self.notice)
                #expect(try await browser.keptTexts == [Self.text], "\(path)")
            }
            try await browser.open("\(Self.desk)?point=need-established")
            try await browser.see("Cet appareil a gardé")
            #expect(try await browser.keptTexts == [])
            try await browser.open("/jury")
            try await browser.see(Self.notice)
            try await browser.press("L’abandonner")
            #expect(try await browser.keptKeys == [])
            #expect(try await !browser.sees(Self.notice))
        }
    }

    @Test func `a reading that is sent by now shows what its page never got`() async throws {
        try await OpenSite.whileOpen { site in
            try await Browser.visiting(site.address) { browser in
                try await browser.enter(.awa, of: site)
                try await browser.typeUnsaved(Self.text, on: "\(Self.desk)?point=need-established")
                _ = try await site.database.write { connection in
                    try connection.run(
                        "UPDATE assessment SET state = 'sent', sent_at = \(World.monday) WHERE id = \(World.reading)")
                }
                try await browser.open(Self.desk)
                try await browser.see(Self.notice)
                #expect(try await browser.keptTexts == [Self.text])
            }
        }
    }

    @Test(arguments: ["fr", "en"])
    func `when a text was kept is written as the pages write it, where it is said and where it is offered`(
        language: String
    ) async throws {
        try await whileMarking { browser in
            let prefix = language == "fr" ? "" : "/en"
            try await browser.typeUnsaved(Self.text, on: "\(Self.desk)?point=need-established")
            let at = Date(timeIntervalSince1970: try await browser.keptAt / 1_000)
            let moment = Formats(language: language).moment(at)
            try await browser.open(prefix + "/jury")
            try await browser.see(language == "fr" ? Self.notice : "A text written on this device was not saved")
            #expect(try await browser.words(of: ".kept .small.quiet") == moment)
            try await browser.open("\(prefix)\(Self.desk)?point=need-established")
            try await browser.see(language == "fr" ? "Cet appareil a gardé" : "This device kept what you typed")
            #expect(try await browser.words(of: "[data-when]") == moment)
        }
    }

    @Test func `somebody else at the same screen finds nothing of it`() async throws {
        try await whileMarking { browser in
            try await browser.typeUnsaved(Self.text, on: "\(Self.desk)?point=need-established")
            #expect(try await browser.keptKeys.count == 1)
            try await browser.enter(.benoit, of: site)
            try await browser.open("/jury")
            #expect(try await browser.keptKeys == [])
            #expect(try await !browser.sees(Self.notice))
        }
    }

    @Test func `what was saved after all, by a page that was closed meanwhile, is not said to be missing`() async throws
    {
        try await whileMarking { browser in
            let point = "\(Self.desk)?point=need-established"
            try await browser.open(point)
            let saved = "Parti avec la page."
            try await browser.fill("Votre raison", with: saved)
            try await browser.see("Enregistré à 9 h")
            try await browser.leave(saved, of: .awa, on: point)
            try await browser.leave("Autre chose", of: .awa, on: "\(Self.desk)?point=beneficiaries")
            try await browser.open("/ma-page")
            try await browser.see(Self.notice)
            #expect(try await browser.keptTexts == ["Autre chose"])
            #expect(try await browser.keptKeys.count == 1)
        }
    }

    @Test func `what was typed while the page of the text was read stays`() async throws {
        try await whileMarking { browser in
            let point = "\(Self.desk)?point=need-established"
            try await browser.open("/ma-page")
            try await browser.leave("D’abord", of: .awa, on: point)
            try await browser.tellWhile(writing: "Puis autre chose", of: .awa, on: point)
            try await browser.see(Self.notice)
            try await browser.open("/jury")
            try await browser.see(Self.notice)
            #expect(try await browser.keptTexts == ["Puis autre chose"])
        }
    }

    @Test func `a record that cannot be read hides no other one, and one of another site leads nowhere`() async throws {
        try await whileMarking { browser in
            try await browser.open("/ma-page")
            try await browser.leave("Lisible", of: .awa, on: "\(Self.desk)?point=need-established")
            try await browser.leave("Ailleurs", of: .awa, on: "//elsewhere.example.org/page")
            try await browser.leaveBroken(of: .awa)
            try await browser.open("/jury")
            try await browser.see(Self.notice)
            #expect(try await browser.keptTexts == ["Lisible"])
        }
    }

    private func whileMarking(_ visit: (Browser) async throws -> Void) async throws {
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.awa, of: site)
            try await visit(browser)
        }
    }
}

extension Browser {
    /// Typed while nothing gets through, and left as a browser that is closed leaves it.
    func typeUnsaved(_ text: String, on path: String) async throws {
        try await open(path)
        let script = """
            window.fetch = () => Promise.reject(new TypeError("no connection"))
            const field = document.getElementById("comment")
            field.value = arguments[0]
            field.dispatchEvent(new Event("input", { bubbles: true }))
            return true
            """
        _ = try await driver.run(script, [text], as: Bool.self)
    }

    /// As a form of the jury's desk leaves a reason.
    fileprivate func leave(_ text: String, of somebody: Somebody, on page: String) async throws {
        let script = """
            const [text, owner, page] = arguments
            const comment = { values: [text], label: "Raison", text }
            const kept = { at: Date.now(), owner, page, title: "Une lecture", fields: { comment } }
            localStorage.setItem(`unsaved ${page.replace("?point=", "/points/")}`, JSON.stringify(kept))
            return true
            """
        _ = try await driver.run(script, [text, somebody.id.description, page], as: Bool.self)
    }

    /// Tells what is kept once more, while another window writes in the same place before the answer of its page is there.
    fileprivate func tellWhile(writing text: String, of somebody: Somebody, on page: String) async throws {
        let script = """
            const [text, owner, page] = arguments
            const key = `unsaved ${page.replace("?point=", "/points/")}`
            const ask = window.fetch
            window.fetch = async (...asked) => {
              const answer = await ask(...asked)
              const comment = { values: [text], label: "Raison", text }
              const kept = { at: Date.now() + 1, owner, page, title: "Une lecture", fields: { comment } }
              localStorage.setItem(key, JSON.stringify(kept))
              return answer
            }
            import(`${document.querySelector("script[data-kept-title]").src}#again`)
            return true
            """
        _ = try await driver.run(script, [text, somebody.id.description, page], as: Bool.self)
    }

    /// As no form leaves one.
    fileprivate func leaveBroken(of somebody: Somebody) async throws {
        let script = """
            const broken = { at: Date.now(), owner: arguments[0], page: "/jury", title: "Rien", fields: { comment: { values: "x" } } }
            localStorage.setItem("unsaved /broken", JSON.stringify(broken))
            return true
            """
        _ = try await driver.run(script, [somebody.id.description], as: Bool.self)
    }

    var keptKeys: [String] {
        get async throws {
            let script = "return Object.keys(localStorage).filter((key) => key.startsWith('unsaved '))"
            return try await driver.run(script, as: [String].self)
        }
    }

    /// When the one text that is kept was, in milliseconds.
    fileprivate var keptAt: Double {
        get async throws {
            let script = """
                const [key] = Object.keys(localStorage).filter((key) => key.startsWith("unsaved "))
                return JSON.parse(localStorage.getItem(key)).at
                """
            return try await driver.run(script, as: Double.self)
        }
    }

    /// Of the first element that answers a selector.
    fileprivate func words(of selector: String) async throws -> String {
        try await driver.run(
            "return document.querySelector(arguments[0])?.textContent ?? ''", [selector], as: String.self)
    }

    var keptTexts: [String] {
        get async throws {
            let script = "return [...document.querySelectorAll('.kept textarea')].map((field) => field.value)"
            return try await driver.run(script, as: [String].self)
        }
    }
}
