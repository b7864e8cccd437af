import Accounts
import Campaigns
import Documents
import Storage
import Submissions
import Tasks
import Web
import Workbooks

/// The jury of an edition: who reads which file, what they think of it, and what comes of it.
public struct JuryFeature: Feature {
    let desk: DeskPages
    let marking: AssessmentPages
    let paper: AssessmentPages
    let interests: InterestPages
    let jurors: JurorPages
    let assignments: AssignmentPages
    let results: ResultsPages
    let papers: JuryPaperPages
    let shortlist: ShortlistPages

    public init(
        database: any Database, correspondence: Correspondence, papers: Papers, pictures: FilePictures
    ) {
        self.papers = JuryPaperPages(database: database, papers: papers, pictures: pictures)
        let editions = EditionStore(database: database)
        results = ResultsPages(editions: editions, results: ResultsStore(database: database))
        shortlist = ShortlistPages(editions: editions, results: results.results)
        jurors = JurorPages(
            editions: editions, jurors: JurorStore(database: database, correspondence: correspondence),
            people: NearPeopleStore(database: database))
        assignments = AssignmentPages(
            editions: editions, assignments: AssignmentStore(database: database, correspondence: correspondence))
        desk = DeskPages(database: database)
        marking = AssessmentPages(.jury, database: database)
        paper = AssessmentPages(.agency, database: database)
        interests = InterestPages(database: database)
    }

    /// What is kept of files for lists, and not known yet, is reckoned within a minute.
    public var tasks: [TaskHandler] {
        [TaskHandler.every(.seconds(60), "jury.results") { [results] _ in try await results.results.refresh() }]
    }

    /// The jury of an edition made from another.
    public var heirs: [Succession.Heir] { [{ try JurorStore.takeOver($0, in: $1) }] }

    /// Jurors who are limited to a category.
    public var categoryUses: [CategoryUseFinder] {
        [{ category, _, reader, connection in try JurorCategories.uses(of: category, reader, in: connection) }]
    }

    /// Readings of somebody whose role of juror is given or taken back.
    public static var roleFollowers: [RoleFollower] {
        [{ try JurorStore.follow($0, in: $1, $2) }, { try JurorStore.propose($0, in: $1, $2) }]
    }

    /// Jurors who gain time to read, or lose some.
    public var timeFollowers: [TimeFollower] {
        [TimeFollower(everybody: { [jurors] in try jurors.jurors.follow($0, in: $1) })]
    }

    public var consequences: [ConsequenceFinder] { [jurorsConcerned] }

    private func jurorsConcerned(_ change: PhaseChange, _ visit: Visit) async throws -> [Consequence] {
        let (gaining, losing) = try await jurors.jurors.concerned(by: change, at: visit.now, for: visit.person)
        let (reader, isGain, isLoss) = (visit.reader, gaining > 0, losing > 0)
        let gains = reader.t(
            "\(gaining) juror gains time to read, and is told by letter.",
            "\(gaining) jurors gain time to read, and are told by letter.", count: gaining)
        let losses = reader.t(
            "\(losing) juror loses time to read, and is told by letter.",
            "\(losing) jurors lose time to read, and are told by letter.", count: losing)
        return (isGain ? [Consequence(gains)] : []) + (isLoss ? [Consequence(losses)] : [])
    }

    /// What the readings of a file come to, once it is read by other checkpoints.
    public static func reckon(_ file: Submission.ID, in connection: any Connection) throws {
        try FileSummaryStore.keep([file], in: connection)
    }

    /// Who reads a file as a juror: what answers it by files is given to them as well.
    public static var reads: JuryReads { { AssessmentStore.isRead(by: $0) } }

    /// What readings of a file left not documented, and nobody found since.
    public static var openPoints: OpenPointFinder { { try OpenPointStore.names(of: $0, in: $1) } }

    public static var holdings: [Holding] { JuryHoldings.all }

    public var places: [Place] {
        [
            Place(.bar, "/jury", for: .jury) { $0.t("My readings") },
            .ofEdition("jury") { $0.t("Jury") },
            Place(.edition, "/jury/:edition/resultats") { $0.t("Results") },
        ]
    }

    public func addRoutes(to routes: Routes) {
        routes.get("jury", for: .jury, desk.list)
        routes.get("jury/:edition/grille.pdf", for: .jury, papers.grid)
        routes.get("jury/dossiers/:assessment/dossier.pdf", for: .jury, papers.file)
        routes.get("jury/:edition/interets", for: .jury, interests.show)
        routes.post("jury/:edition/interets", for: .jury, bounds: .own, interests.state)
        routes.get("jury/dossiers/:assessment/abstention", for: .jury, interests.askAbstention)
        routes.post("jury/dossiers/:assessment/abstention", for: .jury, bounds: .own, interests.abstain)
        routes.post("jury/dossiers/:assessment/confirmer", for: .jury, marking.confirm)
        addMarking(at: "jury/dossiers/:assessment", for: .jury, marking, to: routes)
        addMarking(at: "agence/lectures/:assessment", for: .staff, paper, to: routes)
        addStaffRoutes(to: routes)
        addResults(to: routes)
        shortlist.addRoutes(to: routes)
    }

    private func addResults(to routes: Routes) {
        routes.get("jury/:edition/resultats", for: .deciders, results.list)
        routes.list("jury/:edition/resultats", for: .deciders, results.export)
        routes.list("jury/:edition/dossiers", for: .deciders, results.exportFiles)
        routes.get("jury/:edition/resultats/:submission", for: .deciders, results.show)
        routes.post(
            "jury/:edition/resultats/:submission/precisions/:checkpoint", for: .staff, bounds: .own, results.resolve)
    }

    private func addStaffRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/jury", for: .staff, jurors.list)
        routes.post("agence/editions/:edition/jury", for: .staff, bounds: .own, proof: .fresh, jurors.add)
        routes.list("agence/editions/:edition/jury", for: .staff, jurors.export)
        routes.get("agence/editions/:edition/jury/lectures", for: .staff, assignments.show)
        routes.post("agence/editions/:edition/jury/lectures", for: .staff, bounds: .own, assignments.change)
        routes.get("agence/editions/:edition/jury/:juror", for: .staff, jurors.show)
        routes.post("agence/editions/:edition/jury/:juror/rappel", for: .staff, jurors.remind)
        routes.post(
            "agence/editions/:edition/jury/:juror/remplacer", for: .staff, bounds: .own, proof: .fresh, jurors.replace)
        routes.post("agence/editions/:edition/jury/:juror/inviter", for: .staff, jurors.inviteAgain)
        routes.post("agence/editions/:edition/jury/:juror/adresse", for: .staff, proof: .fresh, jurors.mend)
        routes.post("agence/editions/:edition/jury/:juror/reprendre", for: .staff, jurors.takeBack)
        routes.post("agence/editions/:edition/jury/:juror/presidence", for: .staff, proof: .fresh, jurors.giveChair)
        routes.post("agence/editions/:edition/jury/:juror/categories", for: .staff, jurors.limit)
        routes.post("agence/editions/:edition/jury/:juror/lectures", for: .staff, jurors.settle)
        let proposal = "agence/editions/:edition/jury/propositions/:person"
        routes.post(proposal + "/inviter", for: .staff, proof: .fresh, jurors.invite)
        routes.post(proposal + "/ecarter", for: .staff, jurors.dropProposal)
    }

    private func addMarking(at path: String, for policy: Policy, _ pages: AssessmentPages, to routes: Routes) {
        routes.get(path, for: policy, pages.show)
        routes.post(path + "/points/:checkpoint", for: policy, bounds: .own, pages.mark)
        routes.get(path + "/feuille", for: policy, pages.sheet)
        routes.get(path + "/envoi", for: policy, pages.check)
        routes.post(path + "/envoi", for: policy, pages.send)
        routes.post(path + "/rouvrir", for: policy, pages.reopen)
    }
}
