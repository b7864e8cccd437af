/// Six digits that stand in the same letter as a link: they confirm it in a browser that did not ask for it.
struct SignInCode: Equatable, Sendable {
    static let length = 6

    let digits: String

    /// A new one: by chance, of a million.
    init() { digits = String(String(Int.random(in: 1_000_000..<2_000_000)).dropFirst()) }

    /// As it was typed, in groups or not; nil when it is none.
    init?(typed: String) {
        let digits = typed.filter { !$0.isWhitespace && $0 != "-" && $0 != "." }
        guard digits.utf8.count == Self.length, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        self.digits = digits
    }

    /// In two groups, which no line end divides: «123 456».
    var shown: String { "\(digits.prefix(3))\u{A0}\(digits.suffix(3))" }

    /// What stands in the database. The link's own secret is the key, and stands nowhere: whoever has the table alone cannot try
    /// a million of them.
    func kept(under token: String) -> String { Secret.code(of: digits, under: token) }
}
