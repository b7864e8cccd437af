import Grids
import Testing
import Words

@testable import Forms

struct ConditionTests {
    private let people = ShapedForm.field("people", .number(.init()))
    private let size = ShapedForm.choice("size", ["small", "middle", "large"])
    private let topics = ShapedForm.field("topics", .choices) {
        $0.choices = ["care", "work"].map { FormField.Choice(id: $0, label: Localized($0)) }
    }
    private let day = ShapedForm.field("day", .date)
    private let level = ShapedForm.field("level", .checkpoint("shared-decision"))
    private let box = ShapedForm.field("box", .tick)

    @Test(
        arguments: [
            ("people", AnswerValue.text("12"), Condition.Test.atLeast, ["10"], true),
            ("people", .text("9,5"), .atLeast, ["10"], false), ("people", .text("1 000"), .atMost, ["1000"], true),
            ("people", .text("12,0"), .is, ["12"], true), ("people", .text("12"), .isNot, ["12"], false),
            ("people", .text("douze"), .isNot, ["12"], false), ("people", .text("douze"), .atLeast, ["1"], false),
            ("people", .text(""), .isNot, ["12"], false), ("people", .text(" "), .unanswered, [], true),
            ("people", .text("0"), .answered, [], true), ("size", .text("middle"), .is, ["middle"], true),
            ("size", .text("middle"), .isOneOf, ["small", "middle"], true),
            ("size", .text("large"), .isOneOf, ["small", "middle"], false),
            ("size", .text("large"), .atLeast, ["middle"], true), ("size", .text("small"), .atLeast, ["middle"], false),
            ("size", .text("small"), .atMost, ["middle"], true), ("size", .text("other"), .atLeast, ["small"], false),
            ("topics", .list(["care", "work"]), .is, ["work"], true), ("topics", .list(["care"]), .is, ["work"], false),
            ("topics", .list(["care"]), .isNot, ["work"], true), ("topics", .list([]), .isNot, ["work"], false),
            ("topics", .list(["care"]), .isOneOf, ["work", "care"], true),
            ("day", .text("30/09/2014"), .before, ["2014-10-01"], true),
            ("day", .text("1 octobre 2014"), .before, ["2014-10-01"], false),
            ("day", .text("2 October 2014"), .after, ["2014-10-01"], true),
            ("day", .text("31/02/2014"), .after, ["2014-10-01"], false),
            ("day", .text("01/10/2014"), .is, ["2014-10-01"], true),
            ("level", .parts(["level": "3"]), .atLeast, ["3"], true),
            ("level", .parts(["level": "2"]), .atLeast, ["3"], false),
            ("level", .parts(["why": "Parce que"]), .is, ["3"], false), ("box", .text("on"), .answered, [], true),
            ("box", .text(""), .answered, [], false), ("box", .text(""), .unanswered, [], true),
        ] as [(String, AnswerValue, Condition.Test, [String], Bool)])
    func `a comparison holds of what was answered, and nothing but absence of what was not`(
        id: String, value: AnswerValue, test: Condition.Test, values: [String], holds: Bool
    ) throws {
        let field = try #require([people, size, topics, day, level, box].first { $0.id == id })
        #expect(Condition.Part(field: id, test: test, values: values).holds((field, value)) == holds)
    }

    @Test(arguments: [
        (Condition.Joint.all, true, true, true), (.all, true, false, false), (.all, false, false, false),
        (.any, true, false, true), (.any, false, true, true), (.any, false, false, false),
    ])
    func `all parts must hold, or one of them`(joint: Condition.Joint, first: Bool, second: Bool, isAsked: Bool) {
        let parts = [
            Condition.Part(field: "people", test: .atLeast, values: ["10"]),
            Condition.Part(field: "box", test: .answered),
        ]
        let asked = ShapedForm.field("asked", .text(100)) { $0.when = Condition(joint, parts) }
        let form = ShapedForm.form([people, box, asked])
        let answers = Answers(["people": .text(first ? "10" : "9"), "box": .text(second ? "on" : "")])
        #expect(form.unasked(answers).contains("asked") != isAsked)
    }

    private func chain() -> Form {
        let second = ShapedForm.field("second", .number(.init())) {
            $0.when = Condition(.all, [.init(field: "people", test: .atLeast, values: ["10"])])
            $0.isNeeded = true
        }
        // Written before what it looks at: the order of the page is not the order of looking.
        let first = ShapedForm.field("third", .text(100)) {
            $0.when = Condition(.all, [.init(field: "second", test: .answered)])
            $0.isNeeded = true
        }
        return ShapedForm.form([first, people, second])
    }

    @Test func `a question that is left out leaves out those that wait for it, whatever was typed there before`() {
        let form = chain()
        #expect(form.unasked(Answers(["people": .text("12"), "second": .text("4")])) == [])
        #expect(form.unasked(Answers(["people": .text("9"), "second": .text("4")])) == ["second", "third"])
        #expect(form.unasked(Answers()) == ["second", "third"])
    }

    @Test func `a needed question keeps no file from being sent while it is not asked, and what was typed is kept`() {
        let form = chain()
        let answers = Answers(["people": .text("9"), "second": .text("cent"), "third": .text("Gardé")])
        #expect(answers.faults(in: form) == [])
        #expect(answers.needed(of: form).isEmpty && answers.percent(of: form) == 0)
        #expect(answers.text("third") == "Gardé")
        #expect(answers.told(of: form).text("third").isEmpty && answers.told(of: form).text("second").isEmpty)
        let asked = Answers(["people": .text("12"), "second": .text("cent")])
        #expect(asked.faults(in: form).map(\.fault) == [.missing, .notFigure])
    }

    @Test func `questions that make one another unneeded are a fault of a form that is given, not of a kept one`()
        throws
    {
        let excused = { (id: String, other: String) in
            ShapedForm.field(id, .text(10)) { ($0.isNeeded, $0.unless) = (true, other) }
        }
        let form = ShapedForm.form([
            excused("a", "b"), excused("b", "c"), excused("c", "a"), excused("d", "d"), excused("e", "a"),
            excused("f", "title"),
        ])
        let flaws = form.flaws.filter { $0.key == "unless" }
        #expect(flaws.map(\.kind) == [.excuses(["a", "b", "c", "a"]), .excuses(["d", "d"])])
        let yaml = FormFile.yaml(form)
        let faults = #expect(throws: GridFaults.self) { try FormFile.given(yaml) }
        #expect(faults?.faults.map(\.kind) == flaws.map(\.kind))
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(faults?.faults.allSatisfy { lines[$0.line - 1].contains("unless") } == true)
        #expect(try FormFile.form(from: yaml) == form)
    }

    @Test func `a circle is a fault that names its questions, a condition on itself another`() throws {
        let waits = { (id: String, other: String) in
            ShapedForm.field(id, .text(10)) { $0.when = Condition(.all, [.init(field: other, test: .answered)]) }
        }
        let form = ShapedForm.form([
            waits("a", "b"), waits("b", "c"), waits("c", "a"), waits("d", "d"), waits("e", "a"),
        ])
        let flaws = form.flaws.filter { $0.key == "when" }
        #expect(flaws.map(\.kind).contains(.circle(["a", "b", "c", "a"])))
        #expect(flaws.filter { $0.kind == .itself }.map(\.field) == ["d"])
        #expect(flaws.count == 2)
        // It is looked at all the same, and ends.
        #expect(form.unasked(Answers()).isSuperset(of: ["a", "b", "c", "d", "e"]))
    }

    @Test(
        arguments: [
            ("nowhere", Condition.Test.answered, [], GridFault.Kind.noQuestion("nowhere", nearest: nil)),
            ("peple", .answered, [], .noQuestion("peple", nearest: "people")),
            ("people", .atLeast, [], .missingKey("value")),
            ("people", .atLeast, ["beaucoup"], .noSuchAnswer("beaucoup", of: "people")),
            ("people", .answered, ["1"], .unknownKey("value", nearest: nil)),
            ("people", .is, ["1", "2"], .tooMany(most: 1)), ("size", .is, ["huge"], .noSuchAnswer("huge", of: "size")),
            ("day", .before, ["demain"], .noSuchAnswer("demain", of: "day")),
            ("box", .is, ["on"], .unsupported("is", allowed: ["answered", "unanswered"])),
            ("contact.email", .answered, [], .ofContact),
        ] as [(String, Condition.Test, [String], GridFault.Kind)])
    func `a condition looks at a question that there is, and asks what it can answer`(
        id: String, test: Condition.Test, values: [String], kind: GridFault.Kind
    ) {
        let asked = ShapedForm.field("asked", .text(100)) {
            $0.when = Condition(.all, [.init(field: id, test: test, values: values)])
        }
        let contact = ShapedForm.field("contact.email", .email)
        let form = ShapedForm.form([people, size, day, box, contact, asked])
        #expect(form.flaws.map(\.kind) == [kind])
    }

    @Test func `six parts are too many for one sentence`() {
        let part = Condition.Part(field: "people", test: .answered)
        for (count, flaws) in [(0, [GridFault.Kind.noItem]), (5, []), (6, [.tooMany(most: 5)])] {
            let asked = ShapedForm.field("asked", .text(9)) {
                $0.when = Condition(.any, Array(repeating: part, count: count))
            }
            #expect(ShapedForm.form([people, asked]).flaws.map(\.kind) == flaws)
        }
    }

    @Test func `a file that is sent takes no answer that brings up a question without one`() throws {
        let form = chain()
        let sent = Answers(["people": .text("9")])
        let people = try #require(form[id: "people"])
        #expect(
            sent.worsened(by: .text("12"), in: people, of: form)?.fault == .onceSent(.bringsUp(Localized("SECOND"))))
        #expect(sent.worsened(by: .text("8"), in: people, of: form) == nil)
        // Typed with it, the other answer is there first.
        var typed = sent
        typed[try #require(form[id: "second"])] = .text("4")
        typed[try #require(form[id: "third"])] = .text("Oui")
        #expect(typed.worsened(by: .text("12"), in: people, of: form) == nil)
        // What is not asked makes nothing worse.
        #expect(sent.worsened(by: .text("cent"), in: try #require(form[id: "second"]), of: form) == nil)
    }

    @Test func `a long chain of conditions is looked at in as many steps as it has links`() {
        let links = (1..<Form.mostFields).map { number in
            ShapedForm.field("f\(number)", .tick) {
                $0.when = Condition(.all, [.init(field: "f\(number - 1)", test: .answered)])
            }
        }
        let form = ShapedForm.form([ShapedForm.field("f0", .tick)] + links)
        #expect(form.conditional.count == links.count)
        #expect(form.unasked(Answers()).count == links.count)
        let ticked = Dictionary(uniqueKeysWithValues: (0..<200).map { ("f\($0)", AnswerValue.text("on")) })
        #expect(form.unasked(Answers(ticked)).count == links.count - 200)
    }

    @Test func `a question asked by date is needed once its time has come, and left alone once it is over`() throws {
        let late = ShapedForm.field("late", .text(9)) { ($0.isNeeded, $0.from) = (true, .day(Day("2014-10-17")!)) }
        let early = ShapedForm.field("early", .text(9)) { ($0.isNeeded, $0.until) = (true, .phase(.call)) }
        let form = ShapedForm.form([late, early])
        var answers = Answers()
        answers.clock = FormClock(today: Day("2014-10-17")!)
        #expect(answers.needed(of: form).map(\.id) == ["early"])
        answers.clock = FormClock(today: Day("2014-10-18")!, over: [.call])
        #expect(answers.needed(of: form).map(\.id) == ["late"])
        let section = try #require(form.sections.first)
        #expect(section.open(at: FormClock(today: Day("2014-10-18")!, over: [.call])).fields.map(\.id) == ["late"])
        #expect(section.open(at: FormClock(today: Day("2014-10-17")!)).fields.map(\.id) == ["early"])
    }

    @Test func `who may not take part is told why, and may answer otherwise`() {
        let asked = ShapedForm.choice("in_place", ["yes", "no"])
        var field = asked
        field.pass = EligibilityPass(test: .is, values: ["yes"], otherwise: Localized("Pas encore."))
        let form = ShapedForm.form([field], isEligibility: true)
        #expect(form.flaws == [])
        #expect(Answers().ineligible(in: form) == [])
        let barred = Answers(["in_place": .text("no")])
        #expect(barred.ineligible(in: form).map(\.id) == ["in_place"])
        #expect(barred.faults(in: form).map(\.fault) == [.notEligible(Localized("Pas encore."))])
        #expect(Answers(["in_place": .text("yes")]).faults(in: form) == [])
        // Outside of such a part nothing passes or does not.
        #expect(ShapedForm.form([field]).flaws.map(\.kind) == [.passMisplaced])
        #expect(ShapedForm.form([asked], isEligibility: true).flaws.map(\.kind) == [.passMisplaced])
    }
}
