import Foundation
import Testing
import Web
import World

struct HouseRulesTests {
    private let sources = SourceFile.all(in: "Sources")
    private static let features = Modules.features

    @Test func `there are sources to look at`() {
        #expect(sources.count > 50)
    }

    @Test func `every module of the sources has its place in the house, and every place its module`() {
        let placed = Modules.all
        #expect(Set(placed).count == placed.count, "a module has two places")
        #expect(Set(placed) == Modules.found, "\(Set(placed).symmetricDifference(Modules.found))")
    }

    @Test func `a feature never imports a higher one, and the kernel none`() {
        for source in sources {
            let rank = Self.features.firstIndex(of: source.module)
            let isKernel = (Modules.kernel + Modules.engines).contains(source.module)
            guard rank != nil || isKernel else { continue }
            let forbidden =
                isKernel ? Self.features + ["Assembly"] : Array(Self.features[(rank! + 1)...]) + ["Assembly"]
            #expect(source.imports.isDisjoint(with: forbidden), "\(source.path)")
        }
    }

    @Test func `the analysis is pure: each core could be taken alone, with its seeds`() {
        for source in sources where Modules.cores.contains(source.module) {
            #expect(source.imports.isSubset(of: ["CStemmer", "Crypto", "Foundation", "Seeds"]), "\(source.path)")
        }
    }

    @Test func `features know neither the HTTP library nor an engine`() {
        for source in sources where Self.features.contains(source.module) {
            let forbidden: Set = [
                "Hummingbird", "HTTPTypes", "NIOCore", "GRDB", "SQLiteEngine", "PostgresEngine", "CPostgres",
            ]
            #expect(source.imports.isDisjoint(with: forbidden), "\(source.path)")
        }
    }

    @Test func `only stores and commands of a feature speak SQL`() {
        for source in sources where Self.features.contains(source.module) {
            let speaks = source.text.contains(/\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b/)
            let may = ["Store.swift", "Rights.swift", "Correspondence.swift", "Import.swift", "Reader.swift"].contains {
                source.name.hasSuffix($0)
            }
            #expect(!speaks || may, "\(source.path)")
        }
    }

    @Test func `an act of the journal is a word, and no two are the same`() {
        let acts = sources.flatMap { source in
            source.text.matches(of: /\bAct\("([^"]*)"\)/).map { (String($0.1), source.path) }
        }
        #expect(acts.count > 15)
        for (act, path) in acts where act.wholeMatch(of: /[a-z]+(-[a-z]+)*/) == nil {
            Issue.record("\(path): «\(act)» is no word")
        }
        for (act, same) in Dictionary(grouping: acts, by: \.0) where same.count > 1 {
            Issue.record("«\(act)» is said twice: \(same.map(\.1))")
        }
    }

    @Test func `views import no store and no database`() {
        for source in sources where source.name.hasSuffix("Views.swift") {
            #expect(!source.imports.contains("Storage"), "\(source.path)")
        }
    }

    @Test func `the address of a thing is said once, in the Addresses.swift of its module`() {
        let literal = /"\/(?:agence|jury|dossiers|initiatives|editions)\/[^"?\n]*\\\(/
        for source in sources where source.name != "Addresses.swift" {
            for match in source.text.matches(of: literal) { Issue.record("\(source.path): \(match.0)") }
        }
    }

    @Test func `no source stops the program, forces a cast or leaves work undone`() {
        let constructs: [Regex<Substring>] = [
            /\bfatalError\(/, /\bpreconditionFailure\(/, /\btry!/, /\bas!/, /\bTODO\b/, /\bFIXME\b/,
            /@unchecked Sendable/,
            /nonisolated\(unsafe\)/, /\bprint\(/,
        ]
        for source in sources where source.module != "rallynov" {
            for construct in constructs {
                #expect(!source.text.contains(construct), "\(source.path)")
            }
        }
    }

    @Test func `no drawer takes in what has no place`() {
        for source in sources {
            #expect(!source.name.contains(/Utils|Utilities|Helper|Extensions|Manager|Misc|Common/), "\(source.path)")
        }
    }

    @Test func `no path of a machine stands in the project`() {
        for source in sources + SourceFile.all(in: "Tests") where source.name != "HouseRulesTests.swift" {
            #expect(!source.text.contains(/"\/(home|root|Users|work)\//), "\(source.path)")
        }
    }

    @Test func `every route declares who may ask, and few are open even while the site is private`() async throws {
        let entries = try await World().house.site.entries
        #expect(entries.count > 1)
        let open = Set(entries.filter { $0.policy == .always }.map(\.path))
        let expected: Set = [
            "/.well-known/security.txt", "/readyz", "/connexion", "/connexion/:token", "/deconnexion",
            "/second-facteur", "/second-facteur/application", "/second-facteur/application/code",
            "/second-facteur/cle", "/second-facteur/cle/question", "/second-facteur/cles",
            "/second-facteur/cles/question", "/second-facteur/confirmation", "/second-facteur/secours",
        ]
        #expect(open.isSubset(of: expected), "\(open.subtracting(expected))")
    }

    @Test func `a route that writes is never open to a GET of the same name by mistake`() async throws {
        let entries = try await World().house.site.entries
        let pairs = entries.map { "\($0.method) \($0.path)" }
        #expect(Set(pairs).count == pairs.count, "a route is declared twice")
    }
}
