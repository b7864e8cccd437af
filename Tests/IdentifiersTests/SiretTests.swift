import Foundation
import Identifiers
import Testing

struct SiretTests {
    @Test(arguments: [
        "73282932000074", "35600000000048", "35600000009075", "20003452800014", "88800620200020", "732 829 320 00074",
        "732\u{202F}829\u{202F}320\u{A0}00074", " 732.829.320-00074\n",
    ])
    func `a good SIRET is taken however it is grouped`(typed: String) throws {
        let siret = try Siret(typed)
        #expect(siret.description == typed.filter(\.isNumber))
        #expect(siret.siren.description == siret.description.prefix(9))
    }

    @Test(arguments: [
        ("73282932000079", SiretRefusal.wrongKey), ("20003452800041", .wrongKey), ("35600000009076", .wrongKey),
        ("00000000000000", .zero), ("732829320", .wrongLength(found: 9)), ("", .wrongLength(found: 0)),
        ("7328293200007A", .notDigits), ("７３２８２９３２００００７４", .notDigits), ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", .notDigits),
        // Its own key is right, that of its SIREN is not.
        ("73282932100007", .wrongKey),
    ])
    func `a wrong SIRET is refused with the reason`(typed: String, refusal: SiretRefusal) {
        #expect(throws: refusal) { try Siret(typed) }
    }

    @Test func `the rule of La Poste is for La Poste alone`() {
        // Its digits add up to 40, but its key is wrong.
        #expect(throws: SiretRefusal.wrongKey) { try Siret("73282932000004") }
    }

    @Test func `a SIRET is shown in groups that no line break parts`() throws {
        let siret = try Siret("73282932000074")
        #expect(siret.formatted == "732\u{202F}829\u{202F}320\u{202F}00074")
        #expect(siret.siren.formatted == "732\u{202F}829\u{202F}320")
        #expect(siret.nic == "00074")
    }

    @Test(arguments: ["732829320", "356000000", "732 829 320"])
    func `a good SIREN is taken`(typed: String) throws {
        #expect(try Siren(typed).description == typed.filter(\.isNumber))
    }

    @Test(arguments: [
        ("732829321", SirenRefusal.wrongKey), ("000000000", .zero), ("73282932000074", .wrongLength(found: 14)),
        ("73282932O", .notDigits),
    ])
    func `a wrong SIREN is refused with the reason`(typed: String, refusal: SirenRefusal) {
        #expect(throws: refusal) { try Siren(typed) }
    }

    @Test func `a number is coded as its text and checked when decoded`() throws {
        let json = try JSONEncoder().encode([try Siret("73282932000074")])
        #expect(String(decoding: json, as: UTF8.self) == "[\"73282932000074\"]")
        #expect(try JSONDecoder().decode([Siret].self, from: json) == [Siret("73282932000074")])
        #expect(throws: SiretRefusal.wrongKey) {
            try JSONDecoder().decode([Siret].self, from: Data("[\"73282932000079\"]".utf8))
        }
    }
}
