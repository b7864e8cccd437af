import Foundation
import Testing
import World

@testable import Media
@testable import Sheets

struct SheetAlbumTests {
    @Test func `nothing stands on a sheet without what it shows, who made it, and whether those shown agree`() throws {
        let one = medium(1)
        var album = SheetAlbum([one])
        var saying = SheetMedium.Saying()
        for (missing, change) in [
            (SheetAlbum.Refusal.wordsMissing, { (saying: inout SheetMedium.Saying) in saying.words = "Un four" }),
            (.creditMissing, { $0.credit = "Edith" }), (.agreementMissing, { $0.people = .nobody }),
        ] {
            #expect(throws: missing) { try album.show(one.id) }
            change(&saying)
            try album.say(saying, of: one.id)
        }
        try album.show(one.id)
        #expect(album.pictures.map(\.id) == [one.id] && album.beside.isEmpty)
        #expect(throws: SheetAlbum.Refusal.creditMissing) {
            try album.say(SheetMedium.Saying(words: "Un four", people: .nobody), of: one.id)
        }
        #expect(album[one.id]?.saying.credit == "Edith")
    }

    @Test func `one that nobody has looked at stands on no sheet, and a thirteenth finds no room`() throws {
        var album = SheetAlbum([medium(0, state: .waiting)] + (1...13).map { medium($0) })
        let ids = album.media.map(\.id)
        for id in ids { try album.say(Self.saying, of: id) }
        #expect(throws: SheetAlbum.Refusal.notReady) { try album.show(ids[0]) }
        for id in ids[1...12] { try album.show(id) }
        #expect(throws: SheetAlbum.Refusal.tooMany) { try album.show(ids[13]) }
        #expect(album.pictures.map(\.id) == Array(ids[1...12]))
        try album.hide(ids[3])
        try album.show(ids[13])
        #expect(album.pictures.last?.id == ids[13])
    }

    @Test func `what its organisation is asked about has its words and its room, and stands nowhere before`() throws {
        var album = SheetAlbum((1...13).map { medium($0) })
        let ids = album.media.map(\.id)
        #expect(throws: SheetAlbum.Refusal.wordsMissing) { try album.ask(ids[0], now: World.monday) }
        for id in ids { try album.say(Self.saying, of: id) }
        for id in ids[..<11] { try album.show(id) }
        try album.ask(ids[11], now: World.monday)
        #expect(album.pictures.count == 11 && album.asked.map(\.id) == [ids[11]] && album.beside.map(\.id) == [ids[12]])
        // It takes the twelfth place.
        #expect(throws: SheetAlbum.Refusal.tooMany) { try album.show(ids[12]) }
        #expect(throws: SheetAlbum.Refusal.creditMissing) {
            try album.say(SheetMedium.Saying(words: "Un four", people: .nobody), of: ids[11])
        }
        var declined = album
        declined.leaveAsked()
        #expect(declined.pictures.count == 11 && declined.beside.count == 2)
        album.showAsked()
        #expect(album.pictures.map(\.id) == Array(ids[...11]) && album.asked.isEmpty)
    }

    @Test func `pictures go up among pictures, papers among papers`() throws {
        var album = SheetAlbum([medium(1), medium(2, kind: .paper), medium(3), medium(4, kind: .paper)])
        let ids = album.media.map(\.id)
        for id in ids {
            try album.say(Self.saying, of: id)
            try album.show(id)
        }
        try album.raise(ids[2])
        try album.raise(ids[3])
        try album.raise(ids[2])
        #expect(album.pictures.map(\.id) == [ids[2], ids[0]])
        #expect(album.papers.map(\.id) == [ids[3], ids[1]])
    }

    @Test func `a point is of the picture, and each has one of nine places beside it`() {
        #expect(Focus(x: 132, y: 0, width: 264, height: 198) == Focus(x: 50, y: 0))
        #expect(Focus(x: 265, y: 0, width: 264, height: 198) == nil)
        #expect(Focus(x: 0, y: 0, width: 0, height: 0) == nil)
        #expect(Focus(x: 130, y: -4) == Focus(x: 100, y: 0))
        #expect(Focus.nine.count == 9 && Set(Focus.nine.map { "\($0.x) \($0.y)" }).count == 9)
        #expect(Focus(x: 90, y: 10).nearest == Focus(x: 83, y: 17))
        #expect(Focus.middle.nearest == .middle)
    }

    private static let saying = SheetMedium.Saying(words: "Un four", credit: "Edith", people: .nobody)

    private func medium(
        _ number: Int, kind: MediaType.Kind = .picture, state: Medium.State = .ready
    ) -> SheetMedium {
        let id: Medium.ID = World.key("0c01", number)
        let digest = BlobDigest(String(repeating: "0a", count: 32))
        let medium = Medium(
            id: id, place: "", state: state, reason: nil, name: "une.jpg", size: 9, received: 9, saidDigest: nil,
            digest: digest, kind: kind, type: "image/jpeg", scan: .none, scanNote: "", pages: nil, broughtBy: nil,
            broughtAt: World.monday)
        let forms = digest.map {
            [StoredForm(variant: "400.jpg", digest: $0, size: 9, type: "image/jpeg", width: 400, height: 300)]
        }
        return SheetMedium(id: id, medium: medium, forms: forms ?? [])
    }
}
