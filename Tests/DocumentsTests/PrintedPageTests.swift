import Documents
import Foundation
import Testing
import Web
import Workers

/// Papers where none can be made.
struct PrintedPageTests {
    @Test func `without a Python nothing is made, and nothing is started`() async throws {
        for papers in [
            Papers.none, Papers(root: "/nowhere", python: nil), Papers(root: Workshop.root, python: "/no/python"),
        ] {
            await #expect(throws: Papers.Unmade.absent) { try await papers.make(Workshop.paper("file")) }
            await papers.stop()
        }
    }

    @Test func `a Python without what makes papers is none`() async throws {
        let papers = Papers(worker: Self.answering(#"{"error": "ModuleNotFoundError: No module named 'typst'"}"#))
        await #expect(throws: Papers.Unmade.absent) { try await papers.make(Workshop.paper("file")) }
        await papers.stop()
    }

    @Test func `what cannot be made now may be later`() async throws {
        for answer in [#"{"error": "TypstError: no"}"#, #"{"bytes": "%%%"}"#, "[]"] {
            let papers = Papers(worker: Self.answering(answer))
            await #expect(throws: Papers.Unmade.later) { try await papers.make(Workshop.paper("file")) }
            await papers.stop()
        }
    }

    @Test func `what is too long for a paper is not even asked for`() async throws {
        let papers = Papers(worker: Self.answering(#"{"bytes": ""}"#))
        let long = String(repeating: "a", count: 500_000)
        await #expect(throws: Papers.Unmade.tooLong) { try await papers.make(Workshop.paper("file", saying: long)) }
        #expect(try await papers.make(Workshop.paper("file")) == [])
        await papers.stop()
    }

    @Test func `a paper for everybody is made once, and another one when a letter of it changes`() async throws {
        let count =
            "import json, sys, base64\nfor n, line in enumerate(sys.stdin): "
            + "print(json.dumps({'bytes': base64.b64encode(bytes([n])).decode()}), flush=True)"
        let papers = Papers(worker: LineWorker("python3", ["-c", count], limits: .init(processes: 1)))
        let paper = Workshop.paper("blank")
        #expect(try await papers.make(paper, isPublic: true) == [0])
        #expect(try await papers.make(paper, isPublic: true) == [0])
        #expect(try await papers.make(paper, as: .word, isPublic: true) == [1])
        #expect(try await papers.make(Workshop.paper("blank", saying: "b"), isPublic: true) == [2])
        // What is somebody's own is made each time.
        #expect(try await papers.make(paper) == [3])
        #expect(try await papers.make(paper, isPublic: true) == [0])
        await papers.stop()
    }

    @Test func `the page in its place says all of it as text, and why it is a page`() {
        let reader = Workshop.reader(.english)
        let words = "<script>alert(\"a\")</script> & “b”"
        let paper = Workshop.paper("receipt", saying: words, for: .english)
        let page = String(decoding: reader.printedPage(paper, .absent).bytes, as: UTF8.self)
        #expect(!page.contains("<script>alert"))
        #expect(page.ranges(of: "&lt;script&gt;alert").count >= 12)
        #expect(!page.contains("href=\"javascript:"))
        #expect(page.contains("This site makes no files of papers"))
        #expect(page.contains("2014-007") && page.contains("lang=\"fr\""))
        let later = String(decoding: reader.printedPage(paper, .later).bytes, as: UTF8.self)
        #expect(later.contains("could not be made just now"))
        let asked = String(decoding: reader.printedPage(paper).bytes, as: UTF8.self)
        #expect(!asked.contains("notice warn"))
    }

    /// A maker that answers the same to all.
    private static func answering(_ answer: String) -> LineWorker {
        LineWorker("python3", ["-c", "import sys\nfor line in sys.stdin: print(sys.argv[1], flush=True)", answer])
    }
}
