import Awards
import Campaigns
import Foundation
import Grids
import Sheets
import Storage
import Submissions
import Web

/// What the public page of a sheet shows beside its own text.
struct AroundSheet: Sendable {
    var profile: Profile?
    var awards: [LaureateStore.Laureate] = []
    /// When an award that everybody read of there was taken from it.
    var changedAt: Date?
}

/// Reads, for whoever agrees to a sheet and for the agency, what its public page shows beside its text: nothing of it before it is out.
struct AgreedSheetStore: Sendable {
    let database: any Database

    var laureates: LaureateStore { LaureateStore(database: database) }

    /// With what its file adds to its card, and the day of a later version.
    func whole(_ reading: ShownSheet) async throws -> (ShownSheet, AroundSheet) {
        let sheet = reading.sheet
        let (shown, marks) = try await database.read { connection in
            var shown = reading
            shown.changedAt = try PublicSheetStore.changed(sheet, connection)
            (shown.categoryFR, shown.categoryEN) = try Self.category(of: sheet, in: connection)
            return (shown, try SentMarks.released(sheet.id, in: connection))
        }
        var around = try await laureates.around(sheet)
        if let marks, let grid = try await GridStore(database: database).grid(of: marks.edition) {
            around.profile = Profile.mean(of: marks.assessments.map(grid.profile))
        }
        return (shown, around)
    }

    private static func category(of sheet: Sheet, in connection: any Connection) throws -> (String, String) {
        let row = try connection.row(
            """
            SELECT category.name_fr, category.name_en FROM submission JOIN category ON category.id = submission.category
            WHERE submission.id = \(sheet.submission)
            """)
        let (french, english): (String?, String?) = (try row?["name_fr"], try row?["name_en"])
        return (french ?? "", english ?? "")
    }
}

extension LaureateStore {
    /// What everybody may read of the decision on a sheet's file.
    func around(_ sheet: Sheet) async throws -> AroundSheet {
        guard let file = sheet.submission else { return AroundSheet() }
        let awards = try await laureates(of: sheet.edition).filter { $0.submission == file }
        let gone = try await amended(from: sheet.edition).last { $0.submission == file }
        // Another award that took its place says so itself.
        return AroundSheet(awards: awards, changedAt: awards.isEmpty ? gone?.at : nil)
    }
}
