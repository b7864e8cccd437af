import Testing

@testable import Words

struct POFileTests {
    @Test func `a file as gettext's tools write it is read`() throws {
        let file = try POFile(written)
        #expect(file.header["Language"] == "fr")
        #expect(file.preamble?.comments == ["# Translations of the site"])
        #expect(file.entries.map(\.id) == ["A long sentence, in two parts\n", "Open", "Say \"\\\" \t é", "%1 file"])
        #expect(file.entries.map(\.context) == [nil, "state", nil, nil])
        #expect(file.entries.map(\.isFuzzy) == [false, false, true, false])
        #expect(file.entries[0].comments == ["# said on the home page", "#. extracted"])
        #expect(file.entries[3].plural == "%1 files")
        #expect(
            file.entries.map(\.translations) == [
                ["Une longue phrase\n"], ["Ouvert"], ["é"], ["%1 dossier", "%1 dossiers"],
            ])
        #expect(file.entries.map(\.line) == [14, 21, 26, 29])
    }

    @Test func `lines may end as on Windows, and the file may start with a mark of order`() throws {
        let windows = "\u{FEFF}" + written.replacing("\n", with: "\r\n")
        #expect(try POFile(windows).entries == POFile(written).entries)
    }

    @Test func `a file needs no header`() throws {
        #expect(try POFile("msgid \"a\"\nmsgstr \"b\"").entries.map(\.translations) == [["b"]])
        #expect(try POFile("").entries.isEmpty)
    }

    @Test(arguments: [
        ("msgid \"a\"", 1, "msgstr is missing"),
        ("msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"", 3, "msgstr is missing"),
        ("msgid a", 1, "a text in quotes is missing"),
        ("msgid \"a\nmsgstr \"b\"", 1, "the closing quote is missing"),
        ("msgid \"", 1, "the closing quote is missing"),
        ("\"a\"", 1, "a text without msgid or msgstr before it"),
        ("msgid \"a\"b\"", 1, "a quote inside a text is written \\\""),
        ("msgid \"a\\\"", 1, "an unknown escape after \\"),
        ("msgid \"\\q\"", 1, "an unknown escape after \\"),
        ("msgid \"\\x\"", 1, "a number after \\ cannot be read"),
        ("msgid \"\\777\"", 1, "a number after \\ cannot be read"),
        ("msgstr \"b\"", 1, "msgstr must follow msgid"),
        ("domain \"x\"", 1, "«domain» is not expected here"),
        ("msgid \"a\"\nmsgstr[0] \"b\"", 2, "msgstr[…] must follow msgid_plural"),
        ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"", 3, "«msgstr[1]» is not expected here"),
        ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"", 1, "2 msgstr expected, 1 found"),
        ("msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"", 3, "line 1 translates the same sentence otherwise"),
        ("msgctxt \"c\"\nmsgctxt \"d\"", 2, "a second msgctxt"),
        ("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"", 1, "the file must be in UTF-8"),
    ])
    func `a file that is wrong is refused with its line`(text: String, line: Int, reason: String) {
        #expect(throws: POFile.Problem(line: line, reason: reason)) { try POFile(text) }
    }

    @Test func `no cut of a good file crashes the reader`() {
        let bytes = Array(written.utf8)
        let read = bytes.indices.count { (try? POFile(String(decoding: bytes[..<$0], as: UTF8.self))) != nil }
        #expect(read > 0 && read < bytes.count)
    }

    private let written = #"""
        # Translations of the site
        msgid ""
        msgstr ""
        "Project-Id-Version: rallynov\n"
        "Language: fr\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Plural-Forms: nplurals=2; plural=(n > 1);\n"

        # said on the home page
        #. extracted
        #: Sources/Web/Home.swift:12
        #| msgid "An old "
        #| "sentence"
        msgid ""
        "A long sentence, "
        "in two parts\n"
        msgstr ""
        "Une longue phrase"
        "\n"

        msgctxt "state"
        msgid "Open"
        msgstr "Ouvert"

        #, fuzzy, qt-format
        msgid   "Say \"\\\" \t \303\251"
        msgstr "\xc3\xa9"

        msgid "%1 file"
        msgid_plural "%1 files"
        msgstr[0] "%1 dossier"
        msgstr[1] "%1 dossiers"

        #~ msgid "Gone"
        #~ msgstr "Parti"
        """#
}
