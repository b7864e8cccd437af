import Campaigns
import Grids
import Identifiers
import StorageTesting
import Tables
import Testing
import Web
import Words
import World

@testable import Forms

/// For which categories a question is, in a workbook of a form and in what a working copy changes.
struct WorkbookCategoryTests {
    private static let reader = Reader(language: .english, phrasebook: .english, frame: Frame())
    private static let categories = [
        Category(id: .new(at: World.monday), code: "sante", nameFR: "Santé, soin", nameEN: "Health"),
        Category(id: .new(at: World.monday), code: "inclusion", nameFR: "Inclusion"),
    ]
    /// The last question of the first part is for both.
    private static var form: Form {
        var sections = CompleteFile.form.sections
        sections[0].fields[sections[0].fields.count - 1].only = ["sante", "inclusion"]
        return CompleteFile.form.with(sections: sections)
    }
    private static var asked: FormField { form.sections[0].fields[form.sections[0].fields.count - 1] }

    /// The questions of that form as they go out, but for what some cells say.
    private static func book(saying cells: [String: String]) throws -> FormWorkbook {
        let columns: [QuestionColumn] = [.part, .key, .kind, .label, .only]
        let written = QuestionCells(form: form, reader: reader)
        var writer = TableWriter(columns: columns.map { reader.title(of: $0) })
        for field in form.fields {
            writer.append(
                columns.map { column in
                    .text((column == .only ? cells[field.id] : nil) ?? written.text(of: column, field))
                })
        }
        let sheet = try QuestionSheet(Table(data: Array(writer.bytes)), in: [reader])
        return FormWorkbook(sheet, over: form, categories: categories)
    }

    @Test func `a workbook of more rows than any form has is answered by its first one too many`() throws {
        var writer = TableWriter(columns: [QuestionColumn.part, .key, .kind, .label].map { Self.reader.title(of: $0) })
        for row in 0...1_000 { writer.append([.text("Contact"), .text("k\(row)"), .text("x"), .text("y")]) }
        let sheet = try QuestionSheet(Table(data: Array(writer.bytes)), in: [Self.reader])
        let faults = FormWorkbook(sheet, over: Self.form).faults
        #expect(faults.map(\.line) == [1_002])
        #expect(faults.map(\.kind) == [.refusal(.tooManyQuestions(most: Form.mostFields))])
    }

    @Test func `what goes out says the codes, and comes back as it was`() throws {
        #expect(QuestionCells(form: Self.form, reader: Self.reader).text(of: .only, Self.asked) == "sante, inclusion")
        let book = try Self.book(saying: [:])
        #expect(book.faults == [] && book.form == Self.form)
    }

    @Test(arguments: [
        ("sante", ["sante"]), ("Inclusion\nSanté, soin", ["inclusion", "sante"]),
        ("health; inclusion", ["sante", "inclusion"]),
        ("inclusion, SANTE", ["inclusion", "sante"]),
    ])
    func `a cell says categories by their codes or by their names`(cell: String, codes: [String]) throws {
        let book = try Self.book(saying: [Self.asked.id: cell])
        #expect(book.faults == [], "\(book.faults.map { Self.reader.sentence(for: $0) })")
        #expect(book.form[id: Self.asked.id]?.only == codes)
    }

    @Test func `an emptied cell asks it of all files`() throws {
        #expect(try Self.book(saying: [Self.asked.id: ""]).form[id: Self.asked.id]?.only == [])
    }

    @Test(arguments: ["Sport et loisirs", "sport"])
    func `a category that the edition does not have is refused by its row`(cell: String) throws {
        let book = try Self.book(saying: [Self.asked.id: cell])
        #expect(book.faults.map(\.column) == [.only], "\(book.faults)")
        #expect(book.faults.allSatisfy { $0.line > 0 })
    }

    @Test func `what a working copy changes names the categories, before and now`() {
        let edition = Edition(
            id: World.edition2014, campaign: World.campaign, slug: "2014", name: "2014", status: .running, phases: [],
            categories: Self.categories, revision: 1)
        for (now, words) in [(["inclusion"], "Inclusion”, now “Inclusion”"), ([], "Inclusion”, now “all files”")] {
            var sections = Self.form.sections
            sections[0].fields[sections[0].fields.count - 1].only = now
            let draft = KeptDraft(
                form: Self.form.with(sections: sections), basedOn: nil, revision: 1, startedAt: World.monday,
                changedAt: World.monday, changedBy: "", changes: [])
            let desk = FormDesk(edition: edition, current: Self.form, grid: nil, kept: draft)
            let shown = String(decoding: Self.reader.draftDifference(draft, desk).bytes, as: UTF8.self)
            #expect(shown.contains("before “Health") && shown.contains(words), "\(shown)")
        }
    }
}
