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
    // Before the decision on its file is out, nobody outside reads it: it is only kept ready.
    static let sheetKeptReady = Journal.Act("sheet-kept-ready")
    static let sheetNoLongerReady = Journal.Act("sheet-no-longer-ready")
    static let readySheetWantedOtherwise = Journal.Act("ready-sheet-wanted-otherwise")
    static let readySheetKept = Journal.Act("ready-sheet-kept")
    static let readySheetRewritten = Journal.Act("ready-sheet-rewritten")
    static let listImported = Journal.Act("list-imported")
    static let importUndone = Journal.Act("import-undone")
}

extension Thing {
    static func sheet(_ id: Sheet.ID) -> Thing { Thing("sheet", id) }
    static func importRun(_ id: ImportRun.ID) -> Thing { Thing("import", id) }
}

extension SheetStore {
    static func journal(_ act: Act, _ file: SheetFile, in connection: any Connection) throws {
        guard let done = Journal.Act(act.kind, of: file) else { return }
        let details: Details = ["version": "\(file.sheet.version)", "note": act.note]
        try Journal.write(
            done, by: act.person, of: .sheet(file.sheet.id), edition: file.sheet.edition, details: details,
            in: connection)
    }
}

extension Journal.Act {
    fileprivate init?(_ kind: SheetEvent.Kind, of file: SheetFile) {
        let isPublic = file.isOut
        switch kind {
        case .approved: self = .sheetApproved
        case .published: self = isPublic ? .sheetPublished : .sheetKeptReady
        case .unpublished: self = isPublic ? .sheetUnpublished : .sheetNoLongerReady
        case .changesAsked where file.sheet.state == .published:
            self = isPublic ? .publishedSheetWantedOtherwise : .readySheetWantedOtherwise
        case .consentWithdrawn: self = .sheetConsentWithdrawn
        case .consentGiven: self = .sheetConsentGiven
        case .kept: self = isPublic ? .publishedSheetKept : .readySheetKept
        case .illustrated, .picturesAgreed: self = isPublic ? .publishedSheetRewritten : .readySheetRewritten
        case .rewritten where file.sheet.state == .published:
            self = isPublic ? .publishedSheetRewritten : .readySheetRewritten
        default: return nil
        }
    }
}
