import Campaigns
import Storage
import Web

extension ReleaseStore {
    /// What stays with the earlier edition of the way it let its decisions out: who makes the next one is told, and sets it anew.
    static func legacies(
        _ earlier: Edition.ID, _ edition: Edition, _ reader: Reader, in connection: any Connection
    ) throws -> [Legacy] {
        var legacies: [Legacy] = []
        if try find(earlier, in: connection).needsTwo {
            let isOn = try find(edition.id, in: connection).needsTwo
            let title =
                isOn
                ? reader.t("release by two people: on")
                : reader.t("release by two people: it was on, and is off here until it is set")
            legacies.append(Legacy(title, path: edition.path("publication"), isTaken: isOn))
        }
        let letters = try connection.row(
            """
            SELECT letter.message FROM letter JOIN submission ON submission.id = letter.submission
            WHERE submission.edition = \(earlier) LIMIT 1
            """)
        if letters != nil {
            let title = reader.t(
                "letters as they were changed by hand: those of this edition begin with the usual words")
            legacies.append(Legacy(title, path: edition.path("publication"), isTaken: false))
        }
        return legacies
    }
}
