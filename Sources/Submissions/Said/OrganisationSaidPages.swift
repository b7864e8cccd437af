import Organisations
import Storage
import Web

/// What a file says of its organisation, taken over into the record or left with the file by those who run its edition.
struct OrganisationSaidPages: Sendable {
    let submissions: SubmissionStore
    let desk: DeskFilePages

    func settle(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let fields = visit.fields
        guard let fact = fields["fact"].flatMap(OrganisationFact.init(rawValue:)),
            let act = fields["act"].flatMap(OrganisationSaid.Act.init(rawValue:))
        else { throw WebError.unreadable }
        do {
            _ = try await submissions.settle(
                fact, fields["said"] ?? "", by: act, in: id, person: visit.person
            ).orNotFound()
            return .seeOther(back(to: id, fields))
        } catch let refusal as SubmissionStore.SaidRefusal {
            let fault = Fault("said", visit.reader.words(for: refusal))
            let page = try await desk.page(visit, faults: [fault])
            return refusal == .changedMeanwhile ? .outOfDate(page) : .refused(page)
        }
    }

    private func back(to file: Submission.ID, _ fields: Fields) -> String {
        let done = fields["act"] == "leave" ? "left" : "taken"
        guard let organisation = fields["organisation"].flatMap({ Organisation.ID($0) }) else {
            return "\(file.deskPath)?ok=\(done)#said"
        }
        return "\(organisation.path)?ok=\(done)"
    }
}

extension SubmissionsFeature {
    /// What files say of an organisation, for its page.
    public static func said(in database: any Database) -> SaidFinder {
        let submissions = SubmissionStore(database: database)
        return { organisation, person, reader in
            reader.saidOfOrganisation(try await submissions.said(of: organisation, runBy: person), organisation)
        }
    }
}

extension Reader {
    func words(for refusal: SubmissionStore.SaidRefusal) -> String {
        switch refusal {
        case .changedMeanwhile:
            t(
                """
                This changed meanwhile, in another window or by somebody else. Nothing was done: compare, then decide again.
                """)
        case .ofOthers:
            t("Editions that others run speak of this organisation too: an administrator decides what its record says.")
        case .twoSirets: t("Each of the two records has its own SIRET: they are two establishments, and stay two.")
        case .siretTaken: t("Another organisation has this SIRET already.")
        case .rnaTaken: t("Another organisation has this RNA number already.")
        }
    }
}
