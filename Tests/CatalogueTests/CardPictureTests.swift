import Foundation
import Sheets
import Testing
import Web
import Words
import World

@testable import Catalogue
@testable import Media

/// The picture of a sheet as lists keep and show it.
struct CardPictureTests {
    @Test func `what is kept of an entry holds its picture, or none`() throws {
        var entry = Self.entry
        let bare = try #require(CatalogueEntry(record: entry.record[...], facets: [:]))
        #expect(bare.picture == nil && bare.title == entry.title)
        entry.picture = try Self.picture()
        let read = try #require(CatalogueEntry(record: entry.record[...], facets: [:]))
        #expect(read.picture == entry.picture && read.picture?.focus == Focus(x: 20, y: 80))
    }

    @Test func `a list shows a picture with what it says, cut at its point, and loads it late`() throws {
        let reader = Reader(language: .french, phrasebook: .english)
        #expect(reader.cardPicture(Self.entry).isEmpty)
        var entry = Self.entry
        entry.picture = try Self.picture()
        let html = String(decoding: reader.cardPicture(entry).bytes, as: UTF8.self)
        let file = "/initiatives/un-pain/fichiers/"
        #expect(
            html.contains("src=\"\(file)\(Self.digest("a"))\"")
                && html.contains("srcset=\"\(file)\(Self.digest("b"))\""))
        #expect(html.contains("alt=\"Un four &lt;chaud&gt;\"") && html.contains("loading=\"lazy\""))
        #expect(html.contains("class=\"cut fx2 fy8\"") && html.contains("width=\"400\" height=\"300\""))
    }

    private static let entry = CatalogueEntry(
        sheet: Shelf.sheet(1), slug: "un-pain", language: "fr", title: "Un pain", strapline: "La nuit",
        organisations: ["Levain"], place: "Poligny", edition: "2014", awards: [], source: nil,
        publishedAt: World.monday, facets: [:])

    private static func digest(_ sign: String) -> String { String(repeating: "0" + sign, count: 32) }

    private static func picture() throws -> CardPicture? {
        let id: Medium.ID = World.key("0c03", 1)
        let medium = Medium(
            id: id, place: "", state: .ready, reason: nil, name: "une.jpg", size: 9, received: 9, saidDigest: nil,
            digest: nil, kind: .picture, type: "image/jpeg", scan: .none, scanNote: "", pages: nil, broughtBy: nil,
            broughtAt: World.monday)
        let forms = try [("image/jpeg", "a"), ("image/webp", "b")].map { type, sign in
            StoredForm(
                variant: "400", digest: try #require(BlobDigest(digest(sign))), size: 9, type: type, width: 400,
                height: 300)
        }
        var picture = SheetMedium(id: id, medium: medium, forms: forms)
        picture.saying.words = "Un four <chaud>"
        picture.focus = Focus(x: 20, y: 80)
        return CardPicture(picture)
    }
}
