import Foundation
import Testing
import World

/// RGAA 10.7, 12.8 and 12.9: with the tabulator alone, whatever has the focus is seen, in whole, uncovered and marked.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct FocusTests {
    /// A page at 400 %, and a window that is low.
    private static let windows = [(width: 320, height: 700), (width: 1280, height: 400)]

    @Test func `each stop of the tabulator is seen on each kind of page, as each role, in narrow and in low windows`()
        async throws
    {
        let site = try #require(OnOneSite.site)
        try await Browser.visiting(site.address) { browser in
            var seen: Set<String> = []
            try await browser.walk(site, as: [nil, .mireille, .julien, .coralie, .romain, .awa, .genevieve]) {
                kind, path in
                guard seen.insert(kind).inserted else { return }
                for window in Self.windows {
                    try await browser.show(in: window)
                    let stops = try await browser.stops(inMainPart: !["/", "/ma-page"].contains(kind))
                    let faults = stops.filter { !$0.faults.isEmpty }
                    #expect(faults.map(\.description) == [], "\(path), \(window.width) × \(window.height)")
                }
            }
            #expect(seen.count > 30)
        }
    }

    @Test func `menus that the keyboard opened close when it goes on`() async throws {
        let site = try #require(OnOneSite.site)
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.julien, of: site)
            try await browser.show(in: (width: 390, height: 844))
            try await browser.reach("Menu", andPress: Browser.enter)
            try await browser.reach("Ma page")
            try await browser.reach("Julien")
            let isOpen = "return document.querySelector('nav:popover-open') !== null"
            #expect(try await !browser.driver.run(isOpen, as: Bool.self))
        }
    }

    @Test func `what is hidden, covered, outside or unmarked is found`() async throws {
        let page = """
            <!doctype html><html lang="fr"><meta charset="utf-8"><title>Essai</title>
            <style>:focus-visible { outline: 3px solid } .bare:focus { outline: none }
            .small { position: absolute; width: 1px; height: 1px; overflow: hidden }
            .over { position: fixed; inset: auto 0 0; height: 60px; background: silver }
            .low { position: fixed; bottom: 10px; left: 10px } .out { position: absolute; left: -900px }</style>
            <main><a href="#a">Bon</a> <a href="#b" class="bare">Sans marque</a> <a href="#c" class="small">Petit</a>
            <a href="#d" class="low">Couvert</a> <a href="#e" class="out">Dehors</a><div class="over"></div></main>
            """
        try await Browser.visiting("") { browser in
            try await browser.open("data:text/html;charset=utf-8;base64," + Self.base64(page))
            let found = try await browser.stops()
            #expect(found.count == 5 && found[0].faults == [])
            #expect(found.dropFirst().map { $0.faults.count } == [1, 1, 1, 1], "\(found)")
        }
    }

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}

/// What has the focus after a press of the tabulator.
struct FocusStop: Decodable, CustomStringConvertible {
    let name: String
    let faults: [String]

    var description: String { "\(name): \(faults.joined(separator: ", "))" }
}

extension Browser {
    /// Every stop of the tabulator from the head of the page to its end, or those of its main part: head and foot are alike
    /// from page to page.
    func stops(inMainPart: Bool = false, most: Int = 250) async throws -> [FocusStop] {
        try await driver.run(
            """
            document.activeElement?.blur()
            scrollTo(0, 0)
            window.stopArea = arguments[0] ? document.querySelector("main") : document.body
            window.metStops = new Set()
            window.lastStop = null
            stopArea.tabIndex = -1
            stopArea.focus()
            stopArea.removeAttribute("tabindex")
            """, [inMainPart])
        var stops: [FocusStop] = []
        while stops.count < most {
            try await type(Self.tab)
            guard let stop = try await driver.run(Self.stop, as: FocusStop?.self) else { break }
            stops.append(stop)
        }
        return stops
    }

    /// Nothing once the focus has left the page, or begins again.
    private static let stop = """
        const one = document.activeElement
        if (!one || one === document.body || !stopArea.contains(one)) return null
        // A date has a stop for its day, its month and its year; what has the focus in a frame is the frame's own.
        if (one === window.lastStop || one.localName === "iframe") return { name: one.localName, faults: [] }
        if (metStops.has(one)) return null
        metStops.add(window.lastStop = one)
        const words = one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || one.value || ""
        const [box, style, faults] = [one.getBoundingClientRect(), getComputedStyle(one), []]
        // A table, or a text that needs most of the window, is seen in part; a field of many lines shows the one that is written in.
        const mayReachOut = one.localName === "textarea" || one.matches(".scroller, [role=region]")
        const fits = (start, end, room) => mayReachOut || end - start > room * .6
          ? start < room - 24 && end > 24 : start >= -1 && end <= room + 1
        // The letters of a title reach out of its line, over what stands beside it: that hides nothing.
        const isLaidOver = (part) => part && !part.contains(one)
          && (["fixed", "sticky", "absolute"].includes(getComputedStyle(part).position) || isLaidOver(part.parentElement))
        const isShown = one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        if (!isShown || box.width < 3 || box.height < 3 || style.clipPath !== "none") faults.push("is not shown")
        else if (!fits(box.top, box.bottom, innerHeight) || !fits(box.left, box.right, document.documentElement.clientWidth))
          faults.push(`stands outside, ${Math.round(box.top)} to ${Math.round(box.bottom)}`)
        else {
          // A link of several lines has several boxes: what lies between them is not its own.
          const own = [...one.getClientRects()].find((part) => part.bottom > 0 && part.top < innerHeight) ?? box
          const x = Math.min(Math.max((own.left + own.right) / 2, 1), innerWidth - 2)
          const [top, bottom] = [Math.max(own.top, 0), Math.min(own.bottom, innerHeight)]
          const over = [top + 2, (top + bottom) / 2, bottom - 2].map((y) => document.elementFromPoint(x, y))
            .filter((hit) => hit && !one.contains(hit) && !one.labels?.[0]?.contains(hit) && isLaidOver(hit))
          const isLarge = box.height > innerHeight * .6
          if (over.length > (isLarge ? 2 : 0)) faults.push(`is covered by ${over[0].outerHTML.slice(0, 60)}`)
        }
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("has no mark of the focus")
        return { name: `${one.localName} «${words.trim().replace(/\\s+/g, " ").slice(0, 40)}»`, faults }
        """
}
