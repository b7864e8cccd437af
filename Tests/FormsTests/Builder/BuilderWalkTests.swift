import Foundation
import Grids
import Testing
import WebTesting
import World

@testable import Forms

/// A whole form shaped by pages alone, as somebody does who knows nothing of YAML.
struct BuilderWalkTests {
    private static let path = BuilderPagesTests.path
    /// Those that are whole as they are added; choices come beside them.
    private static let kinds = [
        "line", "text", "list", "tick", "number", "money", "date", "period", "email", "website", "address", "person",
        "siret", "rna", "steps", "indicators", "cost", "budget", "quote", "file", "picture", "film", "explanation",
    ]

    @Test func `a form of 25 questions with three conditions is built by pages only`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let part = try await Self.addPart("Notre partie", staff)
        var questions: [String: String] = [:]
        for kind in Self.kinds + ["choice", "choices"] {
            questions[kind] = try await Self.add(kind, to: part, staff)
        }
        #expect(Set(questions.values).count == 25)
        for kind in ["choice", "choices"] { try await Self.choose(try #require(questions[kind]), staff) }
        let (choice, number) = (try #require(questions["choice"]), try #require(questions["number"]))
        try await Self.ask(try #require(questions["text"]), if: choice, "is", "oui", staff)
        try await Self.ask(try #require(questions["list"]), if: number, "at-least", "11", staff)
        try await Self.ask(try #require(questions["date"]), if: try #require(questions["tick"]), "answered", nil, staff)
        let overview = try await staff.get(Self.path)
        #expect(overview.text.contains("Rien ne manque : il peut être publié."))
        let form = try FormFile.form(from: try await staff.get("\(Self.path)/source.yaml").html)
        #expect(form.sections.first { $0.id == part }?.fields.count == 25)
        #expect(form.fields.count { $0.when != nil } == 3)
        let text = try #require(questions["text"].flatMap { form[id: $0] })
        #expect(text.when == Condition(.all, [.init(field: choice, test: .is, values: ["oui"])]))
        #expect(try await staff.get("\(Self.path)/questions/\(text.id)").html.contains("value=\"oui\" selected"))
    }

    @Test func `a sentence of several parts is made and unmade by its buttons`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let path = "\(Self.path)/questions/steps"
        try await Self.ask("steps", if: "organisation.kind", "is", "company", staff)
        let second = try await staff.submit(
            path, on: staff.get(path), ["q:added": "organisation.size_bracket", "go": "add"])
        #expect(second.location == "\(path)?ok=saved#q:condition")
        let page = try await staff.follow(second)
        #expect(page.text.contains("Il manque 1 chose") == false && page.text.contains("Encore à faire ici"))
        #expect(page.text.contains("Dites à quelle réponse on la compare."))
        let sentence = try await staff.submit(
            path, on: page,
            ["q:part.1_test": "at-least", "q:part.1_value": "11", "q:joint": "any", "go": "save"])
        #expect(sentence.status == .seeOther)
        let whole = try await staff.follow(sentence)
        #expect(!whole.text.contains("Encore à faire ici"))
        #expect(whole.text.contains("Sur 1 dossier ouvert") || whole.text.contains("Sur les"))
        let dropped = try await staff.submit(path, on: whole, ["go": "drop.0"])
        let form = try await Self.form(staff)
        #expect(dropped.status == .seeOther)
        #expect(form[id: "steps"]?.when?.parts.map(\.field) == ["organisation.size_bracket"])
        _ = try await staff.submit(path, on: staff.get(path), ["go": "drop.0"])
        #expect(try await Self.form(staff)[id: "steps"]?.when == nil)
    }

    @Test func `who answers, who reads, and where the sheet tells it`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let path = "\(Self.path)/questions/risk"
        _ = try await staff.submit(
            path, on: staff.get(path),
            ["q:asking": "wished", "q:jury": "", "q:until-day": "01/10/2014"])
        let field = try #require(try await Self.form(staff)[id: "risk"])
        #expect(field.isWished && !field.isNeeded && !field.isForJury)
        #expect(field.until == FieldMoment("2014-10-01"))
        let never = try await staff.submit(path, on: staff.get(path), ["q:from-day": "02/10/2014"])
        #expect(never.status == .unprocessableContent && never.text.contains("vérifiez les deux moments"))
        let off = try await staff.submit(path, on: staff.get(path), ["q:sheet": ""])
        #expect(off.status == .seeOther)
        #expect(try await !Self.form(staff).sheetLines.contains { $0.id == "risk" })
        let back = try await staff.submit(
            path, on: staff.get(path), ["q:sheet": "1", "q:told_fr": "Le risque"])
        #expect(back.status == .seeOther)
        #expect(try await Self.form(staff).sheet[0].lines.last?.label.french == "Le risque")
    }

    @Test func `a part of eligibility says who may take part, in its own words`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let part = try await Self.addPart("Pouvez-vous participer ?", staff)
        let id = try await Self.add("choice", to: part, staff)
        try await Self.choose(id, staff)
        let page = "\(Self.path)/parties/\(part)"
        _ = try await staff.submit(page, on: staff.get(page), ["part:eligibility": "on"])
        let path = "\(Self.path)/questions/\(id)"
        let saved = try await staff.submit(
            path, on: staff.get(path),
            ["q:pass": "on", "q:passing_value": "oui", "q:otherwise_fr": "Il faut y travailler."])
        #expect(saved.status == .seeOther)
        // It stands first by itself; moved away it says so, and is placed again in one step.
        #expect(try await staff.get(Self.path).text.contains("Rien ne manque : il peut être publié."))
        _ = try await staff.post("\(page)/ordre", ["token": "token-of-julien", "way": "down"])
        #expect(try await staff.get(Self.path).text.contains("Il manque 1 chose avant de pouvoir publier"))
        let placed = try await staff.submit("\(page)/ordre", on: staff.get(page), ["after": ""])
        #expect(placed.location == "\(page)?ok=moved&moved=\(part)")
        let form = try await Self.form(staff)
        #expect(form.start.id == part && form.flaws.isEmpty)
        #expect(
            form[id: id]?.pass
                == EligibilityPass(test: .is, values: ["oui"], otherwise: Localized("Il faut y travailler.")))
    }

    private static func form(_ staff: Visitor) async throws -> Form {
        // As it is kept: a form that is not whole yet, such as one with an empty part of its sheet, is read as well.
        try #require(FormFile.unfinished(try await staff.get("\(path)/source.yaml").html))
    }

    private static func addPart(_ title: String, _ staff: Visitor) async throws -> String {
        let added = try await staff.submit("\(path)/parties", on: staff.get(path), ["part:title_fr": title])
        let word = try #require(added.location?.split(separator: "/").last?.split(separator: "?").first)
        return String(word)
    }

    private static func add(_ kind: String, to part: String, _ staff: Visitor) async throws -> String {
        let page = "\(path)/parties/\(part)"
        let added = try await staff.submit(
            "\(page)/questions", on: staff.get(page),
            ["question:label_fr": "Une question \(kind)", "question:kind": kind])
        return String(try #require(added.location?.split(separator: "/").last?.split(separator: "?").first))
    }

    private static func choose(_ id: String, _ staff: Visitor) async throws {
        let page = "\(path)/questions/\(id)"
        let saved = try await staff.submit(
            page, on: staff.get(page), ["q:choice.0_fr": "Oui", "q:choice.1_fr": "Non", "go": "save"])
        #expect(saved.status == .seeOther)
    }

    /// First which question, then what of it: each press of a button is kept.
    private static func ask(_ id: String, if other: String, _ test: String, _ value: String?, _ staff: Visitor)
        async throws
    {
        let page = "\(path)/questions/\(id)"
        let added = try await staff.submit(page, on: staff.get(page), ["q:added": other, "go": "add"])
        let saved = try await staff.submit(
            page, on: staff.follow(added),
            ["q:part.0_test": test, "q:part.0_value": value ?? "", "go": "save"])
        #expect(saved.status == .seeOther)
    }
}
