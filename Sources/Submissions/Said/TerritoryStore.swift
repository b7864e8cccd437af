import Forms
import Identifiers
import Organisations
import Storage

extension SubmissionStore {
    /// Whether a file is of a place outside of its campaign, by what it says itself or else by the record of its organisation.
    func outside(_ file: SubmissionFile) async throws -> OutsideTerritory? {
        let told = file.answers.text("organisation.department")
        let said = told.isBlank ? file.organisation?.place.department ?? "" : told
        guard !said.isBlank else { return nil }
        let named = try await database.read { connection -> String in
            try connection.row("SELECT departments FROM campaign WHERE id = \(file.edition.campaign)")?["departments"]
                ?? ""
        }
        return OutsideTerritory(said, of: named.split(separator: " ").map(String.init))
    }
}
