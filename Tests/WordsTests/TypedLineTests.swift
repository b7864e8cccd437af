import Testing

@testable import Words

/// A name that looks like another one is that one.
struct TypedLineTests {
    @Test(arguments: [
        ("Mar\u{200B}tin", "Martin"), ("\u{2060}Martin\u{FEFF}", "Martin"), ("Mar\u{200C}ti\u{200D}n", "Martin"),
        ("\u{AD}Martin\u{AD}", "Martin"), ("Jean\u{AD} Martin", "Jean Martin"), ("Mar\u{180E}tin\u{3164}", "Martin"),
        ("Mar\u{E0074}\u{E0069}tin", "Martin"), ("\u{E0001}Martin\u{202E}", "Martin"), ("Martin\u{200D}", "Martin"),
        ("\u{200D}👧", "👧"), ("👩\u{200D}a", "👩a"), ("1\u{200D}2", "12"), ("👩\u{E0067}", "👩"),
    ])
    func `signs that show nothing are dropped from a line`(typed: String, read: String) {
        #expect(typed.asLine.unicodeScalars.elementsEqual(read.unicodeScalars), "\(typed.asLine.unicodeScalars)")
    }

    @Test(arguments: [
        "Martin", "e\u{301}te\u{301}", "Jean-Marie d’Été", "inter\u{AD}communal", "👩\u{200D}👩\u{200D}👧\u{200D}👦",
        "👩🏽\u{200D}❤️\u{200D}💋\u{200D}👨🏿", "🏳️\u{200D}🌈", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        // Persian, Hindi, Sinhalese: another letter, or none, without the sign.
        "می\u{200C}خواهم", "क्\u{200D}ष", "ශ්\u{200D}රී", "한국어", "दुर्ग", "A\u{A0}B", "",
    ])
    func `what joins faces and letters stays`(typed: String) {
        #expect(typed.asLine.unicodeScalars.elementsEqual(typed.unicodeScalars), "\(typed.asLine.unicodeScalars)")
        #expect(typed.asLine.asLine == typed.asLine)
    }
}
