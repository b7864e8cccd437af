import StorageTesting
import Testing
import WebTesting

extension World {
    /// What a page asks of the database when somebody opens it.
    public func cost(of path: String, for somebody: Somebody) async throws -> CountingDatabase.Cost {
        let (counted, counter) = try counted()
        let (cost, page) = try await counter.cost(of: { try await counted.visitor(somebody).get(path) })
        #expect(page.status == .ok, "\(path)")
        return cost
    }

    /// Three of them, so that names sort as their numbers do: `007`.
    public static func digits(_ number: Int) -> String { String(String(1_000 + number).dropFirst()) }
}
