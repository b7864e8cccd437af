import Foundation
import Sheets
import StorageTesting
import Testing
import Words
import World

/// Sheets of another source have no profile, and texts that nobody wrote for these pages.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct ImportedSheetsTests {
    let site: OpenSite

    init() throws { site = try #require(OnOneSite.site) }

    @Test func `the catalogue and each sheet give them the width of the page`() async throws {
        try await importList()
        try await Browser.visiting(site.address, inspection: site.inspection) { browser in
            for (width, least) in [(390, 300.0), (1280, 480.0)] {
                try await browser.setWindow(width: width)
                try await browser.open("/catalogue")
                #expect(try await browser.narrowest("article.item > div") >= least, "\(width)")
                #expect(try await browser.heightOfOne("article.item") < 420, "\(width)")
                #expect(try await !browser.isTooWide, "\(width)")
                try await browser.open("/initiatives/la-cravate-solidaire")
                #expect(try await browser.narrowest("main article p") >= least * 0.6, "\(width)")
                #expect(try await !browser.isTooWide, "\(width)")
            }
        }
    }

    @Test func `a facet that is ticked with the space bar comes back to how many there are, in sight`() async throws {
        try await importList()
        try await Browser.visiting(site.address) { browser in
            try await browser.setWindow(width: 1280)
            try await browser.open("/catalogue")
            let prepare = """
                const box = document.querySelector(".facet [type=checkbox]")
                for (let part = box.closest("details"); part; part = part.parentElement.closest("details")) part.open = true
                box.focus()
                return document.activeElement === box
                """
            #expect(try await browser.driver.run(prepare, as: Bool.self))
            try await browser.type(" ")
            _ = try await browser.text(of: "#count:focus")
            let told = """
                const count = document.getElementById("count"), { top, bottom } = count.getBoundingClientRect()
                return document.activeElement === count && getComputedStyle(count).outlineStyle === "solid"
                  && top >= 0 && bottom <= innerHeight
                """
            #expect(try await browser.driver.run(told, as: Bool.self))
        }
    }

    private func importList() async throws {
        var arguments = ImportCommand.Arguments(
            file: World.root + "/Tests/Data/initiatives/ffe_laureats_fr.csv", edition: "2014")
        arguments.isPublic = true
        let command = ImportCommand(database: site.database, phrasebook: .english, root: World.root)
        #expect(try await command.run(arguments, now: World.monday).exit == .complete)
    }
}

extension Browser {
    /// The least width of those that are there, in CSS pixels.
    func narrowest(_ selector: String) async throws -> Double { try await measure(selector, "width", "min") }

    /// The greatest height of those that are there.
    func heightOfOne(_ selector: String) async throws -> Double { try await measure(selector, "height", "max") }

    private func measure(_ selector: String, _ side: String, _ choice: String) async throws -> Double {
        let script = """
            return Math.\(choice)(...[...document.querySelectorAll("\(selector)")].map((one) => one.getBoundingClientRect().\(side)))
            """
        return try await driver.run(script, as: Double.self)
    }
}
