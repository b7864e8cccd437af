import Mail
import Web

extension SubmissionsFeature {
    /// What can be kept or printed of files and of the form; each is a page to print where no paper can be made.
    func addPaperRoutes(to routes: Routes) {
        routes.get("dossiers/nouveau/:edition/formulaire.pdf", for: .anyone, papers.blank(as: .pdf))
        routes.get("dossiers/nouveau/:edition/formulaire.docx", for: .anyone, papers.blank(as: .word))
        routes.get("dossiers/:submission/accuse.pdf", for: .signedIn, papers.receipt)
        routes.get("dossiers/:submission/dossier.pdf", for: .signedIn, papers.file)
        routes.get("agence/dossiers/:submission/dossier.pdf", for: .staff, papers.deskFile)
        routes.get("agence/editions/:edition/formulaire.pdf", for: .staff, papers.deskBlank(as: .pdf))
        routes.get("agence/editions/:edition/formulaire.docx", for: .staff, papers.deskBlank(as: .word))
        AttachmentPages(lists: lists, house: media.house, reads: media.reads).addRoutes(to: routes)
    }

    /// What goes along with letters about files.
    public var paperMaker: PaperMaker {
        { [enclosed] paper, person, language in await enclosed.make(paper, for: person, in: language) }
    }
}
