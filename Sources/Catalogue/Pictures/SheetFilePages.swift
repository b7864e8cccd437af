import Awards
import Media
import Sheets
import Web

/// Pictures and papers of published sheets, for everybody.
///
/// Their address holds the digest of their bytes, so that whoever has one asks no more; whether the sheet is still public is looked at
/// for each that is asked for, and no answer is kept here: what was withdrawn is gone with it.
struct SheetFilePages: Sendable {
    let media: SheetMediaStore
    let house: MediaHouse

    func show(_ visit: Visit) async throws -> Answer {
        let (slug, digest) = (try visit.word("slug"), try BlobDigest(visit.word("digest")).orNotFound())
        let medium = try await media.find(digest, of: "initiative.slug = \(slug) AND \(EmbargoStore.isSheetVisible)")
            .orNotFound()
        return try await house.part(digest, of: medium, audience: .everyone)
    }
}
