import Journal
import Storage

// What the journal is told of a sheet: from the owner's agreement on, what others may read of it.
extension Journal.Act {
    static let sheetApproved = Journal.Act("sheet-approved")
    static let sheetPublished = Journal.Act("sheet-published")
    static let sheetUnpublished = Journal.Act("sheet-unpublished")
    static let publishedSheetWantedOtherwise = Journal.Act("published-sheet-wanted-otherwise")
    static let sheetConsentWithdrawn = Journal.Act("sheet-consent-withdrawn")
    static let sheetConsentGiven = Journal.Act("sheet-consent-given")
    static let publishedSheetKept = Journal.Act("published-sheet-kept")
    static let publishedSheetRewritten = Journal.Act("published-sheet-rewritten")
    static let listImported = Journal.Act("list-imported")
    static let importUndone = Journal.Act("import-undone")
}

extension Thing {
    static func sheet(_ id: Sheet.ID) -> Thing { Thing("sheet", id) }
    static func importRun(_ id: ImportRun.ID) -> Thing { Thing("import", id) }
}

extension SheetStore {
    static func journal(_ act: Act, _ file: SheetFile, in connection: any Connection) throws {
        guard let done = Journal.Act(act.kind, of: file.sheet) else { return }
        let details: Details = ["version": "\(file.sheet.version)", "note": act.note]
        try Journal.write(
            done, by: act.person, of: .sheet(file.sheet.id), edition: file.sheet.edition, details: details,
            in: connection)
    }
}

extension Journal.Act {
    fileprivate init?(_ kind: SheetEvent.Kind, of sheet: Sheet) {
        switch kind {
        case .approved: self = .sheetApproved
        case .published: self = .sheetPublished
        case .unpublished: self = .sheetUnpublished
        case .changesAsked where sheet.state == .published: self = .publishedSheetWantedOtherwise
        case .consentWithdrawn: self = .sheetConsentWithdrawn
        case .consentGiven: self = .sheetConsentGiven
        case .kept: self = .publishedSheetKept
        case .rewritten where sheet.state == .published: self = .publishedSheetRewritten
        default: return nil
        }
    }
}
