import Identifiers
import Web

/// Later ends for one file or one person.
struct ExtensionPages: Sendable {
    let editions: EditionStore
    let extensions: ExtensionStore
    let subjects: [SubjectFinder]
    let followers: [TimeFollower]

    func list(_ visit: Visit) async throws -> Answer {
        let (edition, phase) = try await phase(visit)
        return .page(try await page(edition, phase, ExtensionForm(), [], visit))
    }

    func grant(_ visit: Visit) async throws -> Answer {
        let (edition, phase) = try await phase(visit)
        let form = ExtensionForm(visit.fields)
        switch form.end(of: phase, subjects: try await subjects(edition, phase, visit), now: visit.now) {
        case .failure(let problems): return .refused(try await page(edition, phase, form, problems.all, visit))
        case .success(let end):
            let granted = try await extensions.grant(
                end, of: phase.id, in: edition.slug, for: form.subject, reason: form.reason, by: visit.person,
                at: visit.now, time: visit.time, then: told
            ).orNotFound()
            let done = granted.isSilent ? "granted-silently" : "granted"
            return .seeOther(edition.path("phases/\(phase.id)/prolongations") + "?ok=\(done)")
        }
    }

    func revoke(_ visit: Visit) async throws -> Answer {
        let (edition, phase) = try await phase(visit)
        let id: Extension.ID = try visit.path("extension")
        let subjects = try await subjects(edition, phase, visit)
        let seen = ExtensionList(edition, phase, try await extensions.all(of: phase.id), subjects)
        guard seen.extensions.contains(where: { $0.id == id }) else { throw WebError.notFound }
        _ = try await extensions.revoke(
            id, of: phase.id, in: edition.slug, by: visit.person, at: visit.now, time: visit.time, then: told
        ).orNotFound()
        return .seeOther(edition.path("phases/\(phase.id)/prolongations") + "?ok=revoked")
    }

    /// Whoever gains time, or loses what was given, is written to.
    private var told: TimeFollower.Own {
        let followers = followers
        return { end, connection in try followers.reduce(0) { $0 + (try $1.own(end, connection)) } }
    }

    private func page(
        _ edition: Edition, _ phase: Phase, _ form: ExtensionForm, _ problems: Set<ExtensionForm.Problem>,
        _ visit: Visit
    ) async throws -> HTML {
        let list = ExtensionList(
            edition, phase, try await extensions.all(of: phase.id), try await subjects(edition, phase, visit))
        return visit.reader.extensionsPage(list, form, problems, done: visit.query["ok"])
    }

    private func subjects(_ edition: Edition, _ phase: Phase, _ visit: Visit) async throws -> [ExtensionSubject] {
        var found: [ExtensionSubject] = []
        for finder in subjects { found += try await finder(edition, phase, visit) }
        return found
    }

    private func phase(_ visit: Visit) async throws -> (Edition, Phase) {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        let key: Phase.ID = try visit.path("phase")
        return (edition, try edition.phases.first { $0.id == key }.orNotFound())
    }
}

/// The extensions of a phase, and what it may be extended for.
struct ExtensionList: Sendable {
    let edition: Edition
    let phase: Phase
    let extensions: [Extension]
    let subjects: [ExtensionSubject]

    /// Without what whoever asks may not know of.
    init(_ edition: Edition, _ phase: Phase, _ extensions: [Extension], _ subjects: [ExtensionSubject]) {
        let hidden = Set(subjects.filter { $0.standing == .hidden }.map(\.key))
        (self.edition, self.phase) = (edition, phase)
        self.extensions = extensions.filter { !hidden.contains($0.subject) }
        self.subjects = subjects.filter { $0.standing != .hidden }
    }

    var offered: [ExtensionSubject] { subjects.filter { $0.standing == .offered } }

    func label(of subject: String) -> String? { subjects.first { $0.key == subject }?.label }
}
