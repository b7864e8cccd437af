import Foundation
import Grids
import Testing
import World

@testable import Forms

struct FormWriterTests {
    @Test(arguments: ["social-innovation-default", "short", "finalists"])
    func `a form that the program comes with is sound, is in both languages, and comes back from its own words`(
        name: String
    ) throws {
        let form = try FormFile.form(from: ShapedForm.file(name))
        #expect(form.flaws == [])
        let written = FormFile.yaml(form)
        #expect(try FormFile.form(from: written) == form)
        #expect(FormFile.yaml(try FormFile.form(from: written)) == written)
        for field in form.fields {
            #expect(field.label.english != nil && field.hint?.english?.isEmpty != true, "\(field.id)")
        }
        let grid = try World.defaultGrid().grid
        let known = Set(grid.checkpoints.map(\.id.description))
        for field in form.fields {
            #expect(known.isSuperset(of: field.feeds), "\(field.id)")
            if case .checkpoint(let id) = field.kind { #expect(known.contains(id)) }
        }
    }

    @Test func `the short form asks ten questions, and what is agreed to`() throws {
        let form = try FormFile.form(from: ShapedForm.file("short"))
        #expect(form.fields.count { $0.kind != .tick } == 10)
    }

    @Test func `a form with a question of every kind comes back`() throws {
        let form = ShapedForm.form(ShapedForm.everyKind)
        #expect(Set(form.fields.map(\.kind.word)) == Set(FormField.Kind.words))
        #expect(form.flaws == [])
        #expect(try FormFile.form(from: FormFile.yaml(form)) == form)
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `whatever a form says, it comes back from its own words`(seed: UInt64) throws {
        var chance = Chance(state: seed)
        let form = chance.form()
        let yaml = FormFile.yaml(form)
        do {
            #expect(try FormFile.form(from: yaml) == form, "\(yaml)")
        } catch {
            Issue.record("\(error)\n\(yaml)")
        }
    }

    private static let wrong = """
        schema: rallynov.form/1
        form: {id: small, version: 1.0.0, title: {fr: Petit}}
        sections:
          - id: one
            address: un
            title: {fr: Un}
            fields:
              - {id: title, kind: line, limit: 10, label: {fr: Titre}}
              - {id: organisation.name, kind: line, limit: 10, label: {fr: Nom}}
              - {id: people, kind: number, least: 10, most: 1.5, label: {fr: Combien}}
              - {id: paid, kind: money, least: "2", label: {fr: Payé}}
              - {id: a, kind: tick, label: {fr: A}, when: [{field: b, test: answered}]}
              - {id: b, kind: tick, label: {fr: B}, when: [{field: a, test: answered}]}
              - {id: c, kind: tick, label: {fr: C}, when: [{field: people, test: atleast, value: 3}]}
              - {id: d, kind: block, label: {fr: D}, row: {fr: Ligne}, cells: [{id: side, kind: steps, label: {fr: X}}]}
              - {id: e, kind: picture, label: {fr: E}, until: 2014-10-17, from: tomorrow}
              - {id: f, kind: consent, label: {fr: F}, version: 1}
              - {id: g, kind: file, kinds: [exe], label: {fr: G}, passes: {test: answered}}
        """

    @Test func `what a new file says is read, with the line and the place of each fault`() throws {
        let thrown = #expect(throws: GridFaults.self) { try FormFile.form(from: Self.wrong) }
        let found = try #require(thrown).faults.map { "\($0.line) \($0.path) \($0.kind)" }
        let place = "sections[one].fields"
        for start in [
            "10 \(place)[people].least leastOverMost", "11 \(place)[paid].least expected", "12 \(place)[a].when circle",
            "14 \(place)[c].when[3].test unsupported", "15 \(place)[d].cells[side].id expected",
            "15 \(place)[d].cells[side].kind unsupported", "16 \(place)[e].kind missingKey(\"most\")",
            "16 \(place)[e].from expected", "17 \(place)[f].kind missingKey(\"text\")",
            "18 \(place)[g].kinds[#1] unsupported", "18 \(place)[g].passes missingKey(\"otherwise\")",
        ] {
            #expect(
                found.contains { $0.replacing("Grids.GridFault.", with: "").hasPrefix(start) }, "\(start) in \(found)")
        }
    }
}

/// Forms made by chance: every kind, every key, and texts that try to be something else.
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) | (state << 31)
    }

    private static let texts = [
        "Oui", "« L’été » : 50 % & plus", "&ancre", "*renvoi", "R&D &amp; co", "a: b # c", "- tiret",
        "\"guillemets\" \\ et '",
        "deux\nlignes\n", "null", "true", "1e3", "{fr: x}", "<script>alert(1)</script>", "👩‍👩‍👧‍👦", "=1+1", "%TAG ! x", "~",
        "@a `b`",
        "\t tabulation", "…", "é e\u{301}",
    ]

    mutating func form() -> Form {
        var fields: [FormField] = []
        for (place, kind) in ShapedForm.everyKind.map(\.kind).shuffled(using: &self).enumerated() {
            fields.append(field(place == 0 ? "null" : "q-\(place).x_\(place)", kind, after: fields))
        }
        var form = ShapedForm.form(fields)
        let told = form.fields.filter { $0.kind.isTold && $0.isForSheet }.shuffled(using: &self).prefix(5)
        let lines = told.map { field in
            SheetPart.Line(
                id: field.id, kind: field.kind, choices: field.choices, label: text(), beforeEach: maybe { $0.text() },
                missed: maybe { $0.text() }, isNeeded: Bool.random(using: &self))
        }
        let part = SheetPart(title: maybe { $0.text() }, standsOut: Bool.random(using: &self), lines: lines)
        form = Form(
            name: form.name, version: "1.\(next() % 9)", title: text(), sections: form.sections,
            sheet: lines.isEmpty ? [] : [part])
        return form
    }

    private mutating func field(_ id: String, _ kind: FormField.Kind, after others: [FormField]) -> FormField {
        var field = FormField(id: id, section: "one", kind: kind, label: text())
        (field.hint, field.example, field.card) = (maybe { $0.text() }, maybe { $0.text() }, maybe { $0.text() })
        if kind.hasChoices {
            field.choices = ["00", "y", "a b"].map { FormField.Choice(id: $0, label: text()) }
        }
        if kind.isAsked { field.isNeeded = Bool.random(using: &self) }
        field.isWished = !field.isNeeded && Bool.random(using: &self)
        field.feeds = maybe { _ in ["need-established", "null"] } ?? []
        (field.isForJury, field.isForSheet) = (Bool.random(using: &self), Bool.random(using: &self))
        (field.isOpen, field.isInTables) = (Bool.random(using: &self), Bool.random(using: &self))
        field.unless = maybe { _ in "title" }
        field.from = maybe { _ in .phase(.call) }
        field.until = maybe { _ in .day(.init("2014-10-17")!) }
        field.when = maybe { $0.condition(others) } ?? nil
        return field
    }

    private mutating func condition(_ others: [FormField]) -> Condition? {
        let parts = others.shuffled(using: &self).prefix(3).compactMap { other -> Condition.Part? in
            guard let test = other.kind.tests.randomElement(using: &self) else { return nil }
            if test.isAlone { return Condition.Part(field: other.id, test: test) }
            let value =
                switch other.kind {
                case .choice, .choices: other.choices.randomElement(using: &self)?.id ?? ""
                case .date: "2014-09-30"
                case .terms: "null"
                default: "3"
                }
            return Condition.Part(field: other.id, test: test, values: [value])
        }
        return parts.isEmpty ? nil : Condition(Bool.random(using: &self) ? .all : .any, parts)
    }

    private mutating func text() -> Localized {
        let texts = Self.texts.filter { !$0.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty }
        return Localized(texts.randomElement(using: &self)!, english: maybe { texts.randomElement(using: &$0)! })
    }

    private mutating func maybe<Value>(_ make: (inout Chance) -> Value) -> Value? {
        Bool.random(using: &self) ? make(&self) : nil
    }
}
