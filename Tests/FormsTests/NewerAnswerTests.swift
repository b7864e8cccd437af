import Foundation
import Grids
import Testing
import Web
import Words
import World

@testable import Forms

struct NewerAnswerTests {
    private static let kinds = Dictionary(uniqueKeysWithValues: ShapedForm.everyKind.map { ($0.kind.word, $0) })

    private func field(_ word: String) throws -> FormField { try #require(Self.kinds[word]) }

    @Test(
        arguments: [
            ("number", "12", nil), ("number", "1 000,5", nil), ("number", "0", .outOfRange(least: 1, most: 1_000.5)),
            ("number", "1001", .outOfRange(least: 1, most: 1_000.5)), ("number", "douze", .notFigure),
            ("number", String(repeating: "9", count: 40), .tooGreat(999_999_999_999_999)),
            ("money", "1 250,50 €", nil), ("money", "0", nil), ("money", "12,345", .notCents),
            ("money", "-1", .belowZero),
            ("money", "cher", .notFigure), ("money", "9999999999", .tooGreat(999_999_999)),
            ("date", "30/09/2014", nil), ("date", "30 September 2014", nil), ("date", "1er juin 2012", nil),
            ("date", "2014-09-30", nil), ("date", "31/02/2014", .noSuchDay), ("date", "mars 2014", .noSuchDay),
            ("date", "2014", .noSuchDay), ("date", "30/09/14", .shortYear), ("date", "3 . 9 . 14", .shortYear),
            ("date", "3 0/09/14", .noSuchDay), ("date", "30/09-1a", .noSuchDay), ("date", "30/09/1066", .noSuchDay),
            ("film", "https://www.youtube.com/watch?v=abc", nil), ("film", "vimeo.com/123", nil),
            ("film", "https://peertube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv", nil),
            ("film", "http://vimeo.com/123", .notSecure), ("film", "https://example.org/film", .notFilm),
            ("film", "https://youtube.com", .notFilm), ("film", "https://evil-youtube.com/x", .notFilm),
            ("film", "javascript:alert(1)", .notFilm), ("film", "https://youtube.com@example.org/x", .notFilm),
            ("consent", "2", nil), ("consent", "1", .otherConsent), ("consent", "on", .otherConsent),
        ] as [(String, String, FormFault?)])
    func `what is typed is read, or refused for what it is`(word: String, typed: String, fault: FormFault?) throws {
        let field = try field(word)
        let answers = Answers([field.id: .text(typed)])
        #expect(answers.typing(of: field).map(\.fault) == (fault.map { [$0] } ?? []))
        #expect(answers.text(field.id) == typed)
    }

    @Test(
        arguments: [
            ("period", ["from": "01/02/2014", "to": "1er mars 2014"], []),
            ("period", ["from": "01/03/2014", "to": "01/02/2014"], [("to", FormFault.backwards)]),
            ("period", ["from": "01/03/2014"], [("to", .missing)]),
            ("period", ["from": "hier", "to": "31/02/2014"], [("from", .noSuchDay), ("to", .noSuchDay)]),
            ("person", ["name": "Awa", "email": "awa@example.org", "phone": "03 81 00 00 00"], []),
            (
                "person", ["role": "Maire", "email": "awa", "phone": "12"],
                [("name", .missing), ("email", .email(.notOneAt)), ("phone", .notPhone)]
            ),
            ("checkpoint", ["level": "3", "why": "Parce que"], []),
            ("checkpoint", ["why": "Parce que"], [("level", .missing)]),
        ] as [(String, [String: String], [(String, FormFault)])])
    func `each fault of several parts stands at its own control`(
        word: String, parts: [String: String], faults: [(String, FormFault)]
    ) throws {
        let field = try field(word)
        let found = Answers([field.id: .parts(parts)]).typing(of: field)
        #expect(found.map(\.control) == faults.map { "\(field.id).\($0.0)" })
        #expect(found.map(\.fault) == faults.map(\.1))
    }

    @Test func `a budget is added up, and each row is read by itself`() throws {
        let field = try field("budget")
        let rows = [
            ["what": "Salaires", "side": "expense", "amount": "12 000,50"],
            ["what": "Subvention", "side": "income", "amount": "9000"],
            ["side": "expense"], ["what": "", "side": "expense", "amount": "cher"],
        ]
        let answers = Answers([field.id: .rows(rows)])
        #expect(answers.typing(of: field).map(\.control) == ["f_budget.3.what", "f_budget.3.amount"])
        let totals = Told.Budget(answers[field].filledRows)
        #expect(totals.expenses == 1_200_050 && totals.income == 900_000)
        #expect(Answers([field.id: .rows([["side": "income"]])])[field].isEmpty)
        let many = Answers([field.id: .rows(Array(repeating: ["what": "x", "amount": "1"], count: 41))])
        #expect(many.typing(of: field).map(\.fault) == [.tooManyRows(most: 40)])
    }

    @Test func `the rows of a block are read cell by cell, between the fewest and the most`() throws {
        let field = try field("block")
        let row = ["name": "Crèche", "places": "12", "since": "01/02/2012", "email": "a@example.org", "size": "small"]
        #expect(Answers([field.id: .rows([row])]).typing(of: field).isEmpty)
        let wrong = ["places": "-1", "since": "31/02/2012", "email": "a"]
        let found = Answers([field.id: .rows([row, wrong])]).typing(of: field)
        #expect(found.map(\.control) == ["name", "places", "since", "email"].map { "f_block.1.\($0)" })
        let many = Answers([field.id: .rows(Array(repeating: row, count: 4))]).typing(of: field)
        #expect(many.map(\.fault) == [.tooManyRows(most: 3)])
        var few = field
        if case .block(var block) = field.kind {
            block.least = 2
            few.kind = .block(block)
        }
        #expect(Answers([few.id: .rows([row])]).typing(of: few).map(\.fault) == [.tooFewRows(least: 2)])
        #expect(field.offered(.rows([["size": "huge", "name": "x"]]), by: nil) == .rows([["size": "", "name": "x"]]))
    }

    @Test func `a picture needs words for who does not see it, and whether those shown agree`() throws {
        let field = try field("picture")
        let told = [
            "id": "a1", "name": "atelier.jpg", "alternative": "Deux mains", "credit": "Awa", "agreed": "nobody",
        ]
        #expect(Answers([field.id: .rows([told])]).typing(of: field).isEmpty)
        let bare = Answers([field.id: .rows([told, ["id": "a2", "name": "b.jpg"]])]).typing(of: field)
        #expect(bare.map(\.fault) == [.alternativeMissing, .creditMissing, .agreementMissing])
    }

    @Test func `what was not taken answers nothing, and is asked nothing but to be taken out`() throws {
        var field = try field("picture")
        field.isNeeded = true
        var answers = Answers([field.id: .rows([["id": "a1", "name": "atelier.jpg"]])])
        #expect(answers.fault(against: field) == nil)
        answers.refused = ["a1"]
        #expect(answers.fault(against: field) == .missing)
        #expect(answers.typing(of: field).map(\.fault) == [.notTaken])
    }

    @Test func `a file is moved by its identifier, and taken out by a page that asks first`() throws {
        let field = try field("picture")
        let rows = AnswerValue.rows([["id": "a1", "name": "a"], ["id": "a2", "name": "b"]])
        let out = TypedPart(fields: Fields([("row", "\(field.id).a1.remove")]), isWhole: true)
        #expect(out.value(of: field, over: rows) == nil)
        let up = TypedPart(fields: Fields([("row", "\(field.id).a2.up")]), isWhole: true)
        #expect(up.value(of: field, over: rows)?.filledRows.map { $0["id"] } == ["a2", "a1"])
        let gone = TypedPart(fields: Fields([("row", "\(field.id).a9.remove")]), isWhole: true)
        #expect(gone.value(of: field, over: rows) == nil)
    }

    @Test func `an explanation asks nothing`() throws {
        let field = try field("explanation")
        let part = TypedPart(fields: Fields([(field.id, "Répondu")]), isWhole: true)
        #expect(part.value(of: field, over: .empty(field.kind)) == nil)
        var needed = field
        needed.isNeeded = true
        #expect(ShapedForm.form([needed]).flaws.map(\.key) == ["needed"])
        #expect(!ShapedForm.form([field]).columns.contains { $0.id == field.id })
    }

    @Test(arguments: ShapedForm.everyKind)
    func `an answer of every kind comes back from its text, however hostile`(field: FormField) {
        let hostile = "<script>alert(1)</script>\u{202E}=cmd|' /C calc'!A0\u{0} \"'&amp; {{7*7}} %s"
        let value: AnswerValue =
            switch AnswerValue.empty(field.kind) {
            case .text: .text(hostile)
            case .list: .list([hostile, ""])
            case .rows: .rows([[:], Dictionary(uniqueKeysWithValues: field.kind.columns.map { ($0, hostile) })])
            case .parts: .parts(Dictionary(uniqueKeysWithValues: field.kind.columns.map { ($0, hostile) }))
            }
        #expect(AnswerValue(stored: value.stored, kind: field.kind) == value)
        // It is read to its end, whatever stands there.
        _ = Answers([field.id: value]).typing(of: field)
        #expect(
            AnswerValue(stored: hostile, kind: field.kind).isEmpty == (value.stored != hostile && !field.kind.isListed))
    }

    @Test func `numbers come in by the language of the page, wherever they stand`() throws {
        let (number, budget, block) = (try field("number"), try field("budget"), try field("block"))
        let fields = Fields([
            ("f_number", "1,234"), ("f_budget.0.what", "1,234"), ("f_budget.0.amount", "1,234"),
            ("f_block.0.name", "1,234"),
            ("f_block.0.places", "1,234"),
        ])
        let english = TypedPart(fields: fields, isWhole: true, language: .english)
        #expect(english.value(of: number, over: .text("")) == .text("1234"))
        #expect(english.value(of: budget, over: .rows([])) == .rows([["what": "1,234", "amount": "1234"]]))
        #expect(english.value(of: block, over: .rows([])) == .rows([["name": "1,234", "places": "1234"]]))
        #expect(TypedPart(fields: fields, isWhole: true).value(of: number, over: .text("")) == .text("1,234"))
    }

    @Test(arguments: [
        ("f_block.0.remove", ["b", "c"]), ("f_block.1.up", ["b", "a", "c"]), ("f_block.1.down", ["a", "c", "b"]),
        ("f_block.0.up", ["a", "b", "c"]), ("f_block.2.down", ["a", "b", "c"]), ("f_block.7.remove", ["a", "b", "c"]),
        ("f_block.-1.remove", ["a", "b", "c"]), ("f_budget.0.remove", ["a", "b", "c"]),
        ("f_block.0.burn", ["a", "b", "c"]),
    ])
    func `a row is taken out or moved by its button`(pressed: String, names: [String]) throws {
        let field = try field("block")
        let typed = ["a", "b", "c"].enumerated().map { ("f_block.\($0).name", $1) }
        let part = TypedPart(fields: Fields(typed + [("row", pressed)]), isWhole: true)
        let value = try #require(part.value(of: field, over: .rows([])))
        #expect(value.filledRows.compactMap { $0["name"] } == names)
    }

    @Test func `a page says of a picture what can be said, and never which it is`() throws {
        let field = try field("picture")
        let stored = AnswerValue.rows([["id": "a1", "name": "atelier.jpg"]])
        let typed = Fields([
            ("f_picture.a1.alternative", "Deux mains"), ("f_picture.a1.id", "zz"), ("f_picture.a1.name", "autre.jpg"),
            ("f_picture.zz.alternative", "Rien"),
        ])
        let value = TypedPart(fields: typed, isWhole: true).value(of: field, over: stored)
        #expect(value == .rows([["id": "a1", "name": "atelier.jpg", "alternative": "Deux mains"]]))
        #expect(TypedPart(fields: typed, isWhole: true).value(of: field, over: .rows([])) == nil)
    }

    @Test func `a sheet tells in words what it has no shape for, and nobody's address`() throws {
        let block = try field("block")
        let row = [
            "name": "Crèche", "places": "1 200", "since": "01/02/2012", "email": "a@example.org", "size": "small",
        ]
        let told = try #require(Told.words(of: .rows([row]), to: block))
        #expect(told.count == 1 && told[0].contains("Crèche") && told[0].contains("Petite") && !told[0].contains("@"))
        #expect(Told.words(of: .text("vimeo.com/1"), to: try field("film")) == ["https://vimeo.com/1"])
        #expect(Told.words(of: .text("javascript:x"), to: try field("film")) == nil)
        #expect(Told.words(of: .parts(["name": "Awa"]), to: try field("person")) == nil)
        #expect(Told.words(of: .text(" "), to: try field("date")) == nil)
        let place = ["street": "1 rue Courbet", "postcode": "25000", "commune": "Besançon", "insee": "25056"]
        #expect(Told.words(of: .parts(place), to: try field("address")) == ["Besançon (25)"])
        #expect(Told.words(of: .parts(["street": "1 rue Courbet"]), to: try field("address")) == nil)
    }
}

extension FormField.Kind {
    /// A text where a list is expected is one entry of it.
    fileprivate var isListed: Bool { if case .list = AnswerValue.empty(self) { true } else { false } }
}
