import Grids
import Identifiers
import Testing
import Web
import Words
import World

@testable import Forms
@testable import Sheets

private let form = CompleteFile.form

struct FormTests {
    @Test func `a file with all that is needed has no fault`() {
        #expect(CompleteFile.answers.faults(in: form) == [])
        #expect(CompleteFile.answers.percent(of: form) == 100)
    }

    @Test func `every needed answer, taken away, is named and counted`() {
        for field in form.needed where field.id != "indicators" {
            var answers = CompleteFile.answers
            answers[field] = .empty(field.kind)
            #expect(answers.faults(in: form).map(\.field) == [field], "\(field.id)")
            #expect(answers.percent(of: form) < 100)
        }
    }

    @Test func `a department that is named is kept by its number`() throws {
        let field = try #require(form[id: "organisation.department"])
        for (typed, kept) in [("Haute-Saône", "70"), (" doubs ", "25"), ("39", "39"), ("ailleurs", "ailleurs")] {
            let part = TypedPart(fields: Fields([(field.id, typed)]), isWhole: true)
            #expect(part.value(of: field, over: .empty(field.kind)) == .text(kept), "\(typed)")
        }
    }

    @Test func `an association gives its RNA in place of a SIRET`() {
        var answers = CompleteFile.answers
        answers[form[id: "organisation.siret"]!] = .text("")
        #expect(answers.faults(in: form).map(\.fault) == [.noNumber])
        answers[form[id: "organisation.rna"]!] = .text("W391000123")
        #expect(answers.faults(in: form) == [])
    }

    @Test func `figures are needed unless nothing is measured`() {
        var answers = CompleteFile.answers
        answers[form[id: "not_measured"]!] = .text("")
        #expect(answers.faults(in: form).map(\.control) == ["indicators.0.name"])
        answers[form[id: "indicators"]!] = .rows([
            ["name": "Nuits", "value": "4,5", "source": "Planning", "date": "mars 2014"]
        ])
        #expect(answers.faults(in: form) == [])
    }

    /// As people paste it: a word processor's line ends, letters and accents apart, a family of faces, signs that turn the text.
    private static let pasted =
        "« Projet » collé de Word\u{B}ligne suivante\u{B}\r\nmot cou\u{2}pé par un PDF\r\n👩\u{200D}👩\u{200D}👧\u{200D}👦 famille, "
        + "e\u{301}te\u{301} décomposé, \u{202E}àl\u{202C}, espace\u{200B}nul\r\n"
        + (10..<50).map { "Ligne \($0) : aaaaaaaaaa\r\n" }.joined() + "zzzzzz"

    @Test func `a pasted text has as many characters as a person counts, three fewer once it is read`() throws {
        // In code points, a line end as one: what a program counts that knows no better.
        #expect(Self.pasted.replacing("\r\n", with: "\n").unicodeScalars.count == 1000)
        #expect(Self.pasted.count == 992)
        #expect(Self.pasted.asRead.count == 989)
        #expect(!Self.pasted.asRead.unicodeScalars.contains("\u{B}"))
        #expect(Self.pasted.asRead.contains("👩\u{200D}👩\u{200D}👧\u{200D}👦 famille"))
        var answers = CompleteFile.answers
        let field = try #require(form[id: "risk"])
        for (text, faults) in [
            (Self.pasted, []), (Self.pasted.asRead + "0123456789a", []), (Self.pasted + "012345678", [.tooLong(1)]),
        ]
            as [(String, [FormFault])]
        {
            answers[field] = .text(text)
            #expect(answers.faults(in: form).map(\.fault) == faults)
        }
    }

    @Test(arguments: [
        "03 81 00 00 00", "+33 (0)3 81 00 00 00", "03.81.00.00.00 (le matin)", "0381000000 / 0612345678",
        "+41 32 910 00 00", "0033381000000",
    ])
    func `a telephone number is one however it is written`(typed: String) throws {
        var answers = CompleteFile.answers
        answers[try #require(form[id: "contact.phone"])] = .text(typed)
        #expect(answers.faults(in: form) == [])
    }

    @Test(
        arguments: [
            (["min": "40 000", "max": "-5"], [("cost.max", FormFault.belowZero)]),
            (["min": "-1"], [("cost.min", .belowZero)]),
            (["min": "40 000", "max": "5"], [("cost.max", .swapped)]), (["min": "5", "max": "5"], []),
            (["max": "0"], []), (["max": "999 999 999"], []),
            (["max": "1 000 000 000"], [("cost.max", .tooGreat(999_999_999))]),
            (["min": String(repeating: "9", count: 30)], [("cost.min", .tooGreat(999_999_999))]),
            (["min": "cher", "max": "-5"], [("cost.min", .notFigure), ("cost.max", .belowZero)]),
            (["note": String(repeating: "a", count: 1_001)], [("cost.note", .tooLong(1))]),
        ] as [([String: String], [(String, FormFault)])])
    func `a cost runs from the lesser to the greater, none below zero`(
        parts: [String: String], faults: [(String, FormFault)]
    ) throws {
        var answers = CompleteFile.answers
        answers[try #require(form[id: "cost"])] = .parts(parts)
        let found = answers.faults(in: form)
        #expect(found.map(\.control) == faults.map(\.0))
        #expect(found.map(\.fault) == faults.map(\.1))
    }

    @Test(
        arguments: [
            ("03/2011", "03/2012", nil), ("17/03/2012", "mars 2012", nil), ("mars 2012", "17/03/2012", nil),
            ("03/2012", "02/2012", .beforeStart), ("03/2013", "03/2012", .beforeStart),
            ("17/03/2012", "16/03/2012", .beforeStart), ("", "03/2012", nil), ("03/2011", "03/2099", .inFuture),
            ("03/2011", "11/2014", .inFuture), ("03/2011", "10/2014", nil), ("03/2011", "03/1066", .notDate),
            // A year alone lacks its month.
            ("03/2011", "2012", .notDate), ("03/2011", "1850", .notDate),
        ] as [(String, String, FormFault?)])
    func `a figure is measured after its starting point, and before the call has ended`(
        before: String, now: String, fault: FormFault?
    ) throws {
        var answers = CompleteFile.answers
        answers.until = Day("2014-10-17")
        let row = [
            "name": "Nuits", "baseline": "1", "baseline_date": before, "value": "2", "date": now, "source": "Planning",
        ]
        answers[try #require(form[id: "indicators"])] = .rows([row])
        let found = answers.faults(in: form)
        #expect(found.map(\.fault) == (fault.map { [$0] } ?? []))
        #expect(found.allSatisfy { $0.control == "indicators.0.date" })
    }

    @Test(arguments: [("03/2099", true), ("03/2018", true), ("03/2016", false), ("mars 2011", false), ("2012", true)])
    func `a step may be planned, but not for another generation`(date: String, isRefused: Bool) throws {
        var answers = CompleteFile.answers
        answers.until = Day("2014-10-17")
        answers[try #require(form[id: "steps"])] = .rows([["date": date, "text": "Essai"]])
        #expect(answers.faults(in: form).isEmpty != isRefused)
    }

    @Test(arguments: [
        ("organisation.siret", "732 829 320 0007", FormFault.siret(.wrongLength(found: 13))),
        ("organisation.siret", "73282932000079", .siret(.wrongKey)),
        ("organisation.rna", "X123456789", .rna(.noLeadingW)),
        ("contact.email", "romain", .email(.notOneAt)), ("organisation.website", "notre site", .notAddress),
        ("organisation.department", "99", .noSuchDepartment),
        ("title", String(repeating: "é", count: 153), .tooLong(3)),
        ("strapline", String(repeating: "👩‍🌾", count: 301), .tooLong(1)), ("contact.phone", "12", .notPhone),
        ("contact.phone", "03 81 12", .notPhone), ("contact.phone", "demander Paul", .notPhone),
    ])
    func `what cannot be right is named and kept`(id: String, typed: String, fault: FormFault) throws {
        let field = try #require(form[id: id])
        var answers = CompleteFile.answers
        answers[field] = .text(typed)
        #expect(answers.faults(in: form).map(\.fault) == [fault])
        #expect(answers.text(id) == typed)
    }

    @Test func `each fault of a row stands at its own control`() throws {
        let field = try #require(form[id: "indicators"])
        let answers = Answers([
            field.id: .rows([
                [:], ["name": "Absences", "baseline": "beaucoup", "baseline_date": "31/02/2012", "value": "3"],
            ])
        ])
        #expect(
            answers.faults(of: field).map(\.control) == [
                "indicators.1.baseline", "indicators.1.baseline_date", "indicators.1.source",
            ])
    }

    @Test func `every question feeds checkpoints of the default grid, and each of them is fed`() throws {
        let grid = try World.defaultGrid().grid
        let fed = Set(form.fields.flatMap(\.feeds))
        #expect(fed == Set(grid.checkpoints.map(\.id.description)))
        for section in form.sections {
            guard let dimension = section.dimension else { continue }
            #expect(grid.dimensions.contains { $0.id == dimension }, "\(section.id)")
        }
        for field in form.fields {
            if case .terms(let vocabulary) = field.kind {
                #expect(Vocabulary.ID(vocabulary).flatMap { grid.vocabulary($0) } != nil, "\(vocabulary)")
            }
        }
    }

    @Test func `no question is asked twice, and the title is the demonstration's`() {
        #expect(Set(form.fields.map(\.id)).count == form.fields.count)
        let keys = [
            "title", "strapline", "need", "before", "response", "who_with", "steps", "effects", "indicators",
            "difficulties",
            "levers", "risk", "reuse", "reuse_conditions", "cost", "quote", "tags.need",
        ]
        #expect(keys.allSatisfy { form[id: $0] != nil })
    }

    @Test(arguments: [
        ("mars 2011", "2011-03"), ("03/2011", "2011-03"), ("2011-03", "2011-03"), ("17/03/2011", "2011-03-17"),
        ("2011", "2011"), ("1er juin 2012", "2012-06-01"), ("sept. 2013", "2013-09"),
        // As the sentence that refuses others says to write it, in either language, and as telephones write it.
        ("March 2012", "2012-03"), ("fevrier 2012", "2012-02"), ("2012/03", "2012-03"),
    ])
    func `months are read as people type them`(typed: String, month: String) {
        #expect(TypedMonth(typed)?.text == month)
    }

    @Test(arguments: ["13/2011", "hier", "31/02/2011", "", "03/11"])
    func `what is no month is not guessed`(typed: String) { #expect(TypedMonth(typed) == nil) }

    @Test(arguments: [("7,8 %", 7.8), ("1 234", 1234), ("-3.5", -3.5), ("0", 0), ("1\u{202F}200,25", 1200.25)])
    func `figures are read as people type them`(typed: String, value: Double) {
        #expect(TypedFigure(typed)?.value == value)
    }

    @Test(
        arguments: [
            ("1,234", 1234, 1.234), ("1,234,567.5", 1_234_567.5, nil), ("€12,500", 12_500, 12.5),
            ("-1,200 %", -1200, -1.2),
            ("7,5", 7.5, 7.5), ("0,125", 0.125, 0.125), ("1,2345", 1.2345, 1.2345), ("1.234", 1.234, 1.234),
            ("-€1,234", -1234, -1.234), ("€ 2,500.50", 2500.5, nil), ("12, 500", 12_500, 12.5),
            ("1,200.5", 1200.5, nil), ("1.234.567", nil, 1_234_567), ("12.500,75 €", nil, 12_500.75),
            ("1,234,5", nil, nil), ("1,23,456", nil, nil), ("12 500,5", 12_500.5, 12_500.5),
        ] as [(String, Double?, Double?)])
    func `a comma before three figures groups thousands on an English page, and is decimal on a French one`(
        typed: String, english: Double?, french: Double?
    ) {
        #expect(TypedFigure(TypedFigure.kept(typed, on: .english))?.value == english)
        #expect(TypedFigure(TypedFigure.kept(typed, on: .french))?.value == french)
    }

    @Test(arguments: ["12.500", "-1.234 €", "1 . 234"])
    func `a point before three figures is asked about on a French page, and is decimal on an English one`(typed: String)
    {
        #expect(Answers.figureFault(TypedFigure.kept(typed, on: .french)) == .unclearFigure)
        let english = TypedFigure.kept(typed, on: .english)
        #expect(Answers.figureFault(english) == nil)
        #expect(TypedFigure(english) == TypedFigure(typed) && TypedFigure.shown(english, on: .english) == typed)
        for clear in ["12.5", "0.125", "1.2345", "12 500", "12,500"] {
            #expect(Answers.figureFault(TypedFigure.kept(clear, on: .french)) == nil, "\(clear)")
        }
    }

    @Test func `what is kept is shown on an English page so that it is read there as the same figure`() {
        for kept in ["1,234", "7,8 %", "1 234", "12500", "-0,5", "1,2,3", ""] {
            let shown = TypedFigure.shown(kept, on: .english)
            #expect(TypedFigure(TypedFigure.kept(shown, on: .english)) == TypedFigure(kept), "\(kept)")
            #expect(TypedFigure.shown(kept, on: .french) == kept)
        }
    }

    @Test func `a part that comes from an English page keeps figures without what stands between thousands`() throws {
        let form = CompleteFile.form
        let cost = try #require(form.fields.first { $0.kind == .cost })
        let fields = Fields([
            ("\(cost.id).min", "1,500"), ("\(cost.id).max", "2,000"), ("\(cost.id).note", "1,500 a day"),
        ])
        let english = TypedPart(fields: fields, isWhole: true, language: .english)
        let kept = try #require(english.value(of: cost, over: .empty(.cost)))
        #expect(kept.cost?.min == 1500 && kept.cost?.max == 2000 && kept.cost?.note == "1,500 a day")
        let french = TypedPart(fields: fields, isWhole: true)
        #expect(try #require(french.value(of: cost, over: .empty(.cost))).cost?.min == 1.5)
    }

    @Test(arguments: ["douze", "", "1,2,3", "1e9", "NaN", "12 jours"])
    func `what is no figure is not guessed`(typed: String) { #expect(TypedFigure(typed) == nil) }
}

struct AnswerValueTests {
    @Test(arguments: CompleteFile.form.fields)
    func `an answer of any kind comes back from its text`(field: FormField) {
        let value: AnswerValue =
            switch AnswerValue.empty(field.kind) {
            case .text: .text("« \"'<>& é\u{301} »\nligne")
            case .list: .list(["a|b", "« »", "👩‍🌾"])
            case .rows: .rows([[:], Dictionary(uniqueKeysWithValues: field.kind.columns.map { ($0, "\"\\ 7,8 %") })])
            case .parts: .parts(Dictionary(uniqueKeysWithValues: field.kind.columns.map { ($0, "\u{202E}renversé") }))
            }
        #expect(AnswerValue(stored: value.stored, kind: field.kind) == value)
    }

    @Test func `figures written as numbers by another hand are read`() throws {
        let text = #"[{"name":"km","baseline":47.3,"value":38,"direction":"down","source":null}]"#
        let value = AnswerValue(stored: text, kind: .indicators)
        let figure = try #require(value.indicators.first)
        #expect((figure.baseline, figure.value, figure.direction) == (47.3, 38, .down))
    }

    @Test func `a broken list keeps what it said`() {
        #expect(AnswerValue(stored: "Pas du JSON", kind: .list) == .list(["Pas du JSON"]))
        #expect(AnswerValue(stored: "{", kind: .steps) == .rows([]))
    }

    @Test func `a row where only the direction is set is empty`() {
        #expect(AnswerValue.rows([["direction": "up"], ["name": " "]]).isEmpty)
    }
}
