import Identifiers
import Storage
import Web

/// The categories of an edition, where staff declare them.
struct CategoryPages: Sendable {
    let editions: EditionStore
    let categories: CategoryStore

    init(database: any Database, uses: [CategoryUseFinder]) {
        editions = EditionStore(database: database)
        categories = CategoryStore(database: database, uses: uses)
    }

    func list(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.categoriesPage(try await edition(visit), done: visit.query["ok"]))
    }

    func new(_ visit: Visit) async throws -> Answer {
        let form = CategoryForm(key: Category.ID.new(at: visit.time).description)
        return .page(visit.reader.categoryFormPage(try await edition(visit), nil, form))
    }

    func add(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        var form = CategoryForm(visit.fields)
        guard let key = Category.ID.formKey(form.key) else { throw WebError.unreadable }
        guard form.problems.isEmpty else {
            return .refused(visit.reader.categoryFormPage(edition, nil, form, form.problems))
        }
        do {
            _ = try await categories.add(form, as: key, to: edition.slug, by: visit.person).orNotFound()
            return .seeOther(edition.categoriesPath + "?ok=added")
        } catch CategoryForm.Problem.keyTaken {
            // Sent again it is one more.
            form.key = Category.ID.new(at: visit.time).description
            return .outOfDate(visit.reader.categoryFormPage(edition, nil, form, [.keyTaken]))
        } catch let problem as CategoryForm.Problem {
            return .refused(visit.reader.categoryFormPage(edition, nil, form, [problem]))
        }
    }

    func edit(_ visit: Visit) async throws -> Answer {
        let (edition, category) = try await category(visit)
        let used = try await categories.uses(of: category, in: edition, visit.reader)
        let form = CategoryForm(category, revision: edition.revision)
        return .page(visit.reader.categoryFormPage(edition, category, form, used: used))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let (edition, category) = try await category(visit)
        var form = CategoryForm(visit.fields)
        guard form.problems.isEmpty else {
            return .refused(visit.reader.categoryFormPage(edition, category, form, form.problems))
        }
        do {
            _ = try await categories.save(form, of: category.id, in: edition.slug, by: visit.person).orNotFound()
            return .seeOther(edition.categoriesPath + "?ok=saved")
        } catch let problem as CategoryForm.Problem {
            return .refused(visit.reader.categoryFormPage(edition, category, form, [problem]))
        } catch is Outdated {
            let (edition, category) = try await self.category(visit)
            form.revision = edition.revision
            return .outOfDate(visit.reader.categoryFormPage(edition, category, form, isOutdated: true))
        }
    }

    func up(_ visit: Visit) async throws -> Answer { try await move(visit, isUp: true) }
    func down(_ visit: Visit) async throws -> Answer { try await move(visit, isUp: false) }

    private func move(_ visit: Visit, isUp: Bool) async throws -> Answer {
        let (edition, category) = try await category(visit)
        _ = try await categories.move(category.id, of: edition.slug, isUp: isUp, by: visit.person).orNotFound()
        return .seeOther(edition.categoriesPath + "#category-\(category.id)")
    }

    /// Refused in words while something stands for it.
    func remove(_ visit: Visit) async throws -> Answer {
        let (edition, category) = try await category(visit)
        do {
            _ = try await categories.remove(category.id, of: edition.slug, by: visit.person, visit.reader).orNotFound()
            return .seeOther(edition.categoriesPath + "?ok=removed")
        } catch let refusal as CategoryUsed {
            let form = CategoryForm(category, revision: edition.revision)
            return .refused(
                visit.reader.categoryFormPage(edition, category, form, used: refusal.by, isRemovalRefused: true))
        }
    }

    /// A second round has those of its edition.
    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
    }

    private func category(_ visit: Visit) async throws -> (Edition, Category) {
        let edition = try await edition(visit)
        return (edition, try edition.category(visit.path("category")).orNotFound())
    }
}
