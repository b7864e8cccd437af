import Grids
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Forms
@testable import Sheets

/// A budget on a sheet: told line by line and added up, rewritten at the desk, kept as it was.
struct ToldBudgetTests {
    private static let list = "/agence/editions/2014/fiches"

    @Test func `a budget is told by its lines, comes back as it stood, and nothing else is taken for one`() throws {
        let field = FormField(id: "budget", section: "asked", kind: .budget, label: Localized("Budget"))
        let rows = [
            ["what": "Salaires", "side": "expense", "amount": "1 200,50"],
            ["what": "Région", "side": "income", "amount": "1000"],
            ["what": "Reste", "side": "expense", "amount": "?"],
        ]
        let value = try #require(SheetValue(.rows(rows), of: field))
        var content = SheetContent()
        content["budget"] = value
        #expect(try SheetContent(sheetJSON: content.sheetJSON) == content)
        let entries = if case .budget(let entries) = value { entries } else { [Told.BudgetEntry]() }
        #expect(entries.map(\.cents) == [120_050, 100_000, nil])
        let sum = Told.Budget(entries)
        #expect(sum.expenses == 120_050 && sum.income == 100_000)
        #expect(content.words == ["Salaires", "Région", "Reste"])
    }

    @Test func `a budget of a file stands on its sheet with its totals, and is rewritten line by line`() async throws {
        let world = try await World()
        try await world.askForBudget()
        let editor = world.visitor(.sabine)
        let begun = try await editor.follow(editor.submit(Self.list, on: editor.get(Self.list), [:]))
        let sheet = String(try #require(begun.html.firstMatch(of: /action="(\/agence\/fiches\/[0-9a-f-]{36})"/)).1)
        let read = try await editor.get(sheet + "/apercu").text.replacing("\u{202F}", with: " ")
        #expect(read.contains("Salaires") && read.contains("Besançon (25)") && !read.contains("rue Courbet"))
        #expect(read.contains(/1.200,50/))
        let wrong = try await editor.submit(sheet, on: begun, ["budget.0.amount": "beaucoup"])
        #expect(wrong.status == .unprocessableContent && wrong.html.contains("href=\"#budget.0.amount\""))
        let saved = try await editor.submit(
            sheet, on: begun,
            ["budget.0.what": "Temps de travail", "budget.1.what": "Ville", "budget.1.side": "income"])
        #expect(saved.status == .seeOther)
        #expect(try await editor.get(sheet + "/apercu").text.contains("Temps de travail"))
    }
}

extension World {
    fileprivate func askForBudget() async throws {
        try await ask(
            ["id: budget, kind: budget, label: {fr: Budget}", "id: place, kind: address, label: {fr: Lieu}"],
            told: [("Ce que cela coûte", "budget"), ("Où", "place")])
        try await answer("budget", .rows([["what": "Salaires", "side": "expense", "amount": "1200,50"]]))
        try await answer("place", .parts(["street": "1 rue Courbet", "commune": "Besançon", "insee": "25056"]))
    }
}
