import Foundation
import Testing
import World

/// What comes out of the printer, as far as the style sheet says it.
struct PrintTests {
    @Test func `paper has no way to go on, no heading alone at the foot, and the number of its page`() throws {
        let style = try String(contentsOfFile: World.root + "/Site/style/print.css", encoding: .utf8)
        let hidden = try #require(style.split(separator: "\n").first { $0.hasSuffix("display: none !important }") })
        for way in [".foot", ".btn", "nav", ".go", ".band a", "p.row > :is(a, form, button)", ".on-screen"] {
            #expect(hidden.contains(way), "\(way)")
        }
        let kept = try #require(style.split(separator: "\n").first { $0.contains("break-after: avoid") })
        let heads = ["h1", "h2", "h3", "h4", "dt", "caption", "legend", "thead", "summary", "p:has(> .prize)"]
        for head in heads { #expect(kept.contains(head), "\(head)") }
        #expect(style.contains(".receipt, .notice { break-inside: avoid }") && style.contains("counter(page)"))
    }
}
