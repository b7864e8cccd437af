import Identifiers
import Tables
import Web
import Workbooks

/// Partner organisations: those the agency knows, and those of an edition.
struct PartnerPages: Sendable {
    let editions: EditionStore
    let partners: PartnerStore

    /// For everybody: the partners of the edition under way, or of the last one.
    func publicList(_ visit: Visit) async throws -> Answer {
        guard let edition = try await editions.shown(at: visit.now) else {
            return .page(visit.reader.publicPartnersPage(nil, []))
        }
        return .page(visit.reader.publicPartnersPage(edition, try await partners.engagements(in: edition.id)))
    }

    func list(_ visit: Visit) async throws -> Answer {
        let found = try await filtered(visit)
        let page = ListPage(visit.query.number("page"), of: found.count)
        let shown = Array(found.dropFirst(page.offset).prefix(page.size))
        let hidden = found.count { !$0.mayChange }
        return .page(
            visit.reader.partnersPage(shown, page, hidden: hidden, query: visit.query, done: visit.query["ok"]))
    }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let (reader, lines) = (visit.reader, try await filtered(visit))
        return try visit.listFile(
            "partenaires", reader.t("Partners"), columns: reader.partnerColumns,
            rows: lines.lazy.map { reader.partnerCells($0.partner) }, as: format)
    }

    private func filtered(_ visit: Visit) async throws -> [PartnerLine] {
        let words = SearchWords(visit.query.search("q"))
        let kind = visit.query.text("nature").flatMap(Partner.Kind.init)
        let order = ListOrder(visit.query, columns: PartnerList.columns)
        let found = try await partners.all(for: visit.person).filter { line in
            let one = line.partner
            return (kind == nil || one.kind == kind) && words.match(one.nameFR, one.nameEN, one.contactName)
        }
        guard order.column == "nature" else { return order.isDescending ? found.reversed() : found }
        return order.sorted(found) { visit.reader.name(of: $0.partner.kind) }
    }

    func new(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit.query.text("edition") ?? "", visit)
        let form = PartnerForm(key: Partner.ID.new(at: visit.time).description, edition: edition?.slug ?? "")
        return .page(visit.reader.partnerFormPage(nil, form, editions: edition.map { [$0] } ?? []))
    }

    private func refused(
        _ form: PartnerForm, _ problems: Set<PartnerForm.Problem>, near: [Partner] = [], _ visit: Visit
    ) async throws -> Answer {
        let editions = try await edition(form.edition, visit).map { [$0] } ?? []
        return .refused(visit.reader.partnerFormPage(nil, form, problems, near: near, editions: editions))
    }

    /// One that the visitor runs, when there is one of that word.
    private func edition(_ word: String, _ visit: Visit) async throws -> Edition? {
        word.isEmpty ? nil : try await editions.find(word, runBy: visit.person)
    }

    func add(_ visit: Visit) async throws -> Answer {
        var form = PartnerForm(visit.fields)
        guard let key = Partner.ID.formKey(form.key) else { throw WebError.unreadable }
        guard form.problems.isEmpty else { return try await refused(form, form.problems, visit) }
        let added: Edition?
        do {
            added = try await partners.add(form, as: key, by: visit.person, at: visit.time)
        } catch PartnerForm.Problem.keyTaken {
            // Sent again it is one more.
            form.key = Partner.ID.new(at: visit.time).description
            let editions = try await self.edition(form.edition, visit).map { [$0] } ?? []
            return .outOfDate(visit.reader.partnerFormPage(nil, form, [.keyTaken], editions: editions))
        } catch let found as NearPartners {
            return try await refused(form, [.near], near: found.partners, visit)
        } catch let problem as PartnerForm.Problem {
            return try await refused(form, [problem], visit)
        }
        guard let edition = added else { return .seeOther("/agence/partenaires?ok=added") }
        return .seeOther(edition.path("partenaires") + "?ok=engaged")
    }

    func edit(_ visit: Visit) async throws -> Answer {
        let line = try await partners.find(visit.path("partner"), for: visit.person).orNotFound()
        let partner = line.partner
        guard line.mayChange else { return .page(visit.reader.partnerOfOthersPage(partner)) }
        let engaged = try await partners.editions(of: partner.id, runBy: visit.person)
        return .page(visit.reader.partnerFormPage(partner, PartnerForm(partner), editions: engaged))
    }

    private func own(_ visit: Visit) async throws -> Partner {
        let line = try await partners.find(visit.path("partner"), for: visit.person).orNotFound()
        guard line.mayChange else { throw WebError.notFound }
        return line.partner
    }

    func save(_ visit: Visit) async throws -> Answer {
        let partner = try await own(visit)
        var form = PartnerForm(visit.fields)
        guard form.problems.isEmpty else { return .refused(visit.reader.partnerFormPage(partner, form, form.problems)) }
        do {
            _ = try await partners.save(form, of: partner.id, by: visit.person).orNotFound()
            return .seeOther("/agence/partenaires?ok=saved")
        } catch is Outdated {
            let partner = try await own(visit)
            form.revision = partner.revision
            return .outOfDate(visit.reader.partnerFormPage(partner, form, isOutdated: true))
        }
    }
}

// What partners do in one edition.
extension PartnerPages {
    func engaged(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let found = try await partners.engagements(in: edition.id)
        return .page(
            visit.reader.engagementsPage(
                edition, found, others: try await others(than: found, visit), EngagementForm(), done: visit.query["ok"])
        )
    }

    func exportEngaged(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let edition = try await edition(visit)
        let reader = visit.reader
        let file = try ListFile(
            "partenaires-\(edition.slug)", reader.t("Partners"),
            columns: reader.partnerColumns + [reader.t("Engagement"), reader.t("Agreement signed on")], as: format,
            visit)
        // Their contacts stay with those who may read them.
        let lines = try await partners.all(for: visit.person)
        let seen = Dictionary(uniqueKeysWithValues: lines.map { ($0.partner.id, $0.partner) })
        for engagement in try await partners.engagements(in: edition.id) {
            guard let partner = seen[engagement.partner.id] else { continue }
            try file.append(
                reader.partnerCells(partner) + [.text(engagement.words), reader.formats.cell(engagement.signedOn)])
        }
        return try file.answer()
    }

    func engage(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let form = EngagementForm(visit.fields, today: visit.reader.formats.calendarDay(of: visit.now))
        guard form.isGood, let partner = Partner.ID(form.partner) else {
            let found = try await partners.engagements(in: edition.id)
            return .refused(
                visit.reader.engagementsPage(
                    edition, found, others: try await others(than: found, visit), form, isRefused: true))
        }
        _ = try await partners.engage(partner, in: edition.slug, form, by: visit.person).orNotFound()
        return .seeOther(edition.path("partenaires") + "?ok=engaged")
    }

    func editEngagement(_ visit: Visit) async throws -> Answer {
        let (edition, engagement) = try await engagement(visit)
        return .page(visit.reader.engagementPage(edition, engagement, EngagementForm(engagement)))
    }

    func saveEngagement(_ visit: Visit) async throws -> Answer {
        let (edition, engagement) = try await engagement(visit)
        let form = EngagementForm(visit.fields, today: visit.reader.formats.calendarDay(of: visit.now))
        guard form.isGood else {
            return .refused(visit.reader.engagementPage(edition, engagement, form, isRefused: true))
        }
        _ = try await partners.engage(engagement.partner.id, in: edition.slug, form, by: visit.person).orNotFound()
        return .seeOther(edition.path("partenaires") + "?ok=saved")
    }

    func disengage(_ visit: Visit) async throws -> Answer {
        let (edition, engagement) = try await engagement(visit)
        _ = try await partners.disengage(engagement.partner.id, from: edition.slug, by: visit.person).orNotFound()
        return .seeOther(edition.path("partenaires") + "?ok=removed")
    }

    private func others(than engaged: [Engagement], _ visit: Visit) async throws -> [Partner] {
        let known = Set(engaged.map(\.partner.id))
        return try await partners.all(for: visit.person).map(\.partner).filter { !known.contains($0.id) }
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
    }

    private func engagement(_ visit: Visit) async throws -> (Edition, Engagement) {
        let edition = try await edition(visit)
        let partner: Partner.ID = try visit.path("partner")
        return (edition, try await partners.engagement(of: partner, in: edition.id).orNotFound())
    }
}
