import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing

struct ValueTests {
    @Test(.enabled(if: Engine.available == Engine.allCases, "RALLYNOV_TEST_POSTGRES names no server: run bin/test"))
    func `both engines are tried`() {
        #expect(Engine.available == Engine.allCases)
    }

    @Test(
        arguments: Engine.available,
        ["", " ", "Ébène d’œuvre", "👩🏽‍🌾 e\u{301}", "'; DROP TABLE thing; --", "$1 \"x\" \\ %_\n"])
    func `a text comes back as it was`(engine: Engine, text: String) async throws {
        let found: String = try await roundTrip(text, "words", on: engine)
        #expect(Array(found.utf8) == Array(text.utf8))
    }

    @Test(arguments: Engine.available, [0, -1, Int.max, Int.min])
    func `a whole number comes back as it was`(engine: Engine, number: Int) async throws {
        #expect(try await roundTrip(number, "number", on: engine) == number)
    }

    @Test(arguments: Engine.available, [0, 2, -0.1, 0.1 + 0.2, 1e300, 2.5e-308])
    func `a real number comes back to its last digit`(engine: Engine, number: Double) async throws {
        #expect(try await roundTrip(number, "share", on: engine) == number)
    }

    @Test(arguments: Engine.available, [true, false])
    func `yes and no come back as they were`(engine: Engine, answer: Bool) async throws {
        #expect(try await roundTrip(answer, "number", on: engine) == answer)
    }

    @Test(arguments: Engine.available, [-0.001, 0, 1_416_182_400.123, 4_102_444_800])
    func `a date comes back to the millisecond`(engine: Engine, seconds: Double) async throws {
        let date = Date(timeIntervalSince1970: seconds)
        let found: Date = try await roundTrip(date, "number", on: engine)
        #expect(abs(found.timeIntervalSince(date)) < 0.000_5)
    }

    @Test(arguments: Engine.available)
    func `an identifier and a word come back as they were`(engine: Engine) async throws {
        let id = try #require(Person.ID("01890a5d-ac96-774b-bcce-b302099a8057"))
        #expect(try await roundTrip(id, "words", on: engine) == id)
        #expect(try await roundTrip(Season.autumn, "words", on: engine) == Season.autumn)
    }

    @Test(arguments: Engine.available, ["words", "number", "share"])
    func `nothing comes back as nothing, whatever the column`(engine: Engine, column: String) async throws {
        let nothing: String? = nil
        #expect(try await roundTrip(nothing, column, on: engine) == nil)
    }

    @Test(arguments: Engine.available)
    func `a text that an engine would cut is refused`(engine: Engine) async throws {
        await #expect(throws: StorageError.constraint("a text holds the character U+0000")) {
            let _: String = try await roundTrip("before\u{0}after", "words", on: engine)
        }
    }

    @Test(arguments: Engine.available)
    func `a sum of whole numbers is whole`(engine: Engine) async throws {
        let database = try await engine.shelf()
        try await database.write { connection in
            for number in [1, 2, 4] { try connection.run("INSERT INTO thing (number) VALUES (\(number))") }
        }
        let row = try #require(
            try await database.read {
                try $0.row("SELECT sum(number) AS sum, avg(number) AS mean, count(*) AS count FROM thing")
            })
        #expect(try row["sum"] == 7)
        #expect(try abs(row["mean"] - 7.0 / 3) < 1e-12)
        #expect(try row["count"] == 3)
    }

    @Test(arguments: Engine.available)
    func `a column of another kind, or none, is a mistake that names it`(engine: Engine) async throws {
        let row = try #require(try await engine.emptyDatabase().read { try $0.row("SELECT 'x' AS words") })
        #expect(throws: UnexpectedColumn.self) { let _: Int = try row["words"] }
        let error = #expect(throws: UnexpectedColumn.self) { let _: String = try row["wards"] }
        #expect(error?.name == "wards")
    }

    private enum Season: String, Storable { case autumn }

    private func roundTrip<Kind: Storable>(_ value: Kind, _ column: String, on engine: Engine) async throws -> Kind {
        let database = try await engine.shelf()
        return try await database.write { connection in
            switch column {
            case "words": try connection.run("INSERT INTO thing (words) VALUES (\(value))")
            case "number": try connection.run("INSERT INTO thing (number) VALUES (\(value))")
            default: try connection.run("INSERT INTO thing (share) VALUES (\(value))")
            }
            let row = try #require(try connection.row("SELECT words, number, share FROM thing"))
            return try row[column]
        }
    }
}
