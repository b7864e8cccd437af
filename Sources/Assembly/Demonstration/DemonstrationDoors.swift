import Accounts
import Foundation
import Identifiers
import Storage

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

    /// One person a role, in the order of the roles.
    public func doors(in database: any Database, at time: Date = Date()) async throws -> [DemonstrationDoor] {
        let people = files.people
        return try await database.write(for: .insiders) { connection in
            var doors: [DemonstrationDoor] = []
            for person in people where !doors.contains(where: { person.roles.contains($0.role) }) {
                guard let account = try AccountStore.find(EmailAddress(person.email), in: connection) else { continue }
                let letter = try SignInStore.letter(
                    for: account, life: Self.life, isReusable: true, at: time, in: connection)
                doors += person.roles.map { DemonstrationDoor(role: $0, name: person.first_name, path: letter.path) }
            }
            return doors
        }
    }
}
