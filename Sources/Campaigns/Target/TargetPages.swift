import Identifiers
import Tables
import Web
import Workbooks

struct TargetPages: Sendable {
    let editions: EditionStore
    let targets: TargetStore

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return .page(visit.reader.targetsPage(edition, try await targets.all(of: edition.id), done: visit.query["ok"]))
    }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let edition = try await edition(visit)
        let reader = visit.reader
        let rows = try await targets.all(of: edition.id).lazy.map { counted -> [Cell] in
            let target = counted.target
            return [
                .text(reader.name(of: target)), .text(target.rule), Cell(counted.value), .integer(target.goal),
                .text(target.unit), reader.formats.dayCell(counted.counter == nil ? target.typedAt : nil),
            ]
        }
        return try visit.listFile(
            "objectifs-\(edition.slug)", reader.t("Targets"),
            columns: [
                reader.t("Target"), reader.t("Counting rule"), reader.t("Reached"), reader.t("Aimed at"),
                reader.t("Unit"), reader.t("Figure of"),
            ], rows: rows, as: format)
    }

    func new(_ visit: Visit) async throws -> Answer {
        let form = TargetForm(key: Target.ID.new(at: visit.time).description)
        return .page(visit.reader.targetFormPage(try await edition(visit), nil, form, targets.counters))
    }

    func add(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        var form = TargetForm(visit.fields)
        guard let key = Target.ID.formKey(form.key) else { throw WebError.unreadable }
        guard form.problems.isEmpty else {
            return .refused(visit.reader.targetFormPage(edition, nil, form, targets.counters, form.problems))
        }
        do {
            _ = try await targets.add(form, as: key, to: edition.slug, by: visit.person, at: visit.now).orNotFound()
            return .seeOther(edition.path("objectifs") + "?ok=added")
        } catch TargetForm.Problem.keyTaken {
            // Sent again it is one more.
            form.key = Target.ID.new(at: visit.time).description
            return .outOfDate(visit.reader.targetFormPage(edition, nil, form, targets.counters, [.keyTaken]))
        } catch let problem as TargetForm.Problem {
            return .refused(visit.reader.targetFormPage(edition, nil, form, targets.counters, [problem]))
        }
    }

    func edit(_ visit: Visit) async throws -> Answer {
        let (edition, found) = try await target(visit)
        return .page(visit.reader.targetFormPage(edition, found, TargetForm(found.target), targets.counters))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let (edition, found) = try await target(visit)
        let form = TargetForm(visit.fields)
        guard form.problems.isEmpty else {
            return .refused(visit.reader.targetFormPage(edition, found, form, targets.counters, form.problems))
        }
        do {
            _ = try await targets.save(form, of: found.target.id, in: edition.slug, by: visit.person, at: visit.now)
                .orNotFound()
            return .seeOther(edition.path("objectifs") + "?ok=saved")
        } catch let problem as TargetForm.Problem {
            return .refused(visit.reader.targetFormPage(edition, found, form, targets.counters, [problem]))
        } catch is Outdated {
            let (edition, found) = try await self.target(visit)
            var form = form
            form.revision = found.target.revision
            return .outOfDate(visit.reader.targetFormPage(edition, found, form, targets.counters, isOutdated: true))
        }
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let (edition, found) = try await target(visit)
        _ = try await targets.remove(found.target.id, of: edition.slug, by: visit.person).orNotFound()
        return .seeOther(edition.path("objectifs") + "?ok=removed")
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
    }

    private func target(_ visit: Visit) async throws -> (Edition, CountedTarget) {
        let edition = try await edition(visit)
        return (edition, try await targets.find(visit.path("target"), of: edition.id).orNotFound())
    }
}
