import Testing

@testable import Web

struct EscapingTests {
    private static let hostile = "\"'<>& \"\u{301}<\u{301}script>"

    @Test func `what stands in the source is markup, what is interpolated is text`() {
        let html: HTML = "<p title=\"\(Self.hostile)\">\(Self.hostile)</p>"
        let escaped = "&quot;&#39;&lt;&gt;&amp; &quot;\u{301}&lt;\u{301}script&gt;"
        #expect(html.bytes == Array("<p title=\"\(escaped)\">\(escaped)</p>".utf8))
    }

    @Test func `a quote that carries an accent is still a quote`() {
        let html: HTML = "\("\"\u{301}")"
        #expect(html.bytes == Array("&quot;\u{301}".utf8))
    }

    @Test func `a piece of markup is found wherever it stands, and nowhere else`() {
        let html: HTML = "<main role=\"alert\" role=\"alert\" tabindex=\"-1\">aab\("<")</main>"
        #expect(html.contains("<main") && html.contains("</main>") && html.contains("role=\"alert\" tabindex=\"-1\""))
        #expect(html.contains("aab&lt;") && html.contains("b") && html.contains(">aab"))
        #expect(!html.contains("aaab") && !html.contains("tabindex=\"-2\"") && !html.contains("</main>x"))
        let empty: HTML = ""
        #expect(!html.contains("") && !empty.contains("a"))
    }

    @Test func `markup inside markup stays`() {
        let part: HTML = "<b>\("<")</b>"
        let absent: HTML? = nil
        let html: HTML = "\(part)\(absent)\([part, part])\(3)"
        #expect(html.bytes == Array("<b>&lt;</b><b>&lt;</b><b>&lt;</b>3".utf8))
    }

    @Test(arguments: [
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", "#"), (" https://example.org", "#"), ("data:text/html,x", "#"), ("//evil.example", "#"),
        ("https:evil", "#"), ("", "#"),
    ])
    func `an address that people typed leads to the web or nowhere`(typed: String, shown: String) {
        let html: HTML = "\(url: typed)"
        #expect(html.bytes == Array(shown.utf8))
    }

    @Test func `nothing in structured data closes its element`() {
        let html: HTML = "<script>\(json: #"{"a":"</script><!--"}"#)</script>"
        #expect(html.bytes == Array(#"<script>{"a":"\u003c/script>\u003c!--"}</script>"#.utf8))
    }
}
