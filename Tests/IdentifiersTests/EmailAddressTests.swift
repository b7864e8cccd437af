import Identifiers
import Testing

struct EmailAddressTests {
    @Test(arguments: [
        "camille.martin@exemple.fr", "c@a.bc", "o'brien+rally_1@sous.domaine.exemple.fr", "a@médiathèque.exemple.fr",
        "a@xn--mdiathque-76a.fr", "a@例え.テスト", "1@1.fr",
    ])
    func `a usual address is taken as it was typed`(typed: String) throws {
        #expect(try EmailAddress(typed).description == typed)
    }

    @Test func `case and the spaces around do not tell two addresses apart`() throws {
        let address = try EmailAddress(" Camille@Exemple.FR\n")
        #expect(address.description == "Camille@Exemple.FR")
        #expect(address.comparable == "camille@exemple.fr")
        #expect(address == (try EmailAddress("camille@exemple.fr")))
        #expect(try Set([address, EmailAddress("CAMILLE@exemple.fr")]).count == 1)
        let (composed, decomposed) = ("a@\u{E9}.fr", "a@e\u{301}.fr")
        #expect(try Array(EmailAddress(composed).comparable.utf8) == Array(EmailAddress(decomposed).comparable.utf8))
    }

    @Test(arguments: [
        ("", EmailRefusal.empty), (" \n", .empty), ("camille", .notOneAt), ("a@b.fr@c.fr", .notOneAt),
        ("a@b.fr, c@d.fr", .notOneAt), ("@exemple.fr", .wrongBeforeAt), ("a b@exemple.fr", .wrongBeforeAt),
        ("a..b@exemple.fr", .wrongBeforeAt), (".a@exemple.fr", .wrongBeforeAt), ("<a@exemple.fr", .wrongBeforeAt),
        ("andré@exemple.fr", .wrongBeforeAt), ("\"a\"@exemple.fr", .wrongBeforeAt), ("a@", .wrongAfterAt),
        ("a@exemple", .wrongAfterAt), ("a@exemple..fr", .wrongAfterAt), ("a@exemple.fr>", .wrongAfterAt),
        ("a@-exemple.fr", .wrongAfterAt), ("a@[127.0.0.1]", .wrongAfterAt),
        ("a@exemple.fr\r\nBcc: b.fr", .wrongAfterAt),
        ("a\r\nBcc: b@exemple.fr", .wrongBeforeAt), ("a@exemple\u{0}.fr", .wrongAfterAt),
        ("a@exem\u{200B}ple.fr", .wrongAfterAt), ("a@exemple\u{202E}.fr", .wrongAfterAt),
        ("a@exemple.fr;x", .wrongAfterAt),
    ])
    func `a wrong address is refused with the reason`(typed: String, refusal: EmailRefusal) {
        #expect(throws: refusal) { try EmailAddress(typed) }
    }

    @Test func `an address longer than mail allows is refused`() throws {
        let domain = String(repeating: "a.", count: 94) + "fr"
        #expect(throws: EmailRefusal.tooLong) { try EmailAddress(String(repeating: "b", count: 64) + "@" + domain) }
        #expect(throws: EmailRefusal.wrongBeforeAt) { try EmailAddress(String(repeating: "b", count: 65) + "@a.fr") }
        #expect(try EmailAddress(String(repeating: "b", count: 63) + "@" + domain).description.utf8.count == 254)
    }
}
