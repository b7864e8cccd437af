import Accounts
import Foundation
import Identifiers
import Storage
import Tasks
import Web
import Words

/// `rallynov account reset-factor`: helps out whoever has lost telephone, key and paper.
public struct FactorCommand: Sendable {
    private let factors: FactorCommandStore

    /// `root` is the folder with the words of the letter that tells them.
    public init(database: any Database, root: String) throws {
        let correspondence = House.correspondence(
            queue: TaskQueue(), phrasebooks: [.french: try House.french(in: root), .english: .english], address: "")
        factors = FactorCommandStore(database: database, correspondence: correspondence)
    }

    /// Takes every second factor of somebody away and ends their sessions; they are told by letter.
    public func reset(email typed: String, now: Date) async throws -> AccountCommand.Answer {
        guard let email = try? EmailAddress(typed) else {
            return .init(text: "«\(typed)» is no mail address, as name@example.org", exit: 1)
        }
        switch try await factors.reset(email, at: now) {
        case true?: return .init(text: "reset: \(email) has no second factor any more, and was told", exit: 0)
        case false?: return .init(text: "\(email) has no second factor", exit: 1)
        case nil: return .init(text: "nobody has the address \(email)", exit: 1)
        }
    }
}
