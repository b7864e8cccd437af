import Accounts
import Campaigns
import Foundation
import Storage
import Web

/// Who is behind a cookie: Accounts knows the session, Campaigns the roles.
struct Doorkeeper: Sendable {
    let database: any Database

    func session(_ cookie: String, at time: Date) async throws -> Session? {
        try await database.read { connection in
            guard let open = try SessionStore.find(cookie, at: time, in: connection) else { return nil }
            let (roles, editions) = try Rights.roles(of: open.person, in: connection)
            var session = Session(
                person: open.person, name: open.name, roles: roles, formToken: open.formToken, editions: editions,
                isDue: open.isDue(at: time), provedAt: open.provedAt)
            session.isHalf = try HalfSessionStore.isHalf(cookie, in: connection) {
                try FactorSettingStore.isRequired(of: open.person, in: connection)
            }
            return session
        }
    }

    func note(_ cookie: String, at time: Date) async throws {
        try await SessionStore(database: database).note(cookie, at: time)
    }
}
