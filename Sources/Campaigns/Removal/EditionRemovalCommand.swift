import Foundation

// `rallynov edition remove`.
extension EditionCommand {
    /// Without the edition's word once more it only says what would go.
    public func remove(_ slug: String, confirmedBy word: String?, now: Date) async throws -> Answer {
        let store = EditionRemovalStore(database: database, roles: roles)
        guard let removal = try await store.removal(of: slug) else {
            return Answer(text: "there is no edition «\(slug)»", exit: 1)
        }
        do throws(EditionRemoval.Refusal) { try removal.check() } catch { return Self.answer(error, slug) }
        guard word == slug else {
            let lines = ["with \(slug) would go:"] + Self.lines(removal) + ["say --confirm \(slug) to remove it"]
            return Answer(text: lines.joined(separator: "\n"), exit: 1)
        }
        do {
            guard let gone = try await store.remove(slug, time: now) else {
                return Answer(text: "there is no edition «\(slug)»", exit: 1)
            }
            let lines = ["removed: \(slug), \(gone.edition.name)"] + Self.lines(gone)
            return Answer(text: lines.joined(separator: "\n"), exit: 0)
        } catch let refusal as EditionRemoval.Refusal {
            return Self.answer(refusal, slug)
        }
    }

    private static func answer(_ refusal: EditionRemoval.Refusal, _ slug: String) -> Answer {
        let reasons = refusal.holds.map { words(for: $0) }.joined(separator: "; ")
        return Answer(text: "\(slug) cannot be removed: \(reasons)", exit: 1)
    }

    private static func words(for hold: EditionRemoval.Hold) -> String {
        switch hold {
        case .running: "it is under way; it can be closed on its page"
        case .closed: "it was public and stays"
        case .files(let count): "\(count) file(s) are in it; their owners can delete drafts"
        case .sheets(let count): "\(count) sheet(s) belong to it"
        case .releases(let count): "\(count) release(s) have taken place in it"
        case .round: "a second round stands under it: remove that one first"
        case .lists(let count): "\(count) list(s) were taken in for it; take them back with «rallynov import undo»"
        }
    }

    private static func lines(_ removal: EditionRemoval) -> [String] {
        let parts = EditionRemoval.Part.allCases.compactMap { part in
            removal.parts[part].map { "\(part.rawValue)\t\($0)" }
        }
        return parts + removal.losses.map { "role\t\($0.hat.role)\t\($0.name)" }
    }
}
