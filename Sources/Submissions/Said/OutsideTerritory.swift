import Forms
import Identifiers

/// A file whose organisation is in none of the departments that its campaign names. It may act there all the same: it is said, and
/// refuses nothing.
struct OutsideTerritory: Equatable, Sendable {
    /// The questions that say where an organisation is.
    static let fields: Set<String> = ["organisation.department", "organisation.commune"]

    let department: Department
    let campaign: [Department]

    /// Nil where it is within, where the campaign names none, and where the file does not say it so that it can be read.
    init?(_ said: String, of named: [String]) {
        let campaign = named.compactMap { try? Department($0) }
        guard !campaign.isEmpty, let department = try? Department(said: said), !campaign.contains(department) else {
            return nil
        }
        (self.department, self.campaign) = (department, campaign)
    }
}
