import Storage
import StorageTesting
import Testing

struct StatementTests {
    @Test func `values stay apart from the statement`() throws {
        let sql: SQL = "SELECT \("a") WHERE \(1) = \(1.5) AND \("a")"
        #expect(sql.text == "SELECT $1 WHERE $2 = $3 AND $4")
        #expect(try sql.values == [.text("a"), .integer(1), .real(1.5), .text("a")])
    }

    @Test func `a part brings its own values`() throws {
        let condition: SQL = "name = \("Lin") AND age > \(30)"
        let sql: SQL = "SELECT \(1) WHERE \(condition) LIMIT \(5)"
        #expect(sql.text == "SELECT $1 WHERE name = $2 AND age > $3 LIMIT $4")
        #expect(
            try (sql + " OFFSET \(9)").values == [.integer(1), .text("Lin"), .integer(30), .integer(5), .integer(9)])
    }

    @Test func `what is absent is written out`() throws {
        let absent: String? = nil
        let sql: SQL = "VALUES (\(absent), \(2))"
        #expect(sql.text == "VALUES (NULL, $1)")
        #expect(try sql.values == [.integer(2)])
    }

    @Test func `rows of values are joined, each with its own`() throws {
        let rows: [SQL] = ["(\(1), \("a"))", "(\(2), \("b"))"]
        let sql: SQL = "INSERT INTO t (n, s) VALUES \(SQL.joined(rows))"
        #expect(sql.text == "INSERT INTO t (n, s) VALUES ($1, $2), ($3, $4)")
        #expect(try sql.values == [.integer(1), .text("a"), .integer(2), .text("b")])
        #expect(SQL.joined([]).text.isEmpty)
    }

    @Test func `conditions are joined`() {
        #expect(SQL.all([]).text == "1 = 1")
        #expect(SQL.all(["a", "b = \(1)", "c = \(2)"]).text == "a AND b = $1 AND c = $2")
    }

    @Test(arguments: Engine.available)
    func `every value stands at its own place`(engine: Engine) async throws {
        let (left, right) = ("left", "right")
        let row = try #require(
            try await engine.emptyDatabase().read {
                try $0.row(
                    "SELECT \(right) || \(left) AS turned, \(left) || \(left) AS twice, \(left) || \(right) AS both")
            })
        #expect(try row["turned"] == "rightleft")
        #expect(try row["twice"] == "leftleft")
        #expect(try row["both"] == "leftright")
    }

    @Test(arguments: Engine.available, ["lamp", nil])
    func `a filter that may be absent needs no other statement`(engine: Engine, wanted: String?) async throws {
        let database = try await engine.lamps()
        let found = try await database.read {
            try $0.count("SELECT count(*) AS count FROM thing WHERE (\(wanted) IS NULL OR words = \(wanted))")
        }
        #expect(found == (wanted == nil ? 3 : 1))
    }

    @Test(arguments: Engine.available)
    func `a list finds its members, and an empty one nobody`(engine: Engine) async throws {
        let database = try await engine.lamps()
        let (some, none) = try await database.read { connection in
            try (
                connection.rows(
                    "SELECT words FROM thing WHERE words IN \(list: ["lamp", "chair", "ghost"]) ORDER BY words"),
                connection.rows("SELECT words FROM thing WHERE words IN \(list: [String]())")
            )
        }
        #expect(try some.map { try $0["words"] as String } == ["chair", "lamp"])
        #expect(none.isEmpty)
    }

    @Test(
        arguments: Engine.available, ["lamp' OR '1'='1", "lamp'; DELETE FROM thing; --", "\\'; SELECT pg_sleep(9); --"])
    func `a statement in a value stays a value`(engine: Engine, hostile: String) async throws {
        let database = try await engine.lamps()
        let found = try await database.write { connection in
            try [
                connection.rows("SELECT words FROM thing WHERE words = \(hostile)").count,
                connection.rows("SELECT words FROM thing WHERE words IN \(list: [hostile, hostile])").count,
                connection.run("UPDATE thing SET number = 1 WHERE words = \(hostile)"),
            ]
        }
        #expect(found == [0, 0, 0])
        #expect(try await database.read { try $0.count("SELECT count(*) AS count FROM thing") } == 3)
    }

    @Test(arguments: Engine.available)
    func `a change says how many rows it changed`(engine: Engine) async throws {
        let database = try await engine.lamps()
        let changes = try await database.write { connection in
            try [
                connection.run("UPDATE thing SET number = 2"),
                connection.run("UPDATE thing SET number = 2 WHERE words = \("ghost")"),
                connection.run("DELETE FROM thing WHERE words <> \("lamp")"),
            ]
        }
        #expect(changes == [3, 0, 2])
    }

    @Test(arguments: Engine.available)
    func `one statement takes values of several kinds in turn`(engine: Engine) async throws {
        let found = try await engine.emptyDatabase().read { connection in
            try [
                connection.row("SELECT \(1) AS value").map { try $0["value"] as Int }.map(String.init),
                connection.row("SELECT \("one") AS value").map { try $0["value"] },
                connection.row("SELECT \(1.5) AS value").map { try $0["value"] as Double }.map { "\($0)" },
            ]
        }
        #expect(found == ["1", "one", "1.5"])
    }

    @Test(arguments: Engine.available)
    func `words are sorted as a French dictionary has them`(engine: Engine) async throws {
        let sorted = ["cote", "côte", "côté", "ebene", "Ébène", "Écho", "été", "œuvre", "of", "zone"]
        let database = try await engine.shelf()
        try await database.write { connection in
            for word in sorted.reversed() { try connection.run("INSERT INTO thing (words) VALUES (\(word))") }
        }
        let rows = try await database.read {
            try $0.rows("SELECT words FROM thing ORDER BY words COLLATE \"fr-x-icu\"")
        }
        #expect(try rows.map { try $0["words"] } == sorted)
    }
}

extension Engine {
    fileprivate func lamps() async throws -> TestDatabase {
        let database = try await shelf()
        try await database.write(for: .insiders) { connection in
            for word in ["lamp", "chair", "table"] { try connection.run("INSERT INTO thing (words) VALUES (\(word))") }
        }
        return database
    }
}
