import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Media
import Organisations
import Storage
import Submissions
import Tasks
import Web
import Workbooks

/// What follows when the sheet of a file is made ready or withdrawn, in the same transaction.
public typealias SheetFollower = @Sendable (Submission.ID, any Connection) throws -> Void

/// When the release that takes the decision on a file along is planned, as long as that moment stands.
public typealias SheetMoment = @Sendable (Submission.ID, any Connection) throws -> Date?

/// Public sheets before they are public: written by the agency, approved by their organisation, published and withdrawn.
public struct SheetsFeature: Feature {
    let desk: SheetPages
    let owners: SheetOwnerPages
    let sheets: SheetStore
    let lists: ListPages
    let media: SheetMediaPages

    /// `roles` gives and takes back what lists of people say, `workbooks` reads those that are no text; `article` is a sheet as the public
    /// page shows it; `whenReadied` follows what joins or leaves the next release, whose moment
    /// `plannedRelease` tells.
    public init(
        database: any Database, correspondence: Correspondence, roles: RoleStore, workbooks: WorkbookReader,
        media house: MediaHouse, article: @escaping SheetArticle,
        whenReadied: @escaping SheetFollower, plannedRelease: @escaping SheetMoment
    ) {
        lists = ListPages(
            database: database, roles: roles, correspondence: correspondence, workbooks: workbooks)
        sheets = SheetStore(database: database, whenReadied: whenReadied, plannedRelease: plannedRelease)
        desk = SheetPages(
            sheets: sheets, editions: EditionStore(database: database), correspondence: correspondence, article: article
        )
        owners = SheetOwnerPages(sheets: sheets, correspondence: correspondence, article: article)
        media = SheetMediaPages(sheets: sheets, house: house, correspondence: correspondence)
    }

    public static var holdings: [Holding] { SheetsHoldings.all }

    /// What imports did not take goes once its term is over.
    public var tasks: [TaskHandler] {
        let left = ImportLeftStore(database: sheets.database)
        return [TaskHandler.every(.seconds(86_400), "sheets.left") { try await left.forget(at: $0.now) }]
    }

    /// Letters about the sheet of a file that somebody's role no longer opens.
    public static var roleFollowers: [RoleFollower] { [Correspondence.followRoles] }

    public var places: [Place] {
        [
            .ofEdition("fiches", covers: ["/agence/fiches"]) { $0.t("Sheets") },
            Place(.settings, "/agence/listes") { $0.t("Lists to take in") },
        ]
    }

    public func addRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/fiches", for: .publishers, desk.list)
        routes.list("agence/editions/:edition/fiches", for: .publishers, desk.export)
        routes.post("agence/editions/:edition/fiches", for: .publishers, desk.make)
        routes.get("agence/fiches/:sheet", for: .publishers, desk.show)
        routes.post("agence/fiches/:sheet", for: .publishers, bounds: .own, desk.save)
        routes.get("agence/fiches/:sheet/apercu", for: .publishers, desk.preview)
        routes.post("agence/fiches/:sheet/accord", for: .publishers, bounds: .own, desk.askApproval)
        routes.post("agence/fiches/:sheet/publier", for: .publishers, bounds: .own, desk.publish)
        routes.post("agence/fiches/:sheet/garder", for: .publishers, desk.keep)
        routes.post("agence/fiches/:sheet/retirer", for: .publishers, desk.unpublish)
        routes.post("agence/fiches/:sheet/laisser", for: .publishers, bounds: .own, desk.leave)
        media.addRoutes(to: routes)
        routes.get("agence/listes", for: .administrators, lists.show)
        routes.post("agence/listes", for: .administrators, bounds: .file, lists.take)
        routes.upload("agence/listes/fichiers", for: .administrators, bounds: ListUpload.bounds, lists.read)
        // Opened again, or in the other language, it leads to where the file is chosen.
        routes.get("agence/listes/fichiers", for: .administrators) { _ in .seeOther(ListForm.path) }
        routes.get("agence/listes/:run", for: .administrators, lists.left)
        routes.get("agence/listes/:run/retirer", for: .administrators, lists.askUndo)
        routes.post("agence/listes/:run/retirer", for: .administrators, proof: .fresh, lists.undo)
        routes.get("dossiers/:submission/fiche", for: .signedIn, owners.show)
        routes.post("dossiers/:submission/fiche/accord", for: .signedIn, owners.approve)
        routes.post("dossiers/:submission/fiche/reprise", for: .signedIn, owners.askChanges)
        routes.post("dossiers/:submission/fiche/images/accord", for: .signedIn, owners.agreeToPictures)
        routes.post("dossiers/:submission/fiche/images/refus", for: .signedIn, owners.declinePictures)
        routes.get("dossiers/:submission/fiche/retrait", for: .signedIn, owners.withdrawal)
        routes.post("dossiers/:submission/fiche/retrait", for: .signedIn, owners.withdrawConsent)
        routes.post("dossiers/:submission/fiche/retour", for: .signedIn, owners.giveConsent)
    }

    /// Which initiatives of an organisation somebody may know of. `isPublic` is true of a sheet that everybody reads.
    public static func known(_ isPublic: SQL) -> KnownInitiatives {
        { person in CarriedSheetStore.isKnown(to: person, isPublic) }
    }

    /// The public page of a file's sheet, for the pages of the file.
    public static func shown(in database: any Database, _ isPublic: SQL) -> PublicPageFinder {
        { file in
            try await database.read { try SheetReleaseStore.slug(ofSheetOf: file, isPublic, in: $0) }
                .map(Initiative.path)
        }
    }

    /// What became of an organisation's initiatives, for its page.
    public static func carried(in database: any Database, _ isPublic: SQL) -> CarriedFinder {
        { organisation, person, reader in
            let lines = try await database.read { connection in
                try CarriedSheetStore.sheets(of: organisation, seenBy: person, isPublic, in: connection)
            }
            return lines.map { line in
                CarriedInitiative(
                    title: line.title, edition: line.edition,
                    path: line.isOwn ? line.sheet.path : Initiative.path(line.slug),
                    mark: reader.mark(of: line.state, isOut: line.isOut))
            }
        }
    }

    /// Sheets to agree to, for owners; sheets to publish and sheets that wait, for publishers.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        let person = try visit.person
        let reader = visit.reader
        var duties = try await sheets.awaiting(person).map { file in
            Duty(
                .toDo,
                file.isWhole
                    ? reader.t("Read and approve the public sheet of “\(file.title)”")
                    : reader.t("Say whether new pictures may stand on the public sheet of “\(file.title)”"),
                path: file.submission.sheetPath, detail: file.edition)
        }
        duties += try await sheets.inHand(of: person).map { file in
            Duty(.waiting, reader.words(for: file), path: file.submission.sheetPath, detail: file.edition)
        }
        duties += try await sheets.agreedAgain(of: person).map { sheet in
            Duty(.waiting, reader.words(for: sheet), path: sheet.submission.sheetPath, detail: sheet.edition)
        }
        if Policy.publishers.allows(visit.session) { duties += try await publishing(by: person, reader) }
        return duties
    }

    private func unsettled(by person: Person.ID, _ reader: Reader) async throws -> [Duty] {
        try await sheets.unsettled(by: person).compactMap { edition, files in
            guard let first = files.first else { return nil }
            let count = files.count
            let title = reader.t(
                "\(count) file says of its organisation what its record does not",
                "\(count) files say of their organisation what its record does not", count: count)
            let detail = reader.t("\(edition). To take over or to leave before the sheet is published.")
            return Duty(.toDo, title, path: first.deskPath + "#said", detail: detail)
        }
    }

    private func publishing(by person: Person.ID, _ reader: Reader) async throws -> [Duty] {
        var duties: [Duty] = []
        for line in try await sheets.sentBack(by: person) {
            let title = reader.t(
                "\(line.count) sheet sent back by its organisation, to rewrite",
                "\(line.count) sheets sent back by their organisation, to rewrite", count: line.count)
            duties.append(Duty(.toDo, title, path: line.remarkPath, detail: line.edition))
        }
        duties += try await unsettled(by: person, reader)
        duties += try await answering(by: person, reader)
        duties += try await approved(by: person, reader)
        for line in try await sheets.importedDrafts(by: person) {
            let title = reader.t(
                "\(line.count) imported sheet to read and to publish",
                "\(line.count) imported sheets to read and to publish",
                count: line.count)
            duties.append(Duty(.toDo, title, path: line.path(to: .draft), detail: line.edition))
        }
        for line in try await sheets.counts(.awaitingApproval, by: person) {
            let title = reader.t(
                "\(line.count) sheet waits for its organisation", "\(line.count) sheets wait for their organisation",
                count: line.count)
            duties.append(Duty(.waiting, title, path: line.path(to: .awaitingApproval), detail: line.edition))
        }
        return duties
    }

    private func approved(by person: Person.ID, _ reader: Reader) async throws -> [Duty] {
        let out = try await sheets.approved(isOut: true, by: person).map { line in
            let title = reader.t(
                "\(line.count) approved sheet to publish", "\(line.count) approved sheets to publish", count: line.count
            )
            return Duty(.toDo, title, path: line.path(to: .approved), detail: line.edition)
        }
        let early = try await sheets.approved(isOut: false, by: person).map { line in
            let title = reader.t(
                "\(line.count) approved sheet to keep ready", "\(line.count) approved sheets to keep ready",
                count: line.count)
            return Duty(.toDo, title, path: line.path(to: .approved), detail: line.edition)
        }
        return out + early
    }

    private func answering(by person: Person.ID, _ reader: Reader) async throws -> [Duty] {
        let wanted = try await sheets.wantedOtherwise(by: person).map { sheet in
            Duty(
                .toDo, reader.t("The organisation wants the published sheet “\(sheet.title)” otherwise: answer it"),
                path: sheet.id.path + "#remark", detail: sheet.edition)
        }
        let turned = try await sheets.turned(by: person).map { sheet in
            Duty(.toDo, reader.words(for: sheet), path: sheet.id.path, detail: sheet.edition)
        }
        return wanted + turned
    }
}

extension Reader {
    fileprivate func words(for sheet: TurnedSheet) -> String {
        let title = sheet.title
        return switch sheet.turn {
        case .consentWithdrawn: t("The owner withdrew the agreement to the public sheet “\(title)”: read it")
        case .consentGiven: t("The owner agrees again to a public sheet “\(title)”: ask for approval, or leave it")
        case _ where sheet.isUnread:
            t("The sheet “\(title)” is no longer kept ready: take it up again, or leave it so")
        default: t("The sheet “\(title)” is withdrawn from publication: take it up again, or leave it so")
        }
    }

    fileprivate func words(for sheet: AgreedSheet) -> String {
        let (day, title) = (formats.day(sheet.at), sheet.title)
        return sheet.isOwner
            ? t("Agreed again on \(day): the agency will ask you to read the sheet of “\(title)” again")
            : t("Agreed again on \(day): the agency will ask its owner to read the sheet of “\(title)” again")
    }

    fileprivate func words(for file: SheetInHand) -> String {
        switch file.state {
        case .approved where !file.isOut: t("The agency keeps ready the sheet of “\(file.title)” that you approved")
        case .approved: t("The agency publishes the sheet of “\(file.title)” that you approved")
        case .published where !file.isWanted:
            t("The public sheet of “\(file.title)” is ready: it comes out with the decision on your file")
        case .published: t("The agency answers what you want otherwise in the sheet of “\(file.title)”")
        case .draft, .awaitingApproval, .unpublished: t("The agency rewrites the public sheet of “\(file.title)”")
        }
    }
}
