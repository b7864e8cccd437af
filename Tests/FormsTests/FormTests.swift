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
}
