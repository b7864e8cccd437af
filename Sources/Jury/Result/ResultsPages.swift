import Campaigns
import Foundation
import Grids
import Identifiers
import Organisations
import Storage
import Submissions
import Tables
import Web
import Words
import Workbooks

/// What comes of the reading, for the chair and those who run the edition.
struct ResultsPages: Sendable {
    /// How many files of an export are read at once.
    static let share = 200

    let editions: EditionStore
    let results: ResultsStore

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let order = ListOrder(visit.query, columns: ResultOrder.allCases.map(\.rawValue))
        let found = try await results.list(
            of: edition, for: visit.person, ResultOrder(rawValue: order.column) ?? .number,
            isDescending: order.isDescending, page: visit.query.number("page"), now: visit.now)
        guard let (list, page) = found else {
            let isStaff = try await editions.find(edition.slug, runBy: visit.person) != nil
            return .page(visit.reader.resultsWithoutGridPage(edition, mayChoose: isStaff))
        }
        let withheld = try await results.withheld(in: edition.id, from: visit.person, now: visit.now)
        return .page(visit.reader.resultsPage(edition, list, page, order, withheld, query: visit.query))
    }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let (edition, reader) = (try await edition(visit), visit.reader)
        let file = try ListFile(
            "lectures-\(edition.slug)", reader.t("Readings"), columns: reader.markColumns, as: format, visit)
        try await addMarks(of: edition, to: file, visit)
        return try file.answer()
    }

    func show(_ visit: Visit) async throws -> Answer { .page(try await filePage(visit)) }

    func resolve(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let submission: Submission.ID = try visit.path("submission")
        let form = try ResolutionForm(checkpoint: Checkpoint.ID(visit.word("checkpoint")).orNotFound(), visit.fields)
        let found = try await results.result(of: submission, in: edition, for: visit.person, now: visit.now)
            .orNotFound()
        guard found.files.first?.isAnnounced != true else { return .outOfDate(try await filePage(visit, typed: form)) }
        let grid = try found.grid(of: found.files.first.orNotFound())
        guard let resolution = form.resolution(on: grid) else {
            return .refused(try await filePage(visit, typed: form))
        }
        let done = try await results.resolve(
            form.checkpoint, of: submission, in: edition, as: resolution, by: visit.person,
            now: visit.now)
        guard done else { throw WebError.notFound }
        return .seeOther("\(edition.juryPath("resultats/\(submission)"))?ok=resolved")
    }

    private func filePage(_ visit: Visit, typed: ResolutionForm? = nil) async throws -> HTML {
        let edition = try await edition(visit)
        let submission: Submission.ID = try visit.path("submission")
        let found = try await results.result(of: submission, in: edition, for: visit.person, now: visit.now)
            .orNotFound()
        let isStaff = try await editions.find(edition.slug, for: visit.person, holding: .staff) != nil
        var file = try found.files.first.orNotFound()
        (file.precisionsAsked, file.firstPart) = try await results.database.read { connection in
            (
                try SubmissionStore.precisionsAsked(of: submission, in: connection),
                edition.firstRound == nil ? nil : try SubmissionStore.otherPart(of: submission, in: connection)
            )
        }
        return visit.reader.fileResultPage(
            edition, file, found.grid(of: file), mayResolve: isStaff, typed: typed,
            history: try await results.history(of: submission, now: visit.now), done: visit.query["ok"])
    }

    func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), for: visit.person, holding: .deciders).orNotFound()
    }
}

/// What the agency found where nothing was documented, as typed.
struct ResolutionForm: Equatable, Sendable {
    static let longest = 1_000

    let checkpoint: Checkpoint.ID
    let level: String
    let how: String

    init(checkpoint: Checkpoint.ID, _ fields: Fields) {
        (self.checkpoint, level, how) = (checkpoint, fields["level"] ?? "", fields["how"] ?? "")
    }

    var lacksHow: Bool { how.isBlank }

    /// Nil when the level is not of the scale, or how it was found is not said.
    func resolution(on grid: Grid) -> CountedAssessment.Resolution? {
        guard let level = Mark(level)?.level, grid.scale.levels.contains(level), !lacksHow, how.count <= Self.longest
        else {
            return nil
        }
        return CountedAssessment.Resolution(level: level, how: how)
    }
}
