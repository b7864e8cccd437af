import Web

extension SubmissionsFeature {
    /// What those who write a file open.
    func addAuthorRoutes(to routes: Routes) {
        routes.get("dossiers", for: .signedIn, files.list)
        routes.get("dossiers/communes", for: .signedIn, CommunePages().suggest)
        routes.get("dossiers/:submission", for: .signedIn, files.show)
        routes.get("dossiers/:submission/parties/:part", for: .signedIn, sections.show)
        routes.post("dossiers/:submission/parties/:part", for: .signedIn, bounds: .own, sections.save)
        routes.get("dossiers/:submission/transmettre", for: .signedIn, files.check)
        routes.post("dossiers/:submission/transmettre", for: .signedIn, files.transmit)
        routes.get("dossiers/:submission/accuse", for: .signedIn, files.receipt)
        routes.get("dossiers/:submission/supprimer", for: .signedIn, files.deletion)
        routes.post("dossiers/:submission/supprimer", for: .signedIn, files.delete)
        routes.post("dossiers/:submission/completer", for: .signedIn, files.complete)
        routes.post("dossiers/:submission/precisions", for: .signedIn, bounds: .own, files.answerPrecisions)
        routes.post("dossiers/:submission/accords", for: .signedIn, files.agree)
        routes.post("dossiers/:submission/formulaire/vu", for: .signedIn, files.seeForm)
        routes.get("dossiers/:submission/retirer", for: .signedIn, files.withdrawal)
        routes.post("dossiers/:submission/retirer", for: .signedIn, files.withdraw)
        routes.get("dossiers/:submission/auteurs", for: .signedIn, authors.show)
        routes.post("dossiers/:submission/auteurs", for: .signedIn, bounds: .own, authors.invite)
        routes.post("dossiers/:submission/auteurs/reprendre", for: .signedIn, authors.takeBack)
        routes.get("dossiers/:submission/invitation", for: .signedIn, invitations.showOwn)
        routes.post("dossiers/:submission/invitation", for: .signedIn, invitations.acceptOwn)
        routes.post("dossiers/:submission/auteurs/:person/retirer", for: .signedIn, authors.remove)
    }
}
