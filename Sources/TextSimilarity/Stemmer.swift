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
        case .french: French.irregular[word] ?? French.together(fold(snowball(French.prepared(word))))
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
    /// Cut like the rest, `accès` would be three letters, `données` gifts, and `environnement` about the same as `environ`.
    static let irregular: [String: String] = {
        let alike = ["acces", "apres", "congres", "deces", "exces", "proces", "progres", "relais", "succes"]
        let brought = [
            "donnee": "donnee", "donnees": "donnee", "enjeux": "enjeu", "environnement": "environnemental",
            "environnements": "environnemental",
            "francais": "francais", "francaise": "francais", "francaises": "francais", "jeux": "jeu", "lieux": "lieu",
            "milieux": "milieu", "relai": "relais", "travaux": "travail",
        ]
        return brought.merging(alike.map { ($0, $0) }) { first, _ in first }
    }()

    /// Feminines made masculine, and endings that are told by their accents alone and get them back, right or wrong.
    private static let endings = [
        "oise": "oi", "aise": "ai", "ee": "e", "ite": "ité", "iere": "ière", "ye": "yé", "cie": "cié", "fie": "fié",
        "lie": "lié",
    ]

    /// The word as Snowball should see it: in the singular, since it leaves `vélos` and `usagers` as they are.
    static func prepared(_ word: String) -> String {
        var word = word
        if word.utf8.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") { word.removeLast() }
        word = replacingEnding(of: word)
        return word.hasSuffix("e") ? replacingEnding(of: word) : word
    }

    private static func replacingEnding(of word: String) -> String {
        for length in stride(from: 4, through: 2, by: -1) where word.utf8.count > length {
            if let ending = endings[String(word.suffix(length))] { return word.dropLast(length) + ending }
        }
        return word
    }

    /// `accessibilité` with `accessible`, as Snowball does it for `durabilité`; `solidaire` with `solidarité`.
    static func together(_ stem: String) -> String {
        if stem.hasSuffix("ibil") { return stem.dropLast(2) + "l" }
        return stem.hasSuffix("air") && stem.utf8.count > 5 ? stem.dropLast(2) + "r" : stem
    }
}
