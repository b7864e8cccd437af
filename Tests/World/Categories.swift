import Campaigns
import Foundation
import Storage
import Submissions

// Two categories of 2014, which most tests do without.
extension World {
    public static let health: Campaigns.Category.ID = key("0e01", 1)
    public static let inclusion: Campaigns.Category.ID = key("0e01", 2)

    /// Declares them, by the codes `sante` and `inclusion`.
    public func addCategories() async throws {
        let categories = [
            (World.health, "sante", "Santé au travail", "Health at work", "Le travail qui ménage"),
            (World.inclusion, "inclusion", "Inclusion", "", ""),
        ]
        try await database.write { connection in
            for (position, one) in categories.enumerated() {
                try connection.run(
                    """
                    INSERT INTO category (id, edition, code, name_fr, name_en, purpose_fr, position)
                    VALUES (\(one.0), \(World.edition2014), \(one.1), \(one.2), \(one.3), \(one.4), \(position))
                    """)
            }
        }
    }

    /// Puts a file into one of them.
    public func put(_ file: Submission.ID, in category: Campaigns.Category.ID) async throws {
        try await database.write { connection in
            try connection.run("UPDATE submission SET category = \(category) WHERE id = \(file)")
            try SubmissionStore.noteFiles(in: connection)
        }
    }
}
