import Assembly
import Foundation
import Storage
import StorageTesting
import Testing
import World

struct PersonalDataTests {
    @Test func `every table declares what it holds of a person, once`() throws {
        let schema = try Schema.ofTheHouse(without: ".postgres.sql")
        #expect(schema.tables.count > 40)
        #expect(HoldingRules(schema: schema, holdings: Register.holdings).problems == [])
    }

    @Test(arguments: Engine.available)
    func `the tables that were read from the migrations are those of the database`(engine: Engine) async throws {
        let other = engine == .sqlite ? ".postgres.sql" : ".sqlite.sql"
        var schema = try Schema.ofTheHouse(without: other).tables.mapValues { Set($0.columns) }
        if engine == .sqlite { schema["public_version"] = nil }
        #expect(try await Self.tables(of: engine.database()) == schema)
    }

    @Test func `the page for the data protection officer is up to date: bin/personal-data writes it`() throws {
        let path = World.root + "/docs/personal-data.md"
        let text = PersonalDataDocument(chapters: Register.chapters).text
        if ProcessInfo.processInfo.environment["RALLYNOV_WRITE_PERSONAL_DATA"] != nil {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    private static func tables(of database: any Database) async throws -> [String: Set<String>] {
        try await database.read { connection in
            let rows =
                switch connection.dialect {
                case .sqlite:
                    try connection.rows(
                        """
                        SELECT tables.name AS of_table, columns.name AS of_column FROM sqlite_master AS tables
                        JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%'
                        """)
                case .postgres:
                    try connection.rows(
                        """
                        SELECT CAST(table_name AS TEXT) AS of_table, CAST(column_name AS TEXT) AS of_column
                        FROM information_schema.columns WHERE table_schema = 'public'
                        """)
                }
            return try rows.reduce(into: [:]) { $0[try $1["of_table"], default: []].insert(try $1["of_column"]) }
        }
    }
}

struct HoldingRulesTests {
    private static let tables = """
        CREATE TABLE person (id TEXT PRIMARY KEY, email TEXT NOT NULL);
        CREATE TABLE note (
            id     TEXT PRIMARY KEY,
            -- Not a column: REFERENCES person (id),
            person TEXT REFERENCES person (id) ON DELETE SET NULL,
            kind   TEXT NOT NULL DEFAULT 'a, b' CHECK (kind IN ('a, b', 'c')),
            UNIQUE (person, kind)
        );
        CREATE TABLE place (id TEXT PRIMARY KEY, name TEXT NOT NULL);
        """

    private static let person = holding("person", [.key, .contact], .pseudonymised(["email"]))
    private static let note = holding("note", [.key, .writing], .emptied(["kind"]))
    private static let place = Holding(
        nothingIn: "place", "A place.", nextEdition: .shared, archive: .whole, impersonal: ["name"])

    private static func holding(
        _ table: String, _ kinds: Set<Holding.Kind>, _ erasure: Holding.Erasure,
        term: Holding.Term = .days(1, after: .end, by: .program)
    ) -> Holding {
        Holding(
            table, "A row.", of: .init(kinds, purpose: "To try.", term: term, export: .given, erasure: erasure),
            nextEdition: .shared, archive: .none)
    }

    private static func nothing(_ table: String, impersonal: Set<String> = []) -> Holding {
        Holding(nothingIn: table, "A row.", nextEdition: .shared, archive: .none, impersonal: impersonal)
    }

    private func problems(_ holdings: [Holding], after script: String = "") -> [String] {
        var schema = Schema()
        schema.run(Self.tables + script)
        return HoldingRules(schema: schema, holdings: holdings).problems
    }

    @Test func `what is declared as it is has no fault`() {
        #expect(problems([Self.person, Self.note, Self.place]) == [])
    }

    @Test(arguments: [
        ([person, note], "place: no module declares what it holds of a person"),
        ([person, note, place, place], "place: declared 2 times"),
        ([person, note, place, nothing("plac")], "plac: there is no such table"),
        (
            [person, nothing("note"), place],
            "note: «person» is a person's, and the table is said to hold nothing of any"
        ),
        (
            [person, note, nothing("place")],
            "place: «name» is a person's, and the table is said to hold nothing of any"
        ),
        (
            [nothing("person"), note, place],
            "person: «email» is a person's, and the table is said to hold nothing of any"
        ),
        ([person, note, nothing("place", impersonal: ["name", "id"])], "place: «id» need not be called impersonal"),
        (
            [person, holding("note", [.writing], .deleted), place],
            "note: it points to people, and is not said to hold their keys"
        ),
        ([holding("person", [], .deleted), note, place], "person: it is not said what of a person it holds"),
        (
            [person, holding("note", [.key], .emptied(["words"])), place],
            "note: there is no column «words» to be emptied"
        ),
        (
            [person, holding("note", [.key], .deleted, term: .asLongAs("book")), place],
            "note: there is no table «book» whose term is its own"
        ),
    ])
    func `a fault is named`(holdings: [Holding], problem: String) {
        #expect(problems(holdings) == [problem])
    }

    @Test(arguments: [
        ("ALTER TABLE place RENAME TO town;", ["town: no module declares", "place: there is no such table"]),
        ("DROP TABLE place;", ["place: there is no such table"]),
        ("CREATE TABLE IF NOT EXISTS town (id TEXT);", ["town: no module declares"]),
        ("CREATE VIRTUAL TABLE town USING fts5 (words);", ["town: no module declares"]),
        ("ALTER TABLE place ADD COLUMN contact_phone TEXT;", ["place: «contact_phone» is"]),
        ("ALTER TABLE place ADD COLUMN warden TEXT REFERENCES person (id);", ["place: «warden» is"]),
        ("ALTER TABLE place RENAME COLUMN name TO label;", ["place: «name» need not"]),
        ("ALTER TABLE note DROP COLUMN kind;", ["note: there is no column «kind»"]),
    ])
    func `a later step is read as well`(script: String, problems: [String]) {
        let found = self.problems([Self.person, Self.note, Self.place], after: script)
        #expect(found.count == problems.count, "\(found)")
        for problem in problems { #expect(found.contains { $0.hasPrefix(problem) }, "\(found)") }
    }
}
