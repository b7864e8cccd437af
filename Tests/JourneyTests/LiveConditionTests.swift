import Forms
import Testing
import World

/// Questions that other answers bring up, while they are typed and before anything is saved.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "chromedriver is not installed: bin/setup --with-browser"),
    .onOneSite)
struct LiveConditionTests {
    private static let form = """
        schema: rallynov.form/1
        form: {id: live, version: 1.0.0, title: {fr: Demandé}}
        sections:
          - id: asked
            address: demande
            title: {fr: Demandé}
            fields:
              - {id: people, kind: number, label: {fr: Combien de personnes}}
              - {id: team, kind: line, limit: 80, label: {fr: Votre équipe}, when: [{field: people, test: at-least, value: 10}]}
              - {id: lead, kind: line, limit: 80, label: {fr: Qui la mène}, when: [{field: team, test: answered}]}
              - {id: title, kind: line, limit: 150, needed: true, label: {fr: Titre}}
              - {id: organisation.name, kind: line, limit: 150, needed: true, label: {fr: Nom}}
        sheet: []
        """
    let site: OpenSite

    init() throws { site = try #require(OnOneSite.site) }

    @Test func `a question appears as its condition comes true, brings up another, and goes with it`() async throws {
        try await site.database.write { connection in
            let form = try FormStore.adopt(Self.form, now: World.monday, in: connection)
            try FormStore.bind(form, to: World.edition2014, in: connection)
        }
        try await Browser.visiting(site.address) { browser in
            try await browser.enter(.romain, of: site)
            try await browser.open("/dossiers/\(World.ovens)/parties/demande")
            #expect(try await !browser.sees("Votre équipe"))
            try await browser.fill("Combien de personnes", with: "12")
            try await browser.see("Votre équipe")
            #expect(try await !browser.sees("Qui la mène"))
            try await browser.fill("Votre équipe", with: "Des boulangers")
            try await browser.see("Qui la mène")
            try await browser.fill("Combien de personnes", with: "9")
            #expect(try await !browser.sees("Votre équipe"))
            #expect(try await !browser.sees("Qui la mène"))
        }
    }
}
