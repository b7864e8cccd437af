import Accounts
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
    let correspondence: Correspondence

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

    func found(_ visit: Visit) async throws -> SheetFile {
        try await sheets.find(visit.path("sheet"), by: visit.person).orNotFound()
    }

    func page(_ visit: Visit, _ file: SheetFile, _ faults: [Fault] = []) async throws -> HTML {
        let offered = try await sheets.offered(to: file)
        let arriving = try await house.unfinished(of: visit, at: place(for: visit))
        return visit.reader.sheetMediaPage(file, offered: offered, arriving, faults: faults, done: visit.query["ok"])
    }

    @Sendable private func place(for visit: Visit) async throws -> UploadPlace {
        let (file, person) = (try await found(visit), try visit.person)
        let id = file.sheet.id
        return UploadPlace(
            key: SheetMediaStore.place(of: id), limits: Self.limits, page: id.imagesPath,
            used: { try SheetMediaStore.used(by: id, in: $0) },
            arrived: { medium, connection in
                // What happened since its first bytes came.
                _ = try SheetStore.file(SheetStore.isTheirs(id, person), in: connection).orNotFound()
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
        return try await given(visit, condition, on: .anywhere)
    }

    /// To whoever reads the sheet to agree to it: what stands on it, in the state that they read, and what they are asked about.
    private func serveOwner(_ visit: Visit) async throws -> Answer {
        let file = try await sheets.find(of: visit.path("submission"), by: visit.person).orNotFound()
        guard file.sheet.state != .draft else { throw WebError.notFound }
        return try await given(visit, "sheet.id = \(file.sheet.id)", on: .asked)
    }

    private func given(_ visit: Visit, _ condition: SQL, on shelf: SheetMediaStore.Shelf) async throws -> Answer {
        let digest = try BlobDigest(visit.word("digest")).orNotFound()
        let medium = try await media.find(digest, of: condition, on: shelf).orNotFound()
        return try await house.part(digest, of: medium, audience: .whoeverAsked)
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
