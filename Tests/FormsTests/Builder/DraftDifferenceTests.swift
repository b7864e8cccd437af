import Foundation
import Grids
import Testing
import WebTesting
import World

@testable import Forms

/// What a working copy changes, said on its overview before anybody publishes it; and the limits of what stands in a row.
struct DraftDifferenceTests {
    private static let path = BuilderPagesTests.path

    @Test func `what is added, taken out, moved and changed is said with old words and new`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        #expect(try await staff.get(Self.path).text.contains("elle demande ce que l’édition demande aujourd’hui"))
        let (need, before) = ("\(Self.path)/questions/need", "\(Self.path)/questions/before")
        let form = try FormFile.form(from: try await staff.get("\(Self.path)/source.yaml").html)
        let (old, place) = (try #require(form[id: "need"]), try #require(form[id: "before"]?.section))
        _ = try await staff.submit(
            need, on: staff.get(need), ["q:label_fr": "Le besoin, en un mot", "q:hint_fr": "Une phrase suffit."])
        _ = try await staff.post("\(before)/ordre", ["token": "token-of-julien", "part": "future"])
        _ = try await staff.submit(
            "\(Self.path)/questions/organisation.rna/retrait",
            on: staff.get("\(Self.path)/questions/organisation.rna/retrait"), [:])
        let part = "\(Self.path)/parties/need"
        _ = try await staff.submit(need, on: staff.get(need), ["q:limit": "777", "go": "save"])
        _ = try await staff.submit(
            "\(part)/questions", on: staff.get(part), ["question:label_fr": "Depuis quand ?", "question:kind": "date"])
        let page = try await staff.get(Self.path)
        let after = try #require(page.html.split(separator: "id=\"difference\"").last)
        let list = try #require(after.split(separator: "</details>").first)
        for words in ["Ajouté", "Depuis quand", "Retiré", "RNA", "Déplacé", "Modifié", "Une phrase suffit.", "777"] {
            #expect(list.contains(words), "\(words)")
        }
        #expect(list.contains(/maintenant\W+Le besoin, en un mot/) && list.contains(old.label.french.prefix(12)))
        #expect(place != "future")
        let english = try await staff.get("/en\(Self.path)")
        #expect(english.text.contains("What it changes of what the edition asks now"))
    }

    @Test func `a figure of a condition is read as the page writes it, or asked about`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let part = "\(Self.path)/parties/need"
        let added = try await staff.submit(
            "\(part)/questions", on: staff.get(part), ["question:label_fr": "Combien", "question:kind": "number"])
        let number = try #require(added.location?.prefix { $0 != "?" }.split(separator: "/").last.map(String.init))
        let question = "\(Self.path)/questions/before"
        let first = try await staff.submit(
            question, on: staff.get(question), ["q:added": number, "go": "add"])
        let asked: KeyValuePairs = ["q:part.0_test": "at-least", "q:part.0_value": "12.500", "go": "save"]
        let refused = try await staff.submit(question, on: staff.follow(first), asked)
        #expect(refused.status == .unprocessableContent && refused.text.contains("se lit de deux façons"))
        #expect(refused.html.contains("value=\"12.500\""))
        let english = try await staff.submit(
            "/en\(question)", on: staff.get("/en\(question)"),
            ["q:part.0_test": "at-least", "q:part.0_value": "12,500", "go": "save"])
        #expect(english.status == .seeOther)
        let form = try #require(FormFile.unfinished(try await staff.get("\(Self.path)/source.yaml").html))
        #expect(form[id: "before"]?.when?.parts.first?.values == ["12500"])
        // As it stands on the page it is read again: a decimal has a comma on a French one.
        let decimal = try await staff.submit(
            question, on: staff.get(question), ["q:part.0_value": "1,125", "go": "save"])
        let page = try await staff.follow(decimal)
        #expect(page.html.contains("value=\"1,125\""))
        #expect(try await staff.submit(question, on: page, ["go": "save"]).status == .seeOther)
    }

    @Test func `what stands in a row has limits of its own, which are kept and checked`() async throws {
        let staff = try await BuilderPagesTests.begun(World())
        let part = "\(Self.path)/parties/need"
        let added = try await staff.submit(
            "\(part)/questions", on: staff.get(part), ["question:label_fr": "Partenaires", "question:kind": "block"])
        let question = String(try #require(added.location?.prefix { $0 != "?" }))
        let fields: KeyValuePairs = [
            "q:row_fr": "Partenaire", "q:cell.0_fr": "Nom", "q:cell.0_kind": "line", "q:cell.1_fr": "Part",
            "q:cell.1_kind": "money", "go": "save",
        ]
        _ = try await staff.submit(question, on: staff.get(question), fields)
        let page = try await staff.get(question)
        #expect(page.html.contains("name=\"q:cell.0_limit\"") && page.html.contains("name=\"q:cell.1_most\""))
        let refused = try await staff.submit(
            question, on: page, ["q:cell.0_limit": "5000", "go": "save"])
        #expect(refused.status == .unprocessableContent && refused.html.contains("value=\"5000\""))
        let unclear = try await staff.submit(
            question, on: page, ["q:cell.1_most": "12.500", "go": "save"])
        #expect(unclear.status == .unprocessableContent && unclear.text.contains("se lit de deux façons"))
        let saved = try await staff.submit(
            question, on: page, ["q:cell.0_limit": "40", "q:cell.1_most": "12 500", "go": "save"])
        #expect(saved.status == .seeOther)
        let form = try #require(FormFile.unfinished(try await staff.get("\(Self.path)/source.yaml").html))
        let id = try #require(question.split(separator: "/").last.map(String.init))
        guard case .block(let block) = form[id: id]?.kind else {
            Issue.record("it is no block")
            return
        }
        #expect(block.cells.first?.kind == .line(40))
        #expect(block.cells.last?.kind == .money(FormField.Bounds(least: nil, most: 12_500)))
    }
}
