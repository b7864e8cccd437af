import Identifiers
import Secrets
import Web

/// The agency, its campaigns and its mail, set up by administrators.
struct SettingPages: Sendable {
    let agency: AgencyStore
    let campaigns: CampaignStore
    let factors: FactorSettingStore

    func show(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.agencyPage(try await agency.find(), done: visit.query["ok"]))
    }

    func save(_ visit: Visit) async throws -> Answer {
        var typed = Agency(visit.fields)
        let problems = Agency.problems(visit.fields)
        guard problems.isEmpty else { return .refused(visit.reader.agencyPage(typed, problems)) }
        do {
            try await agency.save(typed)
            return .seeOther("/agence/reglages?ok=saved")
        } catch is Outdated {
            let now = try await agency.find()
            typed.revision = now.revision
            return .outOfDate(visit.reader.agencyPage(typed, now: now))
        }
    }

    func mail(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.mailPage(try await agency.mail(), done: visit.query["ok"]))
    }

    func saveMail(_ visit: Visit) async throws -> Answer {
        var typed = MailSetting(visit.fields, keeping: try await agency.mail())
        let problems = typed.problems(inside: agency.machine.hosts)
        guard problems.isEmpty else { return .refused(visit.reader.mailPage(typed, problems)) }
        do {
            try await agency.save(typed)
            return .seeOther("/agence/reglages/courriel?ok=saved")
        } catch is KeyRing.Refusal {
            return .refused(visit.reader.mailPage(typed, [.keyMissing]))
        } catch is Outdated {
            let now = try await agency.mail()
            typed.revision = now.revision
            return .outOfDate(visit.reader.mailPage(typed, now: now))
        }
    }
}

// Campaigns.
extension SettingPages {
    func listCampaigns(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.campaignsPage(try await campaigns.all(), done: visit.query["ok"]))
    }

    func newCampaign(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.campaignFormPage(nil, CampaignForm(key: Campaign.ID.new(at: visit.time).description)))
    }

    func addCampaign(_ visit: Visit) async throws -> Answer {
        var form = CampaignForm(visit.fields)
        guard let key = Campaign.ID.formKey(form.key) else { throw WebError.unreadable }
        guard form.problems.isEmpty else { return .refused(visit.reader.campaignFormPage(nil, form, form.problems)) }
        do {
            try await campaigns.create(form, as: key, at: visit.time)
            return .seeOther("/agence/reglages/campagnes?ok=added")
        } catch CampaignForm.Problem.keyTaken {
            // Sent again it is one more.
            form.key = Campaign.ID.new(at: visit.time).description
            return .outOfDate(visit.reader.campaignFormPage(nil, form, [.keyTaken]))
        }
    }

    func editCampaign(_ visit: Visit) async throws -> Answer {
        let campaign = try await campaigns.find(visit.path("campaign")).orNotFound()
        return .page(visit.reader.campaignFormPage(campaign, CampaignForm(campaign)))
    }

    func saveCampaign(_ visit: Visit) async throws -> Answer {
        let campaign = try await campaigns.find(visit.path("campaign")).orNotFound()
        var form = CampaignForm(visit.fields)
        guard form.problems.isEmpty else {
            return .refused(visit.reader.campaignFormPage(campaign, form, form.problems))
        }
        do {
            _ = try await campaigns.save(form, of: campaign.id).orNotFound()
            return .seeOther("/agence/reglages/campagnes?ok=saved")
        } catch is Outdated {
            let campaign = try await campaigns.find(campaign.id).orNotFound()
            form.revision = campaign.revision
            return .outOfDate(visit.reader.campaignFormPage(campaign, form, isOutdated: true))
        }
    }
}
