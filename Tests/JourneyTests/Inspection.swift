import Testing

/// Looks at each page once a width: nothing on it keeps people out, nothing must be scrolled sideways to be read.
actor Inspection {
    private var seen: Set<String> = []

    func look(at kind: String, in browser: Browser) async throws {
        guard seen.insert(kind).inserted else { return }
        #expect(try await !browser.isTooWide, "\(kind)")
        if Browser.findsFaults { #expect(try await browser.accessibilityFaults == [], "\(kind)") }
    }
}
