import Documents
import Foundation
import Testing
import Web
import Words
import Workers

/// Papers as they are made for real.
@Suite(.enabled(if: Workshop.hasPython, "no Python with typst: bin/setup"))
struct PaperTests {
    /// What would be source, were it ever read as such, and letters of other scripts.
    private static let hostile = """
        #let x = sys.inputs; $a^2$ @ref <label> \\ "guillemets" 'un' `brut` *gras* _bas_ // c /* d */ #read("/etc/passwd") \
        ${x} {{y}} #panic("non") = Titre
        """

    @Test(arguments: ["file", "receipt", "blank", "grid", "sheet"])
    func `what people wrote is text in every part of a paper, and never source`(template: String) async throws {
        let papers = Workshop.papers()
        let pdf = try await papers.make(Workshop.paper(template, saying: Self.hostile))
        let text = try await Workshop.text(of: pdf).filter { !$0.isWhitespace && $0 != "\u{200B}" }
        let wanted = Self.hostile.filter { !$0.isWhitespace }
        // As often as it was put in: a fact, a lead, a help, two paragraphs, an entry, a step, a cell, a quote, two links,
        // a level, a box, small print and a note.
        #expect(text.ranges(of: wanted).count >= 12, "\(text)")
        await papers.stop()
    }

    @Test func `letters of other scripts and pictures are text, and what no typeface has is said to be missing`()
        async throws
    {
        let papers = Workshop.papers()
        let pdf = try await papers.make(Workshop.paper("file", saying: "مرحبا שלום 😀 Ελλάδα Łódź \u{F0000}\u{0}\u{7}"))
        let text = try await Workshop.text(of: pdf)
        for word in ["مرحبا", "שלום", "😀", "Ελλάδα", "Łódź", "\u{FFFD}"] { #expect(text.contains(word), "\(word)") }
        #expect(text.contains("The sign \u{FFFD} stands for letters"))
        let plain = try await Workshop.text(of: try await papers.make(Workshop.paper("file")))
        #expect(!plain.contains("The sign \u{FFFD}"))
        await papers.stop()
    }

    @Test(arguments: [Language.french, .english])
    func `a paper says what it is, and is tagged`(language: Language) async throws {
        let papers = Workshop.papers()
        let pdf = try await papers.make(Workshop.paper("receipt", for: language))
        let facts = try await Workshop.facts(of: pdf)
        for wanted in ["Un pain qui attend", "Agence Ressort", "A4"] { #expect(facts.contains(wanted), "\(facts)") }
        #expect(facts.contains(/Tagged: +yes/))
        #expect(Data(pdf).range(of: Data("/Lang".utf8)) != nil)
        await papers.stop()
    }

    @Test(
        .enabled(if: Workshop.hasChecker, "no pdfua: bin/setup --with-services"),
        arguments: ["file", "receipt", "blank", "grid", "sheet"], [Language.french, .english])
    func `nothing is found against a paper as PDF/UA-1`(template: String, language: Language) async throws {
        let papers = Workshop.papers()
        let pdf = try await papers.make(Workshop.paper(template, saying: "Un « mot » & un <autre>", for: language))
        #expect(try await Workshop.findings(in: pdf) == "")
        await papers.stop()
    }

    @Test(.enabled(if: Workshop.hasChecker, "no pdfua: bin/setup --with-services"))
    func `a picture stands on a paper with its words, and nothing is found against it`() async throws {
        let papers = Workshop.papers()
        var paper = Workshop.paper("file")
        let picture = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID().uuidString).png")
        try Data(Workshop.png).write(to: picture)
        defer { try? FileManager.default.removeItem(at: picture) }
        paper.parts.append(.picture(PaperPicture("a-1.png", alternative: "Un four", caption: "Le four", at: "/a")))
        paper.parts.append(.picture(PaperPicture("b-2.png", alternative: "Absente", caption: "", at: "/b")))
        paper.files = ["a-1.png": picture.path]
        let pdf = try await papers.make(paper)
        let text = try await Workshop.text(of: pdf)
        // The one that is not at hand is told by its words.
        #expect(text.contains("Le four") && text.contains("Absente"))
        #expect(Data(pdf).range(of: Data("/Figure".utf8)) != nil || Data(pdf).range(of: Data("/Image".utf8)) != nil)
        #expect(try await Workshop.findings(in: pdf) == "")
        #expect(try await !papers.make(paper, as: .word).isEmpty)
        await papers.stop()
    }

    @Test func `sixty choices stand in groups, none of which is torn by the end of a page`() async throws {
        let papers = Workshop.papers()
        var paper = Workshop.paper("blank")
        paper.parts = [.chapter("Tout"), .boxes((1...60).map { "Option \($0)." })]
        let text = try await Workshop.text(of: try await papers.make(paper))
        for place in [1, 10, 20, 21, 60] { #expect(text.contains("Option \(place).")) }
        // The second group begins after the first has ended, in both of its columns.
        let places = ["Option 20.", "Option 21."].map { text.range(of: $0)?.lowerBound }
        #expect(try #require(places[0]) < (try #require(places[1])))
        await papers.stop()
    }

    @Test func `sixty long answers are one paper`() async throws {
        let papers = Workshop.papers()
        var paper = Workshop.paper("file")
        let long = String(repeating: "Une phrase assez longue pour aller à la ligne. ", count: 200)
        paper.parts = [.chapter("Tout")] + (1...60).flatMap { [.question("Question \($0)"), .text(long)] }
        let facts = try await Workshop.facts(of: try await papers.make(paper))
        let pages = try #require(facts.firstMatch(of: /Pages: +([0-9]+)/).flatMap { Int($0.1) })
        #expect(pages > 60)
        await papers.stop()
    }

    @Test func `a word document holds the same words`() async throws {
        let papers = Workshop.papers()
        let docx = try await papers.make(Workshop.paper("blank", saying: "Bonjour <à> & tous"), as: .word)
        let read = """
            import io, sys, zipfile
            print(zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).read("word/document.xml").decode())
            """
        let xml = String(decoding: try await Tool("python3").run(["-c", read], input: docx), as: UTF8.self)
        #expect(xml.ranges(of: "Bonjour &lt;à&gt; &amp; tous").count >= 10)
        #expect(xml.contains("w:tblHeader"))
        await papers.stop()
    }

    @Test func `what reads a file of this machine is refused`() async throws {
        let papers = Workshop.papers()
        var paper = Workshop.paper("file")
        paper.files = ["../photo.jpg": "/etc/passwd"]
        await #expect(throws: Papers.Unmade.later) { try await papers.make(paper) }
        paper.files = [:]
        paper.template = "../look"
        await #expect(throws: Papers.Unmade.later) { try await papers.make(paper) }
        paper.template = "file"
        #expect(try await papers.make(paper).starts(with: Array("%PDF".utf8)))
        await papers.stop()
    }

    @Test func `too little memory, or too little time, is no paper now, and not the end`() async throws {
        for limits in [LineWorker.Limits(memory: 90_000_000), LineWorker.Limits(patience: .milliseconds(1))] {
            let papers = Workshop.papers(limits)
            await #expect(throws: Papers.Unmade.self) { try await papers.make(Workshop.paper("file")) }
            await #expect(throws: Papers.Unmade.self) { try await papers.make(Workshop.paper("file")) }
            await papers.stop()
        }
    }
}
