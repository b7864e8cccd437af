import Identifiers
import Tables
import Web

struct OrganisationPages: Sendable {
    static let pageSize = 100

    let organisations: OrganisationStore
    let carried: CarriedFinder
    let changed: OrganisationFollower

    func list(_ visit: Visit) async throws -> Answer {
        let found = try await filtered(visit)
        let pages = max(1, (found.count + Self.pageSize - 1) / Self.pageSize)
        let page = min(max(1, visit.query.number("page") ?? 1), pages)
        let lines = Array(found.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize))
        return .page(
            visit.reader.organisationsPage(lines, count: found.count, page: page, of: pages, query: visit.query))
    }

    func export(_ visit: Visit) async throws -> Answer {
        let reader = visit.reader
        var table = TableWriter(columns: reader.organisationColumns)
        for line in try await filtered(visit) { table.append(reader.organisationCells(line)) }
        return .file(.csv(name: "organisations.csv", table.bytes))
    }

    private func filtered(_ visit: Visit) async throws -> [OrganisationLine] {
        let query = visit.query
        let filter = OrganisationFilter(
            words: query.text("q") ?? "", kind: query.text("nature").flatMap(Organisation.Kind.init(rawValue:)),
            department: query.text("dep") ?? "")
        let found = try await organisations.lines(filter)
        let order = ListOrder(query, columns: OrganisationLine.columns)
        return switch order.column {
        case "lieu": order.sorted(found) { "\($0.organisation.place.department) \($0.organisation.place.communeName)" }
        case "initiatives": order.sorted(found) { $0.initiatives }
        default: order.sorted(found) { $0.organisation.nameKey }
        }
    }

    func edit(_ visit: Visit) async throws -> Answer {
        let one = try await organisations.find(visit.path("organisation")).orNotFound()
        let carried = try await carried(one.id, visit.reader)
        return .page(visit.reader.organisationPage(one, OrganisationForm(one), carried, done: visit.query["ok"]))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let id: Organisation.ID = try visit.path("organisation")
        var form = OrganisationForm(visit.fields)
        var faults = form.faults
        if faults.isEmpty {
            do {
                _ = try await organisations.save(form, of: id, then: changed).orNotFound()
                return .seeOther("/agence/organisations/\(id)?ok=saved")
            } catch OrganisationStore.Refusal.siretTaken {
                faults = [.siretTaken]
            } catch OrganisationStore.Refusal.rnaTaken {
                faults = [.rnaTaken]
            } catch OrganisationStore.Refusal.changedMeanwhile {
                return try await outdated(id, &form, visit)
            }
        }
        let one = try await organisations.find(id).orNotFound()
        return .refused(
            visit.reader.organisationPage(one, form, try await carried(id, visit.reader), faults: faults))
    }

    private func outdated(_ id: Organisation.ID, _ form: inout OrganisationForm, _ visit: Visit) async throws -> Answer
    {
        let one = try await organisations.find(id).orNotFound()
        form.revision = one.revision
        let carried = try await carried(id, visit.reader)
        return .outOfDate(visit.reader.organisationPage(one, form, carried, isOutdated: true))
    }
}

extension OrganisationLine {
    /// What the list is sorted by.
    static let columns = ["nom", "lieu", "initiatives"]
}
