import Campaigns
import Storage
import Web
import Words
import Workbooks

/// What an edition asks: the pages where staff shape its form, which goes on to the edition made from it.
public struct FormsFeature: Feature {
    let builder: BuilderPages
    let parts: PartPages
    let questions: QuestionPages
    let sheet: SheetPartPages
    let workbooks: WorkbookPages

    /// `starters` gives the YAML of the forms that the program brings, by name; `previews` shows a form as others see it. `workbooks`
    /// reads those that somebody changed, in whichever language of the `phrasebooks` they were written.
    public init(
        database: any Database, starters: @escaping @Sendable (FormStarter) throws -> String, previews: FormPreviews,
        workbooks: WorkbookReader, phrasebooks: [Language: Phrasebook]
    ) {
        let drafts = FormDraftStore(database: database)
        builder = BuilderPages(drafts: drafts, starters: starters)
        parts = PartPages(drafts: drafts)
        questions = QuestionPages(drafts: drafts, previews: previews)
        sheet = SheetPartPages(drafts: drafts)
        let readers = phrasebooks.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            Reader(language: $0.key, phrasebook: $0.value)
        }
        self.workbooks = WorkbookPages(drafts: drafts, workbooks: workbooks, readers: readers)
    }

    public func addRoutes(to routes: Routes) { addBuilderRoutes(to: routes) }

    public var places: [Place] { [.ofEdition("formulaire") { $0.t("Form", as: "what an edition asks") }] }

    /// A working copy that nobody publishes or gives up is a thing that waits.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        try await builder.duties(visit, editions.run)
    }

    /// The form of an edition made from another.
    public var heirs: [Succession.Heir] {
        [FormStore.heir, FormStore.roundHeir { [builder] in try builder.starters(.finalists) }]
    }

    /// The form by its name and version.
    public var legacies: [LegacyFinder] { [{ try FormStore.legacies($0, $1, $2, in: $3) }] }

    /// Questions that are for a category.
    public var categoryUses: [CategoryUseFinder] { [{ try FormStore.uses(of: $0, in: $1, $2, $3) }] }

    public static var holdings: [Holding] { FormsHoldings.all }
}

/// A form that the program brings, for an edition to start from.
public enum FormStarter: String, CaseIterable, Sendable {
    case general, short, finalists

    /// Its file in `Reference/forms/`.
    public var file: String {
        switch self {
        case .general: "social-innovation-default.yaml"
        case .short: "short.yaml"
        case .finalists: "finalists.yaml"
        }
    }
}
