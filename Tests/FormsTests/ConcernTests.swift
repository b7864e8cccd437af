import Campaigns
import Grids
import Testing
import World

@testable import Forms

/// Questions that are for files of some categories alone.
struct ConcernTests {
    private static var form: Form {
        var sections = CompleteFile.form.sections
        let last = sections.count - 1
        sections[last].only = ["sante"]
        sections[0].fields[sections[0].fields.count - 1].only = ["sante", "inclusion"]
        return CompleteFile.form.with(sections: sections)
    }

    @Test func `what is for some categories comes back from its own words`() throws {
        let form = Self.form
        let yaml = FormFile.yaml(form)
        #expect(yaml.contains("only: [\"sante\", \"inclusion\"]"))
        #expect(try FormFile.form(from: yaml) == form)
        #expect(form.categories == ["sante", "inclusion"])
    }

    @Test func `a file is asked what is for all, and what is for its category`() throws {
        let form = Self.form
        let (field, part) = (try #require(form.sections[0].fields.last), try #require(form.sections.last))
        for (category, asks, hasPart) in [("sante", true, true), ("inclusion", true, false), (nil, false, false)] {
            let own = form.concerning(category)
            #expect((own[id: field.id] != nil) == asks, "\(category ?? "none")")
            #expect(own.sections.contains { $0.id == part.id } == hasPart, "\(category ?? "none")")
        }
        #expect(CompleteFile.form.concerning(nil) == CompleteFile.form)
    }

    @Test func `a category that the edition does not have is a fault, and so is what nobody would be asked`() throws {
        let flaws = Self.form.categoryFlaws(among: ["sante"])
        #expect(flaws.map(\.kind) == [.noCategory("inclusion")])
        #expect(Self.form.categoryFlaws(among: ["sante", "inclusion"]).isEmpty)
        var sections = CompleteFile.form.sections
        sections[1].only = ["sante"]
        sections[1].fields[0].only = ["inclusion"]
        let nobodys = CompleteFile.form.with(sections: sections).categoryFlaws(among: ["sante", "inclusion"])
        #expect(nobodys.map(\.kind) == [.forNobody])
    }

    @Test func `what the program acts on is asked of all files`() throws {
        var sections = CompleteFile.form.sections
        let place = try #require(sections.firstIndex { $0.fields.contains { $0.id == "title" } })
        sections[place].only = ["sante"]
        let flaws = CompleteFile.form.with(sections: sections).flaws
        #expect(flaws.contains { $0.kind == .askedOfAll("title") })
    }

    @Test func `other categories than before are told with a version`() throws {
        let difference = FormDifference(from: CompleteFile.form, to: Self.form)
        #expect(difference.changes.contains { $0.what == .categories })
        #expect(!FormDifference(from: Self.form, to: Self.form).changes.contains { $0.what == .categories })
    }
}
