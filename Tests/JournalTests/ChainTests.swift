import Foundation
import Storage
import StorageTesting
import Testing

@testable import Journal

struct ChainTests {
    @Test(arguments: Engine.available)
    func `what was written is read back, each row chained to the one before`(engine: Engine) async throws {
        let book = try await Book(engine)
        let rows = try await book.rows()
        #expect(rows.map(\.position) == [1, 2, 3, 4, 5])
        #expect(rows[0].previous == ChainRow.beginning)
        #expect(rows.dropFirst().map(\.previous) == rows.dropLast().map(\.hash))
        #expect(rows[2].act == "told" && rows[2].thingKind == "book" && rows[2].at == 1_411_369_202_000)
        #expect(rows[2].actor == rows[2].whom && rows[2].actor != nil && rows[1].actor == nil)
        let report = try await book.check()
        #expect((report.position, report.hash, report.fault) == (5, rows[4].hash, nil))
    }

    @Test(arguments: Engine.available)
    func `twenty writers at once leave a chain without a gap`(engine: Engine) async throws {
        let book = try await Book(engine, rows: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<20 {
                group.addTask { for number in 0..<5 { try await book.write(writer * 5 + number) } }
            }
            try await group.waitForAll()
        }
        let report = try await book.check()
        #expect((report.position, report.fault) == (100, nil))
        #expect(Set(try await book.rows().map(\.thing)).count == 100)
    }

    @Test(arguments: Engine.available)
    func `a transaction that is not kept leaves neither a row nor a gap`(engine: Engine) async throws {
        let book = try await Book(engine, rows: 1)
        await #expect(throws: Undone.self) {
            try await book.database.write { connection in
                try Book.write(1, in: connection)
                throw Undone()
            }
        }
        try await book.database.write { connection in for number in 1...2 { try Book.write(number, in: connection) } }
        let report = try await book.check()
        #expect((report.position, report.fault) == (3, nil))
    }

    @Test func `nothing written is a chain too`() async throws {
        let report = try await Book(.sqlite, rows: 0).check()
        #expect((report.position, report.fault) == (0, nil))
    }

    private struct Undone: Error {}

    @Test(
        arguments: Engine.available,
        [
            "UPDATE journal SET actor = 'x'", "UPDATE journal SET salt = 'x' WHERE position = 1",
            "UPDATE journal SET salt = '', hash = 'x'", "UPDATE journal SET position = position + 100",
            "DELETE FROM journal WHERE position = 5", "DELETE FROM journal_head",
            "UPDATE journal_head SET position = 2",
        ])
    func `the database itself refuses to change what was written`(engine: Engine, script: String) async throws {
        let book = try await Book(engine)
        let before = try await book.rows()
        await #expect(throws: StorageError.self) { try await book.database.write { try $0.runScript(script) } }
        #expect(try await book.rows() == before)
    }

    @Test(arguments: Engine.available)
    func `nor does it replace a row, or empty the table`(engine: Engine) async throws {
        let book = try await Book(engine)
        let script =
            engine == .postgres
            ? "TRUNCATE journal" : "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE position = 5"
        await #expect(throws: StorageError.self) { try await book.database.write { try $0.runScript(script) } }
        #expect(try await book.rows().count == 5)
    }

    @Test(arguments: Engine.available)
    func `details can be held against their row until the salt is gone, and the chain stays valid`(
        engine: Engine
    ) async throws {
        let book = try await Book(engine)
        let row = try await book.rows()[2]
        #expect(row.holds(Book.details) == true)
        #expect(row.holds(["how": "Par téléphone", "level": "4"]) == false)
        let before = try await book.check()
        try await book.database.write { try emptySalts(of: row.thing, in: $0) }
        let after = try await book.rows()
        #expect((after[2].salt, after[2].holds(Book.details)) == ("", nil))
        #expect(after[0].holds(Book.details) == true)
        #expect(try await book.check() == before)
        #expect(before.fault == nil)
    }
}

struct RowTests {
    /// The digests were computed by the Python lines of `docs/decisions/0012-journal.md`.
    @Test func `another program finds the same digests`() {
        let salt = "00112233445566778899aabbccddeeff"
        let row = ChainRow(
            position: 7, at: 1_411_369_200_000, actor: nil, act: "mark-resolved", thingKind: "submission",
            thing: "01480000-0006-7000-8000-000000000001", whom: nil, edition: "01480000-0003-7000-8000-000000000014",
            salt: salt, saltDigest: "59f8d5392726dc0c579d5e9a92f832f52873413e355568feabc395c39ee2b835",
            digest: "3e5855493dca6fe127a2f3553626a2c8c23aad7632f3fcfdba466fc83b55c3ab", previous: ChainRow.beginning,
            hash: "0a54ba485256a23d4381c2368a89957ae0716ea2b8c3f049b32c5fef71b41788")
        #expect(row.isTrue)
        #expect(row.holds(Book.details) == true)
    }

    @Test func `no two lists of fields give the same bytes`() {
        let lists: [[String?]] = [
            ["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], [nil, "abc"], ["-", "abc"], ["abc", nil],
            ["1:a,"], ["a"], ["é"], ["e\u{301}"], [],
        ]
        #expect(Set(lists.map(Encoding.bytes)).count == lists.count)
    }
}
