import Foundation
import Testing
import Web
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// What others read of answers of every kind: the jury, the export.
struct ToldAnswerTests {
    private static let asked = "/dossiers/\(World.ovens)/parties/demande"

    private static func world() async throws -> World {
        try await AskedForm.world(
            asking: """
                          - {id: inside, kind: tick, label: {fr: Interne}, jury: false}
                          - {id: told, kind: text, limit: 100, label: {fr: Raconté}, when: [{field: inside, test: answered}]}
                          - {id: quiet, kind: text, limit: 100, label: {fr: Tu}, when: [{field: inside, test: unanswered}]}
                          - {id: paid, kind: money, label: {fr: Montant}}
                          - {id: day, kind: date, label: {fr: Jour}}
                          - {id: partners, kind: block, row: {fr: Partenaire}, label: {fr: Avec}, cells: [{id: name, kind: line, limit: 90, label: {fr: Nom}}]}
                          - {id: note, kind: explanation, label: {fr: À savoir}}
                """)
    }

    private static func fill(_ world: World) async throws {
        let romain = world.visitor(.romain)
        let page = try await romain.get(asked)
        _ = try await romain.submit(asked, on: page, ["quiet": "Gardé pour nous"])
        let typed: KeyValuePairs = [
            "inside": "on", "told": "Dit au jury", "paid": "1250,5", "day": "1er juin 2012", "partners.0.name": "=1+1",
        ]
        _ = try await romain.submit(asked, on: try await romain.get(asked), typed)
    }

    @Test func `the jury reads what a question that it does not read has brought up, and not what it has left out`()
        async throws
    {
        let world = try await Self.world()
        try await Self.fill(world)
        let file = try await world.database.read { try SubmissionStore.findForJury(World.ovens, in: $0) }
        let read = try #require(file)
        #expect(read.shownAnswers.text("told") == "Dit au jury")
        #expect(read.saved["inside"] == nil && read.saved["quiet"] == nil)
        #expect(read.unasked == ["quiet"])
        // Their author still has it.
        let own = try await world.visitor(.romain).get(Self.asked).html
        #expect(own.contains("Gardé pour nous</textarea>"))
    }

    @Test func `the export says what was answered in figures and days, and what was not asked`() async throws {
        let world = try await Self.world()
        try await Self.fill(world)
        let csv = try await world.visitor(.julien).get("/agence/editions/2014/dossiers.csv").html
        #expect(csv.contains("Raconté") && csv.contains("Avec") && !csv.contains("À savoir"))
        for words in ["Dit au jury", "1250,5", "2012-06-01", "Non demandé"] { #expect(csv.contains(words), "\(words)") }
        #expect(!csv.contains("Gardé pour nous"))
        #expect(!csv.contains("\"=1+1") && !csv.contains(";=1+1"))
    }

    @Test(arguments: FormField.Kind.fresh)
    func `what nobody answered is nothing, and no yes`(kind: FormField.Kind) {
        let field = FormField(id: "f", section: "one", kind: kind, label: .init("F"))
        let reader = Reader(language: .french, phrasebook: .english)
        #expect(reader.tableText(.empty(kind), of: field, grid: nil).isEmpty)
        #expect(reader.answerWords(.empty(kind), of: field).isEmpty)
    }

    @Test func `a box that nobody ticked is no yes in the list of files`() async throws {
        let world = try await Self.world()
        try await world.database.write { connection in
            try connection.run("DELETE FROM submission_answer WHERE submission = \(World.ovens)")
        }
        let csv = { try await world.visitor(.julien).get("/agence/editions/2014/dossiers.csv?etat=draft").html }
        let before = try await csv()
        #expect(before.contains("Interne") && !before.contains("Oui"))
        try await Self.fill(world)
        #expect(try await csv().contains(";Oui;"))
    }

    @Test(arguments: ShapedAnswers.all)
    func `whatever was typed is told as text, in both languages`(field: FormField, value: AnswerValue) {
        for language in [Language.french, .english] {
            let reader = Reader(language: language, phrasebook: .english)
            let words = reader.tableText(value, of: field, grid: nil)
            #expect(!words.isEmpty)
            #expect(!"\(reader.answerWords(value, of: field))".isEmpty)
        }
    }
}

/// Of each of the newer kinds, an answer that cannot be read.
enum ShapedAnswers {
    static let hostile = "<script>alert(1)</script>"

    static let all: [(FormField, AnswerValue)] = FormField.Kind.fresh.filter { $0.isNewer && $0.isAsked }.map { kind in
        let kind = filled(kind)
        let field = FormField(id: "f", section: "one", kind: kind, label: .init("F"))
        let row = Dictionary(uniqueKeysWithValues: kind.columns.map { ($0, hostile) })
        let value: AnswerValue =
            switch AnswerValue.empty(kind) {
            case .text: .text(hostile)
            case .list: .list([hostile])
            case .rows: .rows([row])
            case .parts: .parts(row)
            }
        return (field, value)
    }

    private static func filled(_ kind: FormField.Kind) -> FormField.Kind {
        guard case .block(var block) = kind else { return kind }
        block.cells = [FormField.Cell(id: "name", kind: .line(20), label: .init("Nom"))]
        return .block(block)
    }
}
