import Testing

@testable import Words

struct PluralRuleTests {
    @Test(arguments: [
        ("nplurals=1; plural=0;", [0, 0, 0, 0, 0]),
        ("nplurals=2; plural=(n > 1);", [0, 0, 1, 1, 1]),
        ("nplurals=2; plural=n != 1;", [1, 0, 1, 1, 1]),
        ("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", [2, 0, 1, 2, 1]),
        ("nplurals=2; plural=!(n==1);", [1, 0, 1, 1, 1]),
        ("nplurals=2; plural=n/0+n%0-n*0;", [0, 1, 1, 1, 1]),
    ])
    func `a rule of gettext is evaluated as C would`(header: String, forms: [Int]) throws {
        let rule = try #require(PluralRule(header: header))
        #expect([0, 1, 2, 12, 22].map(rule.form) == forms)
    }

    @Test(arguments: [
        "", "nplurals=2", "plural=n", "nplurals=0; plural=n;", "nplurals=9; plural=n;", "nplurals=2; plural=(n;",
        "nplurals=2; plural=n >;", "nplurals=2; plural=m;", "nplurals=2; plural=n ? 1;",
    ])
    func `anything else is refused`(header: String) {
        #expect(PluralRule(header: header) == nil)
    }

    @Test func `a hostile rule is refused before it can exhaust the stack`() {
        #expect(PluralRule(header: "nplurals=2; plural=" + String(repeating: "(", count: 100_000)) == nil)
    }

    @Test(arguments: [Int.min, -1, Int.max]) func `any number has a form`(count: Int) {
        #expect(PluralRule.english.form(for: count) == (count == -1 ? 0 : 1))
    }
}
