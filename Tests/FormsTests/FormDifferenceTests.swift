import Grids
import Testing
import Web
import Words
import World

@testable import Forms

/// What changed between two versions of a form.
struct FormDifferenceTests {
    private static func field(_ id: String, _ kind: FormField.Kind = .text(100), _ label: String? = nil) -> FormField {
        FormField(id: id, section: "one", kind: kind, label: Localized(label ?? id))
    }

    private static func form(_ fields: [FormField], also others: [FormField] = []) -> Form {
        var other = FormSection(id: "two", word: "deux", title: Localized("Deux"), fields: others)
        for place in other.fields.indices { other.fields[place].section = "two" }
        let one = FormSection(id: "one", word: "une", title: Localized("Une"), fields: fields)
        return Form(
            name: CompleteFile.form.name, version: "1", title: Localized("Essai"), sections: [one, other], sheet: [])
    }

    private static func whats(_ before: [FormField], _ after: [FormField]) -> [FormDifference.Change.What] {
        FormDifference(from: form(before), to: form(after)).changes.map(\.what)
    }

    @Test func `the same form differs in nothing`() {
        let difference = FormDifference(from: Self.form([Self.field("a")]), to: Self.form([Self.field("a")]))
        #expect(difference.isEmpty && difference.isForStaffAlone)
    }

    @Test func `a question is the same where its identifier and its kind are`() {
        let (a, b) = (Self.field("a"), Self.field("b"))
        #expect(Self.whats([a], [a, b]) == [.added])
        #expect(Self.whats([a, b], [a]) == [.removed])
        #expect(Self.whats([a], [Self.field("a", .tick)]) == [.kind])
        #expect(Self.whats([Self.field("a", .terms("need"))], [Self.field("a", .terms("kind"))]) == [.kind])
        #expect(Self.whats([a], [Self.field("a", .text(200))]) == [.limits])
        #expect(Self.whats([a], [Self.field("a", .text(100), "Autrement")]) == [.reworded])
        let difference = FormDifference(from: Self.form([a, b]), to: Self.form([Self.field("a", .tick)]))
        #expect(difference.left.map(\.id) == ["a", "b"] && difference.opened.map(\.id) == ["a"])
    }

    @Test func `a text to read is no question: it is not counted, left, opened, or told as one`() {
        let (a, read) = (Self.field("a"), Self.field("b", .explanation, "À lire avant"))
        let added = FormDifference(from: Self.form([a]), to: Self.form([a, read]))
        #expect(added.count(.added) == 0 && added.opened.isEmpty && added.changes.map(\.what) == [.added])
        let gone = FormDifference(from: Self.form([a, read]), to: Self.form([a]))
        #expect(gone.count(.removed) == 0 && gone.left.isEmpty)
        let other = FormDifference(from: Self.form([read]), to: Self.form([Self.field("b", .explanation, "À lire")]))
        #expect(other.changedQuestions == 0)
        let reader = Reader(language: .english, phrasebook: .english, frame: Frame())
        for difference in [added, gone, other] {
            let words = reader.sentences(of: difference, forStaff: false).joined()
            #expect(words.contains("text to read") && !words.lowercased().contains("question"), "\(words)")
        }
        // What is asked from now on is a new question.
        let turned = FormDifference(from: Self.form([read]), to: Self.form([Self.field("b")]))
        #expect(reader.sentences(of: turned, forStaff: false).joined().contains("New question"))
    }

    @Test func `whether it is needed, when it is asked and who reads it are told`() {
        let before = Self.field("a")
        var after = before
        after.isNeeded = true
        after.when = Condition(.all, [Condition.Part(field: "b", test: .answered)])
        after.isForJury = false
        after.feeds = ["idea"]
        #expect(Self.whats([before], [after]) == [.needed, .condition, .audience, .inside])
        #expect(Self.whats([after], [before]).first == .unneeded)
        var inside = before
        inside.isInTables = false
        #expect(FormDifference(from: Self.form([before]), to: Self.form([inside])).isForStaffAlone)
    }

    @Test func `choices that come and go are told by name`() {
        var (before, after) = (Self.field("a", .choice), Self.field("a", .choice))
        let (one, two, three) = (
            FormField.Choice(id: "1", label: Localized("Un")), FormField.Choice(id: "2", label: Localized("Deux")),
            FormField.Choice(id: "3", label: Localized("Trois"))
        )
        (before.choices, after.choices) = ([one, two], [one, three])
        #expect(Self.whats([before], [after]) == [.choicesAdded([three]), .choicesRemoved([two])])
        #expect(before.remainder(of: .text("2"), under: after)?.value == .text("2"))
        #expect(before.remainder(of: .text("1"), under: after) == nil)
    }

    @Test func `what of a row is no longer asked is told, and what stood there is what is left`() {
        func block(_ names: [String]) -> FormField {
            let cells = names.map { FormField.Cell(id: $0, kind: .line(50), label: Localized($0)) }
            return Self.field("a", .block(FormField.Block(row: Localized("Ligne"), cells: cells)))
        }
        let (before, after) = (block(["who", "what"]), block(["who"]))
        guard case .cellsRemoved(let gone)? = Self.whats([before], [after]).first else {
            Issue.record("no cell is gone")
            return
        }
        #expect(gone.map(\.id) == ["what"])
        let left = before.remainder(of: .rows([["who": "Awa", "what": "Lit"]]), under: after)
        #expect(left?.value == .rows([["what": "Lit"]]))
        #expect(before.remainder(of: .rows([["who": "Awa", "what": ""]]), under: after) == nil)
    }

    @Test func `the fewest questions that explain an order are said to have moved`() {
        let fields = ["a", "b", "c", "d"].map { Self.field($0) }
        let difference = FormDifference(
            from: Self.form(fields), to: Self.form([fields[3], fields[0], fields[1], fields[2]]))
        #expect(difference.changes.map(\.what) == [.moved] && difference.changes.first?.field.id == "d")
        let apart = FormDifference(from: Self.form(fields), to: Self.form(Array(fields.prefix(3)), also: [fields[3]]))
        #expect(apart.changes.map(\.field.id) == ["d"])
    }

    @Test func `columns of several versions are those of the newest, then what older ones alone asked`() {
        let older = Self.form([Self.field("a", .text(100), "Avant"), Self.field("b"), Self.field("c", .tick)])
        let newer = Self.form([Self.field("c"), Self.field("a", .text(100), "Après")]).named(
            CompleteFile.form.name, version: "2")
        let columns = FormColumn.union([newer, older])
        #expect(columns.map(\.field.id) == ["c", "a", "b", "c"])
        #expect(columns.map(\.version) == [nil, nil, "1", "1"])
        #expect(columns[1].formerLabels == [Localized("Avant")])
        #expect(columns[0].field(in: older) == nil && columns[3].field(in: older)?.kind == .tick)
    }
}
