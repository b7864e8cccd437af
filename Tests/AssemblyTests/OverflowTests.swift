import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

/// Numbers from outside that no counter of this program holds: each is refused, and the process lives.
struct OverflowTests {
    /// The greatest of 64 bits first, then those beside what 32 and 64 bits hold, and what is no number of ours.
    private static let numbers = [
        "9223372036854775807", "2147483648", "9223372036854775808", "-1", "99999999999999999999",
        "-9223372036854775808", "1e400",
    ]
    private static let readers: [Somebody?] = [.mireille, .coralie, .awa, .genevieve, nil]

    @Test(arguments: Engine.available)
    func `in every field of every form a number without bounds is refused`(engine: Engine) async throws {
        var (seen, sent): (Set<String>, Int) = ([], 0)
        for reader in Self.readers {
            let world = try await World.furnished(engine)
            for path in world.readableRoutes.map(\.path) {
                for form in try await world.visit(path, as: reader).forms {
                    guard seen.insert("\(form.path) \(form.fields.map(\.0))").inserted else { continue }
                    sent += try await send(form.path, from: path, in: world, as: reader)
                }
            }
        }
        // The forms that the world's people meet, field by field.
        #expect(seen.count > 60)
        #expect(sent > 300)
    }

    /// Each field in turn, on the page as it is once something was taken; answers how many were sent.
    private func send(_ target: String, from page: String, in world: World, as reader: Somebody?) async throws -> Int {
        guard !target.hasSuffix("/deconnexion") else { return 0 }
        var sent = 0
        func given() async throws -> [(String, String)]? {
            try await world.visit(page, as: reader).forms.first { $0.path == target }?.fields
        }
        var form = try await given() ?? []
        for field in form where field.0 != "token" {
            for odd in Self.odd(field) {
                let typed = form.map { $0.0 == field.0 ? odd : $0 }
                let answer = try await world.visitor(of: reader).post(target, typed)
                #expect(answer.status.code < 500, "\(target) \(odd): \(answer.status)")
                // Files and readings are compared answer by answer: where none differs, nothing is refused.
                if field.0 == "revision", !target.contains("/parties/"), !target.contains("/points/") {
                    #expect([404, 409, 422].contains(answer.status.code), "\(target) \(odd): \(answer.status)")
                }
                sent += 1
                // What was taken has changed the page.
                if answer.status == .seeOther { form = try await given() ?? form }
            }
        }
        return sent
    }

    /// The field with each number in the place of its own, of that at the end of its value, or of its row's, of a first row.
    private static func odd(_ field: (String, String)) -> [(String, String)] {
        let (name, value) = field
        if name.hasPrefix("revision") || Int(value) != nil { return numbers.map { (name, $0) } }
        var odd = numbers.prefix(2).map { (name, $0) }
        if let dot = value.lastIndex(where: { $0 == "." || $0 == ":" }), Int(value[value.index(after: dot)...]) != nil {
            odd += numbers.map { (name, String(value[...dot]) + $0) }
        }
        if name.contains(".0.") { odd += numbers.map { (name.replacing(".0.", with: ".\($0)."), value) } }
        return odd
    }

    @Test(arguments: Engine.available)
    func `in every address that asks for a page or a count, too`(engine: Engine) async throws {
        let world = try await World.furnished(engine)
        let names = Self.askedNames()
        #expect(names.numbers.isSuperset(of: ["page", "lecteurs", "colonnes"]))
        #expect(names.texts.isSuperset(of: ["edition", "q", "tri"]))
        for (place, number) in Self.numbers.dropLast().enumerated() {
            // A word that nothing answers to would leave no list to turn a page of: numbers are asked for by themselves.
            for asked in place < 2 ? [names.numbers, names.texts] : [names.numbers] {
                let query = Fields(asked.sorted().map { ($0, number) }).urlEncoded
                for (entry, path) in world.readableRoutes {
                    // One person is enough, who is let in: whose page it is else, the greatest number has shown to all.
                    let reader: Somebody = entry.path.hasPrefix("/jury") ? .genevieve : .mireille
                    let answer = try await world.visitor(reader).get("\(path)?\(query)")
                    #expect(answer.status.code < 500, "\(path)?\(query)")
                }
            }
        }
    }

    /// The names that the code looks for in addresses, as counts and as words: a new one is tried without a line being added.
    private static func askedNames() -> (numbers: Set<String>, texts: Set<String>) {
        var (numbers, texts): (Set<String>, Set<String>) = ([], [])
        let files = FileManager.default.enumerator(atPath: World.root + "/Sources")?.compactMap { $0 as? String } ?? []
        for file in files where file.hasSuffix(".swift") {
            let code = (try? String(contentsOfFile: "\(World.root)/Sources/\(file)", encoding: .utf8)) ?? ""
            for part in code.components(separatedBy: "query").dropFirst() {
                guard let asked = part.prefix(60).prefixMatch(of: /\.?(\w*)[(\[]"([a-z_]+)"/) else { continue }
                if asked.1 == "number" { numbers.insert(String(asked.2)) } else { texts.insert(String(asked.2)) }
            }
        }
        return (numbers, texts)
    }

    @Test(arguments: Engine.available)
    func `where a part of an address may be a number, it is that of no page`(engine: Engine) async throws {
        let world = try await World.furnished(engine)
        for entry in world.house.site.entries {
            for place in Places.parameters(of: entry.path) {
                guard let path = Places.fill(entry.path, otherwise: .here) else { continue }
                let parts = zip(entry.path.split(separator: "/"), path.split(separator: "/"))
                for number in Self.numbers.prefix(5) {
                    let odd = parts.map { $0.0.hasPrefix(":\(place)") ? Substring(number) : $0.1 }.joined(
                        separator: "/")
                    let visitor = world.visitor(.mireille)
                    let answer =
                        try await entry.method == "GET"
                        ? visitor.get("/\(odd)") : visitor.post("/\(odd)", ["token": "token-of-mireille"])
                    // A form that holds nothing may be refused before what it is about is looked for.
                    let refusals = entry.method == "GET" ? [303, 403, 404] : [303, 400, 403, 404, 422]
                    #expect(refusals.contains(answer.status.code), "\(entry.method) /\(odd): \(answer.status)")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an edition may have the greatest number as its word`(engine: Engine) async throws {
        let world = try await World.furnished(engine)
        let word = Self.numbers[0]
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET slug = \(word) WHERE id = \(World.edition2014)")
        }
        for path in world.readableRoutes.map(\.path) {
            let there = path.replacing("/2014", with: "/" + word)
            #expect(try await world.visitor(.mireille).get(there).status.code < 500, "\(there)")
        }
        #expect(try await world.visitor(.mireille).get("/agence/editions/nouvelle").status == .ok)
    }

    @Test(arguments: Engine.available)
    func `a cost that no money reaches is shown as none`(engine: Engine) async throws {
        let world = try await World.furnished(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE sheet SET content = replace(replace(content, '"min": 1, "max": 2, "unit": "Texte"',
                    '"min": 1e300, "max": 9.3e16'), '"value": 2', '"value": 1e300'), revision = revision + 1
                """)
        }
        let page = try await world.stranger.get("/initiatives/initiative-13")
        #expect(page.status == .ok)
        #expect(page.text.contains("Entre – et –"))
        for path in world.readableRoutes.map(\.path) {
            #expect(try await world.visitor(.mireille).get(path).status.code < 500, "\(path)")
        }
    }
}

extension World {
    fileprivate func visitor(of reader: Somebody?) -> Visitor { reader.map(visitor) ?? stranger }

    fileprivate func visit(_ path: String, as reader: Somebody?) async throws -> Screen {
        try await visitor(of: reader).get(path)
    }
}
