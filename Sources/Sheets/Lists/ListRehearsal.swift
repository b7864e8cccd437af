import Foundation
import Organisations
import Storage

/// Tries what keeping rows would do, in small transactions that are all taken back: whoever else writes has their turn in between.
///
/// Rows that may mean one thing are tried in one transaction and in their order, so that the later one finds what the earlier
/// one does. No row of another transaction could tell the difference.
struct ListRehearsal: Sendable {
    /// How many rows a transaction takes, unless more of them may mean one thing.
    static let most = 25
    private static let pause = Duration.milliseconds(10)

    let database: any Database

    /// In the order of the rows.
    func callAsFunction(_ rows: [ListRow]) async throws -> [ImportRow.Kept] {
        let words = try await database.read { connection in try rows.map { try Self.words(of: $0, in: connection) } }
        var outcomes: [Int: ImportRow.Kept] = [:]
        for batch in Self.batches(of: words) {
            if !outcomes.isEmpty { try await Task.sleep(for: Self.pause) }
            let tried = try await rehearse(batch.map { rows[$0] })
            for (place, outcome) in zip(batch, tried) { outcomes[place] = outcome }
        }
        return rows.indices.compactMap { outcomes[$0] }
    }

    /// By what a row may be found to mean the same as another, or has been said to. Partners and people are known by one word
    /// alone, under which the reader has refused a second row already.
    private static func words(of row: ListRow, in connection: any Connection) throws -> Set<String> {
        let said = Set(["record \(row.made)"] + (row.same.map { ["record \($0)"] } ?? []))
        guard let one = row.organisation else { return said }
        let known = try OrganisationStore.all(like: one, in: connection).map { "record \($0)" }
        let numbers = [one.siret.map { "siret \($0.description)" }, one.rna.map { "rna \($0.description)" }].compactMap(
            \.self)
        return said.union(known + numbers + ["name \(one.nameKey)"])
    }

    /// Places of rows that go together: those that share a word, directly or by way of others, and as many more as there is room
    /// for.
    static func batches(of words: [Set<String>]) -> [[Int]] {
        var batches: [[Int]] = []
        for group in kin(by: words) {
            if let last = batches.last, last.count + group.count <= most {
                batches[batches.count - 1] += group
            } else {
                batches.append(group)
            }
        }
        return batches.map { $0.sorted() }
    }

    private static func kin(by words: [Set<String>]) -> [[Int]] {
        // Each place points at an earlier one of its kin, and the first at itself.
        var earlier = Array(words.indices)
        var first: [String: Int] = [:]
        func head(of place: Int) -> Int {
            var place = place
            while earlier[place] != place { place = earlier[place] }
            return place
        }
        for place in words.indices {
            for word in words[place] {
                let (one, other) = (head(of: first[word] ?? place), head(of: place))
                earlier[max(one, other)] = min(one, other)
                first[word] = first[word] ?? place
            }
        }
        return Dictionary(grouping: words.indices) { head(of: $0) }.values.sorted { $0[0] < $1[0] }
    }

    private func rehearse(_ rows: [ListRow]) async throws -> [ImportRow.Kept] {
        do {
            return try await database.write(for: .insiders) { connection -> [ImportRow.Kept] in
                throw Rehearsed(outcomes: try ListWork.outcomes(of: rows, nil, in: connection))
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.outcomes
        } catch let error as StorageError where error.isAboutContent {
            guard rows.count > 1 else { return [ListWork.refusal(by: error)] }
            var outcomes: [ImportRow.Kept] = []
            for row in rows { outcomes += try await rehearse([row]) }
            return outcomes
        }
    }

    private struct Rehearsed: Error { let outcomes: [ImportRow.Kept] }
}
