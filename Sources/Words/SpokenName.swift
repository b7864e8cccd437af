import Foundation

/// The name of a body as a French sentence says it, with its article: « l’Agence comtoise », « du Réseau d’appui ».
///
/// The article is that of the name's first word: its own, that of a noun that bodies are called by, or an elision before an acronym
/// that begins with a vowel (« l’ARACT »). Any other name is said without one: nothing is guessed of its gender.
public struct SpokenName: Equatable, Sendable {
    private enum Article { case elided, masculine, feminine, plural, none }

    private let article: Article
    /// Without an article of its own.
    private let name: String

    public init(_ name: String) {
        let name = name.trimmingCharacters(in: .whitespaces)
        (article, self.name) = Self.own(name) ?? (Self.article(of: name), name)
    }

    /// « l’Agence comtoise ».
    public var inside: String { said("l’", "le ", "la ", "les ", "") }

    /// « L’Agence comtoise », where a sentence begins with it.
    public var first: String { said("L’", "Le ", "La ", "Les ", "") }

    /// « de l’Agence comtoise », « du Réseau », « d’Emmaüs ».
    public var of: String {
        name.isEmpty ? "" : said("de l’", "du ", "de la ", "des ", Self.elides(name) ? "d’" : "de ")
    }

    private func said(_ elided: String, _ masculine: String, _ feminine: String, _ plural: String, _ none: String)
        -> String
    {
        switch article {
        case .elided: elided + name
        case .masculine: masculine + name
        case .feminine: feminine + name
        case .plural: plural + name
        case .none: none + name
        }
    }
}

// Which article it is.
extension SpokenName {
    private static let written: [(String, Article)] = [
        ("le ", .masculine), ("la ", .feminine), ("les ", .plural), ("l'", .elided), ("l’", .elided),
    ]

    /// « Le Réseau » has its article already.
    private static func own(_ name: String) -> (Article, String)? {
        let lower = name.lowercased()
        guard let (word, article) = written.first(where: { lower.hasPrefix($0.0) && lower.count > $0.0.count }) else {
            return nil
        }
        return (article, name.dropFirst(word.count).trimmingCharacters(in: .whitespaces))
    }

    private static func article(of name: String) -> Article {
        let first = String(name.prefix { !$0.isWhitespace && $0 != "," })
        let word = plain(first)
        if elided.contains(word) { return .elided }
        if masculine.contains(word) { return .masculine }
        if feminine.contains(word) { return .feminine }
        let isAcronym = first.count > 1 && first.allSatisfy { $0.isUppercase || !$0.isLetter }
        return isAcronym && elides(first) ? .elided : .none
    }

    private static func elides(_ name: String) -> Bool { plain(name).first.map("aeiou".contains) ?? false }

    private static func plain(_ word: String) -> String {
        word.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
    }

    private static func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }

    private static let elided = words(
        """
        academie agence alliance anact antenne aract assemblee association atelier ecole economie entreprise equipe espace \
        etablissement hopital inspection institut observatoire office organisation union unite universite
        """)

    private static let masculine = words(
        """
        bureau cabinet centre cercle club collectif comite conseil consortium departement fonds grand groupe groupement laboratoire \
        ministere mouvement parc pays pole reseau secretariat service syndicat
        """)

    private static let feminine = words(
        """
        caisse chambre commune communaute compagnie confederation cooperative delegation direction fabrique federation fondation ligue \
        maison metropole mission mutuelle plateforme plate-forme prefecture region societe ville
        """)
}
