import Campaigns
import Foundation
import StorageTesting
import Testing
import WebTesting
import World

@testable import Assembly

/// The accessibility statement and the foot of each page say what the reading of the criteria found, and nothing else.
struct AccessStatementTests {
    private static let audit = World.root + "/docs/audit/rgaa.csv"

    @Test(.enabled(if: FileManager.default.fileExists(atPath: audit), "nobody has read the criteria yet"))
    func `the result is that of docs/audit/rgaa.csv: bin/accessibility writes it`() throws {
        let rows = Self.rows(of: try String(contentsOfFile: Self.audit, encoding: .utf8))
        let head = try #require(rows.first)
        let columns = try ["criterion", "state", "date"].map { try #require(head.firstIndex(of: $0)) }
        let lines = rows.dropFirst().filter { $0.count == head.count }
        #expect(lines.count == rows.count - 1 && lines.count == 106)
        func numbers(_ state: String) -> Set<String> {
            Set(lines.filter { $0[columns[1]] == state }.map { $0[columns[0]] })
        }
        let conformity = try HouseFiles(root: World.root).conformity
        #expect(conformity.holding == numbers("holds").count)
        #expect(conformity.notApplicable == numbers("not-applicable").count)
        #expect(Set(conformity.failing) == numbers("fails"))
        #expect(conformity.day?.description == lines.map { $0[columns[2]] }.max())
    }

    @Test func `the statement says state, results, what fails, tests, contact and recourse, in both languages`()
        async throws
    {
        let world = try await World()
        let conformity = try HouseFiles(root: World.root).conformity
        for (path, words) in [
            ("/accessibilite", ["État de conformité", "Résultats", "Taux de conformité", "Défenseur des droits"]),
            ("/en/accessibilite", ["State of conformity", "Results", "Share that holds", "Défenseur des droits"]),
        ] {
            let page = try await world.stranger.get(path)
            #expect(page.status == .ok)
            for word in words { #expect(page.text.contains(word), "\(path): \(word)") }
            for criterion in conformity.failing { #expect(page.text.contains(" \(criterion), "), "\(criterion)") }
            #expect(page.text.contains("agence@example.org") && page.text.contains("Texte de accessibility."))
        }
    }

    @Test func `the foot of each page says the state in the words of the law`() async throws {
        let world = try await World()
        let states: [Conformity.State: (String, String)] = [
            .total: ("totalement conforme", "totally conformant"),
            .partial: ("partiellement conforme", "partially conformant"),
            .none: ("non conforme", "not conformant"),
        ]
        let state = try HouseFiles(root: World.root).conformity.state
        let (french, english) = try #require(states[state])
        for path in ["/", "/catalogue", "/connexion", "/accessibilite"] {
            #expect(try await world.stranger.get(path).text.contains("Accessibilité : \(french)"), "\(path)")
        }
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains(french))
        #expect(try await world.stranger.get("/en/catalogue").text.contains("Accessibility: \(english)"))
    }

    @Test(arguments: Engine.available)
    func `what the agency adds is said once it is written, and asked of whoever may write it`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { try $0.run("DELETE FROM page_text WHERE name = 'accessibility'") }
        for (path, foot) in [
            ("/", "Accessibilité : déclaration en cours"), ("/en/catalogue", "Accessibility: statement being prepared"),
        ] { #expect(try await world.stranger.get(path).text.contains(foot), "\(path)") }
        #expect(try await !world.stranger.get("/accessibilite").text.contains("totalement conforme"))
        let (stranger, words) = (try await world.stranger.get("/accessibilite"), "Ce que l’agence ajoute")
        #expect(stranger.text.contains("État de conformité") && !stranger.text.contains(words))
        let writer = try await world.visitor(.mireille).get("/accessibilite")
        #expect(writer.text.contains(words) && writer.html.contains("href=\"/agence/textes/accessibility\""))
    }

    /// The cells of a CSV file, quoted or not.
    private static func rows(of text: String) -> [[String]] {
        var (rows, cell, isQuoted) = ([[String]](), "", false)
        var row: [String] = []
        for sign in text.replacing("\r\n", with: "\n") {
            switch sign {
            case "\"": isQuoted.toggle()
            case ",", "\n":
                guard !isQuoted else { cell.append(sign); continue }
                row.append(cell)
                cell = ""
                if sign == "\n" { (rows, row) = (rows + [row], []) }
            default: cell.append(sign)
            }
        }
        return rows
    }
}
