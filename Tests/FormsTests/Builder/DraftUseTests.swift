import Campaigns
import Foundation
import Grids
import Testing
import Words

@testable import Forms

/// Kinds, conditions, who answers and who reads, and the sheet.
struct DraftUseTests {
    typealias Refusal = FormDraft.Refusal

    @Test func `another kind takes over what it can, and drops what has no sense`() throws {
        var draft = TriedDraft.draft()
        try draft.change("story", toKind: "line")
        #expect(draft.form[id: "story"]?.kind == .line(300))
        try draft.change("story", toKind: "text")
        #expect(draft.form[id: "story"]?.kind == .text(300))
        #expect(draft.form.sheet[0].lines.map(\.id) == ["story"])
        try draft.change("story", toKind: "person")
        #expect(draft.form.sheet[0].lines.isEmpty && draft.form[id: "story"]?.isForSheet == false)
        try draft.change("decided", toKind: "date")
        #expect(draft.form[id: "decided"]?.choices.isEmpty == true)
        // What looks at it says nothing any more: it is kept, and told.
        #expect(draft.form.flaws.contains { $0.field == "staff" && $0.key == "when" })
        try draft.change("size", toKind: "explanation")
        #expect(draft.form[id: "size"]?.isNeeded == false)
        #expect(throws: Refusal.notThatKind(allowed: ["line"])) { try draft.change("title", toKind: "text") }
        #expect(throws: Refusal.notThatKind(allowed: FormField.Kind.words)) {
            try draft.change("story", toKind: "essay")
        }
        #expect(FormField.Kind.line(3).follows(.line(9)) && !FormField.Kind.line(3).follows(.text(3)))
    }

    @Test func `each kind keeps within its limits`() throws {
        var draft = TriedDraft.draft()
        try draft.answer("story", by: .text(500))
        #expect(draft.form[id: "story"]?.kind == .text(500))
        #expect(throws: Refusal.outOfRange(least: 1, most: FormFile.mostCharacters)) {
            try draft.answer("story", by: .text(0))
        }
        #expect(throws: Refusal.notThatKind(allowed: ["text"])) { try draft.answer("story", by: .line(10)) }
        #expect(throws: Refusal.leastOverMost) {
            try draft.answer("size", by: .number(.init(.init(least: 2, most: 1))))
        }
        #expect(throws: Refusal.outOfRange(least: -999_999_999, most: 999_999_999)) {
            try draft.answer("size", by: .number(.init(.init(most: 1e12))))
        }
        let photo = try draft.add("picture", Localized("Photos"), to: "what")
        #expect(throws: Refusal.outOfRange(least: 1, most: 20)) { try draft.answer(photo, by: .picture(21)) }
        let consent = try draft.add("consent", Localized("Accord"), to: "what")
        #expect(throws: Refusal.wordsMissing) {
            try draft.answer(consent, by: .consent(.init(text: Localized(" "), version: "1")))
        }
        try draft.answer(consent, by: .consent(.init(text: Localized("D’accord."), version: "2")))
        #expect(draft.form[id: consent]?.kind == .consent(.init(text: Localized("D’accord."), version: "2")))
    }

    @Test func `choices are named by their words once, and keep their names`() throws {
        var draft = TriedDraft.draft()
        let typed = [
            FormField.Choice(id: "together", label: Localized("Ensemble")), TriedDraft.choice("", "Le patron"),
            TriedDraft.choice("", "Le patron"),
        ]
        try draft.answer("decided", by: .choice, choices: typed)
        #expect(draft.form[id: "decided"]?.choices.map(\.id) == ["together", "le-patron", "le-patron-2"])
        #expect(throws: Refusal.wordsMissing) {
            try draft.answer("decided", by: .choice, choices: [TriedDraft.choice("", " ")])
        }
        #expect(throws: Refusal.outOfRange(least: 0, most: 200)) {
            try draft.answer("decided", by: .choice, choices: (0...200).map { TriedDraft.choice("", "\($0)") })
        }
    }

    @Test func `a block has cells of small kinds, each with its name`() throws {
        var draft = TriedDraft.draft()
        let id = try draft.add("block", Localized("Partenaires"), to: "what")
        let cells = [
            FormField.Cell(id: "", kind: .line(80), label: Localized("Nom")),
            .init(id: "", kind: .date, label: Localized("Nom")),
        ]
        try draft.answer(id, by: .block(.init(row: Localized("Partenaire"), least: 0, most: 5, cells: cells)))
        guard case .block(let block) = draft.form[id: id]?.kind else { throw Refusal.noSuchQuestion }
        #expect(block.cells.map(\.id) == ["nom", "nom-2"])
        #expect(draft.form.flaws.isEmpty)
        let wrong = FormField.Cell(id: "", kind: .budget, label: Localized("Budget"))
        #expect(throws: Refusal.notThatKind(allowed: FormField.Kind.small)) {
            try draft.answer(id, by: .block(.init(row: Localized("Partenaire"), cells: [wrong])))
        }
        #expect(throws: Refusal.outOfRange(least: 1, most: 8)) {
            try draft.answer(
                id, by: .block(.init(row: Localized("Partenaire"), cells: Array(repeating: cells[0], count: 9))))
        }
        #expect(throws: Refusal.leastOverMost) {
            try draft.answer(id, by: .block(.init(row: Localized("Partenaire"), least: 6, most: 5, cells: cells)))
        }
    }

    @Test
    func `a condition that cannot be is kept and told: a circle, a question that is gone, a value that is no answer`()
        throws
    {
        var draft = TriedDraft.draft()
        try draft.ask("decided", when: Condition(.all, [.init(field: "staff", test: .answered)]))
        #expect(draft.form.flaws.contains { if case .circle = $0.kind { true } else { false } })
        try draft.ask("decided", when: Condition(.all, [.init(field: "size", test: .atLeast, values: ["beaucoup"])]))
        #expect(
            draft.form.flaws == [
                FormFlaw(section: "what", field: "decided", key: "when", .noSuchAnswer("beaucoup", of: "size"))
            ])
        try draft.ask("decided", when: Condition(.all, []))
        #expect(draft.form[id: "decided"]?.when == nil && draft.form.flaws.isEmpty)
        let parts = Array(repeating: Condition.Part(field: "size", test: .answered), count: 6)
        #expect(throws: Refusal.outOfRange(least: 1, most: 5)) {
            try draft.ask("decided", when: Condition(.all, parts))
        }
    }

    @Test func `an answer that passes stands in a part of eligibility, which comes first`() throws {
        var draft = TriedDraft.draft()
        try draft.pass(
            "decided", EligibilityPass(test: .is, values: ["together"], otherwise: Localized("Seul, on ne peut pas.")))
        #expect(draft.form.flaws.map(\.kind) == [.passMisplaced])
        try draft.change(part: "what", to: PartDetails(title: Localized("Quoi"), isEligibility: true))
        #expect(draft.form.flaws.isEmpty)
        try draft.move(part: "what", .down)
        #expect(draft.form.flaws.map(\.kind) == [.eligibilityNotFirst])
        try draft.move(part: "what", after: nil)
        #expect(draft.form.flaws.isEmpty)
        #expect(throws: Refusal.wordsMissing) {
            try draft.pass("decided", EligibilityPass(test: .is, values: ["together"], otherwise: Localized(" ")))
        }
    }

    @Test func `pictures and papers go to the public where that is said, and stand in no part of the sheet`() throws {
        var draft = TriedDraft.draft()
        let views = try draft.add("picture", Localized("Images"), to: "what")
        #expect(draft.form[id: views]?.isForSheet == true)
        try draft.use(views, QuestionUse(isForSheet: false))
        #expect(draft.form[id: views]?.isForSheet == false)
        try draft.use(views, QuestionUse(isForSheet: true))
        #expect(draft.form[id: views]?.isForSheet == true)
        #expect(throws: (any Error).self) { try draft.tell(views, in: 0) }
        let agreement = try draft.add("consent", Localized("Accord"), to: "what")
        try draft.use(agreement, QuestionUse(isForSheet: true))
        #expect(draft.form[id: agreement]?.isForSheet == false)
    }

    @Test func `who must answer, who reads, and when`() throws {
        var draft = TriedDraft.draft()
        let use = QuestionUse(
            .wished, feeds: ["need-established"], isForJury: false, isForSheet: false, isInTables: false,
            until: .phase(.call))
        try draft.use("story", use)
        #expect(draft.form[id: "story"].map(QuestionUse.init(of:)) == use)
        #expect(draft.form.sheet[0].lines.isEmpty)
        #expect(throws: Refusal.neverAsked) {
            try draft.use("story", QuestionUse(from: .phase(.call), until: .phase(.call)))
        }
        let (may, june) = (try #require(Day("2014-05-01")), try #require(Day("2014-06-01")))
        #expect(throws: Refusal.neverAsked) { try draft.use("story", QuestionUse(from: .day(june), until: .day(may))) }
        #expect(throws: Refusal.noSuchQuestion) { try draft.use("story", QuestionUse(.needed, unless: "story")) }
        let words = try draft.add("explanation", Localized("À lire"), to: "what")
        #expect(throws: Refusal.notAsked) { try draft.use(words, QuestionUse(.needed)) }
    }

    @Test func `a question stands once on the sheet, and where it stood`() throws {
        var draft = TriedDraft.draft()
        try draft.tell("decided", in: 0, SheetTelling(label: Localized("Décision"), isNeeded: true))
        #expect(draft.form.sheet[0].lines.map(\.id) == ["story", "decided"])
        try draft.tell("story", in: 0, SheetTelling(missed: Localized("On ne saurait rien.")))
        #expect(draft.form.sheet[0].lines.map(\.id) == ["story", "decided"])
        try draft.tell("decided", in: 1)
        #expect(draft.form.sheet.map { $0.lines.map(\.id) } == [["story"], ["staff", "decided"]])
        try draft.tell("decided", in: nil)
        #expect(draft.form.sheet[1].lines.map(\.id) == ["staff"])
        try draft.addSheetPart(Localized("Encore"))
        try draft.move(sheetPart: 2, .up)
        try draft.change(sheetPart: 1, title: nil, standsOut: true)
        #expect(draft.form.sheet[1].title == nil && draft.form.sheet[1].standsOut)
        try draft.remove(sheetPart: 0)
        #expect(draft.form[id: "story"] != nil && draft.form.sheet.count == 2)
        #expect(throws: Refusal.noSuchPart) { try draft.tell("story", in: 7) }
        #expect(throws: Refusal.atEnd) { try draft.move(sheetPart: 0, .up) }
        #expect(FormFile.unfinished(FormFile.yaml(draft.form)) == draft.form)
    }
}
