import Foundation
import Testing

@testable import Identifiers

struct WebAddressTests {
    @Test(arguments: [
        "https://example.org", "http://example.org", "HTTPS://Example.org/a/b?c=d#e", "https://été.example:8443/",
        "https://my-site.example.org/l'heure_(1).html",
    ])
    func `an address has a scheme and a host`(text: String) { #expect(WebAddress.isWhole(text)) }

    @Test(arguments: [
        "", "http://", "https://", "http://a b", "https://example", "example.org", "ftp://example.org",
        "javascript:alert(1)", "https://x\"><script>", "https://example.org/<b>", "https://example.org/\"",
        "https://example.org/a b", "https://example.org/\u{0}", "https://example.org/\n", "https://.org",
        "https://example..org", "https://example.org.", "https://-a.org", "https://a@example.org", "https://10.0.0.1",
        "https://example.org:port", "https:\\\\example.org", "https://example.org/\u{200B}",
    ])
    func `anything else is none`(text: String) { #expect(!WebAddress.isWhole(text)) }

    @Test(arguments: [
        ("www.exemple.fr", "https://www.exemple.fr"), (" menuiserie.example ", "https://menuiserie.example"),
        ("exemple.fr/page?a=b", "https://exemple.fr/page?a=b"), ("http://exemple.fr", "http://exemple.fr"),
        ("exemple.fr:8080", "https://exemple.fr:8080"), ("https://exemple.fr", "https://exemple.fr"),
    ])
    func `a scheme that was left out is read with the address`(typed: String, read: String) {
        #expect(WebAddress.read(typed) == read)
    }

    @Test(arguments: [
        "", "non", "n.c", "pas de site", "javascript:alert(1)", "ftp://exemple.fr", "nom@exemple.fr", "12.50", "a.b:c",
    ])
    func `what is no address is not made one`(typed: String) { #expect(WebAddress.read(typed) == nil) }

    @Test func `a form brings back a key that was made for it`() throws {
        let made = Person.ID.new(at: Date(timeIntervalSince1970: 1_400_000_000))
        #expect(Person.ID.formKey(made.description) == made)
        for text in [
            "", "x", "00000000-0000-0000-0000-000000000000", "00000000-0000-7000-8000-000000000000",
            "01480000-0001-4000-8000-000000000001",
        ] {
            #expect(Person.ID.formKey(text) == nil, "\(text)")
        }
    }
}
