import Foundation
import Media

/// Pictures and papers of a sheet: those that stand on it in their order, and those that lie beside it.
public struct SheetAlbum: Equatable, Sendable {
    /// As many as a reader looks at.
    public static let mostPictures = 12
    public static let mostPapers = 8
    /// Of words and credits, in signs.
    public static let mostWords = 400
    public static let mostCredit = 150

    /// In their order: those that are shown, then the others.
    public private(set) var media: [SheetMedium]

    public enum Refusal: Error, Equatable, Sendable, CaseIterable {
        /// It is not there any more.
        case notThere
        /// Nobody has looked at it yet, or it was refused.
        case notReady
        /// Whoever does not see it would not know what it shows.
        case wordsMissing
        case creditMissing
        /// Whether the people it shows agree.
        case agreementMissing
        case tooLong
        case tooMany
        /// It lies there already.
        case takenBefore
    }

    public init(_ media: [SheetMedium] = []) { self.media = media.filter(\.isShown) + media.filter { !$0.isShown } }

    public var pictures: [SheetMedium] { media.filter { $0.isShown && $0.isPicture && !$0.forms.isEmpty } }
    public var papers: [SheetMedium] { media.filter { $0.isShown && !$0.isPicture } }
    /// Those that its organisation is asked about: they join what the public reads once it agrees.
    public var asked: [SheetMedium] { media.filter { $0.askedAt != nil } }
    public var beside: [SheetMedium] { media.filter { !$0.isShown && $0.askedAt == nil } }

    public subscript(id: Medium.ID) -> SheetMedium? { media.first { $0.id == id } }

    /// One of an answer, which lies beside the sheet from now on, with what its organisation said of it.
    public mutating func take(_ offered: SheetMedium) throws(Refusal) {
        guard offered.medium.isOpen else { throw .notReady }
        guard !media.contains(where: { $0.takenFrom == offered.takenFrom }) else { throw .takenBefore }
        media.append(offered)
    }

    /// What is said of one that lies beside.
    public mutating func say(_ saying: SheetMedium.Saying, of id: Medium.ID) throws(Refusal) {
        let place = try place(of: id)
        guard saying.words.count <= Self.mostWords, saying.credit.count <= Self.mostCredit else { throw .tooLong }
        if media[place].isShown || media[place].askedAt != nil { try Self.makeSure(saying, tells: media[place]) }
        media[place].saying = saying
    }

    /// It stands on the sheet, behind the others of its kind.
    public mutating func show(_ id: Medium.ID) throws(Refusal) {
        let place = try place(of: id)
        guard !media[place].isShown else { return }
        try makeRoom(for: media[place])
        var medium = media.remove(at: place)
        (medium.isShown, medium.askedAt) = (true, nil)
        media.insert(medium, at: media.count { $0.isShown })
    }

    /// Its organisation is asked whether it may stand on the sheet.
    public mutating func ask(_ id: Medium.ID, now: Date) throws(Refusal) {
        let place = try place(of: id)
        guard !media[place].isShown, media[place].askedAt == nil else { return }
        try makeRoom(for: media[place])
        media[place].askedAt = now
    }

    /// What its organisation was asked about stands on the sheet, behind the others.
    public mutating func showAsked() {
        for place in media.indices where media[place].askedAt != nil {
            (media[place].isShown, media[place].askedAt) = (true, nil)
        }
        self = SheetAlbum(media)
    }

    /// Nobody is asked any more: it lies beside the sheet.
    public mutating func leaveAsked() {
        for place in media.indices { media[place].askedAt = nil }
    }

    /// It lies beside the sheet again, with what was said of it.
    public mutating func hide(_ id: Medium.ID) throws(Refusal) {
        let place = try place(of: id)
        (media[place].isShown, media[place].askedAt) = (false, nil)
        self = SheetAlbum(media)
    }

    /// One place up among those of its kind: the first picture is the sheet's head.
    public mutating func raise(_ id: Medium.ID) throws(Refusal) {
        let place = try place(of: id)
        let isPicture = media[place].isPicture
        guard media[place].isShown,
            let before = media[..<place].lastIndex(where: { $0.isShown && $0.isPicture == isPicture })
        else { return }
        media.swapAt(place, before)
    }

    public mutating func aim(_ id: Medium.ID, at focus: Focus) throws(Refusal) {
        media[try place(of: id)].focus = focus
    }

    public mutating func remove(_ id: Medium.ID) throws(Refusal) { media.remove(at: try place(of: id)) }

    private func place(of id: Medium.ID) throws(Refusal) -> Int {
        guard let place = media.firstIndex(where: { $0.id == id }) else { throw .notThere }
        return place
    }

    /// What was looked at and said may stand on the sheet, while there is room beside what stands there and what is asked for.
    private func makeRoom(for medium: SheetMedium) throws(Refusal) {
        guard medium.medium.isOpen, !medium.isPicture || !medium.forms.isEmpty else { throw .notReady }
        try Self.makeSure(medium.saying, tells: medium)
        let waiting = asked.count { $0.isPicture == medium.isPicture && $0.id != medium.id }
        let (there, most) =
            medium.isPicture ? (pictures.count, Self.mostPictures) : (papers.count, Self.mostPapers)
        guard there + waiting < most else { throw .tooMany }
    }

    private static func makeSure(_ saying: SheetMedium.Saying, tells medium: SheetMedium) throws(Refusal) {
        guard !saying.words.isEmpty else { throw .wordsMissing }
        guard medium.isPicture else { return }
        guard !saying.credit.isEmpty else { throw .creditMissing }
        guard saying.people != .unsaid else { throw .agreementMissing }
    }
}
