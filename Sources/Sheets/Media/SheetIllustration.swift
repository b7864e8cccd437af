import Foundation
import Media

// What another choice of pictures and papers does to their sheet.
extension SheetFile {
    /// Whoever reads the one reads the other.
    func reads(as other: SheetFile) -> Bool {
        sheet == other.sheet && album.pictures == other.album.pictures && album.papers == other.album.papers
    }

    /// The public reads this version, or will as soon as the decision on its file is out: what joins it is its organisation's to agree to.
    var asksForPictures: Bool { sheet.state == .published && !isImported }

    /// Another choice of pictures and papers, under the same rule as another text: what was shown to its organisation already becomes a
    /// new version. What only lies beside the sheet changes none.
    ///
    /// Of what is published, what is taken off, moved or said otherwise changes at once, with its day: nobody's picture waits in public
    /// for an agreement. Nothing joins it here (`ask`).
    mutating func illustrate(
        _ change: (inout SheetAlbum) throws(SheetAlbum.Refusal) -> Void
    ) throws {
        let before = album
        try change(&album)
        guard album.pictures != before.pictures || album.papers != before.papers else { return }
        guard !asksForPictures || album.shown.isSubset(of: before.shown) else { throw Refusal.notApproved }
        guard isImported || sheet.state != .draft else { return }
        if !isImported, sheet.state != .published { (sheet.state, approval) = (.draft, nil) }
        sheet.version += 1
    }

    /// Its organisation is asked whether one more may join what the public reads; what is typed of it is said with it.
    mutating func ask(_ saying: SheetMedium.Saying, of id: Medium.ID, now: Date) throws {
        guard asksForPictures else { throw Refusal.notPublished }
        guard !owners.isEmpty else { throw Refusal.nobodyToAsk }
        try album.say(saying, of: id)
        try album.ask(id, now: now)
    }

    /// An owner agrees to all that is asked for, as it was shown to them.
    mutating func agreeToPictures() throws(Refusal) {
        guard asksForPictures, !album.asked.isEmpty else { throw .notAwaiting }
        album.showAsked()
        sheet.version += 1
    }

    /// An owner wants none of what is asked for: the sheet stays as it is.
    mutating func declinePictures() throws(Refusal) {
        guard asksForPictures, !album.asked.isEmpty else { throw .notAwaiting }
        album.leaveAsked()
    }

    /// Which version its organisation has approved: of a published one, pictures may have changed since.
    var approvedVersion: Int { events.first { $0.kind == .approved }?.version ?? sheet.version }
}

extension SheetAlbum {
    fileprivate var shown: Set<Medium.ID> { Set(media.filter(\.isShown).map(\.id)) }

    /// The same pictures and papers with the same words, in whatever order and however they are cut.
    func tells(as other: SheetAlbum) -> Bool { told == other.told }

    private var told: [Medium.ID: SheetMedium.Saying] {
        Dictionary(uniqueKeysWithValues: media.filter(\.isShown).map { ($0.id, $0.saying) })
    }
}
