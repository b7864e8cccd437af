import Accounts
import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Sheets
import Storage
import Submissions
import TextSimilarity

extension DemonstrationWriter {
    mutating func writeFiles() throws {
        for entry in files.organisations { try writeOrganisation(entry) }
        for entry in files.initiatives where entry.isFile { try writeFile(entry) }
        try SubmissionStore.noteFiles(in: connection)
    }

    private mutating func writeOrganisation(_ entry: OrganisationEntry) throws {
        let id: Organisation.ID = make("organisation", entry.id)
        let commune = entry.commune
        try connection.run(
            """
            INSERT INTO organisation (id, name, name_key, siret, rna, kind, legal_category, statuses, activity_fr, activity_en,
                naf, naf_version, size_bracket, headcount, commune_code, commune_name, department, latitude, longitude, created_at)
            VALUES (\(id), \(entry.name), \(fold(entry.name)), \(entry.siret), \(entry.rna), \(entry.formKind),
                \(entry.legal_category ?? ""), \((entry.statuses ?? []).joined(separator: " ")), \(entry.activity.fr),
                \(entry.activity.en ?? ""), \(entry.naf_section ?? ""), 'rev2', \(entry.size_bracket ?? ""), \(entry.headcount),
                \(commune.insee), \(commune.name), \(commune.department), \(commune.lat), \(commune.lon), \(start(of: "2013-03-18")))
            """)
    }

    private mutating func writeFile(_ entry: InitiativeEntry) throws {
        let initiative: Initiative.ID = make("initiative", entry.id)
        let organisation: Organisation.ID? = key("organisation", entry.organisation)
        let begun = begun(entry)
        try connection.run(
            """
            INSERT INTO initiative (id, slug, title, created_at)
            VALUES (\(initiative), \(Initiative.slug(for: entry.title)), \(entry.title), \(begun))
            """)
        try connection.run(
            "INSERT INTO initiative_organisation (initiative, organisation) VALUES (\(initiative), \(organisation))")
        try writeSubmission(entry, initiative, organisation, begun: begun)
        try writeAnswers(entry)
        try writeAuthors(entry)
        try writeSheet(entry, initiative)
    }

    /// Twelve days before it was sent, and not before its call opened.
    private func begun(_ entry: InitiativeEntry) -> Date {
        let sent = start(of: entry.transmitted ?? "2014-04-22")
        let openings = phases(of: "\(entry.edition)").filter { $0.id.hasSuffix("call") }.map { start(of: $0.from) }
        let begun = sent.addingTimeInterval(-12 * 86_400)
        return openings.filter { $0 <= sent }.max().map { max($0, begun) } ?? begun
    }

    private mutating func writeSubmission(
        _ entry: InitiativeEntry, _ initiative: Initiative.ID, _ organisation: Organisation.ID?, begun: Date
    ) throws {
        let submission: Submission.ID = make("submission", entry.id)
        let edition: Edition.ID? = key("edition", "\(entry.edition)")
        let transmitted: Date? = entry.transmitted.map { noon(of: $0) }
        let withdrawn: Date? = entry.withdrawn.map { noon(of: $0) }
        let state = entry.state == "withdrawn" ? "withdrawn" : entry.state == "draft" ? "draft" : "transmitted"
        try connection.run(
            """
            INSERT INTO submission (id, edition, initiative, organisation, state, number, title, eligibility, gates,
                eligibility_note, created_at, updated_at, transmitted_at, withdrawn_at, withdrawn_reason)
            VALUES (\(submission), \(edition), \(initiative), \(organisation), \(state), \(entry.number), \(entry.title),
                \(eligibility(entry)), \(gates(entry)), \(entry.eligibility?.note ?? entry.completion_request?.text ?? ""),
                \(begun), \(transmitted ?? saved(entry) ?? begun),
                \(transmitted), \(withdrawn), \(entry.withdrawn_reason ?? ""))
            """)
        if let code = entry.category {
            let category: Campaigns.Category.ID? = key("category", "\(entry.edition)-\(code)")
            try connection.run("UPDATE submission SET category = \(category) WHERE id = \(submission)")
        }
        if eligibility(entry) == "eligible" {
            // Staff have looked at whose it is.
            try connection.run("UPDATE submission SET confirmed_organisation = organisation WHERE id = \(submission)")
        }
        if let transmitted { try writeEvent("transmitted", of: submission, at: transmitted, key: entry.id) }
        if let withdrawn { try writeEvent("withdrawn", of: submission, at: withdrawn, key: entry.id) }
        try writeExtension(entry, submission)
    }

    /// As `2014-06-08T21:47:12`, in Paris.
    private func saved(_ entry: InitiativeEntry) -> Date? {
        entry.last_saved.flatMap { formats.parseMoment(String($0.prefix(10)), String($0.dropFirst(11).prefix(5))) }
    }

    private func eligibility(_ entry: InitiativeEntry) -> String {
        switch entry.state {
        case "draft", "withdrawn": "pending"
        case "not-eligible": "not-eligible"
        case "completion-requested": "to-complete"
        default: "eligible"
        }
    }

    private func gates(_ entry: InitiativeEntry) -> String {
        guard entry.transmitted != nil, entry.withdrawn == nil else { return "{}" }
        let failed = Set(entry.eligibility?.failed ?? [])
        let gates = ["territory", "organisation", "implemented", "need-named", "not-rewarded", "rules-accepted"]
        return "{" + gates.map { "\"\($0)\":\(!failed.contains($0))" }.joined(separator: ",") + "}"
    }

    private mutating func writeEvent(_ kind: String, of submission: Submission.ID, at moment: Date, key name: String)
        throws
    {
        let id: Identifier<InitiativeEntry> = make("event", "\(name)-\(kind)")
        try connection.run(
            """
            INSERT INTO submission_event (id, submission, kind, at) VALUES (\(id), \(submission), \(kind), \(moment))
            """)
    }

    /// Given for the call that the organisation was kept from sending in, the Monday after it closed.
    private mutating func writeExtension(_ entry: InitiativeEntry, _ submission: Submission.ID) throws {
        guard let granted = entry.extension, let phase: Phase.ID = key("phase", "\(entry.edition)-call"),
            let end = formats.parseMoment(granted.until, "23:59")
        else { return }
        let id: Identifier<InitiativeEntry> = make("extension", entry.id)
        let lead: Person.ID? = key("person", "u02")
        try connection.run(
            """
            INSERT INTO extension (id, phase, subject, ends_at, reason, granted_by, granted_at)
            VALUES (\(id), \(phase), \(submission.description), \(end), \(granted.reason), \(lead), \(noon(of: "2014-06-23")))
            """)
    }

    private func writeAnswers(_ entry: InitiativeEntry) throws {
        guard let submission: Submission.ID = key("submission", entry.id) else { return }
        for (field, value) in try answers(entry) where !value.isEmpty {
            try connection.run(
                """
                INSERT INTO submission_answer (submission, field, value, updated_at)
                VALUES (\(submission), \(field), \(value), \(noon(of: entry.transmitted ?? "2014-06-08")))
                """)
        }
    }

    private mutating func writeAuthors(_ entry: InitiativeEntry) throws {
        let people = files.people.filter { $0.organisation == entry.organisation }
        for person in people {
            try writeAuthor(
                key("person", person.id), person.roles.contains("co-author") ? "co-author" : "owner", of: entry)
        }
        if people.isEmpty, let contact = entry.contact {
            try writeAuthor(writeContact(contact, entry), "owner", of: entry)
        }
    }

    private func writeAuthor(_ person: Person.ID?, _ role: String, of entry: InitiativeEntry) throws {
        let submission: Submission.ID? = key("submission", entry.id)
        try connection.run(
            "INSERT INTO submission_author (submission, person, role) VALUES (\(submission), \(person), \(role))")
    }

    /// Somebody of another file was asked to write along in the first draft of the edition under way, and has not answered yet.
    func writeInvitation() throws {
        let drafts = files.initiatives.filter { $0.state == "draft" }
        let owned = drafts.compactMap { draft in
            files.people.first { $0.organisation == draft.organisation }.map { (draft: draft, owner: $0) }
        }
        guard let (draft, owner) = owned.first,
            let invited = files.people.first(where: {
                $0.roles == ["submitter"] && $0.organisation != draft.organisation
            }),
            let file: Submission.ID = key("submission", draft.id), let inviter: Person.ID = key("person", owner.id)
        else { return }
        try connection.run(
            """
            INSERT INTO author_invitation (digest, submission, address, address_key, language, invited_by, created_at, ends_at)
            VALUES (\(Secret().digest), \(file), \(invited.email), \(invited.email.lowercased()), 'fr', \(inviter), \(now),
                \(now + 14 * 86_400))
            """)
    }

    private mutating func writeSheet(_ entry: InitiativeEntry, _ initiative: Initiative.ID) throws {
        guard let sheet = entry.sheet else { return }
        let id: Sheet.ID = make("sheet", entry.id)
        let edition: Edition.ID? = key("edition", "\(entry.edition)")
        let submission: Submission.ID? = key("submission", entry.id)
        let approved: Date? = sheet.approved.map { noon(of: $0) }
        // Nothing is public before the ceremony.
        let published: Date? = sheet.status == "published" ? max(approved ?? released, released) : nil
        try connection.run(
            """
            INSERT INTO sheet (id, initiative, edition, submission, state, title, strapline, content, tags, version,
                approved_at, approved_by, published_at, updated_at)
            VALUES (\(id), \(initiative), \(edition), \(submission), \(sheet.status), \(entry.title), \(entry.strapline ?? ""),
                \(try json(entry.content(FormStore.standard(in: connection).form))), \(try json(entry.tags)), \(sheet.version ?? 1), \(approved),
                \(sheet.approved_by ?? ""), \(published), \(published ?? noon(of: entry.transmitted)))
            """)
    }

    func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension OrganisationEntry {
    /// As the form asks for it: a cooperative is a company by its form; a mutual is neither that nor a non-profit.
    var formKind: String {
        switch kind {
        case "company", "cooperative": "company"
        case "association": "association"
        default: "other"
        }
    }
}
