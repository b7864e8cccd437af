import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions
import Web

/// The shortlist of an edition with a second round, chosen by those who decide, beside the results of the reading.
struct ShortlistPages: Sendable {
    let editions: EditionStore
    let results: ResultsStore

    func addRoutes(to routes: Routes) {
        routes.get("jury/:edition/selection", for: .deciders, show)
        routes.post("jury/:edition/selection", for: .deciders, bounds: .own, save)
    }

    func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, number: visit.query.number("page")))
    }

    private func page(_ visit: Visit, number: Int?, typed: Fields? = nil, faults: [Fault] = []) async throws -> HTML {
        let (edition, round) = try await rounds(visit)
        let order = ListOrder(visit.query, columns: ResultOrder.allCases.map(\.rawValue))
        let found = try await results.list(
            of: edition, for: visit.person, ResultOrder(rawValue: order.column) ?? .number,
            isDescending: order.isDescending, page: number, now: visit.now)
        let isStaff = try await editions.find(edition.slug, runBy: visit.person) != nil
        guard let (list, page) = found else {
            return visit.reader.resultsWithoutGridPage(edition, mayChoose: isStaff)
        }
        let chosen = try await results.chosen(in: edition.id, for: visit.person)
        return visit.reader.shortlistPage(
            ShortlistPage(
                edition: edition, round: round, list: list, page: page, order: order, chosen: chosen, isStaff: isStaff,
                typed: typed, faults: faults, done: visit.query["ok"]), query: visit.query)
    }

    func save(_ visit: Visit) async throws -> Answer {
        let (edition, _) = try await rounds(visit)
        let (fields, person, now) = (visit.fields, try visit.person, visit.now)
        do {
            let choice = try ShortlistChoice(fields)
            let count = try await results.choose(choice, in: edition.id, by: person, now: now)
            let query = Fields(visit.query.pairs.filter { $0.name != "ok" } + [("ok", count == 0 ? "same" : "saved")])
            return .seeOther("\(edition.shortlistPath)?\(query.urlEncoded)")
        } catch ShortlistChoice.Refusal.reasonTooLong {
            let words = visit.reader.t(
                "Say each reason in at most \(visit.reader.formats.number(ShortlistChoice.longestReason)) signs.")
            let page = try await page(
                visit, number: visit.query.number("page"), typed: fields, faults: [Fault("shortlist", words)])
            return .refused(page)
        }
    }

    /// The edition with its second round; nothing is there while it has one round, nor for a second round itself.
    private func rounds(_ visit: Visit) async throws -> (Edition, Edition) {
        let edition = try await editions.find(visit.word("edition"), for: visit.person, holding: .deciders).orNotFound()
        return (edition, try await editions.round(of: edition.id).orNotFound())
    }
}

/// One page of the shortlist.
struct ShortlistPage: Sendable {
    let edition: Edition
    let round: Edition
    let list: ResultList
    let page: ListPage
    let order: ListOrder
    let chosen: [Submission.ID: Shortlisted]
    let isStaff: Bool
    /// As it was typed, when it was not kept.
    let typed: Fields?
    let faults: [Fault]
    let done: String?

    func isTicked(_ file: Submission.ID) -> Bool {
        typed.map { $0.all("chosen").contains("\(file)") } ?? (chosen[file] != nil)
    }

    func reason(_ file: Submission.ID) -> String { typed?["reason-\(file)"] ?? chosen[file]?.reason ?? "" }
}

extension ShortlistChoice {
    /// Of the files that a page showed.
    fileprivate init(_ fields: Fields) throws(Refusal) {
        let (was, chosen) = (Set(fields.all("was")), Set(fields.all("chosen")))
        let lines = Set(fields.all("seen")).prefix(ListPage.size * 2).compactMap { key in
            Submission.ID(key).map {
                Line(
                    $0, wasChosen: was.contains(key), isChosen: chosen.contains(key),
                    reason: fields.text("reason-\(key)") ?? "")
            }
        }
        try self.init(lines)
    }
}
