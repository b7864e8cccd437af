import Forms
import Foundation
import Identifiers
import Media
import Web

/// Files and pictures that answered what is no longer asked: whoever sent them takes them out.
struct LeftMediaPages: Sendable {
    let submissions: SubmissionStore

    func addRoutes(to routes: Routes) {
        let place = "dossiers/:submission/plus-demandes/:media/retirer"
        routes.get(place, for: .signedIn, ask)
        routes.post(place, for: .signedIn, remove)
    }

    private func ask(_ visit: Visit) async throws -> Answer {
        let left = try await submissions.leftMedium(
            visit.path("media"), of: visit.path("submission"), for: visit.person
        ).orNotFound()
        return .page(visit.reader.leftMediumRemovalPage(left, now: visit.now))
    }

    /// Asked for again, it is gone, and that is said.
    private func remove(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        guard try await submissions.takeOutLeft(visit.path("media"), of: id, by: visit.person) else {
            throw WebError.notFound
        }
        return .seeOther(id.path + "?ok=left-out")
    }
}

extension Reader {
    func leftMediumRemovalPage(_ left: LeftMedium, now: Date) -> HTML {
        let (file, name) = (left.file, left.medium.name)
        let title = t("Take out “\(name)”?")
        return filePage(
            file, title, now: now,
            """
            \(fileHeader(file))<section class="flow flow-3"><h2 id="part" tabindex="-1">\(title)</h2>
            <p>\(t("It is no longer asked for, and nobody but those who write this file has it. It goes at once, with what was written about it."))</p>
            \(form(
                to: file.leftRemovalPath(of: left.medium.id),
                """
                <p class="row"><button class="btn main">\(t("Take out", as: "row of a question"))</button>\
                <a class="btn" href="\(to(file.path))#left">\(t("Keep it", as: "attached"))</a></p>
                """))</section>
            """)
    }

    /// Those of an answer that are there still, each to be opened and to be taken out.
    func leftMedia(_ left: LeftAnswer, of file: SubmissionFile) -> HTML {
        guard left.field.kind.isOfMedia, file.form[id: left.field.id]?.kind.isOfMedia != true else { return "" }
        let lines = left.value.filledRows.compactMap { row in file.media[row["id"] ?? ""]?.medium }.map {
            medium -> HTML in
            let waiting: HTML = "\(medium.name)<span class=\"sub\">\(state(of: medium))</span>"
            let open = medium.isOpen ? paperLink(medium, file) : waiting
            return """
                <li class="row">\(open) <a class="btn small" href="\(to(file.leftRemovalPath(of: medium.id)))">\
                \(t("Take out", as: "row of a question"))<span class="vh">\(colon)\(medium.name)</span></a></li>
                """
        }
        return lines.isEmpty ? "" : "<ul class=\"flow flow-2\">\(lines)</ul>"
    }
}
