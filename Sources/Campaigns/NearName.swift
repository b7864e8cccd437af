import TextSimilarity

/// A name as it is told from others at a glance: without accents, case, apostrophes, hyphens, spaces, the article and the legal form
/// around it, and however its «and» is written. Two that come to the same, or differ by one letter of one longer word, may be
/// one, and only somebody who knows them can say so.
public struct NearName: Hashable, Sendable {
    /// Empty when nothing of the name can be compared.
    public let key: String
    /// Those of a person in the order of the alphabet, for either name may stand first.
    private let words: [String]
    private let isPerson: Bool

    /// A wrong letter tells shorter words apart: «Roux» and «Rous», «2013» and «2014».
    private static let shortest = 5

    /// Of an organisation, or a thing.
    public init(_ name: String) {
        // «Bois & Cie» has no word for its sign.
        let words = Self.words(of: name).filter { !Self.ands.contains($0) }.map { Self.short[$0] ?? $0 }
        let head = words.drop { Self.forms.contains($0) || Self.articles.contains($0) }
        let bare = head.reversed().drop { Self.forms.contains($0) }.reversed()
        self.words = bare.isEmpty ? words : Array(bare)
        (key, isPerson) = (self.words.joined(), false)
    }

    /// Of somebody, whose name may stand before their first name, and who may be called «Mme».
    public init(ofPerson name: String) {
        let words = Self.words(of: name)
        let bare = words.filter { !Self.titles.contains($0) }
        self.words = (bare.isEmpty ? words : bare).sorted()
        (key, isPerson) = (self.words.joined(separator: " "), true)
    }

    /// What an organisation's name comes to.
    public static func key(_ name: String) -> String { NearName(name).key }
    /// What somebody's name comes to.
    public static func key(ofPerson name: String) -> String { NearName(ofPerson: name).key }

    /// Whether both may be one; false where nothing can be compared.
    public func isNear(_ other: NearName) -> Bool {
        guard !key.isEmpty, key != other.key else { return !key.isEmpty }
        guard let (mine, theirs) = oddWords(beside: other), Self.isLong(mine), Self.isLong(theirs) else { return false }
        if isPerson, Self.areOfTwoGenders(mine, theirs) { return false }
        return TextAnalysis.areOneEditApart(mine, theirs)
    }

    /// Whether both may be what one thing is called that a number or an address stands for: near, or one the other with words more.
    /// True where nothing can be compared.
    public func agrees(with other: NearName) -> Bool {
        guard !key.isEmpty, !other.key.isEmpty, !isNear(other) else { return true }
        let (mine, theirs) = (Set(words), Set(other.words))
        return mine.isSubset(of: theirs) || theirs.isSubset(of: mine)
    }

    /// The name without one of its longer words, of which the two first or the two last letters stay: what two names have in
    /// common that differ in that one alone, for no edit touches both ends of five letters.
    var gaps: Set<[String]> {
        guard canBeMisspelt else { return [] }
        let places = words.indices.filter { Self.isLong(words[$0]) }
        return Set(
            places.flatMap { place in
                let rest = words.enumerated().compactMap { $0 == place ? (isPerson ? nil : "") : $1 }
                return ["^" + words[place].prefix(2), "$" + words[place].suffix(2)].map { rest + [$0] }
            })
    }

    /// Somebody who is known by one word is nobody else by another one.
    private var canBeMisspelt: Bool { !isPerson || words.count > 1 }

    /// The one word of each that the other lacks.
    private func oddWords(beside other: NearName) -> (String, String)? {
        guard canBeMisspelt, words.count == other.words.count else { return nil }
        guard isPerson else {
            let odd = words.indices.filter { words[$0] != other.words[$0] }
            return odd.count == 1 ? (words[odd[0]], other.words[odd[0]]) : nil
        }
        let (mine, theirs) = (Self.left(of: words, without: other.words), Self.left(of: other.words, without: words))
        return mine.count == 1 && theirs.count == 1 ? (mine[0], theirs[0]) : nil
    }

    private static func isLong(_ word: String) -> Bool { word.count >= shortest && word.allSatisfy(\.isLetter) }

    /// «Pascal» and «Pascale» are two people.
    private static func areOfTwoGenders(_ one: String, _ other: String) -> Bool {
        ["e", "a"].contains { one + $0 == other || other + $0 == one }
    }

    private static func left(of words: [String], without others: [String]) -> [String] {
        var left = words
        for word in others where left.contains(word) { left.remove(at: left.firstIndex(of: word) ?? 0) }
        return left
    }

    /// Letters that stand alone are one word: «S.A.R.L.».
    private static func words(of name: String) -> [String] {
        let parts = fold(name).split { !$0.isLetter && !$0.isNumber }
        var words: [String] = []
        var isRun = false
        for part in parts {
            if part.count == 1, isRun, let last = words.popLast() {
                words.append(last + String(part))
            } else {
                words.append(String(part))
            }
            isRun = part.count == 1
        }
        return words
    }

    private static let ands: Set = ["et", "and"]
    private static let articles: Set = ["l", "le", "la", "les", "the"]
    /// What is written out or not.
    private static let short = ["compagnie": "cie", "saint": "st"]
    private static let titles: Set = ["m", "mme", "mlle", "mr", "mrs", "ms", "monsieur", "madame", "mademoiselle"]
    private static let forms: Set<String> = [
        "sarl", "sas", "sasu", "sa", "eurl", "eirl", "ei", "snc", "sca", "scs", "sci", "scm", "scp", "selarl", "selas",
        "earl", "gaec", "gie", "gip", "scop", "scic", "coop", "asbl", "association", "asso", "assoc", "loi", "1901",
        "fondation", "societe", "ste", "entreprise", "etablissements", "etablissement", "ets", "ltd", "inc",
    ]
}
