import Identifiers
import Organisations
import Web

/// Two records of one organisation, made one by hand: looked for, shown side by side, then merged.
struct OrganisationMergePages: Sendable {
    let submissions: SubmissionStore

    func show(_ visit: Visit) async throws -> Answer {
        let id: Organisation.ID = try visit.path("organisation")
        guard let other = visit.query.text("autre") else { return .page(try await list(visit)) }
        let second = try Organisation.ID(other).orNotFound()
        return .page(try await question(id, second, visit))
    }

    func merge(_ visit: Visit) async throws -> Answer {
        let id: Organisation.ID = try visit.path("organisation")
        let fields = visit.fields
        guard let revision = fields.number("revision"), let other = fields["other"].flatMap(Organisation.Seen.init)
        else { throw WebError.unreadable }
        let one = Organisation.Seen(id: id, revision: revision)
        let (kept, gone) = fields["stays"] == other.id.description ? (other, one) : (one, other)
        do {
            _ = try await submissions.merge(gone, into: kept, by: visit.person).orNotFound()
            return .seeOther("\(kept.id.path)?ok=merged")
        } catch let refusal as SubmissionStore.SaidRefusal {
            let fault = visit.reader.words(for: refusal)
            let page = try await question(id, other.id, visit, stays: kept.id, fault: fault)
            return refusal == .changedMeanwhile ? .outOfDate(page) : .refused(page)
        }
    }

    private func list(_ visit: Visit) async throws -> HTML {
        let asked = visit.query.search("q")
        let id: Organisation.ID = try visit.path("organisation")
        let found = try await submissions.doubles(of: id, answering: asked, for: visit.person).orNotFound()
        return visit.reader.organisationMergePage(found.record, found.doubles, words: asked)
    }

    private func question(
        _ id: Organisation.ID, _ other: Organisation.ID, _ visit: Visit, stays: Organisation.ID? = nil,
        fault: String? = nil
    ) async throws -> HTML {
        let pair = try await submissions.pair(id, other, for: visit.person).orNotFound()
        return visit.reader.mergeQuestionPage(pair, stays: stays ?? id, fault: fault)
    }
}

extension Organisation {
    /// A record as a page showed it.
    struct Seen: Equatable, Sendable {
        let id: Organisation.ID
        let revision: Int

        init(id: Organisation.ID, revision: Int) { (self.id, self.revision) = (id, revision) }

        init(_ one: Organisation) { self.init(id: one.id, revision: one.revision) }

        /// Of a field: the key and what it was at, with a dot between.
        init?(_ text: String) {
            let parts = text.split(separator: ".")
            guard parts.count == 2, let id = Organisation.ID(String(parts[0])), let revision = Int(parts[1]) else {
                return nil
            }
            self.init(id: id, revision: revision)
        }

        var text: String { "\(id).\(revision)" }
    }
}
