import Foundation
import Testing
import Words

/// Every sentence of the site is said in French, and well.
struct WordsTests {
    let code: SentencesOfTheCode
    let french: POFile
    let file: URL

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        code = try SentencesOfTheCode(root: root)
        file = root.appending(path: "Locale/fr.po")
        french = try POFile(String(contentsOf: file, encoding: .utf8))
    }

    @Test func `every sentence of the code can be found by its translators`() {
        #expect(code.problems == [])
        #expect(code.files.count > 30)
    }

    @Test func `every sentence of the code has its French: bin/words says which has not`() {
        #expect(Translation(french, for: code).missing.map(\.id) == [])
    }

    @Test func `no translation is left over: bin/words removes it`() {
        #expect(Translation(french, for: code).dropped.map(\.id) == [])
    }

    @Test func `every translation has the values of its sentence`() {
        for entry in french.entries {
            let values = Translation.placeholders(entry.plural ?? entry.id)
            for translation in entry.translations {
                #expect(Translation.placeholders(translation) == values, "line \(entry.line): \(translation)")
            }
        }
    }

    @Test func `English has its own quotation marks`() {
        for entry in french.entries {
            for sentence in [entry.id, entry.plural ?? ""] {
                #expect(!sentence.contains { "«»".contains($0) }, "line \(entry.line): \(sentence)")
            }
        }
    }

    @Test func `French has its own apostrophe and quotation marks, and no exclamation`() {
        for entry in french.entries {
            for translation in entry.translations {
                #expect(!translation.contains { "'\"!“”".contains($0) }, "line \(entry.line): \(translation)")
            }
        }
    }

    @Test(.enabled(if: msgfmt != nil, "msgfmt is not installed")) func `gettext’s own check passes`() throws {
        let check = Process()
        check.executableURL = Self.msgfmt
        check.arguments = ["--check", "--output-file=/dev/null", file.path]
        try check.run()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0)
    }

    private static var msgfmt: URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/msgfmt") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

/// The rules above can fail.
struct TranslationTests {
    private let code = SentencesOfTheCode(code: [
        "Sources/B.swift": #"t("Same"); t("New \(n)")"#,
        "Sources/A.swift": #"t("Same"); t("\(n) file", "\(n) files", count: n); t("Open", as: "state")"#,
    ])

    @Test func `a file is brought up to date with the code, in the order of the code, keeping what was translated`()
        throws
    {
        let before = try POFile(
            """
            # Notice
            msgid ""
            msgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

            msgid "Gone"
            msgstr "Parti"

            # for a button
            #, fuzzy
            msgid "Same"
            msgstr "Pareil \\"ici\\"\\n"
            """)
        let translation = Translation(before, for: code)
        #expect(translation.dropped.map(\.id) == ["Gone"])
        #expect(translation.missing.map(\.id) == ["%1 file", "Open", "Same", "New %1"])
        #expect(translation.text == after)
        #expect(try Translation(POFile(after), for: code).text == after)
    }

    @Test func `a Phrase outside t is seen`() {
        let hidden = SentencesOfTheCode(code: ["Sources/Jury/A.swift": #"let title: Phrase = "Hidden""#])
        #expect(hidden.problems.count == 1)
        #expect(SentencesOfTheCode(code: ["Sources/Jury/A.swift": "let book: Phrasebook"]).problems == [])
    }

    @Test func `placeholders are read as the program fills them`() {
        #expect(Translation.placeholders("%1 % %25 %%3 %0 é%4") == ["1", "2", "3", "4"])
    }

    private let after = """
        # Notice
        msgid ""
        msgstr ""
        "Plural-Forms: nplurals=2; plural=(n > 1);\\n"

        #: Sources/A.swift
        #, qt-format
        msgid "%1 file"
        msgid_plural "%1 files"
        msgstr[0] ""
        msgstr[1] ""

        #: Sources/A.swift
        msgctxt "state"
        msgid "Open"
        msgstr ""

        # for a button
        #: Sources/A.swift
        #: Sources/B.swift
        #, fuzzy
        msgid "Same"
        msgstr ""
        "Pareil \\"ici\\"\\n"

        #: Sources/B.swift
        #, qt-format
        msgid "New %1"
        msgstr ""

        """
}
