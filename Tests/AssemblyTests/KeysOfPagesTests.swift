import StorageTesting
import Testing
import WebTesting
import World

/// Markup that programs can trust: a key is one thing's, an attribute stands once, a label leads to its control (RGAA 8.2, 11.1).
struct KeysOfPagesTests {
    @Test(arguments: [Somebody.mireille, .julien, .sabine, .awa, .genevieve, .coralie, .romain, .helene])
    func `RGAA 8.2: on each page a key is one thing's, and each label leads to a control`(somebody: Somebody)
        async throws
    {
        let world = try await World.furnished(.sqlite)
        let visitor = world.visitor(somebody)
        var seen = 0
        for (_, path) in world.readableRoutes {
            let page = try await visitor.get(path)
            guard page.status == .ok, page.html.contains("<main") else { continue }
            seen += 1
            #expect(Keys(page.html).faults == [], "\(path)")
        }
        #expect(seen > 10)
    }

    @Test(arguments: [
        ("<p id=\"a\"></p><b id=\"a\"></b>", ["two things are «a»"]),
        ("<label for=\"a\">A</label><input id=\"b\">", ["a label is for «a», which is not there"]),
        ("<input name=\"a\" name=\"b\">", ["<input name=\"a\" name=\"b\"> has «name» twice"]),
        ("<label for=\"a\">A</label><input id=\"a\" name=\"a\">", [String]()),
    ])
    func `a key of two things, a label of none and an attribute that stands twice are found`(
        html: String, faults: [String]
    ) {
        #expect(Keys(html).faults == faults)
    }

    private struct Keys {
        let faults: [String]

        init(_ html: String) {
            let keys = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
            let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
            let labels = html.matches(of: /<label[^>]*\sfor="([^"]*)"/).map { String($0.1) }
            let lost = Set(labels).subtracting(keys).sorted()
            faults =
                twice.map { "two things are «\($0)»" } + lost.map { "a label is for «\($0)», which is not there" }
                + html.matches(of: /<[a-z][^<>]*>/).flatMap { Self.doubled(in: String($0.0)) }
        }

        private static func doubled(in tag: String) -> [String] {
            let names = tag.matches(of: /\s([a-z-]+)="[^"]*"/).map { String($0.1) }
            return Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted().map {
                "\(tag) has «\($0)» twice"
            }
        }
    }
}
