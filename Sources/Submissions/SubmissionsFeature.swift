import Accounts
import Campaigns
import Foundation
import Storage
import Web

/// Files: written, sent, followed by their authors and by the agency.
public struct SubmissionsFeature: Sendable {
    let sections: SectionPages
    let files: FilePages
    let authors: AuthorPages
    let beginnings: NewFilePages
    let lists: DeskListPages
    let desk: DeskFilePages

    public init(database: any Database, correspondence: Correspondence) {
        let mail = FileMail(correspondence: correspondence)
        let submissions = SubmissionStore(database: database)
        sections = SectionPages(submissions: submissions)
        files = FilePages(submissions: submissions, mail: mail)
        authors = AuthorPages(submissions: submissions, mail: mail)
        let editions = EditionStore(database: database)
        beginnings = NewFilePages(submissions: submissions, editions: editions, mail: mail)
        lists = DeskListPages(submissions: submissions, editions: editions)
        desk = DeskFilePages(
            submissions: submissions, extensions: ExtensionStore(database: database), mail: mail)
    }

    public func addRoutes(to routes: Routes) {
        routes.get("dossiers/nouveau", for: .anyone, beginnings.show)
        routes.post("dossiers/nouveau", for: .anyone, beginnings.begin)
        routes.get("dossiers/courriel", for: .anyone, beginnings.mailed)
        addAuthorRoutes(to: routes)
        addDeskRoutes(to: routes)
    }

    private func addDeskRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/dossiers", for: .staff, lists.list)
        routes.get("agence/editions/:edition/dossiers.csv", for: .staff, lists.export)
        routes.get("agence/dossiers/:submission", for: .staff, desk.show)
        routes.post("agence/dossiers/:submission/recevabilite", for: .staff, desk.judge)
        routes.post("agence/dossiers/:submission/prolongation", for: .staff, desk.extend)
        routes.post("agence/dossiers/:submission/porteur", for: .staff, desk.replaceOwner)
        routes.post("agence/dossiers/:submission/retrait", for: .staff, desk.withdraw)
    }

    private func addAuthorRoutes(to routes: Routes) {
        routes.get("dossiers", for: .signedIn, files.list)
        routes.get("dossiers/:submission", for: .signedIn, files.show)
        routes.get("dossiers/:submission/parties/:part", for: .signedIn, sections.show)
        routes.post("dossiers/:submission/parties/:part", for: .signedIn, sections.save)
        routes.get("dossiers/:submission/transmettre", for: .signedIn, files.check)
        routes.post("dossiers/:submission/transmettre", for: .signedIn, files.transmit)
        routes.get("dossiers/:submission/accuse", for: .signedIn, files.receipt)
        routes.get("dossiers/:submission/retirer", for: .signedIn, files.withdrawal)
        routes.post("dossiers/:submission/retirer", for: .signedIn, files.withdraw)
        routes.get("dossiers/:submission/auteurs", for: .signedIn, authors.show)
        routes.post("dossiers/:submission/auteurs", for: .signedIn, authors.invite)
        routes.post("dossiers/:submission/auteurs/:person/retirer", for: .signedIn, authors.remove)
    }
}
