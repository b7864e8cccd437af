import Foundation
import Testing
import World

/// What the sources never do, so that nothing need be guarded there (docs/security.md).
struct SecurityRulesTests {
    private let sources = SourceFile.all(in: "Sources")

    @Test func `no script of the site makes code or markup of text, or hears other pages`() throws {
        let folder = World.root + "/Site/script"
        let scripts = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".js") }
        #expect(scripts.count > 5)
        let never: Regex<Substring> =
            /\b(?:eval|Function)\(|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcdoc|postMessage|"message"|__proto__/
        for script in scripts {
            let text = try String(contentsOfFile: "\(folder)/\(script)", encoding: .utf8)
            for match in text.matches(of: never) { Issue.record("\(script): \(match.0)") }
        }
    }

    @Test func `the program speaks with others by mail and by its stores alone`() {
        let never: Regex<Substring> = /\b(?:URLSession|HTTPClient|FoundationNetworking)\b|contentsOf: URL\(string/
        for source in sources {
            #expect(!source.text.contains(never), "\(source.path)")
            let mayConnect = ["Mail", "Media"].contains(source.module)
            #expect(!source.text.contains("curl_easy_init(") || mayConnect, "\(source.path)")
        }
    }

    @Test func `no other program is run but those of PostgreSQL, whose arguments stand apart`() {
        let runs = sources.filter { $0.text.contains(/\bProcess\(\)|\b(?:popen|system|execve?|posix_spawn)\(/) }
        #expect(runs.map(\.path) == ["Sources/PostgresEngine/PostgresTool.swift"])
        for source in sources { #expect(!source.text.contains("\"/bin/sh\""), "\(source.path)") }
    }

    @Test func `no pattern and no format is made while the program runs`() {
        let never: Regex<Substring> = /\bNSRegularExpression\b|\bRegex\(|\bNSPredicate\b|\(format: [^"]/
        for source in sources { #expect(!source.text.contains(never), "\(source.path)") }
    }

    @Test func `neither XML nor objects of another program's making are read`() {
        let never: Regex<Substring> = /\b(?:XMLParser|XMLDocument|FoundationXML|NSKeyedUnarchiver|NSUnarchiver)\b/
        for source in sources { #expect(!source.text.contains(never), "\(source.path)") }
    }

    @Test func `no secret comes from a generator that can be guessed, or behind a digest that is broken`() {
        let seeded = Set(Modules.cores)
        for source in sources where !seeded.contains(source.module) {
            #expect(!source.text.contains(/\b(?:rand|random|drand48|srand|arc4random)\(\)/), "\(source.path)")
            #expect(!source.text.contains(/\bInsecure\.MD5\b/), "\(source.path)")
            // Its chance is told beforehand, so that a draw can be made again.
            #expect(!source.imports.contains("Seeds") || source.module == "Analysis", "\(source.path)")
        }
    }

    @Test func `nothing that opens something stands in the project`() throws {
        let held = ["packaging", "Sources", "docs", "bin", "Site"].flatMap(Self.texts)
        #expect(held.count > 500)
        let secret: Regex<Substring> =
            /-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}\b|(?i:\bpassword ?= ?"[^"\\ ]{6,}")/
        for (path, text) in held { #expect(!text.contains(secret), "\(path)") }
    }

    private static func texts(in folder: String) -> [(path: String, text: String)] {
        let found = FileManager.default.enumerator(atPath: "\(World.root)/\(folder)")
        let files = found?.compactMap { $0 as? String } ?? []
        return files.compactMap { file in
            guard let text = try? String(contentsOfFile: "\(World.root)/\(folder)/\(file)", encoding: .utf8) else {
                return nil
            }
            return ("\(folder)/\(file)", text)
        }
    }
}
