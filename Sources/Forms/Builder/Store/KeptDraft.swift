import Campaigns
import Foundation
import Grids
import Identifiers
import Storage

/// An edition and its form, as those who run it see it.
struct FormDesk: Equatable, Sendable {
    let edition: Edition
    /// What its files answer.
    let current: Form
    let grid: Grid?
    let kept: KeptDraft?

    /// What is looked at: the working copy where there is one.
    var form: Form { kept?.form ?? current }

    /// What keeps that form from being published in this edition.
    var flaws: [FormFlaw] { form.flaws(in: edition) }

    /// It may be shaped: a closed edition keeps what it has.
    var isOpen: Bool { edition.status != .closed }
}

/// A working copy as it is kept.
public struct KeptDraft: Equatable, Sendable {
    public let form: Form
    /// The version that it was made from.
    public let basedOn: Form.ID?
    public let revision: Int
    public let startedAt: Date
    public let changedAt: Date
    /// Whoever changed it last; empty where nobody knows any more.
    public let changedBy: String
    /// The last ones, the newest first.
    public let changes: [DraftChange]
}

/// Something done to a working copy.
public struct DraftChange: Equatable, Sendable {
    public enum Act: String, Storable, CaseIterable {
        case begun, renamed, imported
        case partAdded = "part-added"
        case partChanged = "part-changed"
        case partMoved = "part-moved"
        case partRemoved = "part-removed"
        case questionAdded = "question-added"
        case questionChanged = "question-changed"
        case questionMoved = "question-moved"
        case questionRemoved = "question-removed"
        case sheetChanged = "sheet-changed"
    }

    /// What was done, and what the thing was called.
    struct Done: Equatable, Sendable {
        let act: Act
        let about: String

        init(_ act: Act, about: String) { (self.act, self.about) = (act, about) }
    }

    public let at: Date
    public let by: String
    public let act: Act
    public let about: String
}

/// What a page was made from has changed since, in another window.
struct DraftMoved: Error, Equatable {}

/// Another working copy is there already: what was to be begun is not.
struct DraftThere: Error, Equatable {}

extension Form {
    /// A mark of one question with what a sheet tells of it: a page that shows it says by this what it was made from.
    func mark(of field: FormField) -> String {
        let section = FormSection(id: "", word: "", title: Localized(""), fields: [field])
        let lines = sheet.enumerated().flatMap { place, part in
            part.lines.filter { $0.id == field.id }.map { (place, $0) }
        }
        let told = lines.map { SheetPart(title: Localized("\($0.0)"), lines: [$0.1]) }
        return contentMark(
            FormFile.yaml(Form(name: name, version: "", title: Localized(""), sections: [section], sheet: told)))
    }

    /// The same of what is said of a part, apart from its questions.
    func mark(of section: FormSection) -> String {
        var section = section
        section.fields = []
        return contentMark(
            FormFile.yaml(Form(name: name, version: "", title: Localized(""), sections: [section], sheet: [])))
    }

    /// The same of the form's own title.
    var titleMark: String { contentMark(title.french + "\n" + (title.english ?? "")) }

    /// The same of a part of the sheet.
    func mark(ofSheetPart place: Int) -> String {
        let part = sheet.indices.contains(place) ? [sheet[place]] : []
        return contentMark(
            FormFile.yaml(Form(name: name, version: "", title: Localized(""), sections: [], sheet: part)))
    }
}

extension FormDraft {
    /// Throws where the thing is no longer what the page showed.
    func check(_ field: String, _ mark: String) throws {
        let field = try question(field)
        guard form.mark(of: field) == mark else { throw DraftMoved() }
    }

    func check(part id: String, _ mark: String) throws {
        guard form.mark(of: form.sections[try part(id)]) == mark else { throw DraftMoved() }
    }
}
