import Testing

@testable import Accounts

struct DeviceTests {
    private static let gecko = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    private static let webkit = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36"
    private static let iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"

    @Test(arguments: [
        (gecko, "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) \(webkit)", "Chrome, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) \(webkit) Edg/128.0.0.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) \(webkit) OPR/83.0", "Opera, Android"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) \(webkit)", "Chrome, ChromeOS"),
        ("\(iPhone) (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("\(iPhone) (KHTML, like Gecko) CriOS/128.0 Mobile/15E148 Safari/604.1", "Chrome, iPhone"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) \(webkit.replacing("Chrome/128.0.0.0 ", with: ""))",
            "Safari, macOS"
        ),
        ("curl/8.9.1", ""), ("", ""), ("Linux", "Linux"),
    ])
    func `a device is told by its browser and its system`(agent: String, words: String) {
        #expect(Device(userAgent: agent).description == words)
    }

    @Test func `nothing that a browser wrote itself is kept`() {
        let hostile = "<script>Firefox/</script> awa@example.org " + String(repeating: "Linux ", count: 100_000)
        #expect(Device(userAgent: hostile).description == "Firefox, Linux")
        // What stands far behind is not even looked at.
        #expect(Device(userAgent: String(repeating: "x", count: 500) + Self.gecko) == .unknown)
    }
}
