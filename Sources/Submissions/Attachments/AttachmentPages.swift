import Campaigns
import Forms
import Foundation
import Identifiers
import Journal
import Media
import Web
import Workbooks

/// Papers and pictures of one file, or of all that a list shows, as an archive that is made while it is sent.
struct AttachmentPages: Sendable {
    let lists: DeskListPages
    let house: MediaHouse
    let reads: JuryReads

    private var store: AttachmentStore {
        AttachmentStore(database: lists.submissions.database, house: house)
    }

    func addRoutes(to routes: Routes) {
        routes.get("dossiers/:submission/fichiers/pieces.zip", for: .signedIn, file)
        routes.get("jury/fichiers/:submission/pieces.zip", for: .jury, juryFile)
        routes.get("agence/dossiers/:submission/fichiers/pieces.zip", for: .staff, deskFile)
        routes.get("agence/editions/:edition/dossiers/fichiers/pieces.zip", for: .staff, list)
    }

    private func file(_ visit: Visit) async throws -> Answer {
        let file = try await store.file(visit.path("submission"), by: visit.person).orNotFound()
        return answer([file], called: name(of: file), visit)
    }

    private func juryFile(_ visit: Visit) async throws -> Answer {
        let file = try await store.file(visit.path("submission"), toJuror: visit.person, reads).orNotFound()
        return answer([file], called: name(of: file), visit)
    }

    private func deskFile(_ visit: Visit) async throws -> Answer {
        let file = try await store.file(visit.path("submission"), runBy: visit.person).orNotFound()
        return answer([file], called: name(of: file), visit)
    }

    private func name(of file: AttachedFile) -> String {
        ["pieces", file.number].compactMap(\.self).joined(separator: "-")
    }

    /// So many files are read at once, whatever their number.
    private static let share = 100

    /// Under the filters of the list.
    private func list(_ visit: Visit) async throws -> Answer {
        let (edition, ids, isPart) = try await lists.listed(visit)
        var files: [AttachedFile] = []
        for start in stride(from: 0, to: ids.count, by: Self.share) {
            files += try await store.files(
                Array(ids[start..<min(start + Self.share, ids.count)]), runBy: visit.person
            ).filter { !$0.attachments.isEmpty }
        }
        return answer(files, called: "pieces-\(edition.slug)\(isPart ? "-selection" : "")", visit)
    }

    private func answer(_ files: [AttachedFile], called name: String, _ visit: Visit) -> Answer {
        let archive = AttachmentArchive(files, from: house, at: visit.now, for: visit.reader)
        return .flowing(
            FlowingFile(
                name: name + ".zip", type: "application/zip", contents: archive.digest, ZipArchive(archive.items)))
    }
}

extension Reader {
    /// To all papers and pictures of a file at once; nothing where it has none.
    public func attachmentsLink(_ file: SubmissionFile, to path: String) -> HTML {
        let answers = file.toldAnswers
        let isThere = file.form.fields.contains { $0.kind.isOfMedia && !answers.rows($0.id).isEmpty }
        guard isThere else { return "" }
        return "<a class=\"go\" href=\"\(to(path))\" download>\(t("Its papers and pictures (ZIP)"))</a>"
    }
}
