import Campaigns
import Forms
import Foundation
import Identifiers
import Storage

/// What may be published for an edition: what is being prepared for it, as it was read, or a version that it had before.
enum FormCandidate: Equatable, Sendable {
    case prepared(revision: Int)
    case version(Form.ID)

    /// Nil when it is not there any more, or not as it was read.
    func form(for edition: Edition.ID, _ workshop: FormWorkshop, in connection: any Connection) throws -> Form? {
        switch self {
        case .prepared(let revision):
            let prepared = try workshop.prepared(edition, connection)
            return prepared?.revision == revision ? prepared?.form : nil
        case .version(let id): return try FormStore.version(id, of: edition, in: connection)
        }
    }
}
