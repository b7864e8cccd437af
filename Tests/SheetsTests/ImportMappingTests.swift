import Foundation
import Testing
import World

@testable import Organisations
@testable import Sheets

struct ImportMappingTests {
    @Test(arguments: ["ffe_laureats_fr", "betagouv_services_fr", "ips_cases_en"])
    func `the mappings that ship are whole`(name: String) throws {
        let yaml = try String(contentsOfFile: World.root + "/Reference/imports/\(name).yaml", encoding: .utf8)
        let mapping = try ImportMapping(yaml: yaml, for: CompleteFile.form)
        #expect(!mapping.source.licence.isEmpty)
        #expect(!mapping.columns.contains { $0.hasPrefix("published_") })
    }

    @Test func `every fault is named with its line and what was expected`() throws {
        let yaml = """
            schema: rallynov.import/1
            id: tests
            language: de
            source: {name: S, address: A}
            key: clé
            fields: {titel: t}
            steps: non
            """
        let thrown = #expect(throws: ImportMappingFaults.self) { try ImportMapping(yaml: yaml, for: CompleteFile.form) }
        let faults = try #require(thrown).faults
        #expect(faults.contains(ImportMappingFault(line: 3, path: "language", expected: .oneOf(["fr", "en"]))))
        #expect(faults.contains(ImportMappingFault(line: 4, path: "source", expected: .key("licence"))))
        #expect(faults.contains(ImportMappingFault(line: 6, path: "fields", expected: .key("title"))))
        #expect(faults.contains(ImportMappingFault(line: 7, path: "steps", expected: .list)))
        #expect(faults.contains { $0.path == "fields.titel" && $0.line == 6 })
    }

    @Test func `a source is named to the public, not its file`() throws {
        let yaml = """
            schema: rallynov.import/1
            id: tests
            language: fr
            source: {name: organisations.yaml, address: "https://source.example", licence: Libre}
            key: clé
            fields: {title: titre}
            """
        let thrown = #expect(throws: ImportMappingFaults.self) { try ImportMapping(yaml: yaml, for: CompleteFile.form) }
        let fault = ImportMappingFault(line: 4, path: "source.name", expected: .readableName)
        #expect(try #require(thrown).faults == [fault])
    }

    @Test(arguments: ["", "a: [", "- a"])
    func `what is no mapping is refused`(yaml: String) {
        #expect(throws: ImportMappingFaults.self) { try ImportMapping(yaml: yaml, for: CompleteFile.form) }
    }
}

struct ImportMarkdownTests {
    @Test func `Markdown keeps its headings, lists and paragraphs, and loses its marks`() {
        let markdown = """
            # **Un titre :**

            Du *texte* avec un [lien](https://exemple.fr "bulle") et <b>des</b> `mots` en snake_case.
            ![image](a.png)
            <!-- caché
            encore -->

            ## Vide

            ### Liste
            * un
            1. deux &amp; trois
            ---
            """
        #expect(
            PlainMarkdown(markdown).text == """
                ## Un titre

                Du texte avec un lien (https://exemple.fr) et des mots en snake_case.

                ## Liste

                - un
                - deux & trois
                """)
    }

    @Test(arguments: ["[", "![", "[a](", "<", "<a", "&", "\\", "_", "*", "~~", "#", "- ", "<!--", "[a](b"])
    func `unfinished marks do no harm`(text: String) {
        #expect(PlainMarkdown(text).text.count <= text.count)
    }
}

struct InitiativeTests {
    @Test(arguments: [
        ("Composer les tournées en équipe", "composer-les-tournees-en-equipe"),
        ("L’œuvre d’Éloi : 2", "l-oeuvre-d-eloi-2"),
        ("Приветствие", "privetstvie"), ("!!!", "initiative"),
    ])
    func `an address is made of the title's plain letters`(title: String, slug: String) {
        #expect(Initiative.slug(for: title) == slug)
    }

    @Test func `an address ends at a word, at 60 letters at most`() {
        let slug = Initiative.slug(for: String(repeating: "onze lettres ", count: 20))
        #expect(slug == "onze-lettres-onze-lettres-onze-lettres-onze-lettres-onze")
        #expect(Initiative.slug(slug + "-abc", number: 12) == slug + "-12")
        #expect(Initiative.slug(for: String(repeating: "a", count: 99)).count == 60)
    }
}
