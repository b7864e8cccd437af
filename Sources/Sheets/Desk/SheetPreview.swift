import Forms
import Foundation
import Submissions
import Web

extension SheetsFeature {
    /// What a sheet would tell of a form that is being shaped, with answers that nobody gave.
    public static let visitorPreview: FormPreviews.Drawing = { sample, reader in
        let sheet = Sheet(
            id: .new(at: sample.now), initiative: .new(at: sample.now), edition: sample.edition.id, submission: nil,
            state: .draft, language: Language.french.rawValue, title: "", strapline: "",
            content: SheetContent(sample.answers, of: sample.form), tags: [:], source: nil, version: 1, revision: 1)
        return reader.sheetBody(
            ShownSheet(
                sheet: sheet, form: sample.form, organisations: [], vocabularies: sample.grid?.vocabularies ?? [],
                editionName: sample.edition.name, editionSlug: sample.edition.slug))
    }
}
