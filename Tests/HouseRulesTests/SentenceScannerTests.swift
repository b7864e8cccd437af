import Testing

struct SentenceScannerTests {
    @Test(arguments: [
        (#"t("Sign in")"#, ["Sign in"]),
        (#"<p>\(t("a")) \(reader.t("b"))</p>"#, ["a", "b"]),
        (#""<p>\(t("a"))</p> \(t("b"))""#, ["a", "b"]),
        (##"#"<p>\(t("no")) \#(t("a"))</p>"#"##, ["a"]),
        (#"t("\(f(1, "x)")) of \(g[t("inner")] ?? "\(h)")")"#, ["inner", "%1 of %2"]),
        (#"t("Say \"so\" \\ \u{2019}\n")"#, ["Say \"so\" \\ ’\n"]),
        ("t(\n    // why\n    \"a\" /* this /* one */ */\n)", ["a"]),
        ("t(\"\"\"\n    One \\\n    sentence,\n      two\n    \"\"\")", ["One sentence,\n  two"]),
        (#"isOpen ? t("Open") : t("Closed")"#, ["Open", "Closed"]),
        (#"/* t("no") */ // t("no")"#, []),
        (#"let r = /"t("no")/; t("a")"#, ["a"]),
        (#"let r = #/"/#; let x = a / b + t("a") / c"#, ["a"]),
        (#"let x = a/t("a")/b"#, ["a"]),
        (#"func t(_ phrase: Phrase) -> String { format("no") }"#, []),
        (#"let text = "t(no)"; part("no"); _t("no")"#, []),
        ("let a = \"é\\r\\n\"\r\nt(\"a\")\r\n", ["a"]),
        (#"t("unclosed"#, ["unclosed"]),
        ("\"\"\"\n<p>\\(t(\"a \\(\"\"\"\n  \\(t(\"b\"))\n  \"\"\")\"))</p>\n\"\"\"", ["b", "a %1"]),
    ])
    func `sentences are found wherever code can say them`(code: String, sentences: [String]) {
        #expect(SentenceScanner(code).found.map(\.sentence.id) == sentences)
    }

    @Test func `plurals and contexts are found in any order and over several lines`() {
        let scanner = SentenceScanner(
            #"""
            let a = t(
                "\(n) file waits",
                "\(n) files wait",
                count: sum(of: [n, 1], t("inner")), as: "jury")
            let b = t("Open", as: "state")
            """#)
        #expect(
            scanner.found.map(\.sentence) == [
                UsedSentence(id: "inner"), UsedSentence(context: "jury", id: "%1 file waits", plural: "%1 files wait"),
                UsedSentence(context: "state", id: "Open"),
            ])
        #expect(scanner.found.map(\.line) == [4, 1, 5])
        #expect(scanner.problems.isEmpty)
    }

    @Test(arguments: [
        "t(title)", #"t(isOpen ? "Open" : "Closed")"#, #"t("a" + "b")"#, #"t("100 %1")"#, #"t("\(n)0 times")"#, "t()",
        #"t("\(1)\(2)\(3)\(4)\(5)\(6)\(7)\(8)\(9)\(10)")"#, #"t("a", b)"#,
    ])
    func `what no translator could see is refused`(code: String) {
        #expect(SentenceScanner("\n\(code)").problems.map(\.line) == [2])
    }

    @Test func `no cut of a file stops the scanner`() {
        let code = ##"let a = """ \#n \(t("a \(f("b"), /"/)", "c", count: 1, as: "d")) """ /* */ #"\#u{2019}"# "\u{}""##
        for end in code.indices { _ = SentenceScanner(String(code[..<end])) }
    }
}
