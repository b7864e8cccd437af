import Foundation
import Testing
import Workers

@testable import Media

@Suite(.enabled(if: PaperSamples.canBeRead, "poppler-utils is not installed"))
struct PapersToolTests {
    private let place: TestFolder
    private let reader: PapersTool

    init() throws {
        place = try TestFolder()
        let pictures: PicturesTool = try #require(PicturesTool.found())
        reader = PapersTool(pictures: pictures)
    }

    private func read(_ bytes: some Sequence<UInt8>, by reader: PapersTool? = nil) async throws -> PaperRead {
        let name = UUID().uuidString
        return try await (reader ?? self.reader).read(place.file("\(name).bin", bytes), into: place.folder(name))
    }

    @Test func `a PDF has its first page as a picture, its words and its pages`() async throws {
        let read = try await read(PaperSamples.pdf(pages: 3, says: "Bonjour page"))
        #expect(read.pages == 3)
        #expect(read.text == "Bonjour page 1\n\nBonjour page 2\n\nBonjour page 3")
        let page = try #require(read.firstPage)
        #expect(page.variant == "page.webp")
        #expect(page.type == "image/webp")
        #expect((page.width, page.height) == (566, 800))
        #expect(FileManager.default.fileExists(atPath: page.path))
    }

    @Test func `of a long PDF the first fifty pages are read`() async throws {
        let read = try await read(PaperSamples.pdf(pages: 60, says: "page"))
        #expect(read.pages == 60)
        #expect(read.text.contains("page 50"))
        #expect(!read.text.contains("page 51"))
    }

    @Test func `a page of any size is drawn 800 pixels at its longer side`() async throws {
        let page = try #require(try await read(PaperSamples.pdf(width: 14_400, height: 200_000)).firstPage)
        #expect(page.height == 800)
    }

    @Test func `a PDF that opens only with a password is refused for that`() async throws {
        #expect(PaperSamples.locked.count > 500)
        await #expect(throws: PreparationRefusal.locked) { try await read(PaperSamples.locked) }
    }

    @Test func `a cut or invented PDF has neither page nor words, and is no error`() async throws {
        for bytes in [PaperSamples.pdf().prefix(150), Data("%PDF-1.7 nothing else".utf8)] {
            #expect(try await read(bytes) == PaperRead(firstPage: nil, text: ""))
        }
    }

    @Test func `a PDF that would never end is left`() async throws {
        let bounded = PapersTool(
            pictures: PicturesTool.found(), limits: Tool.Limits(memory: 400_000_000, seconds: 1, patience: 20))
        let read = try await read(PaperSamples.bomb, by: bounded)
        #expect(read.firstPage == nil)
        #expect(read.text.isEmpty)
    }

    @Test func `a text has its words`() async throws {
        #expect(try await read("Été\r\n\r\n\r\n\r\nà Dole\n".utf8).text == "Été\n\nà Dole")
        let long = try await read(String(repeating: "é\n", count: 300_000).utf8).text
        #expect(long.unicodeScalars.count <= 200_000)
        #expect(long.unicodeScalars.count > 199_990)
    }

    @Test func `a text whose end is none is refused`() async throws {
        let head = Array(String(repeating: "bonjour é ", count: 200_000).utf8)
        await #expect(throws: PreparationRefusal.kind) { try await read(head + [0]) }
        await #expect(throws: PreparationRefusal.kind) { try await read(head + [0xC3]) }
        #expect(try await !read(head).text.isEmpty)
    }

    @Test(.enabled(if: ZipSamples.canBeMade, "python3 is not installed"))
    func `an office file is judged whole and read no further`() async throws {
        #expect(try await read(ZipSamples.document()) == PaperRead(firstPage: nil, text: ""))
        let macros = try ZipSamples.document("[('word/vbaProject.bin', b'x')]")
        await #expect(throws: PreparationRefusal.kind) { try await read(macros) }
    }

    @Test func `no sign of a paper steers what shows it`() {
        let bytes = Array("ﬁn\u{AD}ance\u{202E}ur\u{7}\u{C}page\u{2028}ligne\u{E000}\u{200B}!".utf8) + [0xFF]
        #expect(PaperText.cleaned(bytes) == "financeur\npage\nligne!\u{FFFD}")
    }

    @Test func `a paper is asked of no picture maker where there is none`() async throws {
        let read = try await read(PaperSamples.pdf(), by: PapersTool(pictures: nil))
        #expect(read.firstPage == nil)
        #expect(read.text == "Bonjour 1")
    }
}
