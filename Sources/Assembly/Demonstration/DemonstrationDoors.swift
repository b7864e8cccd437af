import Accounts
import Foundation
import Identifiers
import Storage
import Submissions

/// A way in for each role: links that serve again, which only a demonstration has.
public struct DemonstrationDoor: Sendable {
    public let role: String
    public let name: String
    /// Without the site's address: `/connexion/…`.
    public let path: String
}

extension Demonstration {
    /// How long its links serve: as long as somebody may leave it running.
    private static let life: TimeInterval = 30 * 86_400

    /// One person a role, in the order of the roles: somebody whose file is still to be sent, where there is one.
    ///
    /// None in a database that is not a demonstration's own. Each start is the same morning again: what was asked for in an
    /// earlier one is not counted with it.
    public func doors(in database: any Database) async throws -> [DemonstrationDoor] {
        guard try await Self.isMarked(database) else { return [] }
        let time = try start()
        let drafts = Set(files.initiatives.filter { $0.state == "draft" }.map(\.organisation))
        let people = files.people
        let roles = people.flatMap(\.roles).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return try await database.write(for: .insiders) { connection in
            try SignInStore.forgetRequests(in: connection)
            try SubmissionStore.forgetRequests(in: connection)
            try LetterCountStore.forget(in: connection)
            return try roles.compactMap { role in
                let those = people.filter { $0.roles.contains(role) }
                let person = those.first { drafts.contains($0.organisation ?? "") } ?? those.first
                guard let person, let account = try AccountStore.find(EmailAddress(person.email), in: connection) else {
                    return nil
                }
                let letter = try SignInStore.demonstrationLink(
                    for: account, life: Self.life, at: time, in: connection)
                return DemonstrationDoor(role: role, name: person.first_name, path: letter.path)
            }
        }
    }
}
