import Campaigns
import Forms
import Identifiers
import Media

extension Identifier<Submission> {
    /// The file for its authors, without language.
    public var path: String { "/dossiers/\(self)" }
    /// The file for those who run its edition.
    public var deskPath: String { "/agence/dossiers/\(self)" }
    /// Where those who run its edition say that they are done with what they asked its owners.
    var closedPrecisionsPath: String { deskPath + "/precisions/fin" }
    /// Its papers and pictures in one archive: for its authors, for jurors who read it, for those who run its edition.
    var attachmentsPath: String { path + "/fichiers/pieces.zip" }
    public var juryAttachmentsPath: String { "/jury/fichiers/\(self)/pieces.zip" }
    var deskAttachmentsPath: String { deskPath + "/fichiers/pieces.zip" }
    /// Where somebody who is signed in answers an invitation to it.
    var invitationPath: String { path + "/invitation" }
}

extension Edition {
    /// Its empty form, for everybody while it receives files: `formulaire.pdf`.
    func blankFormPath(_ ending: String) -> String { "/dossiers/nouveau/\(slug)/formulaire.\(ending)" }

    /// Where its shortlist is told, for those who run it.
    public var tellingPath: String { path("tour/annoncer") }
    /// The list of files, without language and ending.
    var filesPath: String { path("dossiers") }
    /// The papers and pictures of the files that the list shows.
    var attachmentsPath: String { path("dossiers/fichiers/pieces.zip") }
    /// Where columns of its export are chosen.
    var templatesPath: String { path("dossiers/colonnes") }
    var newTemplatePath: String { path("dossiers/colonnes/nouveau") }
    func path(of template: ExportTemplate.ID) -> String { path("dossiers/colonnes/\(template)") }
    func removalPath(of template: ExportTemplate.ID) -> String { path("dossiers/colonnes/\(template)/retirer") }
}

extension SubmissionFile {
    /// Where its category is chosen.
    var categoryPath: String { "\(path)/categorie" }
    /// Where its authors answer what the agency asked.
    var precisionsPath: String { "\(path)/precisions" }
    /// Where its owner agrees to what the agency ticked for them.
    var agreementPath: String { "\(path)/accords" }
    /// Where writing begins.
    var writingPath: String { "\(path)/parties/\(form.start.word)" }
    /// Where files that answer a question are sent to.
    func mediaPath(of field: FormField) -> String { "\(path)/pieces/\(field.id)" }
    /// Where one of them is taken out.
    func removalPath(of medium: Medium.ID, in field: FormField) -> String {
        "\(mediaPath(of: field))/retirer/\(medium)"
    }
    /// Where one is taken out that answered what is no longer asked.
    func leftRemovalPath(of medium: Medium.ID) -> String { "\(path)/plus-demandes/\(medium)/retirer" }
    /// Where they stand in the form.
    func answerPath(of field: FormField) -> String { "\(path)/parties/\(part(of: field).word)#\(field.id)" }
    /// The same once one was taken out, which is said there.
    func answerPath(without field: FormField) -> String {
        "\(path)/parties/\(part(of: field).word)?removed=\(field.id)"
    }
    /// One of them in a form that was made of it; whole without one.
    func path(of medium: Medium.ID, _ variant: String = AnswerMedium.whole) -> String {
        "\(path)/fichiers/\(medium)/\(variant)"
    }
}

extension Beginning {
    static let path = "/dossiers/nouveau"
    /// Where to look for the letter of one, by the digest of its link.
    static func pathOfLetter(_ digest: String) -> String { "\(path)/lettre?demande=\(digest)" }
    /// Where the link of the letter leads.
    static func path(_ token: String) -> String { "/dossiers/commencer/\(token)" }
}

extension Invitation {
    /// Where the link of the letter leads.
    static func path(_ token: String) -> String { "/dossiers/invitation/\(token)" }
}
