import Campaigns
import Documents
import Web

/// Grids as staff keep them: a version once taken in never changes.
struct GridDeskPages: Sendable {
    let grids: GridStore
    let papers: Papers
    let starter: @Sendable () throws -> String

    func list(_ visit: Visit) async throws -> Answer {
        .page(visit.reader.gridsPage(try await grids.all()))
    }

    /// An empty sheet, the default grid, or a copy of one that is there.
    func new(_ visit: Visit) async throws -> Answer {
        switch visit.query.text("depuis") {
        case nil: return .page(visit.reader.newGridPage(""))
        case "defaut": return .page(visit.reader.newGridPage(try starter()))
        case let copied?:
            let id = try Grid.ID(copied).orNotFound()
            return .page(visit.reader.newGridPage(try await grids.source(of: id).orNotFound()))
        }
    }

    func add(_ visit: Visit) async throws -> Answer { try await add(visit.fields["yaml"] ?? "", visit) }

    /// The same of a file; where it cannot be read, what was typed stays.
    func read(_ visit: Visit, _ upload: Upload) async throws -> Answer {
        do {
            let bytes = try await upload.all()
            return try await add(try GridFile.text(of: bytes), visit)
        } catch let faults as GridFaults {
            return .refused(visit.reader.newGridPage(visit.fields["yaml"] ?? "", faults: faults))
        }
    }

    private func add(_ yaml: String, _ visit: Visit) async throws -> Answer {
        do {
            let id = try await grids.adopt(yaml, now: visit.time)
            return .seeOther("\(id.path)?ok=ajoutee")
        } catch let faults as GridFaults {
            return .refused(visit.reader.newGridPage(yaml, faults: faults))
        } catch GridStore.Refusal.versionTaken(let version) {
            return .refused(visit.reader.newGridPage(yaml, takenVersion: version))
        }
    }

    func show(_ visit: Visit) async throws -> Answer {
        let id: Grid.ID = try visit.path("grid")
        let grid = try await grids.find(id).orNotFound()
        let record = try await grids.all().first { $0.id == id }.orNotFound()
        return .page(visit.reader.keptGridPage(grid, record, isNew: visit.query["ok"] == "ajoutee"))
    }

    func source(_ visit: Visit) async throws -> Answer {
        let id: Grid.ID = try visit.path("grid")
        let grid = try await grids.find(id).orNotFound()
        let yaml = try await grids.source(of: id).orNotFound()
        return .file(
            Download(
                name: "\(grid.name)-\(grid.version).yaml", type: "application/yaml; charset=utf-8",
                bytes: Array(yaml.utf8)))
    }

    func paper(_ visit: Visit) async throws -> Answer {
        let grid = try await grids.find(visit.path("grid")).orNotFound()
        let paper = visit.reader.gridPaper(grid, kicker: visit.reader.t("Grid"))
        return await papers.answer(paper, named: visit.reader.paperName(of: grid), to: visit)
    }

    func choice(_ visit: Visit) async throws -> Answer {
        let edition = try await grids.choice(of: visit.word("edition"), by: visit.person).orNotFound()
        let kept = try await grids.all()
        let named = try await grids.grid(of: edition.edition.id)?.categories ?? []
        let unknown = named.filter { edition.edition.category(code: $0) == nil }
        return .page(
            visit.reader.gridChoicePage(edition, kept, unknown: unknown, isDone: visit.query["ok"] == "choisie"))
    }

    func choose(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("edition")
        do {
            guard try await bind(visit, slug) else { throw WebError.notFound }
            return .seeOther("\(Edition.path(slug, "grille"))?ok=choisie")
        } catch GridStore.Refusal.frozen {
            let edition = try await grids.choice(of: slug, by: visit.person).orNotFound()
            return .outOfDate(visit.reader.gridChoicePage(edition, try await grids.all()))
        }
    }

    /// To a grid that is there, or to the default one, which is taken in with it.
    private func bind(_ visit: Visit, _ slug: String) async throws -> Bool {
        guard let word = visit.fields.text("grid") else { throw WebError.unreadable }
        if word == Self.starterWord {
            return try await grids.bind(adopting: try starter(), to: slug, by: visit.person, now: visit.time)
        }
        guard let grid = Grid.ID(word) else { throw WebError.unreadable }
        return try await grids.bind(grid, to: slug, by: visit.person)
    }

    static let starterWord = "defaut"

    /// An edition without a grid is a thing to do, before its jury begins.
    func duties(_ visit: Visit, _ run: [Edition]) async throws -> [Duty] {
        guard Policy.staff.allows(visit.session) else { return [] }
        return try await grids.withoutGrid(run).map { edition in
            let jury = edition.phases.filter { $0.kind == .jury }.map(\.startsAt).min()
            return Duty(.toDo, visit.reader.choosingGrid(of: edition), path: edition.path("grille"), due: jury)
        }
    }
}

extension GridFile {
    /// Of a page where such a file is chosen: what is larger than any is refused by the page, which keeps what was typed there.
    package static let bounds = UploadBounds(most: 4 * limit, fields: 512 << 10, texts: .file)
}
