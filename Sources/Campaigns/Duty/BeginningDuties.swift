import Web

/// What is to be made or written before a campaign can receive files, step after step.
struct BeginningDuties: Sendable {
    let campaigns: CampaignStore
    let texts: TextStore
    let plans: EditionPlanStore

    /// `run` are the editions that the visitor runs.
    func duties(for visit: Visit, _ run: [Edition]) async throws -> [Duty] {
        let reader = visit.reader
        let isAdministrator = visit.session?.has(.agencyAdministrator) ?? false
        if isAdministrator, try await campaigns.all().isEmpty {
            return [
                Duty(
                    .toDo, reader.t("Make the first campaign"), path: "/agence/reglages/campagnes/nouvelle",
                    detail: reader.t("Editions, files and jury belong to it."))
            ]
        }
        if isAdministrator, run.isEmpty {
            return [
                Duty(
                    .toDo, reader.t("Make the first edition"), path: "/agence/editions/nouvelle",
                    detail: reader.t("With its phases, from the call to the ceremony."))
            ]
        }
        var duties = isAdministrator ? try await siteTexts(run, reader) : []
        for edition in run where edition.status != .closed && edition.firstRound == nil {
            duties += try await steps(of: edition, visit)
        }
        return duties
    }

    /// Texts of the whole site that nobody has written, once an edition needs them.
    private func siteTexts(_ run: [Edition], _ reader: Reader) async throws -> [Duty] {
        var duties: [Duty] = []
        if run.contains(where: { $0.status != .closed }), try await texts.shown(.privacy, language: .french) == nil {
            duties.append(
                Duty(
                    .toDo, reader.t("Write what becomes of personal data"), path: "/agence/textes/privacy",
                    detail: reader.t("Whoever begins a file is asked to have read it.")))
        }
        if run.contains(where: { $0.status == .running }),
            try await texts.shown(.accessibility, language: .french) == nil
        {
            duties.append(
                Duty(
                    .toDo, reader.t("Complete the accessibility statement"), path: "/agence/textes/accessibility",
                    detail: reader.t("It says how far the program is accessible; the agency adds what it publishes.")))
        }
        return duties
    }

    private func steps(of edition: Edition, _ visit: Visit) async throws -> [Duty] {
        let reader = visit.reader
        var duties: [Duty] = []
        let hasCall = edition.phases.contains { $0.kind == .call && $0.endsAt > visit.now }
        if hasCall, try await texts.shown(.rules, in: edition.id, language: .french) == nil {
            duties.append(
                Duty(
                    .toDo, reader.t("Write the rules of \(reader.typeset(edition.name))"),
                    path: edition.path("textes/\(PageText.Name.rules.rawValue)"),
                    detail: reader.t("Whoever sends a file accepts them.")))
        }
        if edition.status == .draft {
            let inherited = try await plans.inheritance(of: edition, for: visit.person, reader)
            let unseen = reader.t("Until then nobody outside the team sees it.")
            duties.append(
                Duty(
                    .toDo, reader.t("Open \(reader.typeset(edition.name)) when it is ready"), path: edition.path(),
                    detail: inherited.map { "\(unseen) \(reader.inheritedWords($0))" } ?? unseen))
        }
        return duties
    }
}
