import Campaigns
import Forms
import Identifiers
import Web

/// Choices of columns for the export of files, kept under a name.
struct TemplatePages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore

    private var templates: ExportTemplateStore { ExportTemplateStore(database: submissions.database) }

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let lines = try await templates.all(of: edition.id, for: visit.person)
        return .page(visit.reader.templatesPage(edition, lines, try await columns(edition, visit), query: visit.query))
    }

    func new(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let columns = try await columns(edition, visit)
        let form = TemplateForm(key: .new(at: visit.time), offered: columns.map(\.key))
        return .page(try await page(visit, edition, columns, form))
    }

    func add(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let columns = try await columns(edition, visit)
        var form = TemplateForm(visit.fields, offered: columns.map(\.key))
        guard let key = ExportTemplate.ID.formKey(form.key) else { throw WebError.unreadable }
        guard form.isToBeSaved else { return .page(try await page(visit, edition, columns, form)) }
        guard form.problems.isEmpty else {
            return .refused(try await page(visit, edition, columns, form, form.problems))
        }
        do {
            _ = try await templates.add(form, as: key, to: edition.id, by: visit.person).orNotFound()
            return .seeOther(edition.templatesPath + "?ok=kept")
        } catch TemplateForm.Problem.keyTaken {
            // Sent again it is one more.
            form.key = ExportTemplate.ID.new(at: visit.time).description
            return .outOfDate(try await page(visit, edition, columns, form, [.keyTaken]))
        } catch let problem as TemplateForm.Problem {
            return .refused(try await page(visit, edition, columns, form, [problem]))
        }
    }

    func edit(_ visit: Visit) async throws -> Answer {
        let (edition, template) = try await own(visit)
        let columns = try await columns(edition, visit)
        let form = TemplateForm(template, offered: columns.map(\.key))
        return .page(try await page(visit, edition, columns, form, of: template))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let (edition, template) = try await own(visit)
        let columns = try await columns(edition, visit)
        var form = TemplateForm(visit.fields, offered: columns.map(\.key))
        guard form.isToBeSaved else { return .page(try await page(visit, edition, columns, form, of: template)) }
        guard form.problems.isEmpty else {
            return .refused(try await page(visit, edition, columns, form, form.problems, of: template))
        }
        do {
            _ = try await templates.save(form, of: template.id, in: edition.id, by: visit.person).orNotFound()
            return .seeOther(edition.templatesPath + "?ok=kept")
        } catch let problem as TemplateForm.Problem {
            return .refused(try await page(visit, edition, columns, form, [problem], of: template))
        } catch is Outdated {
            let (_, now) = try await own(visit)
            form.revision = now.revision
            return .outOfDate(try await page(visit, edition, columns, form, of: now, isOutdated: true))
        }
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let (edition, template) = try await own(visit)
        _ = try await templates.remove(template.id, of: edition.id, by: visit.person).orNotFound()
        return .seeOther(edition.templatesPath + "?ok=removed")
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
    }

    /// One that this person may change.
    private func own(_ visit: Visit) async throws -> (Edition, ExportTemplate) {
        let edition = try await edition(visit)
        let line = try await templates.find(visit.path("template"), of: edition.id, for: visit.person).orNotFound()
        guard line.mayChange else { throw WebError.notFound }
        return (edition, line.template)
    }

    private func columns(_ edition: Edition, _ visit: Visit) async throws -> [FileColumn] {
        let columns = FormColumn.union(try await submissions.forms(in: edition.id))
        return visit.reader.fileColumns(columns, of: edition, grid: try await submissions.grid(of: edition.id))
    }

    private func page(
        _ visit: Visit, _ edition: Edition, _ columns: [FileColumn], _ form: TemplateForm,
        _ problems: [TemplateForm.Problem] = [], of template: ExportTemplate? = nil, isOutdated: Bool = false
    ) async throws -> HTML {
        let shown = TemplateShown(
            edition: edition, columns: columns, template: template, problems: problems, isOutdated: isOutdated,
            mayKeepForAll: try await templates.mayKeepForAll(visit.person))
        return visit.reader.templatePage(shown, form)
    }
}

/// What the page of a template shows beside its form.
struct TemplateShown {
    let edition: Edition
    let columns: [FileColumn]
    /// Nil for a new one.
    let template: ExportTemplate?
    let problems: [TemplateForm.Problem]
    let isOutdated: Bool
    let mayKeepForAll: Bool
}
