import Foundation
import HTTPTypes
import StorageTesting
import Testing
import Web
import WebTesting

@testable import Media

/// Files of a plain form, what is made of them, and who is given them.
struct PreparationTests {
    private let fields: KeyValuePairs = ["token": "token-of-awa"]
    private let picture = Array("PIC with a place in it".utf8)
    private let paper = Array("PDF of three pages".utf8)

    @Test(arguments: Engine.available)
    func `a picture of a plain form is shown in the forms that were made of it, and never as it came`(
        engine: Engine
    ) async throws {
        let site = try await MediaSite(engine, stubs: Stubs(scanner: StubScanner(.clean)))
        let sent = try await site.awa.send(picture, called: "mère.png", to: "/things/a/fichiers", fields)
        #expect(sent.status == .seeOther && sent.location == "/things/a")
        let medium = try #require(try await site.only())
        #expect(medium.state == .waiting && medium.name == "mère_png.jpg" && medium.kind == .picture)
        try await site.work()
        let ready = try await site.only()
        #expect(ready?.state == .ready && ready?.scan == .clean)
        let form = try await site.noe.get("/media/\(medium.id)/400.jpg")
        #expect(form.html == "made 400" && form.headers[.contentDisposition]?.hasPrefix("inline; ") == true)
        #expect(form.headers[.contentType] == "image/jpeg")
        let whole = try await site.noe.get("/media/\(medium.id)")
        #expect(whole.html == "made 800" && whole.headers[.contentDisposition]?.hasPrefix("attachment; ") == true)
        #expect(try await site.noe.get("/media/\(medium.id)/1600.jpg").status == .notFound)
    }

    @Test func `a paper is given as it came, with its first page and its words`() async throws {
        let site = try await MediaSite()
        _ = try await site.awa.send(paper, called: "bilan.pdf", to: "/things/a/fichiers", fields)
        try await site.work()
        let medium = try #require(try await site.only())
        #expect(medium.pages == 3)
        #expect(try await site.house.store.words(of: medium.id) == "les mots du papier")
        let given = try await site.noe.get("/media/\(medium.id)")
        #expect(given.bytes == paper && given.headers[.contentDisposition]?.hasPrefix("inline; ") == true)
        #expect(try await site.noe.get("/media/\(medium.id)", [.range: "bytes=0-2"]).html == "PDF")
        #expect(try await site.noe.get("/media/\(medium.id)/page.webp").html == "first page")
    }

    @Test func `what an earlier version left where it prepared files goes with the next file`() async throws {
        let site = try await MediaSite()
        let former = "\(site.folder)/work"
        try FileManager.default.createDirectory(atPath: former + "/left", withIntermediateDirectories: true)
        _ = try await site.awa.send(paper, called: "bilan.pdf", to: "/things/a/fichiers", fields)
        try await site.work()
        #expect(try await site.only()?.state == .ready)
        #expect(!FileManager.default.fileExists(atPath: former))
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(site.folder)/preparing").isEmpty)
    }

    @Test(arguments: Engine.available)
    func `what the scanner has not answered for is served to nobody but whoever brought it`(engine: Engine) async throws
    {
        let scanner = StubScanner(nil)
        let site = try await MediaSite(engine, stubs: Stubs(scanner: scanner))
        _ = try await site.awa.send(paper, called: "bilan.pdf", to: "/things/a/fichiers", fields)
        let id = try #require(try await site.only()).id
        // However long it is away.
        for _ in 0..<10 { try await site.work(after: 3_600) }
        #expect(try await site.only()?.state == .waiting)
        #expect(try await site.awa.get("/things/a").text.contains("Only you can open it so far."))
        #expect(try await site.noe.get("/things/a").text.contains("only whoever sent it can open it."))
        #expect(try await site.awa.get("/media/\(id)").bytes == paper)
        #expect(try await site.noe.get("/media/\(id)").status == .notFound)
        scanner.answer.withLockedValue { $0 = .clean }
        try await site.work(after: 3_600)
        #expect(try await site.noe.get("/media/\(id)").bytes == paper)
    }

    @Test(arguments: Engine.available)
    func `what the scanner knows is refused in words, served to nobody, and gone in a day`(engine: Engine) async throws
    {
        let site = try await MediaSite(engine, stubs: Stubs(scanner: StubScanner(.found("Test.Eicar"))))
        _ = try await site.awa.send(paper, called: "bilan.pdf", to: "/things/a/fichiers", fields)
        try await site.work()
        let medium = try #require(try await site.only())
        #expect(medium.state == .refused && medium.reason == .virus && medium.scanNote == "Test.Eicar")
        #expect(site.state.withLockedValue { $0.refused } == [medium.id])
        for visitor in [site.awa, site.noe] {
            #expect(try await visitor.get("/media/\(medium.id)").status == .notFound)
        }
        let page = try await site.awa.get("/things/a").text
        #expect(page.contains("The scanner found: Test.Eicar") && page.contains("It was removed."))
        #expect(try await site.kept().count == 1)
        try await site.work(after: 3_601)
        try await site.work(after: 25 * 3_600)
        #expect(try await site.kept() == [])
    }

    @Test func `without a scanner staff are told so, and so they are of what it could not read`() async throws {
        let site = try await MediaSite()
        _ = try await site.awa.send(paper, called: "bilan.pdf", to: "/things/a/fichiers", fields)
        try await site.work()
        #expect(try await site.only()?.scan == Medium.Scan.none)
        #expect(try await site.awa.get("/things/a").text.contains("this site has no virus scanner"))
        let deep = try await MediaSite(stubs: Stubs(scanner: StubScanner(.notScanned("too deep"))))
        _ = try await deep.awa.send(paper, called: "bilan.pdf", to: "/things/a/fichiers", fields)
        try await deep.work()
        let ready = try await deep.only()
        #expect(ready?.state == .ready && ready?.scanNote == "too deep")
    }

    @Test func `a picture that cannot be shown is refused with its reason`() async throws {
        let site = try await MediaSite(stubs: Stubs(pictures: StubPictures(refusal: .excessive)))
        _ = try await site.awa.send(picture, called: "a.jpg", to: "/things/a/fichiers", fields)
        try await site.work()
        #expect(try await site.only()?.reason == .excessive)
        #expect(try await site.awa.get("/things/a").text.contains("too many pixels"))
    }

    @Test func `bytes that are not those which came are not taken for them`() async throws {
        let site = try await MediaSite()
        _ = try await site.awa.send(paper, called: "bilan.pdf", to: "/things/a/fichiers", fields)
        let digest = try #require(try await site.only()?.digest)
        try await site.blobs.remove(digest)
        try await site.work()
        #expect(try await site.only()?.reason == .lost)
    }

    @Test func `a plain form that is cut, or is of a kind that is not taken, leaves nothing`() async throws {
        let site = try await MediaSite()
        let body = FormBody.bytes([("token", "token-of-awa")], paper, called: "bilan.pdf")
        let type: HTTPFields = [.contentType: "multipart/form-data; boundary=\(FormBody.boundary)"]
        let cut = try await site.awa.stream("/things/a/fichiers", type) { line in
            await line.send(Array(body.dropLast(10)))
            throw LineCut()
        }
        #expect(cut.status == .badRequest)
        let program = try await site.awa.send(Array("MZ".utf8), called: "bilan.pdf", to: "/things/a/fichiers", fields)
        #expect(program.status == .unprocessableContent && program.text.contains("whatever it is called"))
        let none = try await site.awa.send([], called: "", to: "/things/a/fichiers", fields)
        #expect(none.status == .unprocessableContent && none.text.contains("No file was chosen"))
        #expect(try await site.all() == [] && site.arriving == [])
    }

    @Test func `the page says before what may be sent, and its form needs no script`() async throws {
        let site = try await MediaSite()
        let page = try await site.awa.get("/things/a")
        #expect(page.text.contains("at most 1 MB each, 2 MB in all"))
        #expect(page.html.contains("enctype=\"multipart/form-data\""))
        let form = try #require(page.forms.first { $0.path == "/things/a/fichiers" })
        // Its token comes before its file, or the file would not be read.
        #expect(form.fields.map(\.0) == ["token", "file"])
    }
}
