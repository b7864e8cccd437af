import Foundation
import Identifiers
import Storage
import TextSimilarity

/// Whether a text bears somebody's name or address: the words of the name beside each other, in whatever order, case and accents,
/// or the whole address.
struct PersonMention: Equatable, Sendable {
    private let name: [String]
    private let address: String

    init(name: String, address: String) {
        // Without a name, an account is called by its address.
        self.name = name.contains("@") ? [] : Self.words(name)
        self.address = fold(address)
    }

    func isIn(_ text: String) -> Bool {
        let folded = fold(text)
        return bearsAddress(folded) || bearsName(Self.words(text))
    }

    private func bearsAddress(_ folded: String) -> Bool {
        guard !address.isEmpty else { return false }
        return folded.split { !Self.isOfAddress($0) }.contains {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: ".'")) == address
        }
    }

    private static func isOfAddress(_ sign: Character) -> Bool {
        sign.isLetter || sign.isNumber || "@.!#$%&'*+-/=?^_`{|}~".contains(sign)
    }

    private func bearsName(_ words: [String]) -> Bool {
        guard !name.isEmpty, words.count >= name.count else { return false }
        let sorted = name.sorted()
        return (0...(words.count - name.count)).contains { start in
            words[start..<(start + name.count)].sorted() == sorted
        }
    }

    private static func words(_ text: String) -> [String] {
        fold(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

/// What imports did not take, and bears somebody's name or address.
public enum LeftOfPersonStore {
    /// What of it stands there, row by row, for the export of that person's data.
    public static func lines(of person: Person.ID, in connection: any Connection) throws -> [String] {
        try rows(of: person, in: connection).map { row in
            [row.title, row.cell].filter { !$0.isEmpty }.joined(separator: " · ")
        }
    }

    /// In the transaction that erases that person, while the account still has name and address. The row stays, without its words.
    /// Answers how many there were; a second time none.
    @discardableResult
    public static func erase(_ person: Person.ID, in connection: any Connection) throws -> Int {
        let rows = try rows(of: person, in: connection)
        for row in rows {
            try connection.run(
                """
                UPDATE import_left SET title = '', cell = '' WHERE run = \(row.run) AND position = \(row.position)
                """)
        }
        return rows.count
    }

    private struct Left {
        let run: ImportRun.ID
        let position: Int
        let title: String
        let cell: String
    }

    private static func rows(of person: Person.ID, in connection: any Connection) throws -> [Left] {
        guard let row = try connection.row("SELECT name, email FROM person WHERE id = \(person)") else { return [] }
        let mention = PersonMention(name: try row["name"], address: try row["email"])
        return try connection.rows(
            "SELECT run, position, title, cell FROM import_left WHERE cell <> '' ORDER BY run, position"
        ).map { row in
            Left(run: try row["run"], position: try row["position"], title: try row["title"], cell: try typed(row))
        }.filter { mention.isIn($0.title) || mention.isIn($0.cell) }
    }

    /// All texts of what is kept as JSON.
    private static func typed(_ row: Row) throws -> String {
        let cell: String = try row["cell"]
        guard let json = try? JSONSerialization.jsonObject(with: Data(cell.utf8)) else { return cell }
        return texts(json).joined(separator: " | ")
    }

    private static func texts(_ json: Any) -> [String] {
        if let text = json as? String { return [text] }
        if let list = json as? [Any] { return list.flatMap { texts($0) } }
        guard let keyed = json as? [String: Any] else { return [] }
        return keyed.sorted { $0.key < $1.key }.flatMap { texts($0.value) }
    }
}
