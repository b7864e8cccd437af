import TextSimilarity

/// A name as it is told from others at a glance: without accents, case, apostrophes, hyphens, spaces and the legal form around it. Two
/// that come to the same may be one, and only somebody who knows them can say so.
public enum NearName {
    public static func key(_ name: String) -> String {
        let words = words(of: name)
        let head = words.drop { forms.contains($0) }
        let bare = head.reversed().drop { forms.contains($0) }.reversed()
        return bare.isEmpty ? words.joined(separator: "") : bare.joined(separator: "")
    }

    /// Of somebody, whose name may stand before their first name.
    public static func key(ofPerson name: String) -> String { words(of: name).sorted().joined(separator: " ") }

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

    private static let forms: Set<String> = [
        "sarl", "sas", "sasu", "sa", "eurl", "eirl", "ei", "snc", "sca", "scs", "sci", "scm", "scp", "selarl", "selas",
        "earl", "gaec", "gie", "gip", "scop", "scic", "coop", "asbl", "association", "asso", "assoc", "loi", "1901",
        "fondation", "societe", "ste", "entreprise", "etablissements", "etablissement", "ets", "ltd", "inc",
    ]
}
