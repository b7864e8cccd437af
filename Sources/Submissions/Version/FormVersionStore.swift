import Campaigns
import Forms
import Foundation
import Identifiers
import Storage

/// The versions of an edition's form, with the files that answer each.
struct FormVersions: Sendable {
    let edition: Edition
    let current: (id: Form.ID, form: Form)
    /// The newest first.
    let publications: [PublishedForm]
    /// By version: files in each state.
    let files: [Form.ID: [Submission.State: Int]]

    /// Drafts that would follow the next one.
    var drafts: Int { count(.draft) }
    /// Files that keep the version that they were sent with.
    var kept: Int { count(.transmitted) }
    /// Files that were sent with one and taken back since: they keep it as well.
    var withdrawn: Int { count(.withdrawn) }

    private func count(_ state: Submission.State) -> Int { files.values.map { $0[state] ?? 0 }.reduce(0, +) }
}

/// A version that is about to be published, beside the one that it replaces.
struct FormProposal: Sendable {
    let versions: FormVersions
    let candidate: FormCandidate
    let form: Form

    var difference: FormDifference { FormDifference(from: versions.current.form, to: form) }
}

extension SubmissionStore {
    /// Whoever asks has been looked at by the caller.
    func versions(of edition: Edition) async throws -> FormVersions {
        try await database.read { try Self.versions(of: edition, in: $0) }
    }

    private static func versions(of edition: Edition, in connection: any Connection) throws -> FormVersions {
        let current = try FormStore.current(of: edition.id, in: connection)
        let rows = try connection.rows(
            """
            SELECT form, state, count(*) AS count FROM submission WHERE edition = \(edition.id) GROUP BY form, state
            """)
        let files = try rows.reduce(into: [Form.ID: [Submission.State: Int]]()) { files, row in
            let (own, state, count): (Form.ID?, Submission.State, Int) = (
                try row["form"], try row["state"], try row["count"]
            )
            files[own ?? current.id, default: [:]][state, default: 0] += count
        }
        return FormVersions(
            edition: edition, current: current,
            publications: try FormStore.publications(of: edition.id, in: connection), files: files)
    }

    /// A version that the edition had before, or what is being prepared for it; nil where there is none.
    func proposal(
        for edition: Edition, version: Form.ID?, _ workshop: FormWorkshop
    ) async throws -> (versions: FormVersions, proposal: FormProposal?) {
        try await database.read { connection in
            let versions = try Self.versions(of: edition, in: connection)
            if let version {
                let form = try FormStore.version(version, of: edition.id, in: connection)
                return (versions, form.map { FormProposal(versions: versions, candidate: .version(version), form: $0) })
            }
            let prepared = try workshop.prepared(edition.id, connection)
            return (
                versions,
                prepared.map {
                    FormProposal(versions: versions, candidate: .prepared(revision: $0.revision), form: $0.form)
                }
            )
        }
    }
}
