/// How many people work there, as Insee groups it.
public struct SizeBracket: Hashable, Sendable {
    /// `03`.
    public let code: String
    public let least: Int
    /// Nil for the last one, which has no end.
    public let most: Int?

    public init?(_ code: String) {
        guard let known = Self.all.first(where: { $0.code == code }) else { return nil }
        self = known
    }

    /// The one a headcount falls into.
    public init(headcount: Int) {
        self = Self.all.last { $0.least <= headcount && $0.code != Self.nonEmployer } ?? Self.all[1]
    }

    private init(_ code: String, _ least: Int, _ most: Int?) {
        (self.code, self.least, self.most) = (code, least, most)
    }

    /// Has no employee at all by its nature, which is not the same as having none now.
    public static let nonEmployer = "NN"

    /// In the order of their sizes.
    public static let all = [
        SizeBracket(nonEmployer, 0, 0), SizeBracket("00", 0, 0), SizeBracket("01", 1, 2), SizeBracket("02", 3, 5),
        SizeBracket("03", 6, 9), SizeBracket("11", 10, 19), SizeBracket("12", 20, 49), SizeBracket("21", 50, 99),
        SizeBracket("22", 100, 199), SizeBracket("31", 200, 249), SizeBracket("32", 250, 499),
        SizeBracket("41", 500, 999), SizeBracket("42", 1_000, 1_999), SizeBracket("51", 2_000, 4_999),
        SizeBracket("52", 5_000, 9_999), SizeBracket("53", 10_000, nil),
    ]
}
