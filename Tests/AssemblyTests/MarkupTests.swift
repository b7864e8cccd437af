import Identifiers
import StorageTesting
import Testing
import Web
import WebTesting
import World

/// What whoever hears a page goes by: tables, lists, fields, pictures and places with their names (RGAA 1.1, 2.1, 5.4, 5.6, 9.2,
/// 11.1, 12.6).
struct MarkupTests {
    @Test(arguments: [Somebody.mireille, .julien, .sabine, .awa, .genevieve, .coralie, .romain, .helene])
    func `each table, place, field and picture of each page has its name`(somebody: Somebody) async throws {
        let world = try await World.furnished(.sqlite)
        let visitor = world.visitor(somebody)
        var seen = 0
        for (_, path) in world.readableRoutes {
            for prefix in ["", "/en"] {
                let page = try await visitor.get(prefix + path)
                guard page.status == .ok, page.html.contains("<main") else { continue }
                seen += 1
                #expect(Markup(page.html).faults == [], "\(prefix)\(path)")
            }
        }
        #expect(seen > 20)
    }

    @Test(arguments: [Somebody.mireille, .julien, .sabine, .awa, .genevieve, .coralie, .romain])
    func `RGAA 8.6: no two pages have one title, and none has that of the site alone`(somebody: Somebody) async throws {
        let world = try await World.furnished(.sqlite)
        let visitor = world.visitor(somebody)
        for prefix in ["", "/en"] {
            var known: [String: (path: String, main: String)] = [:]
            for (_, path) in world.readableRoutes {
                let page = try await visitor.get(prefix + path)
                guard page.status == .ok, page.html.contains("<main"), let title = page.title else { continue }
                let main = page.html.components(separatedBy: "<main")[1].components(separatedBy: "</main>")[0]
                #expect(title.split(separator: " ").count > 2, "\(path): \(title)")
                // One page may stand at two addresses.
                if let other = known[title], other.main != main {
                    Issue.record("\(prefix)\(path) and \(other.path) are both called «\(title)»")
                }
                known[title] = (path, main)
            }
            #expect(known.count > 10)
        }
    }

    @Test
    func `RGAA 8.6, 11.10: a form that comes back says so in its title, and has the focus on what stands against it`()
        async throws
    {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        for (prefix, word) in [("", "Erreur : "), ("/en", "Error: ")] {
            let path = prefix + "/agence/partenaires/nouveau"
            let form = try await mireille.get(path)
            #expect(form.title?.hasPrefix(word) == false)
            let refused = try await mireille.submit(prefix + "/agence/partenaires", on: form, ["name_fr": ""])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.title?.replacing("\u{A0}", with: " ").hasPrefix(word) == true, "\(refused.title ?? "")")
            #expect(refused.html.ranges(of: "autofocus").count == 1 && refused.lostFaults == [])
        }
    }

    @Test func `what was just done has the focus, so that it is heard first`() async throws {
        let julien = try await World().visitor(.julien)
        let form = try await julien.get("/mon-compte")
        let saved = try await julien.follow(julien.submit("/mon-compte", on: form, ["name": "Julien Martin"]))
        #expect(saved.html.contains("<div class=\"notice ok\" role=\"status\" tabindex=\"-1\" autofocus>"))
        #expect(!form.html.contains("autofocus"))
    }

    @Test func `pages of a list are a list in a navigation of their own`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            for number in 0..<60 {
                let name = "Organisation \(number)"
                try connection.run(
                    """
                    INSERT INTO organisation (id, name, name_key, department, created_at)
                    VALUES (\(World.key("0b05", number + 1) as Identifier<MarkupTests>), \(name), \(name.lowercased()), '25',
                        \(World.monday))
                    """)
            }
        }
        let page = try await world.visitor(.mireille).get("/agence/organisations?page=2").html
        #expect(page.contains(/<nav class="pager" aria-label="[^"]+"><ul><li><a rel="prev"/))
        #expect(page.contains(/<li><span aria-current="page">Page 2 sur 2<\/span><\/li>/))
    }

    @Test(arguments: [
        ("<table><caption>A</caption><th>B</th></table>", "th"), ("<table><th scope=\"col\">B</th></table>", "table"),
        ("<div class=\"scroll\"></div>", "scroll"), ("<nav></nav>", "nav"), ("<input name=\"a\">", "input"),
        ("<svg role=\"img\"></svg>", "svg"), ("<img src=\"a\">", "img"), ("<iframe></iframe>", "iframe"),
        ("<section aria-labelledby=\"a\"></section>", "aria-labelledby"),
        ("<nav aria-label=\"A\"></nav><nav aria-label=\"A\"></nav>", "nav"),
    ]) func `what has no name is found`(html: String, fault: String) {
        #expect(Markup(html).faults.map { $0.contains(fault) } == [true])
    }

    @Test func `what has its name is not`() {
        let html = """
            <nav aria-label="A"></nav><nav aria-label="B"></nav><p id="c">C</p><label for="d">D</label><input id="d"><label><input></label>
            <div class="scroll" role="region" tabindex="0" aria-labelledby="c"><table><caption>E</caption><th scope="col">F</th></table></div>
            """
        #expect(Markup(html).faults == [])
    }
}

extension Screen {
    fileprivate var title: String? { html.firstMatch(of: /<title>([^<]*)<\/title>/).map { String($0.1) } }
}
