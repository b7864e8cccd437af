import Campaigns
import Testing
import Web
import Words
import World

@testable import Grids

struct HostileGridTests {
    private static let hostile = "\"'<>& \"\u{301} <\u{301}script>"

    @Test func `hostile text in a grid never becomes markup`() throws {
        #expect(try pages(saying: Self.hostile).map(markup) == pages(saying: "harmless").map(markup))
        #expect(try pages(saying: Self.hostile).allSatisfy { $0.bytes.contains("&lt;\u{301}script&gt;".utf8) })
    }

    private func pages(saying text: String) throws -> [HTML] {
        // No typesetting: it would make quotation marks of some quotes.
        let reader = Reader(language: .english, phrasebook: .english)
        let quoted = "'" + text.replacing("'", with: "''") + "'"
        let yaml = SmallGrid.yaml.replacing("Petite grille", with: "X").replacing(
            "{fr: \"X\", en: \"Small grid\"}", with: "{fr: \(quoted)}"
        )
        .replacing("{fr: Vie}", with: "{fr: \(quoted)}").replacing(
            "title: {fr: La preuve}", with: "title: {fr: \(quoted)}, label: {fr: \(quoted)}"
        )
        .replacing("{fr: Regarder}", with: "{fr: \(quoted)}").replacing("fr: Beaucoup", with: "fr: \(quoted)")
        let grid = try GridFile.grid(from: yaml)
        let record = GridStore.Record(
            id: World.grid, name: "small", version: "1", title: text, addedAt: World.monday,
            uses: [.init(edition: World.edition2014, slug: "2014", name: text, frozenAt: nil)])
        let edition = Edition(
            id: World.edition2014, campaign: World.campaign, slug: "2014", name: text, status: .running, phases: [],
            revision: 1)
        let choice = EditionGrid(edition: edition, grid: World.grid, suggested: nil, frozenAt: World.monday)
        let faults = GridFaults([GridFault(line: 1, path: text, kind: .unknownKey(text, nearest: text))])
        let profile = grid.profile(of: [:])
        return [
            reader.keptGridPage(grid, record, isNew: true), reader.gridsPage([record]),
            reader.gridChoicePage(choice, [record]), reader.newGridPage(text, faults: faults),
            reader.profileTable(profile, caption: text, remarks: [profile.axes[0].dimension: text]),
            HTML([reader.gridBody(grid)]),
        ]
    }

    // Bytes: a search for a quote in a String does not see the quote that carries an accent.
    private func markup(of html: HTML) -> [UInt8] { html.bytes.filter("<>\"'".utf8.contains) }
}
