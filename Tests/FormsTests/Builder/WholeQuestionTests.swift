import Foundation
import Grids
import Testing
import WebTesting
import World

@testable import Forms

/// One press keeps all that the page of a question says, and what is wrong is said in the words of the form.
struct WholeQuestionTests {
    private static let path = BuilderPagesTests.path
    private static let need = "\(path)/questions/need"

    private static func form(_ staff: Visitor) async throws -> Form {
        try #require(FormFile.unfinished(try await staff.get("\(path)/source.yaml").html))
    }

    @Test func `words, limits, readers and a condition are kept by one press`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let page = try await staff.get(Self.need)
        #expect(page.forms.filter { $0.path == Self.need }.count == 1)
        let saved = try await staff.submit(
            Self.need, on: page,
            [
                "q:label_fr": "Le besoin", "q:limit": "700", "q:asking": "wished", "q:jury": "",
                "q:added": "organisation.size_bracket", "go": "add",
            ])
        #expect(saved.location == "\(Self.need)?ok=saved#q:condition")
        let field = try #require(try await Self.form(staff)[id: "need"])
        #expect(field.label.french == "Le besoin" && field.kind == .text(700))
        #expect(field.isWished && !field.isForJury)
        #expect(field.when?.parts.map(\.field) == ["organisation.size_bracket"])
    }

    @Test func `saved as it is, a question is what it was`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let before = try await Self.form(staff)
        for id in ["need", "organisation.siret", "organisation.size_bracket", "title", "indicators", "rules_accepted"] {
            let path = "\(Self.path)/questions/\(id)"
            #expect(try await staff.submit(path, on: staff.get(path), ["go": "save"]).status == .seeOther, "\(id)")
        }
        #expect(try await FormDifference(from: before, to: Self.form(staff)).isEmpty)
        #expect(try await staff.get(Self.path).text.contains("rien de modifié pour l’instant"))
        #expect(try await !staff.get("/ma-page").text.contains("Le formulaire a des modifications non publiées"))
    }

    @Test func `what is refused of one thing loses nothing of the others`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let refused = try await staff.submit(
            Self.need, on: staff.get(Self.need),
            ["q:label_fr": "Le besoin", "q:limit": "beaucoup", "q:until-day": "hier", "q:missed_fr": "Pourquoi"])
        #expect(refused.status == .unprocessableContent)
        for typed in ["Le besoin", "beaucoup", "hier"] {
            #expect(refused.html.contains("value=\"\(typed)\""), "\(typed)")
        }
        #expect(refused.html.contains("Pourquoi</textarea>"))
        // Both are said.
        #expect(
            refused.text.contains("Écrivez un nombre entier") && refused.text.contains("Écrivez un jour qui existe"))
        #expect(try await Self.form(staff)[id: "need"]?.label.french != "Le besoin")
    }

    @Test func `a place on the sheet makes it public, and taking it from the public takes it off the sheet`()
        async throws
    {
        let staff = try await BuilderPagesTests.begun(World())
        let path = "\(Self.path)/questions/risk"
        _ = try await staff.submit(path, on: staff.get(path), ["q:public": ""])
        var form = try await Self.form(staff)
        #expect(form[id: "risk"]?.isForSheet == false && !form.sheetLines.contains { $0.id == "risk" })
        _ = try await staff.submit(path, on: staff.get(path), ["q:sheet": "1"])
        form = try await Self.form(staff)
        #expect(form[id: "risk"]?.isForSheet == true && form.sheetLines.contains { $0.id == "risk" })
        _ = try await staff.submit(path, on: staff.get(path), ["q:sheet": ""])
        let page = try await staff.get(path)
        #expect(page.text.contains("mais aucune partie de la fiche ne la raconte"))
    }

    @Test func `a condition that lacks its answer, or looks further on, is said in titles`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let path = "\(Self.path)/questions/organisation.kind"
        let added = try await staff.submit(
            path, on: staff.get(path), ["q:added": "organisation.size_bracket", "go": "add"])
        let page = try await staff.follow(added)
        #expect(page.text.contains("(réponse à choisir)"))
        #expect(!page.text.contains("« value »") && !page.text.contains("est ."))
        #expect(page.text.contains("est posée plus loin"))
    }

    @Test func `a circle and a choice that is gone are told by the titles of questions`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let (kind, size) = ("organisation.kind", "organisation.size_bracket")
        for (id, other) in [(kind, size), (size, kind), ("need", kind)] {
            let path = "\(Self.path)/questions/\(id)"
            _ = try await staff.submit(path, on: staff.get(path), ["q:added": other, "go": "add"])
        }
        let circle = try await staff.get(Self.path).text
        #expect(circle.contains("ces questions s’attendent l’une l’autre"))
        #expect(!circle.contains(kind))
        let choice = try #require(try await Self.form(staff)[id: kind]?.choices.first)
        _ = try await staff.submit(Self.need, on: staff.get(Self.need), ["q:part.0_value": choice.id])
        let path = "\(Self.path)/questions/\(kind)"
        _ = try await staff.submit(path, on: staff.get(path), ["q:choice.0_fr": "", "q:choice.0_en": ""])
        let gone = try await staff.get(Self.need).text
        #expect(gone.contains("n’est plus proposée par") && gone.contains(choice.label.french))
    }

    @Test func `a part that says who may take part comes first by itself, and any part is placed in one step`() throws {
        var draft = TriedDraft.draft()
        try draft.change(part: "what", to: PartDetails(title: Localized("Quoi"), isEligibility: true))
        #expect(draft.form.sections.map(\.id) == ["what", "who"])
        let third = try draft.addPart(Localized("Trois"))
        try draft.move(part: third, after: nil)
        #expect(draft.form.sections.map(\.id) == [third, "what", "who"])
        try draft.move(part: third, after: "what")
        #expect(draft.form.sections.map(\.id) == ["what", third, "who"])
        #expect(throws: FormDraft.Refusal.atEnd) { try draft.move(part: third, after: third) }
        #expect(throws: FormDraft.Refusal.noSuchPart) { try draft.move(part: third, after: "nowhere") }
    }

    @Test func `links to papers say whether they are of the working copy`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        _ = try await staff.submit(Self.need, on: staff.get(Self.need), ["q:label_fr": "Le besoin de demain"])
        let page = try await staff.get(Self.path)
        #expect(
            page.text.contains("Copie de travail (PDF)") && page.text.contains("Ce qui est demandé aujourd’hui (PDF)"))
        #expect(try await staff.get(Self.path + ".pdf?copie=1").text.contains("Le besoin de demain"))
        #expect(try await !staff.get(Self.path + ".pdf").text.contains("Le besoin de demain"))
    }

    @Test func `the short form says how many questions it has`() async throws {
        let form = try FormFile.form(
            from: try String(contentsOfFile: "\(World.root)/Reference/forms/short.yaml", encoding: .utf8))
        let asked = form.fields.count(where: \.kind.isAsked)
        let page = try await World().visitor(.julien).get(Self.path)
        #expect(page.text.contains("Le formulaire court, \(asked) questions"))
    }

    @Test func `taking a question out says how many open files answer it`() async throws {
        let world = try await World()
        let staff = try await BuilderPagesTests.begun(world)
        let removal = "\(Self.path)/questions/cost/retrait"
        #expect(try await staff.get(removal).text.contains("Aucun dossier ouvert n’y répond"))
        try await CompleteFile.fill(World.ovens, in: world)
        #expect(try await staff.get("\(Self.path)/questions/need/retrait").text.contains("1 dossier ouvert y répond"))
    }
}
