import TextSimilarity

/// A name as it is told from others at a glance: without accents, case, apostrophes, hyphens, spaces, the article and the legal form
/// around it, and however its «and» is written. Two that come to the same may be one, and only somebody who knows them can say so.
public enum NearName {
    public static func key(_ name: String) -> String {
        // «Bois & Cie» has no word for its sign.
        let words = words(of: name).filter { !ands.contains($0) }.map { short[$0] ?? $0 }
        let head = words.drop { forms.contains($0) || articles.contains($0) }
        let bare = head.reversed().drop { forms.contains($0) }.reversed()
        return bare.isEmpty ? words.joined(separator: "") : bare.joined(separator: "")
    }

    /// Of somebody, whose name may stand before their first name, and who may be called «Mme».
    public static func key(ofPerson name: String) -> String {
        let words = words(of: name)
        let bare = words.filter { !titles.contains($0) }
        return (bare.isEmpty ? words : bare).sorted().joined(separator: " ")
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
