import Grids
import Testing
import World

@testable import Forms

struct FormFileTests {
    @Test func `every fault is named with its line and its place`() throws {
        let yaml = """
            schema: rallynov.form/1
            form: {id: small, version: 1.0.0, title: {fr: Petit}}
            sections:
              - id: one
                address: un
                title: {fr: Un}
                fields:
                  - {id: title, kind: text, limit: 10, label: {fr: Titre}}
                  - {id: need, kind: text, label: {en: Need}}
                  - {id: size, kind: nombre, label: {fr: Taille}}
                  - {id: languages, kind: choices, unless: nowhere, label: {fr: Langues}, choices: [{id: fr, fr: Français}]}
                  - {id: long, kind: line, limit: 0, label: {fr: Long}}
            sheet:
              - fields: [{id: nothing}]
            """
        let thrown = #expect(throws: GridFaults.self) { try FormFile.form(from: yaml) }
        let faults = try #require(thrown).faults
        let found = faults.map { "\($0.line) \($0.path)" }
        #expect(
            found == [
                "3 sections", "3 sections", "3 sections", "8 sections[one].fields[title].kind",
                "9 sections[one].fields[need].kind", "9 sections[one].fields[need].label",
                "10 sections[one].fields[size].kind", "12 sections[one].fields[long].limit",
                "14 sheet[#1].fields[nothing].id",
            ])
        #expect(faults.contains { $0.kind == .missingKey("organisation.name") })
        #expect(faults.contains { $0.kind == .unsupported("text", allowed: ["line"]) })
        #expect(faults.contains { $0.kind == .missingKey("limit") })
    }

    @Test func `the default form offers what organisations are kept by`() throws {
        let form = CompleteFile.form
        #expect(form.sections.map(\.word).first == "organisation")
        #expect(Set(form.sheetLines.filter(\.isNeeded).map(\.id)) == ["response"])
        #expect(form.fields.allSatisfy { $0.isForJury != $0.isContact })
        for field in form.fields { #expect(field.label.english != nil && field.hint?.english?.isEmpty != true) }
    }

    @Test func `the default form asks for what is to be seen, and keeps no file back for it`() throws {
        let form = CompleteFile.form
        let shown = try #require(form.sections.first { $0.word == "a-voir" })
        #expect(shown.isTold && shown.fields.map(\.kind.word) == ["picture", "file", "film"])
        #expect(shown.fields.map(\.isWished) == [true, true, false])
        #expect(shown.fields.map(\.mostRows).prefix(2) == [3, 3])
        #expect(shown.fields.allSatisfy { !$0.isNeeded && $0.isForJury && $0.isForSheet })
        #expect(form.sheetLines.contains { $0.id == "film" })
    }
}
