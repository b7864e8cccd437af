import CStemmer

/// Snowball's stemmer for one analysis. It is no thread's but the one that made it.
struct Stemmer: ~Copyable {
    private let language: TextAnalysis.Language
    private let handle: OpaquePointer?

    init(_ language: TextAnalysis.Language) {
        self.language = language
        handle = sb_stemmer_new(language == .french ? "french" : "english", nil)
    }

    deinit { sb_stemmer_delete(handle) }

    /// The stem of a folded word, folded too.
    func stem(_ word: String) -> String {
        switch language {
        case .french: French.irregular[word] ?? French.together(fold(snowball(French.withAccents(word))))
        case .english: snowball(word).filter { $0 != "'" }
        }
    }

    /// The word as it is when there is no memory left to stem it.
    private func snowball(_ word: String) -> String {
        let bytes = Array(word.utf8)
        guard let stem = sb_stemmer_stem(handle, bytes, Int32(bytes.count)) else { return word }
        let length = Int(sb_stemmer_length(handle))
        return String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
    }
}

// What Snowball's French rules need when the accents are gone.
private enum French {
    /// Cut like the rest, `accès` would be no more than three letters, and `données` be gifts.
    static let irregular: [String: String] = {
        let alike = ["acces", "apres", "congres", "deces", "exces", "proces", "progres", "relais", "succes"]
        let brought = [
            "donnee": "donnee", "donnees": "donnee", "francais": "francais", "francaise": "francais",
            "francaises": "francais", "relai": "relais",
        ]
        return brought.merging(alike.map { ($0, $0) }) { first, _ in first }
    }()

    /// Plurals and feminines that the rules leave apart: `emplois`, `comtoise`, `élus`, `salariées`.
    private static let singulars = [
        ("oises", "oi"), ("oise", "oi"), ("ois", "oi"), ("us", "u"), ("ees", "e"), ("ee", "e"),
    ]

    private static let endings: [String: String] = {
        let accented = [
            "ite": "ité", "iere": "ière", "ye": "yé", "cie": "cié", "fie": "fié", "lie": "lié",
        ]
        return accented.merging(accented.map { ($0.key + "s", $0.value + "s") }) { first, _ in first }
    }()

    /// Some endings are told by their accents alone: they are put back, also where a word never had them.
    static func withAccents(_ word: String) -> String {
        let word = singular(word)
        for length in stride(from: 6, through: 2, by: -1) where word.utf8.count > length {
            if let accented = endings[String(word.suffix(length))] { return word.dropLast(length) + accented }
        }
        return word
    }

    private static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, let (plural, singular) = singulars.first(where: { word.hasSuffix($0.0) }) else {
            return word
        }
        return word.dropLast(plural.utf8.count) + singular
    }

    /// `accessibilité` with `accessible`, as Snowball does it for `durabilité`; `solidaire` with `solidarité`.
    static func together(_ stem: String) -> String {
        if stem.hasSuffix("ibil") { return stem.dropLast(2) + "l" }
        return stem.hasSuffix("air") && stem.utf8.count > 5 ? stem.dropLast(2) + "r" : stem
    }
}
