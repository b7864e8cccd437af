import Storage
import StorageTesting
import Testing

struct CountingDatabaseTests {
    @Test(arguments: Engine.available)
    func `statements and the rows that come back are counted, for one piece of work`(engine: Engine) async throws {
        let counting = CountingDatabase(try await engine.emptyDatabase())
        try await counting.write { connection in
            try connection.runScript("CREATE TABLE note (number BIGINT)")
            for number in 1...3 { try connection.run("INSERT INTO note VALUES (\(number))") }
        }
        let (cost, numbers) = try await counting.cost {
            try await counting.read { connection in
                _ = try connection.count("SELECT count(*) AS count FROM note")
                return try connection.rows("SELECT number FROM note").count
            }
        }
        #expect(numbers == 3)
        #expect(cost == CountingDatabase.Cost(statements: 2, rows: 4))
    }
}
