import Foundation
import Media
import Testing

struct ContentKindsTests {
    private func kind(_ head: [UInt8], _ name: String) -> MediaType? { ContentKinds().kind(of: head, name: name) }
    private func kind(_ head: String, _ name: String) -> MediaType? { kind(Array(head.utf8), name) }

    private static let marked: [(String, MediaType)] = [
        ("\u{89}PNG\r\n\u{1A}\n", .png), ("RIFF\u{4}\0\0\0WEBPVP8 ", .webp), ("%PDF-1.7\n", .pdf),
        ("\u{FF}\u{D8}\u{FF}\u{E0}", .jpeg), ("\0\0\0\u{18}ftypmif1\0\0\0\0mif1avif", .avif),
        ("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic", .heic), ("\0\0\0\u{14}ftypisom\0\0\0\0mp42", .mp4),
        ("\u{1A}\u{45}\u{DF}\u{A3}\u{9F}B\u{86}\u{81}\u{1}B\u{82}\u{84}webm", .webm),
    ]

    /// Each sign is one byte.
    private static func bytes(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    @Test(arguments: marked)
    func `what has a mark is of its kind, whatever it is called`(text: String, expected: MediaType) {
        let head = Self.bytes(text)
        for name in ["photo.jpg", "a.exe", "no-ending", "x.csv", ""] {
            #expect(kind(head, name) == expected, "\(name)")
        }
    }

    @Test(arguments: [
        "MZ\u{1}\0\u{3}", "\u{7F}ELF", "GIF89a\u{1}", "Rar!\u{1A}\u{7}",
        "\u{1A}\u{45}\u{DF}\u{A3}\u{A3}B\u{82}\u{88}matroska", "\u{D0}\u{CF}\u{11}\u{E0}\u{A1}\u{B1}\u{1A}\u{E1}",
        "RIFF\0\0\0\0WAVE", "\0\0\0\u{14}ftypqt  \0\0\0\0qt  ", "\0\0\0\u{FF}ftyp", "\u{FF}\u{D8}", "",
    ])
    func `what nobody may send is of no kind, whatever it is called`(text: String) {
        let head = Self.bytes(text)
        for name in ["photo.jpg", "a.pdf", "notes.txt", "list.csv", "a.docx", ""] { #expect(kind(head, name) == nil) }
    }

    @Test func `a text is what holds signs alone`() {
        #expect(kind("Été à Besançon\r\n\tune ligne", "notes.txt") == .text)
        #expect(kind("\u{FEFF}nom;commune\nAwa;Dole", "Liste.CSV") == .csv)
        #expect(kind("sans nom", "") == .text)
        #expect(kind("a\0b", "notes.txt") == nil)
        #expect(kind("a\u{1B}[2J", "notes.txt") == nil)
        #expect(kind([0x45, 0xE9, 0x74, 0xE9], "notes.txt") == nil, "not in UTF-8")
    }

    @Test func `a table may be in the letters of an old spreadsheet, and nothing else may`() throws {
        let old = Array(try #require("Été;« Dole »;8 €\r\n".data(using: .windowsCP1252)))
        #expect(ContentKinds().kind(of: old, name: "relevé.csv") == .csv)
        #expect(ContentKinds().kind(of: old, name: "relevé.txt") == nil)
        #expect(ContentKinds().kind(of: old + [0], name: "relevé.csv") == nil)
        #expect(ContentKinds().kind(of: Array("<script>".utf8) + old, name: "relevé.csv") == nil)
        #expect(ContentKinds().kind(of: Array("Été".utf8) + [0xE9], name: "relevé.csv") == nil)
    }

    @Test func `the last sign of a part may lack its end`() {
        let text = Array(String(repeating: "é", count: ContentKinds().headSize).utf8)
        #expect(kind(Array(text.prefix(ContentKinds().headSize)), "a.txt") == .text)
        #expect(kind([0x61] + Array(text.prefix(ContentKinds().headSize - 1)), "a.txt") == .text)
        #expect(kind([0x61, 0xC3], "a.txt") == nil, "that was all of it")
    }

    @Test(arguments: ["a.html", "a.svg", "a.js", "a.sh", "a.bat", "a.ps1", "a.xml", "a.py", "a.txt.vbs"])
    func `a text that is meant to be run or shown as a page is refused by its name`(name: String) {
        #expect(kind("bonjour", name) == nil)
    }

    @Test(arguments: [
        "<!DOCTYPE html><p>", "\u{FEFF}  <svg xmlns=\"…\"><script/></svg>", "<?xml version=\"1.0\"?>", "#!/bin/sh\nrm",
        "%!PS-Adobe", "{\\rtf1", "@echo off", "\n\n<script>alert(1)</script>",
    ])
    func `a page or a script that is called a text is refused by its beginning`(text: String) {
        #expect(kind(text, "notes.txt") == nil)
    }

    @Test func `a name decides only between kin`() {
        let head = ZipSamples.header("[Content_Types].xml") + ZipSamples.header("word/document.xml")
        #expect(kind(head, "a.docx") == .docx)
        #expect(kind(head, "a.xlsx") == nil)
        #expect(kind(head, "a.docm") == nil)
        #expect(kind(head, "a.zip") == nil)
        #expect(kind(ZipSamples.header("[Content_Types].xml", claiming: 5_000), "budget.xlsx") == .xlsx)
        #expect(kind(ZipSamples.header("secret.exe"), "a.docx") == nil)
    }

    @Test func `an open document says itself what it is`() {
        for expected in [MediaType.odt, .ods, .odp] {
            #expect(kind(ZipSamples.header("mimetype", Array(expected.name.utf8)), "photo.jpg") == expected)
        }
        #expect(kind(ZipSamples.header("mimetype", Array("application/epub+zip".utf8)), "a.odt") == nil)
    }

    @Test func `bytes cut anywhere stop nothing`() {
        let head =
            ZipSamples.header("mimetype", Array(MediaType.odt.name.utf8))
            + ZipSamples.header("content.xml", claiming: 0xFFFF_FFFF) + Array("\0\0\0\u{18}ftypmif1\0\0\0\0".utf8)
        for place in 0...head.count {
            _ = kind(Array(head.prefix(place)), "a.odt")
            _ = kind(Array(head.suffix(place)), "a.docx")
        }
    }
}
