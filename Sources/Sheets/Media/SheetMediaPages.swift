import Foundation
import Identifiers
import Media
import Storage
import Submissions
import Web

/// Where the agency chooses the pictures and papers of a sheet, says them, orders them, and brings others.
struct SheetMediaPages: Sendable {
    static let limits = MediaLimits([.picture, .paper], most: 20_000_000, mostInAll: 100_000_000, count: 40)

    let sheets: SheetStore
    let house: MediaHouse

    private var media: SheetMediaStore { SheetMediaStore(database: sheets.database) }

    func addRoutes(to routes: Routes) {
        let place = "agence/fiches/:sheet/images"
        routes.get(place, for: .publishers, show)
        Uploads(house, to: place(for:)).addRoutes(to: routes, under: place, for: .publishers, most: Self.limits.most)
        routes.post(place + "/choisir", for: .publishers, take)
        routes.get("agence/fiches/:sheet/image/:media", for: .publishers, one)
        routes.post("agence/fiches/:sheet/image/:media", for: .publishers, say)
        routes.post("agence/fiches/:sheet/image/:media/montrer", for: .publishers, toggle)
        routes.post("agence/fiches/:sheet/image/:media/monter", for: .publishers, raise)
        routes.post("agence/fiches/:sheet/image/:media/point", for: .publishers, aim)
        routes.post("agence/fiches/:sheet/image/:media/retirer", for: .publishers, remove)
        routes.get("agence/fiches/:sheet/fichiers/:digest", for: .publishers, serve)
        routes.get("dossiers/:submission/fiche/fichiers/:digest", for: .signedIn, serveOwner)
    }

    private func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, try await found(visit)))
    }

    private func found(_ visit: Visit) async throws -> SheetFile {
        try await sheets.find(visit.path("sheet"), by: visit.person).orNotFound()
    }

    private func page(_ visit: Visit, _ file: SheetFile, _ faults: [Fault] = []) async throws -> HTML {
        let offered = try await sheets.offered(to: file)
        let arriving =
            file.mayBeRewritten ? try await house.unfinished(of: visit, at: place(for: visit)) : []
        return visit.reader.sheetMediaPage(file, offered: offered, arriving, faults: faults, done: visit.query["ok"])
    }

    @Sendable private func place(for visit: Visit) async throws -> UploadPlace {
        let (file, person) = (try await found(visit), try visit.person)
        guard file.mayBeRewritten else { throw WebError.notFound }
        let id = file.sheet.id
        return UploadPlace(
            key: SheetMediaStore.place(of: id), limits: Self.limits, page: id.imagesPath,
            used: { try SheetMediaStore.used(by: id, in: $0) },
            arrived: { medium, connection in
                // What happened since its first bytes came.
                let file = try SheetStore.file(SheetStore.isTheirs(id, person), in: connection).orNotFound()
                guard file.mayBeRewritten else { throw WebError.notFound }
                try SheetMediaStore.add(medium, to: id, in: connection)
            })
    }

    private func one(_ visit: Visit) async throws -> Answer {
        let file = try await found(visit)
        let medium = try file.album[try visit.path("media")].orNotFound()
        return .page(visit.reader.sheetMediumPage(file, medium, done: visit.query["ok"]))
    }

    private func serve(_ visit: Visit) async throws -> Answer {
        let condition = SheetStore.isTheirs(try visit.path("sheet"), try visit.person)
        return try await given(visit, condition, beside: true)
    }

    /// To whoever reads the sheet to agree to it: what stands on it, in the state that they read.
    private func serveOwner(_ visit: Visit) async throws -> Answer {
        let file = try await sheets.find(of: visit.path("submission"), by: visit.person).orNotFound()
        guard file.sheet.state != .draft else { throw WebError.notFound }
        return try await given(visit, "sheet.id = \(file.sheet.id)")
    }

    private func given(_ visit: Visit, _ condition: SQL, beside: Bool = false) async throws -> Answer {
        let digest = try BlobDigest(visit.word("digest")).orNotFound()
        let medium = try await media.find(digest, of: condition, beside: beside).orNotFound()
        return try await house.part(digest, of: medium, audience: .whoeverAsked)
    }
}

// Each act is one with the sheet's own: claimed by its revision, with its trace, and followed by the catalogue.
extension SheetMediaPages {
    private func take(_ visit: Visit) async throws -> Answer {
        let source = try visit.fields.text("medium").flatMap { Medium.ID($0) }.orNotFound()
        let offered = try await sheets.offered(to: found(visit)).first { $0.medium.id == source }.orNotFound()
        let medium = SheetMedium(offered, as: .new(at: visit.time))
        return try await change(visit, then: { $0.imagePath(medium.id) + "?ok=taken" }) {
            album throws(SheetAlbum.Refusal) in
            try album.take(medium)
        }
    }

    private func say(_ visit: Visit) async throws -> Answer {
        let (id, saying): (Medium.ID, _) = (try visit.path("media"), SheetMedium.Saying(visit.fields))
        let shows = visit.fields.isOn("show")
        return try await change(visit, saying: saying, then: { $0.imagePath(id) + (shows ? "?ok=shown" : "?ok=said") })
        {
            album throws(SheetAlbum.Refusal) in
            try album.say(saying, of: id)
            if shows { try album.show(id) }
        }
    }

    private func toggle(_ visit: Visit) async throws -> Answer {
        let (id, isOn): (Medium.ID, Bool) = (try visit.path("media"), visit.fields.isOn("show"))
        return try await change(visit) { album throws(SheetAlbum.Refusal) in
            if isOn { try album.show(id) } else { try album.hide(id) }
        }
    }

    private func raise(_ visit: Visit) async throws -> Answer {
        let id: Medium.ID = try visit.path("media")
        return try await change(visit) { album throws(SheetAlbum.Refusal) in try album.raise(id) }
    }

    private func aim(_ visit: Visit) async throws -> Answer {
        let id: Medium.ID = try visit.path("media")
        let medium = try await found(visit).album[id].orNotFound()
        guard let focus = visit.fields.focus(in: medium) else { return .seeOther(try sheet(visit).imagePath(id)) }
        return try await change(visit, then: { $0.imagePath(id) + "?ok=aimed" }) { album throws(SheetAlbum.Refusal) in
            try album.aim(id, at: focus)
        }
    }

    private func remove(_ visit: Visit) async throws -> Answer {
        let id: Medium.ID = try visit.path("media")
        return try await change(visit, then: { $0.imagesPath + "?ok=removed" }) { album throws(SheetAlbum.Refusal) in
            try album.remove(id)
        }
    }

    private func sheet(_ visit: Visit) throws -> Sheet.ID { try visit.path("sheet") }

    /// `saying` is what was typed, to be shown again where it is refused.
    private func change(
        _ visit: Visit, saying: SheetMedium.Saying? = nil,
        then next: (Sheet.ID) -> String = { $0.imagesPath + "?ok=moved" },
        _ change: @escaping @Sendable (inout SheetAlbum) throws(SheetAlbum.Refusal) -> Void
    ) async throws -> Answer {
        let id = try sheet(visit)
        let act = SheetStore.Act(kind: .rewritten, person: try visit.person, now: visit.now, isQuiet: true)
        do {
            _ = try await sheets.change(id, seen: visit.fields.revision(), act, for: .everyone) { file in
                try file.illustrate(change)
            }.orNotFound()
            return .seeOther(next(id))
        } catch let refusal as SheetFile.Refusal {
            return try await refused(visit.reader.fault(for: refusal), saying, visit, refusal == .changedMeanwhile)
        } catch let refusal as SheetAlbum.Refusal {
            return try await refused(visit.reader.fault(for: refusal), saying, visit)
        }
    }

    private func refused(
        _ fault: Fault, _ saying: SheetMedium.Saying?, _ visit: Visit, _ isOutOfDate: Bool = false
    ) async throws -> Answer {
        let file = try await found(visit)
        var page = try await page(visit, file, [fault])
        if let saying, let id: Medium.ID = try? visit.path("media"), var medium = file.album[id] {
            medium.saying = saying
            page = visit.reader.sheetMediumPage(file, medium, faults: [fault])
        }
        return isOutOfDate ? .outOfDate(page) : .refused(page)
    }
}

extension SheetStore {
    /// What its file offers, and does not lie by the sheet yet.
    func offered(to file: SheetFile) async throws -> [OfferedMedium] {
        guard let submission = file.sheet.submission else { return [] }
        let offered = try await database.read { connection in
            try SubmissionStore.find(submission, in: connection)?.offeredMedia ?? []
        }
        let taken = file.album.media.compactMap(\.takenFrom)
        return offered.filter { !taken.contains($0.medium.id) }
    }
}

extension SheetMedium {
    /// With what its organisation said of it.
    init(_ offered: OfferedMedium, as id: Medium.ID) {
        self.init(id: id, medium: offered.medium, forms: offered.forms)
        saying = Saying(
            words: offered.words, credit: offered.credit, people: People(rawValue: offered.agreed) ?? .unsaid)
        takenFrom = offered.medium.id
    }
}

extension SheetMedium.Saying {
    init(_ fields: Fields) {
        self.init(
            words: fields.text("words")?.asLine ?? "", credit: fields.text("credit")?.asLine ?? "",
            people: fields.text("people").flatMap { SheetMedium.People(rawValue: $0) } ?? .unsaid,
            isDrawn: fields.isOn("drawn"))
    }
}

extension Fields {
    /// One of the nine buttons, or a place in the picture as browsers send it with their own button. Whoever presses that one without
    /// pointing sends the very corner, which nobody means.
    fileprivate func focus(in medium: SheetMedium) -> Focus? {
        if let chosen = number("nine"), Focus.nine.indices.contains(chosen) { return Focus.nine[chosen] }
        guard let x = number("at.x"), let y = number("at.y"), (x, y) != (0, 0),
            let size = medium.aimedSize
        else { return nil }
        return Focus(x: x, y: y, width: size.width, height: size.height)
    }
}

extension SheetMedium {
    /// In pixels, of the picture in which a point is chosen: small enough for a telephone, so that nothing shrinks it.
    var aimedSize: (width: Int, height: Int)? {
        guard let form = form("image/jpeg", near: 400), form.width > 0 else { return nil }
        return (264, max(1, 264 * form.height / form.width))
    }
}
