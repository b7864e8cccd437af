import Campaigns
import Foundation
import Identifiers
import Storage
import Web

// Which edition uses which form.
extension FormStore {
    /// What an edition asks of files that are begun now. What a file answers is its own: `SubmissionStore.form(of:)`.
    public static func form(of edition: Edition.ID, in connection: any Connection) throws -> Form {
        try current(of: edition, in: connection).form
    }

    /// Gives an edition its form, once the caller knows who asks.
    public static func bind(_ form: Form.ID, to edition: Edition.ID, in connection: any Connection) throws {
        let bound = try connection.run(
            """
            INSERT INTO edition_form (edition, form) VALUES (\(edition), \(form))
            ON CONFLICT (edition) DO UPDATE SET form = excluded.form WHERE edition_form.frozen_at IS NULL
            """)
        guard bound == 0,
            let row = try connection.row("SELECT form, frozen_at FROM edition_form WHERE edition = \(edition)")
        else { return }
        let kept: Form.ID = try row["form"]
        if kept != form { throw Refusal.frozen(since: try row["frozen_at"]) }
    }

    /// The first file of an edition ties it to the version that its author reads: a newer program changes no question.
    public static func settle(_ edition: Edition.ID, in connection: any Connection) throws {
        guard try connection.row("SELECT form FROM edition_form WHERE edition = \(edition)") == nil else { return }
        let id = try standard(in: connection).id
        try connection.run(
            "INSERT INTO edition_form (edition, form) VALUES (\(edition), \(id)) ON CONFLICT (edition) DO NOTHING")
    }

    /// Fixes the form of an edition, in the transaction of the first file that is sent: from then on another one comes by a
    /// publication alone. Later files change nothing.
    public static func freeze(_ edition: Edition.ID, at now: Date, in connection: any Connection) throws {
        try settle(edition, in: connection)
        try connection.run(
            "UPDATE edition_form SET frozen_at = \(now) WHERE edition = \(edition) AND frozen_at IS NULL")
    }

    /// Whether an edition asks the same; nothing where the earlier one has the form that the program brings to all.
    static func legacies(
        _ earlier: Edition.ID, _ edition: Edition, _ reader: Reader, in connection: any Connection
    ) throws -> [Legacy] {
        guard let form = try bound(to: earlier, in: connection) else { return [] }
        let asked = try self.form(of: earlier, in: connection)
        let title = reader.t("the form “\(reader.wording(asked.title))”, version \(asked.version)")
        return [Legacy(title, path: nil, isTaken: try bound(to: edition.id, in: connection) == form)]
    }

    /// The form that an edition asks, and its working copy, where they name a category; those of its second round after them.
    static func uses(
        of category: Category, in edition: Edition, _ reader: Reader, _ connection: any Connection
    ) throws -> [String] {
        let round = try EditionStore.round(of: edition.id, in: connection)
        let ofRound = try round.map { try ownUses(of: category, in: $0, reader, connection) } ?? []
        return try ownUses(of: category, in: edition, reader, connection)
            + ofRound.map { reader.labelled(reader.t("The second round"), $0) }
    }

    private static func ownUses(
        of category: Category, in edition: Edition, _ reader: Reader, _ connection: any Connection
    ) throws -> [String] {
        let asked = try form(of: edition.id, in: connection).categories.contains(category.code)
        let kept = try FormDraftStore.kept(edition.id, in: connection)
        let shaped = kept?.form.categories.contains(category.code) ?? false
        return (asked ? [reader.t("The form of the edition asks questions of its files alone.")] : [])
            + (shaped ? [reader.t("The working copy of the form has questions for its files alone.")] : [])
    }

    private static func bound(to edition: Edition.ID, in connection: any Connection) throws -> Form.ID? {
        try connection.row("SELECT form FROM edition_form WHERE edition = \(edition)").map { try $0["form"] }
    }

    /// An edition made from another asks the same questions, until another form is given to it.
    public static let heir: Succession.Heir = { succession, connection in
        // Those who go on are asked something else: see `roundHeir`.
        guard !succession.isRound else { return }
        let row = try connection.row("SELECT form FROM edition_form WHERE edition = \(succession.from)")
        if let row { try bind(row["form"], to: succession.to, in: connection) }
    }

    /// The second round of an edition asks what the program brings for it, until staff change it.
    static func roundHeir(_ yaml: @escaping @Sendable () throws -> String) -> Succession.Heir {
        { succession, connection in
            guard succession.isRound else { return }
            try bind(adopt(yaml(), now: succession.time, in: connection), to: succession.to, in: connection)
        }
    }
}
