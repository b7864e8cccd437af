import Accounts
import Awards
import Campaigns
import Catalogue
import Forms
import Grids
import Jury
import Media
import Messages
import Organisations
import Sheets
import Storage
import Submissions
import Web
import Words

/// The features in the order of the campaign. What spans the house is composed of what each contributes.
struct Features: Sendable {
    let all: [any Feature]
    let awards: AwardsFeature
    let catalogue: CatalogueFeature
    let submissions: SubmissionsFeature

    /// The same, without a database: for what is said of each once and for all.
    static let types: [any Feature.Type] = [
        AccountsFeature.self, FactorFeature.self, CampaignsFeature.self, MessagesFeature.self, GridFeature.self,
        FormsFeature.self, OrganisationsFeature.self, SubmissionsFeature.self, SheetsFeature.self, JuryFeature.self,
        AwardsFeature.self, CatalogueFeature.self,
    ]

    init(
        database: any Database, settings: HouseSettings, files: HouseFiles, media: MediaHouse,
        correspondence: Correspondence
    ) {
        awards = AwardsFeature(database: database, correspondence: correspondence, clock: settings.clock)
        submissions = Self.submissions(in: database, settings, media, correspondence)
        let above: [any Feature] = [
            Self.messages(in: database, correspondence),
            GridFeature(
                database: database, papers: settings.papers, starter: { try House.defaultGrid(in: settings.root) }),
            Self.forms(in: database, settings, files.phrasebooks),
            Self.organisations(in: database),
            submissions,
            Self.sheets(in: database, settings, media, correspondence),
            JuryFeature(
                database: database, correspondence: correspondence, papers: settings.papers,
                pictures: FilePictures(media)),
            awards,
        ]
        let below: [any Feature] = [
            AccountsFeature(database: database, correspondence: correspondence),
            Self.factors(in: database, settings, correspondence),
            Self.campaigns(in: database, settings, files.conformity, correspondence, above: above),
        ]
        catalogue = CatalogueFeature(
            database: database, grid: files.grid, form: files.form, phrasebooks: files.phrasebooks, media: media,
            papers: settings.papers, counters: (below + above).flatMap(\.counters))
        all = below + above + [catalogue]
    }

    private static func sheets(
        in database: any Database, _ settings: HouseSettings, _ media: MediaHouse, _ correspondence: Correspondence
    ) -> SheetsFeature {
        SheetsFeature(
            database: database, correspondence: correspondence, roles: House.roles(in: database),
            workbooks: .beside(settings.root), media: media, article: CatalogueFeature.article(in: database),
            whenReadied: ReleaseStore.noteSheet, plannedRelease: ReleaseStore.plannedMoment)
    }

    private static func messages(in database: any Database, _ correspondence: Correspondence) -> MessagesFeature {
        MessagesFeature(
            database: database, correspondence: correspondence,
            hidden: [FileMessages.hidden, SheetsFeature.hiddenMessages, LetterStore.hidden],
            whenChanging: ReleaseStore.noteLetters, plannedRelease: ReleaseStore.plannedMoment)
    }

    private static func submissions(
        in database: any Database, _ settings: HouseSettings, _ media: MediaHouse, _ correspondence: Correspondence
    ) -> SubmissionsFeature {
        SubmissionsFeature(
            database: database, correspondence: correspondence, clock: settings.clock,
            followers: AwardsFeature.fileFollowers(by: correspondence), papers: settings.papers, media: media,
            shown: SheetsFeature.shown(in: database, EmbargoStore.isSheetVisible), open: JuryFeature.openPoints,
            reads: JuryFeature.reads, workshop: workshop)
    }

    /// Where forms are prepared on pages, for what is published.
    private static let workshop = FormWorkshop(
        prepared: { edition, connection in
            let kept = try FormDraftStore.kept(edition, in: connection)
            return kept.map { PreparedForm($0.form, revision: $0.revision) }
        },
        settle: { try FormDraftStore.published($0.next.form, of: $0.edition, in: $1) })

    private static func factors(
        in database: any Database, _ settings: HouseSettings, _ correspondence: Correspondence
    ) -> FactorFeature {
        FactorFeature(
            database: database, correspondence: correspondence, keys: settings.keys, address: settings.address,
            clock: settings.clock, isRequired: FactorSettingStore.isRequired)
    }

    private static func campaigns(
        in database: any Database, _ settings: HouseSettings, _ conformity: Conformity,
        _ correspondence: Correspondence, above: [any Feature]
    ) -> CampaignsFeature {
        CampaignsFeature(
            database: database, texts: settings.root + "/Reference/texts", conformity: conformity,
            mail: correspondence, machine: settings.mailMachine, above: above)
    }

    private static func forms(
        in database: any Database, _ settings: HouseSettings, _ phrasebooks: [Language: Phrasebook]
    ) -> FormsFeature {
        FormsFeature(
            database: database,
            starters: { try House.text(at: settings.root + "/Reference/forms/" + $0.file) },
            previews: FormPreviews(
                applicant: SubmissionsFeature.applicantPreview, juror: SubmissionsFeature.jurorPreview,
                visitor: SheetsFeature.visitorPreview, reach: SubmissionsFeature.reach,
                answered: SubmissionsFeature.answered),
            workbooks: .beside(settings.root), phrasebooks: phrasebooks)
    }

    private static func organisations(in database: any Database) -> OrganisationsFeature {
        OrganisationsFeature(
            database: database, carried: SheetsFeature.carried(in: database, EmbargoStore.isSheetVisible),
            known: SheetsFeature.known(EmbargoStore.isSheetVisible), said: SubmissionsFeature.said(in: database),
            changed: SubmissionStore.noteOrganisation, tied: { Ties.files(boundTo: $0) })
    }
}
