import Foundation
import Storage
import StorageTesting
import Testing

@testable import Journal

struct TamperingTests {
    private static let columns = [
        "at", "actor", "act", "thing_kind", "thing", "whom", "edition", "salt", "salt_digest", "digest", "previous",
        "hash",
    ]

    @Test(arguments: Engine.available, columns)
    func `any column of any row that was changed is found, and the row is named`(
        engine: Engine, column: String
    ) async throws {
        let book = try await Book(engine)
        #expect(try await book.check().fault == nil)
        let other = column == "at" ? "at + 1" : "'0' || coalesce(\(column), '')"
        for row in 1...5 {
            try await book.tamper(
                "CREATE TABLE kept AS SELECT * FROM journal; UPDATE journal SET \(column) = \(other) WHERE position = \(row)"
            )
            #expect(try await book.check().fault == .altered(row), "row \(row)")
            try await book.tamper(
                "DELETE FROM journal; INSERT INTO journal SELECT * FROM kept; DROP TABLE kept")
        }
        #expect(try await book.check().fault == nil)
    }

    // PostgreSQL takes no U+0000 at all, and an act is checked by the table.
    @Test(arguments: columns.filter { !["at", "act"].contains($0) })
    func `words hidden behind U+0000 are found`(column: String) async throws {
        let book = try await Book(.sqlite)
        try await book.tamper("UPDATE journal SET \(column) = \(column) || char(0) || 'Amina' WHERE position = 3")
        #expect(try await book.check().fault != nil)
    }

    @Test(arguments: Engine.available, ["actor", "whom", "edition"])
    func `a key that was taken out is found`(engine: Engine, column: String) async throws {
        let book = try await Book(engine)
        try await book.tamper("UPDATE journal SET \(column) = NULL WHERE position = 3")
        #expect(try await book.check().fault == .altered(3))
    }

    @Test(
        arguments: Engine.available,
        [
            ("DELETE FROM journal WHERE position = 1", Chain.Fault.missing(1)),
            ("DELETE FROM journal WHERE position = 3", .missing(3)),
            ("DELETE FROM journal WHERE position > 3", .missing(4)),
            ("DELETE FROM journal", .missing(1)),
            ("UPDATE journal SET position = 30 WHERE position = 3", .missing(3)),
            ("UPDATE journal SET position = -3 WHERE position = 3", .added(-3)),
            ("UPDATE journal SET position = position + 1 WHERE position = 5", .missing(5)),
            ("UPDATE journal_head SET position = 4", .added(5)),
            ("UPDATE journal_head SET position = 6", .missing(6)),
            ("DELETE FROM journal_head", .added(1)),
            ("DELETE FROM journal; DELETE FROM journal_head", .missing(1)),
            (copy(5, to: 6), .added(6)),
            (copy(5, to: 0), .added(0)),
            (copy(5, to: 6) + "; UPDATE journal_head SET position = 6", .altered(6)),
        ])
    func `a row that is missing, and one that nobody wrote, are named`(
        engine: Engine, deed: (script: String, fault: Chain.Fault)
    ) async throws {
        let book = try await Book(engine)
        try await book.tamper(deed.script)
        #expect(try await book.check().fault == deed.fault)
    }

    private static func copy(_ row: Int, to position: Int) -> String {
        """
        INSERT INTO journal SELECT \(position), at, actor, act, thing_kind, thing, whom, edition, salt, salt_digest, digest,
            previous, hash FROM journal WHERE position = \(row)
        """
    }

    @Test(arguments: Engine.available)
    func `a row with a hash of its own is found by the one that follows`(engine: Engine) async throws {
        let book = try await Book(engine)
        try await book.replace(3)
        #expect(try await book.check().fault == .replaced(3))
    }

    @Test(arguments: Engine.available)
    func `a journal that goes on after a loss still shows it`(engine: Engine) async throws {
        let book = try await Book(engine)
        try await book.tamper("DELETE FROM journal WHERE position = 5")
        try await book.write(7)
        #expect(try await book.rows().map(\.position) == [1, 2, 3, 4, 6])
        #expect(try await book.check().fault == .missing(5))
    }
}

struct SealTests {
    private let key = SealKey()

    @Test(arguments: Engine.available)
    func `a chain that was cut with care is found with a seal, and not without`(engine: Engine) async throws {
        let book = try await Book(engine)
        let seal = try await seal(book)
        #expect(try await book.check([seal]).fault == nil)
        try await book.tamper("DELETE FROM journal WHERE position > 3; UPDATE journal_head SET position = 3")
        #expect(try await book.check().fault == nil)
        #expect(try await book.check([seal]).fault == .cut(after: 3, seal: seal))
        // Written on, up to the sealed row and beyond, it is another chain.
        for number in 7...9 { try await book.write(number) }
        #expect(try await book.check().fault == nil)
        #expect(try await book.check([seal]).fault == .rewritten(seal: seal))
    }

    @Test(arguments: Engine.available)
    func `a chain that was rewritten whole is found with any of its seals`(engine: Engine) async throws {
        let book = try await Book(engine, rows: 3)
        let early = try await seal(book)
        for number in 3..<5 { try await book.write(number) }
        let late = try await seal(book)
        #expect(try await book.check([late, early]).fault == nil)
        try await book.replace(5)
        #expect(try await book.check().fault == nil)
        #expect(try await book.check([early]).fault == nil)
        #expect(try await book.check([late, early]).fault == .rewritten(seal: late))
        try await book.tamper("DELETE FROM journal; UPDATE journal_head SET position = 0")
        for number in 10..<15 { try await book.write(number) }
        #expect(try await book.check().fault == nil)
        #expect(try await book.check([late, early]).fault == .rewritten(seal: early))
    }

    @Test func `a seal is read back as it was written, whatever ends its lines`() async throws {
        let seal = try await seal(Book(.sqlite))
        #expect(try Seal(seal.text) == seal)
        #expect(try Seal(seal.text.replacing("\n", with: "\r\n")) == seal)
        #expect(seal.key == key.publicKey)
    }

    @Test func `a damaged seal is told from what is none`() async throws {
        let text = try await seal(Book(.sqlite)).text
        for (line, other) in [
            ("position 5", "position 4"), ("hash ", "hash 0"), ("time 1", "time 2"), ("signature ", "signature 00"),
            ("key \(key.publicKey)", "key \(SealKey().publicKey)"), ("time 1", "time x"),
        ] {
            #expect(text.contains(line))
            #expect(throws: Seal.Flaw.damaged) { try Seal(text.replacing(line, with: other)) }
        }
        for other in ["", "\n", "rallynov seal 1\n", "position 5\n" + text, text + "position 5\n"] {
            #expect(throws: Seal.Flaw.unreadable) { try Seal(other) }
        }
    }

    /// The example of RFC 8410, section 10.
    @Test func `keys are those of other programs`() throws {
        let body = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"
        let pem = "-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\n"
        let shared = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----

            """
        let key = try #require(SealKey(pem: pem))
        #expect((key.pem, key.publicKey.pem) == (pem, shared))
        #expect(SealKey.Public(pem: shared) == key.publicKey)
        #expect(SealKey.Public(pem: pem) == key.publicKey)
        for other in ["", "x", shared, pem.replacing("MC4C", with: "MC5C"), pem.replacing("dVhC", with: "")] {
            #expect(SealKey(pem: other) == nil)
        }
    }

    private func seal(_ book: Book) async throws -> Seal {
        try Seal(try await book.check(), with: key, at: Book.now)
    }
}

extension Book {
    /// Puts another row in the place of one, with a hash that agrees with it.
    fileprivate func replace(_ position: Int) async throws {
        let old = try await rows()[position - 1]
        let entry = Entry(
            act: .told, actor: nil, thing: Thing("book", word: "other"), whom: nil, edition: nil, details: [:],
            time: Book.now)
        let new = ChainRow(entry, position: position, after: old.previous)
        try await tamper(
            """
            UPDATE journal SET at = \(new.at), actor = NULL, thing = '\(new.thing)', whom = NULL, edition = NULL,
                salt = '', salt_digest = '', digest = '', hash = '\(new.hash)' WHERE position = \(position)
            """)
    }
}
