import Foundation
import Identifiers
import Testing

struct IdentifierTests {
    @Test(arguments: ["0192d3a4-5b6c-7d8e-9f00-112233445566", "00000000-0000-0000-0000-000000000000"])
    func `a lower-case UUID is an identifier`(text: String) throws {
        #expect(try #require(Person.ID(text)).description == text)
    }

    @Test(arguments: [
        "", "0192D3A4-5b6c-7d8e-9f00-112233445566", "0192d3a45b6c7d8e9f00112233445566",
        "0192d3a4-5b6c-7d8e-9f00-11223344556", "0192d3a4-5b6c-7d8e-9f00-1122334455667",
        "0192d3a4-5b6c-7d8e-9f00-11223344556g", "0192d3a45-b6c-7d8e-9f00-112233445566",
        "../../../../../../../../../etc/passwd", "0192d3a4-5b6c-7d8e-9f00-11223344556\u{301}",
    ])
    func `anything else is none`(text: String) {
        #expect(Person.ID(text) == nil)
    }

    @Test func `a fresh identifier is a UUID of version 7 that carries its time`() throws {
        let now = Date(timeIntervalSince1970: 1_645_557_742)
        let key = Person.ID.new(at: now)
        #expect(key.description.hasPrefix("017f22e2-79b0-7"))
        #expect(Person.ID(key.description) == key)
        #expect("89ab".contains(Array(key.description)[19]))
        #expect(UUID(uuidString: key.description) != nil)
        #expect(Set((0..<1000).map { _ in Person.ID.new(at: now) }).count == 1000)
    }

    @Test func `keys of one moment sort in the order in which they were made`() {
        let moment = Date(timeIntervalSince1970: 1_700_000_000)
        let keys = (0..<10_000).map { _ in Person.ID.new(at: moment).description }
        #expect(keys == keys.sorted() && Set(keys).count == keys.count)
    }

    @Test func `identifiers sort by the time they were made`() {
        let keys = (0..<100).map { Person.ID.new(at: Date(timeIntervalSince1970: 1_700_000_000 + Double($0) / 1000)) }
        #expect(keys.map(\.description).sorted() == keys.map(\.description))
    }

    @Test func `a time out of range does no harm`() {
        for time in [-1, Double.infinity, -.infinity, .nan] {
            #expect(Person.ID(Person.ID.new(at: Date(timeIntervalSince1970: time)).description) != nil)
        }
    }

    @Test func `an identifier is coded as its text`() throws {
        let key = try #require(Person.ID("0192d3a4-5b6c-7d8e-9f00-112233445566"))
        let json = try JSONEncoder().encode([key])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(key)\"]")
        #expect(try JSONDecoder().decode([Person.ID].self, from: json) == [key])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Person.ID].self, from: Data("[\"1\"]".utf8)) }
    }
}
