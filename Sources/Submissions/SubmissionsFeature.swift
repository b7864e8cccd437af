import Accounts
import Campaigns
import Documents
import Forms
import Foundation
import Media
import Organisations
import Storage
import Tasks
import Web
import Workbooks

/// Files: written, sent, followed by their authors and by the agency.
public struct SubmissionsFeature: Feature {
    let sections: SectionPages
    let files: FilePages
    let authors: AuthorPages
    let invitations: InvitationPages
    let newFiles: NewFilePages
    let beginnings: BeginningPages
    let rules: FileRulePages
    let lists: DeskListPages
    let templates: TemplatePages
    let desk: DeskFilePages
    let said: OrganisationSaidPages
    let merging: OrganisationMergePages
    let letters: DraftLetterPages
    let onBehalf: OnBehalfPages
    let papers: FilePaperPages
    let enclosed: EnclosedReceipt
    let versions: FormVersionPages
    let media: AnswerMediaPages
    let homes: SubmissionDuties
    let submissions: SubmissionStore
    let mail: FileMail
    let clock: SiteClock
    let database: any Database

    /// `clock` says when reminders are due: deadlines are of the campaign's, mail leaves by the real one. `shown` finds the page
    /// of a file's public sheet, `open` what its readings left not documented; `reads` says who reads a file in the jury; in the
    /// `workshop` forms are prepared.
    public init(
        database: any Database, correspondence: Correspondence, clock: SiteClock,
        followers: FileFollowers, papers: Papers, media: MediaHouse, shown: @escaping PublicPageFinder,
        open: @escaping OpenPointFinder, reads: @escaping JuryReads, workshop: FormWorkshop = .none
    ) {
        let (mail, submissions) = (FileMail(correspondence: correspondence), SubmissionStore(database: database))
        (self.submissions, self.mail, self.clock, self.database) = (submissions, mail, clock, database)
        sections = SectionPages(submissions: submissions)
        let (store, editions) = (FileRuleStore(database: database), EditionStore(database: database))
        files = .init(
            submissions: submissions, mail: mail, rules: store, whenWithdrawn: followers.whenWithdrawn, shown: shown)
        authors = AuthorPages(submissions: submissions, mail: mail)
        invitations = InvitationPages(submissions: submissions, send: correspondence.send)
        newFiles = NewFilePages(submissions: submissions, editions: editions, mail: mail)
        beginnings = BeginningPages(submissions: submissions, editions: editions)
        rules = FileRulePages(rules: store, editions: editions)
        lists = DeskListPages(submissions: submissions, editions: editions)
        desk = Self.desk(submissions, mail, followers, shown, open)
        (said, merging) = (.init(submissions: submissions, desk: desk), .init(submissions: submissions))
        letters = DraftLetterPages(submissions: submissions, editions: editions, mail: mail)
        onBehalf = OnBehalfPages(submissions: submissions, editions: editions)
        templates = TemplatePages(submissions: submissions, editions: editions)
        self.papers = FilePaperPages(
            submissions: submissions, editions: editions, papers: papers, pictures: .init(media), workshop: workshop)
        enclosed = EnclosedReceipt(
            submissions: submissions, papers: papers, correspondence: correspondence, clock: clock.campaign)
        versions = FormVersionPages(submissions: submissions, editions: editions, mail: mail, workshop: workshop)
        self.media = AnswerMediaPages(submissions: submissions, house: media, reads: reads)
        homes = SubmissionDuties(submissions: submissions)
    }

    private var telling: RoundTellingPages {
        RoundTellingPages(
            submissions: submissions, editions: EditionStore(database: database), mail: mail, followers: desk.followers)
    }

    private static func desk(
        _ submissions: SubmissionStore, _ mail: FileMail, _ followers: FileFollowers,
        _ shown: @escaping PublicPageFinder, _ open: @escaping OpenPointFinder
    ) -> DeskFilePages {
        DeskFilePages(
            submissions: submissions, extensions: ExtensionStore(database: submissions.database), mail: mail,
            followers: followers, shown: shown, openPoints: open)
    }

    public static var holdings: [Holding] { SubmissionsHoldings.all }

    /// Files that somebody's role no longer opens.
    public static var roleFollowers: [RoleFollower] { [{ try SubmissionStore.follow($0, in: $1, $2) }] }

    public var places: [Place] {
        [
            Place(.bar, "/dossiers", for: .authors) { $0.t("My files") },
            .ofEdition("dossiers", covers: ["/agence/dossiers"]) { $0.t("Files") },
        ]
    }

    public func addRoutes(to routes: Routes) {
        routes.get("dossiers/nouveau", for: .anyone, newFiles.show)
        routes.post("dossiers/nouveau", for: .anyone, bounds: .own, newFiles.begin)
        routes.get("dossiers/nouveau/lettre", for: .anyone, newFiles.showLetter)
        routes.get("dossiers/commencer", for: .anyone) { .gone($0.reader.cutLinkPage) }
        routes.get("dossiers/invitation", for: .anyone) { .gone($0.reader.cutLinkPage) }
        routes.get("dossiers/commencer/:token", for: .anyone, beginnings.show)
        routes.post("dossiers/commencer/:token", for: .anyone, beginnings.begin)
        routes.get("dossiers/invitation/:token", for: .anyone, invitations.show)
        routes.post("dossiers/invitation/:token", for: .anyone, invitations.askLink)
        addAuthorRoutes(to: routes)
        addDeskRoutes(to: routes)
        addAskingRoutes(to: routes)
        addPaperRoutes(to: routes)
        addCategoryRoutes(to: routes)
        media.addRoutes(to: routes)
        LeftMediaPages(submissions: media.submissions).addRoutes(to: routes)
        telling.addRoutes(to: routes)
    }

    /// What the agency asks of the owners of a file.
    private func addAskingRoutes(to routes: Routes) {
        routes.post("agence/dossiers/:submission/relecture", for: .staff, desk.askReading)
        routes.post("agence/dossiers/:submission/precisions", for: .staff, bounds: .own, desk.askPrecisions)
        routes.post("agence/dossiers/:submission/precisions/fin", for: .staff, desk.closePrecisions)
    }

    private func addDeskRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/dossiers", for: .staff, lists.list)
        routes.list("agence/editions/:edition/dossiers", for: .staff, lists.export)
        routes.get("agence/editions/:edition/dossiers/saisir", for: .staff, onBehalf.show)
        routes.post(
            "agence/editions/:edition/dossiers/saisir", for: .staff, bounds: .own, proof: .fresh, onBehalf.begin)
        routes.get("agence/editions/:edition/dossiers/regles", for: .staff, rules.show)
        routes.post("agence/editions/:edition/dossiers/regles", for: .staff, rules.save)
        routes.get("agence/editions/:edition/dossiers/colonnes", for: .staff, templates.list)
        routes.get("agence/editions/:edition/dossiers/colonnes/nouveau", for: .staff, templates.new)
        routes.post("agence/editions/:edition/dossiers/colonnes/nouveau", for: .staff, templates.add)
        routes.get("agence/editions/:edition/dossiers/colonnes/:template", for: .staff, templates.edit)
        routes.post("agence/editions/:edition/dossiers/colonnes/:template", for: .staff, templates.save)
        routes.post("agence/editions/:edition/dossiers/colonnes/:template/retirer", for: .staff, templates.remove)
        routes.get("agence/editions/:edition/dossiers/ecrire", for: .staff, letters.show)
        routes.post("agence/editions/:edition/dossiers/ecrire", for: .staff, bounds: .long, letters.send)
        routes.get("agence/editions/:edition/formulaire/versions", for: .staff, versions.list)
        routes.get("agence/editions/:edition/formulaire/publier", for: .staff, versions.show)
        routes.post("agence/editions/:edition/formulaire/publier", for: .staff, proof: .fresh, versions.publish)
        routes.get("agence/dossiers/:submission", for: .staff, desk.show)
        routes.post("agence/dossiers/:submission/recevabilite", for: .staff, desk.judge)
        routes.post("agence/dossiers/:submission/prolongation", for: .staff, desk.extend)
        routes.post("agence/dossiers/:submission/porteur", for: .staff, proof: .fresh, desk.replaceOwner)
        routes.post("agence/dossiers/:submission/retrait", for: .staff, desk.withdraw)
        routes.post("agence/dossiers/:submission/organisation", for: .staff, said.settle)
        routes.get("agence/organisations/:organisation/reunir", for: .staff, merging.show)
        routes.post("agence/organisations/:organisation/reunir", for: .staff, proof: .fresh, merging.merge)
    }

    /// Lines of the home page: files to finish and to complete; for those who run an edition, files to look at.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        try await homes.duties(for: visit, knowing: editions)
    }

    /// Reminders to those whose file is still a draft; what lists show of files, where it is not known yet.
    public var tasks: [TaskHandler] {
        [
            .every(.seconds(600), "submissions.remind") { [submissions, mail, clock] task in
                try await submissions.remind(by: mail.fromHouse, now: clock.campaign(), time: task.now)
            },
            .every(.seconds(3600), "submissions.forget") { [submissions] task in
                try await submissions.forgetBeginnings(at: task.now)
                try await submissions.forgetInvitations(at: task.now)
            },
            .every(.seconds(60), "submissions.lists") { [submissions] _ in try await submissions.refresh() },
        ]
    }

    /// The limit of files of an edition made from another, and its columns of exports.
    public var heirs: [Succession.Heir] { [FileRuleStore.heir, ExportTemplateStore.heir] }

    public var legacies: [LegacyFinder] {
        [FileRuleStore.legacies, ExportTemplateStore.legacies, ShortlistStore.legacies]
    }

    /// What targets may be counted by.
    public var counters: [Counter] { SubmissionCountStore.counters }

    /// The drafts that another end of the call concerns, and whom it gives time or takes it from.
    public var consequences: [ConsequenceFinder] { [draftsConcerned, ownersConcerned] }

    private func draftsConcerned(_ change: PhaseChange, _ visit: Visit) async throws -> [Consequence] {
        guard change.before.kind == .call else { return [] }
        let person = try visit.person
        let count = try await database.read {
            try SubmissionCountStore.drafts(in: change.edition.id, seenBy: person, $0)
        }
        guard count > 0 else { return [] }
        let sentence = visit.reader.t(
            "\(count) file is still a draft.", "\(count) files are still drafts.", count: count)
        return [Consequence(sentence, path: "\(change.edition.path("dossiers"))?etat=draft")]
    }

    private func ownersConcerned(_ change: PhaseChange, _ visit: Visit) async throws -> [Consequence] {
        let (gaining, losing) = try await submissions.concerned(by: change, at: visit.now, for: visit.person)
        let (reader, isGain, isLoss) = (visit.reader, gaining > 0, losing > 0)
        let gains = reader.t(
            "\(gaining) owner of a file gains time, and is told by letter.",
            "\(gaining) owners of files gain time, and are told by letter.", count: gaining)
        let losses = reader.t(
            "\(losing) owner of a file loses time, and is told by letter.",
            "\(losing) owners of files lose time, and are told by letter.", count: losing)
        return (isGain ? [Consequence(gains)] : []) + (isLoss ? [Consequence(losses)] : [])
    }

    /// Owners of files that gain or lose time.
    public var timeFollowers: [TimeFollower] {
        let mail = mail
        return [
            TimeFollower {
                try SubmissionStore.follow($0, by: mail, in: $1)
            } everybody: {
                try SubmissionStore.follow($0, by: mail, in: $1)
            }
        ]
    }

    /// Owners of drafts of an edition that closes.
    public var closingFollowers: [ClosingFollower] {
        [{ [mail] in try SubmissionStore.follow($0, by: mail, in: $1) }]
    }

    /// Files that a call may be extended for.
    public var subjects: [SubjectFinder] { [filesToExtend] }

    private func filesToExtend(_ edition: Edition, _ phase: Phase, _ visit: Visit) async throws -> [ExtensionSubject] {
        guard phase.kind == .call else { return [] }
        let (person, reader) = (try visit.person, visit.reader)
        let files = try await database.read { try SubmissionStore.names(in: edition.id, runBy: person, $0) }
        let hidden = files.hidden.map { ExtensionSubject(key: $0.description, label: "", .hidden) }
        return hidden
            + files.seen.map { file in
                let number = file.number ?? reader.t("Draft, not sent")
                return ExtensionSubject(
                    key: file.id.description, label: "\(number), \(file.title)", file.isOver ? .over : .offered)
            }
    }
}
