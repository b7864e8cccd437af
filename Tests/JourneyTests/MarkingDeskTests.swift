import Jury
import Testing
import World

/// The desk where a juror marks: what is pressed after each checkpoint, and the checkpoint itself, stand where they are looked for.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"))
struct MarkingDeskTests {
    private static let bar = "form[data-desk] button[data-next]"

    @Test func `on a telephone a save leads to the grid, its checkpoint has the focus, and the bar is in sight`()
        async throws
    {
        try await atTheDesk(width: 390, height: 844) { browser in
            #expect(try await browser.outOfSight([Self.bar]) == [])
            try await browser.choose("3 Solide")
            try await browser.see("Enregistré à 9 h")
            #expect(try await browser.outOfSight([Self.bar, "[name=mark]:checked"]) == [])
            try await browser.press("Enregistrer et suivant")
            try await browser.see("2 / 18")
            #expect(try await browser.outOfSight(["#checkpoint:focus", Self.bar]) == [])
            // The grid stands below the file there: the page has gone down to it.
            #expect(try await browser.driver.run("return scrollY > innerHeight", as: Bool.self))
        }
    }

    @Test func `on a laptop the button is in sight, at the head of the page, at its end and after a save`() async throws
    {
        try await atTheDesk(width: 1280, height: 720) { browser in
            #expect(try await browser.outOfSight([Self.bar]) == [])
            try await browser.driver.run("scrollTo(0, document.documentElement.scrollHeight)")
            #expect(try await browser.outOfSight([Self.bar]) == [])
            try await browser.choose("3 Solide")
            try await browser.press("Enregistrer et suivant")
            try await browser.see("2 / 18")
            #expect(try await browser.outOfSight(["#checkpoint:focus", Self.bar]) == [])
        }
    }

    private func atTheDesk(width: Int, height: Int, _ visit: (Browser) async throws -> Void) async throws {
        try await OpenSite.whileOpen { site in
            try await Browser.visiting(site.address) { browser in
                try await browser.enter(.awa, of: site)
                try await browser.setViewport(width: width, height: height)
                try await browser.open("/jury/dossiers/\(World.reading)")
                try await browser.see("1 / 18")
                try await visit(browser)
            }
        }
    }
}

extension Browser {
    /// What the page is shown in, to the pixel: a window has its own bars.
    fileprivate func setViewport(width: Int, height: Int) async throws {
        let size: [String: Any] = ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false]
        let command: [String: Any] = ["cmd": "Emulation.setDeviceMetricsOverride", "params": size]
        try await driver.send("POST", "/goog/cdp/execute", command)
    }

    /// Those selectors whose first element is not wholly in the window, or lies below something else; a page that still moves
    /// is waited for.
    fileprivate func outOfSight(_ selectors: [String]) async throws -> [String] {
        let script = """
            const [wanted, done] = arguments
            const end = performance.now() + 5000
            const isInSight = (part) => {
                const box = part?.getBoundingClientRect()
                if (!box || box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth) return false
                return part.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2))
            }
            const look = () => {
                const hidden = wanted.filter((one) => !isInSight(document.querySelector(one)))
                if (hidden.length && performance.now() < end) requestAnimationFrame(look)
                else done(hidden)
            }
            look()
            """
        return try await driver.send(
            "POST", "/execute/async", ["script": script, "args": [selectors]], as: [String].self)
    }
}
