import Forms
import Foundation
import Identifiers
import Media
import Web

extension SubmissionsFeature {
    /// Files that were answered by one that is not taken after all.
    public static var refusalFollower: RefusalFollower { { try AnswerMediaStore.lose($0, in: $1) } }
}

/// Where files and pictures that answer a question are sent to, and given to whoever reads the answer.
struct AnswerMediaPages: Sendable {
    let submissions: SubmissionStore
    let house: MediaHouse
    let reads: JuryReads

    func addRoutes(to routes: Routes) {
        let place = "dossiers/:submission/pieces/:field"
        routes.get(place, for: .signedIn, show)
        Uploads(house, to: place(for:)).addRoutes(
            to: routes, under: place, for: .signedIn, most: MediaLimits.mostOfAnswer)
        routes.get("dossiers/:submission/fichiers/:media/:variant", for: .signedIn, serve)
    }

    private func show(_ visit: Visit) async throws -> Answer {
        let (file, field) = try await asked(visit)
        let there = file.answers.rows(field.id).compactMap { file.media[$0["id"] ?? ""]?.medium }
        let control = UploadControl(
            at: file.mediaPath(of: field), name: "media", label: visit.reader.t("File to add"),
            limits: try MediaLimits(of: field).orNotFound(), there: there,
            unfinished: try await house.unfinished(of: visit, at: place(for: visit)), isForStaff: file.part == nil)
        return .page(visit.reader.answerMediaPage(file, field, control, now: visit.now))
    }

    /// Whoever may write in the file, while the question may be answered: as when its part is saved.
    private func asked(_ visit: Visit) async throws -> (file: SubmissionFile, field: FormField) {
        let file = try await submissions.find(visit.path("submission"), by: visit.person).orNotFound().looked(
            at: visit.now)
        return (file, try file.mediaField(visit.word("field"), at: visit.now).orNotFound())
    }

    @Sendable private func place(for visit: Visit) async throws -> UploadPlace {
        let (file, field) = try await asked(visit)
        let (id, person, now) = (file.submission.id, try visit.person, visit.now)
        return UploadPlace(
            key: "submission/\(id)/\(field.id)", limits: try MediaLimits(of: field).orNotFound(),
            page: file.mediaPath(of: field),
            used: { try AnswerMediaStore.used(field, of: id, in: $0) },
            arrived: { try AnswerMediaStore.add($0, to: field.id, of: id, by: person, now: now, in: $1) })
    }

    private func serve(_ visit: Visit) async throws -> Answer {
        let store = AnswerMediaStore(database: submissions.database)
        let medium = try await store.find(
            visit.path("media"), of: visit.path("submission"), for: visit.person, reads
        ).orNotFound()
        let variant = try visit.word("variant")
        guard variant != AnswerMedium.whole else { return try await house.original(of: medium, for: visit) }
        return try await house.form(variant, of: medium, for: visit)
    }
}
