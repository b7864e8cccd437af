import Grids
import Identifiers
import Testing
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

    @Test(arguments: [
        ("organisation.siret", "732 829 320 0007", FormFault.siret(.wrongLength(found: 13))),
        ("organisation.siret", "73282932000079", .siret(.wrongKey)),
        ("organisation.rna", "X123456789", .rna(.noLeadingW)),
        ("contact.email", "romain", .email(.notOneAt)), ("organisation.website", "notre site", .notAddress),
        ("organisation.department", "99", .noSuchDepartment),
        ("title", String(repeating: "é", count: 153), .tooLong(3)),
        ("strapline", String(repeating: "👩‍🌾", count: 61), .tooLong(5)),
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
            case .rows: .rows([[:], ["name": "\"\\", "value": "7,8 %"]])
            case .parts: .parts(["min": "12", "note": "\u{202E}renversé"])
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
