import Identifiers
import Tables
import Web
import Workbooks

struct OrganisationPages: Sendable {
    let organisations: OrganisationStore
    let carried: CarriedFinder
    let known: KnownInitiatives
    let said: SaidFinder
    let changed: OrganisationFollower
    let tied: TiedFiles

    func list(_ visit: Visit) async throws -> Answer {
        let (filter, order) = asked(visit)
        let (lines, page) = try await organisations.list(
            filter, order, page: visit.query.number("page"), counting: known(visit.person))
        return .page(visit.reader.organisationsPage(lines, page, query: visit.query))
    }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let ((filter, order), reader) = (asked(visit), visit.reader)
        let lines = try await organisations.lines(filter, order, counting: known(visit.person))
        return try visit.listFile(
            "organisations", reader.t("Organisations"), columns: reader.organisationColumns,
            rows: lines.lazy.map(reader.organisationCells), as: format)
    }

    private func asked(_ visit: Visit) -> (OrganisationFilter, ListOrder) {
        let query = visit.query
        let filter = OrganisationFilter(
            words: query.search("q"), kind: query.text("nature").flatMap(Organisation.Kind.init(rawValue:)),
            department: query.text("dep") ?? "")
        return (filter, ListOrder(query, columns: OrganisationLine.columns))
    }

    func new(_ visit: Visit) async throws -> Answer {
        let key = Organisation.ID.new(at: visit.time)
        return .page(visit.reader.newOrganisationPage(OrganisationForm(Fields()), key: key.description))
    }

    func add(_ visit: Visit) async throws -> Answer {
        guard let key = Organisation.ID.formKey(visit.fields.text("key") ?? "") else { throw WebError.unreadable }
        let form = OrganisationForm(visit.fields)
        var (faults, near) = (form.faults, [Organisation]())
        if faults.isEmpty {
            do {
                try await organisations.add(form, as: key, by: visit.person, now: visit.time)
                return .seeOther("\(key.path)?ok=added")
            } catch OrganisationStore.Refusal.siretTaken {
                faults = [.siretTaken]
            } catch OrganisationStore.Refusal.rnaTaken {
                faults = [.rnaTaken]
            } catch let found as NearOrganisations {
                (faults, near) = ([.near], found.records)
            } catch OrganisationStore.Refusal.keyTaken {
                // Sent again it is one more.
                let fresh = Organisation.ID.new(at: visit.time).description
                return .outOfDate(visit.reader.newOrganisationPage(form, key: fresh, faults: [.keyTaken]))
            }
        }
        let holder = try await organisations.holder(ofNumberIn: form, faults)
        return .refused(
            visit.reader.newOrganisationPage(
                form, key: key.description, holder: holder, near: near, faults: faults))
    }

    func edit(_ visit: Visit) async throws -> Answer {
        let (one, mayChange) = try await organisations.find(
            visit.path("organisation"), for: visit.person, tied: tied(visit.person)
        ).orNotFound()
        let carried = try await carried(one.id, visit.person, visit.reader)
        let reader = visit.reader
        guard mayChange else { return .page(reader.organisationOfOthersPage(one, carried)) }
        let said = try await said(one.id, visit.person, reader)
        return .page(reader.organisationPage(one, OrganisationForm(one), carried, said: said, done: visit.query["ok"]))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let id: Organisation.ID = try visit.path("organisation")
        var form = OrganisationForm(visit.fields)
        var faults = form.faults
        if faults.isEmpty {
            do {
                _ = try await organisations.save(
                    form, of: id, by: visit.person, tied: tied(visit.person), then: changed
                ).orNotFound()
                return .seeOther("\(id.path)?ok=saved")
            } catch OrganisationStore.Refusal.siretTaken {
                faults = [.siretTaken]
            } catch OrganisationStore.Refusal.rnaTaken {
                faults = [.rnaTaken]
            } catch OrganisationStore.Refusal.changedMeanwhile {
                return try await outdated(id, &form, visit)
            }
        }
        return try await refused(id, form, faults, visit)
    }

    private func refused(
        _ id: Organisation.ID, _ form: OrganisationForm, _ faults: [OrganisationForm.Fault], _ visit: Visit
    ) async throws -> Answer {
        let one = try await own(id, visit)
        let carried = try await carried(id, visit.person, visit.reader)
        let holder = try await organisations.holder(ofNumberIn: form, faults)
        let notice = holder.map { visit.reader.holderNotice($0, of: id) } ?? ""
        return .refused(visit.reader.organisationPage(one, form, carried, said: notice, faults: faults))
    }

    private func own(_ id: Organisation.ID, _ visit: Visit) async throws -> Organisation {
        let (one, mayChange) = try await organisations.find(
            id, for: visit.person, tied: tied(visit.person)
        ).orNotFound()
        guard mayChange else { throw WebError.notFound }
        return one
    }

    private func outdated(_ id: Organisation.ID, _ form: inout OrganisationForm, _ visit: Visit) async throws -> Answer
    {
        let one = try await own(id, visit)
        form.revision = one.revision
        let carried = try await carried(id, visit.person, visit.reader)
        return .outOfDate(visit.reader.organisationPage(one, form, carried, isOutdated: true))
    }
}

extension OrganisationLine {
    /// What the list is sorted by.
    static let columns = ["nom", "lieu", "initiatives"]
}
