import Foundation
import Testing
import World

/// What the markup of every page and the scripts and styles keep to, whoever writes the next one (docs/audit/rgaa.csv).
struct MarkupRulesTests {
    /// Mail has a markup of its own.
    private let views = SourceFile.all(in: "Sources").filter { $0.module != "Mail" }

    @Test func `each table has its caption first, and each head says what it heads`() {
        expect(/<table\b[^>]*>(?:\s|\\\n)*(?:<caption)?/, atLeast: 25) { $0.hasSuffix("<caption") }
        expect(/<th\b[^>]*>/, atLeast: 100) { $0.contains("scope=") }
        expect(/<table\b[^>]*>/, atLeast: 25) { !$0.contains("role=") }
    }

    @Test func `each drawing is hidden or has a name, each picture says what it shows, and nothing plays`() {
        expect(/<svg\b[^>]*/, atLeast: 5) { $0.contains(/aria-hidden=\\?"true|role=\\?"img/) }
        expect(/<img\b[^>]*/, atLeast: 2) { $0.contains("alt=\"\\(") }
        expect(/<(?:area|object|embed|canvas|video|audio|map|applet)\b/, atLeast: 0) { _ in false }
    }

    @Test func `markup that stands or not, in the midst of markup, says that it is markup`() {
        // Without it the compiler takes both for texts, and the page shows the markup's signs.
        expect(/\\\([^"\n]*\? (?:nil|"") : "[^<"\n]*<[^\n]*/, atLeast: 5) { $0.contains("as HTML") }
    }

    @Test func `each script that a page asks for is there`() {
        expect(/script\("[^"]*"\)|assets\.path\("[^"]*\.js"\)/, atLeast: 10) { asked in
            let name = asked.split(separator: "\"")[1]
            return FileManager.default.fileExists(atPath: "\(World.root)/Site/script/\(name)")
        }
    }

    @Test func `each frame has its title`() {
        expect(/<iframe\b[^>]*>/, atLeast: 1) { $0.contains(" title=\"") }
    }

    @Test func `each group of fields says what it is first`() {
        expect(/<fieldset\b[^>]*>(?:\s|\\\n)*(?:<legend|\\\(legend)?/, atLeast: 15) { $0.contains("legend") }
    }

    @Test func `nothing stands in another order for the keyboard, and no single key does anything unasked`() {
        expect(/tabindex=\\?"[^"\\]*/, atLeast: 20) { $0.hasSuffix("\"0") || $0.hasSuffix("\"-1") }
        expect(/accesskey|\bon(?:click|change|focus|key\w+|mouse\w+)=/, atLeast: 0) { _ in false }
    }

    @Test func `a window opens on a press alone, and its link says so`() throws {
        let openers = views.filter { $0.text.contains("_blank") }
        #expect(openers.count > 1)
        for opener in openers { #expect(opener.text.contains(/another window|new tab/), "\(opener.path)") }
        try eachFile(in: "script", ".js") { name, text in #expect(!text.contains("window.open"), "\(name)") }
    }

    @Test func `markup says what things are, styles how they look`() {
        expect(/<(?:font|center|big|strike|tt|u|marquee|blink|basefont)\b/, atLeast: 0) { _ in false }
        expect(/[^-\w]style=\\?"/, atLeast: 0) { _ in false }
    }

    @Test func `nothing moves, sounds or ends by itself, or asks for a device to be turned or shaken`() throws {
        let moving = /setInterval|requestAnimationFrame|devicemotion|deviceorientation|touchstart|gesture/
        try eachFile(in: "script", ".js") { name, text in #expect(!text.contains(moving), "\(name)") }
        let restless = /@keyframes|animation|\(orientation:|text-align: justify|user-select: none/
        try eachFile(in: "style", ".css") { name, text in #expect(!text.contains(restless), "\(name)") }
        expect(/http-equiv="refresh"/, atLeast: 0) { _ in false }
    }

    @Test func `each script and drawing that a page names is a file of the site`() {
        let named = views.flatMap { view in
            view.text.matches(of: /\b(?:script|assetPath|assets\.path)\("([^"\\]+)"/).map { String($0.1) }
        }
        // The styles are served as one.
        let names = Set(named).subtracting(["site.css"])
        #expect(names.count > 8)
        for name in names {
            let places = ["script", "image"].map { "\(World.root)/Site/\($0)/\(name)" }
            #expect(places.contains { FileManager.default.fileExists(atPath: $0) }, "\(name)")
        }
    }

    @Test func `a picture is as wide as its column at most, whatever it was made for`() throws {
        var isHeld = false
        try eachFile(in: "style", ".css") { _, text in
            isHeld = isHeld || text.contains(/\nimg \{ max-inline-size: 100%; block-size: auto \}/)
            for rule in text.matches(of: /\bimg\b[^{}]*\{[^}]*[;{ ]inline-size: (?!100%|min\(100%|auto)/) {
                Issue.record("a picture has a width of its own: \(rule.0)")
            }
        }
        #expect(isHeld)
    }

    private func expect(_ pattern: Regex<Substring>, atLeast least: Int, _ isRight: (Substring) -> Bool) {
        var found = 0
        for view in views {
            for match in view.text.matches(of: pattern) {
                found += 1
                #expect(isRight(match.0), "\(view.path): \(match.0)")
            }
        }
        #expect(found >= least, "there is nothing to look at")
    }

    private func eachFile(in folder: String, _ suffix: String, _ look: (String, String) -> Void) throws {
        let path = "\(World.root)/Site/\(folder)"
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(suffix) }
        #expect(names.count > 5)
        for name in names { look(name, try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) }
    }
}
