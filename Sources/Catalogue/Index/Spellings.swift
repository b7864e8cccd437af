import Synchronization
import TextSimilarity

/// The words of one segment in one language that somebody may have meant by a word that no sheet says.
///
/// Each such word goes through all the others, and people make the same mistakes again: what was found is kept, as the words of a
/// segment never change.
final class Spellings: Sendable {
    typealias Near = (words: [String], edits: Int)

    private struct Known {
        var index: SpellingIndex?
        var nearest: [String: [Int: Near]] = [:]
        var beginnings: [String: [String]] = [:]
    }

    /// Misspelt words that are kept, before they are forgotten and begun anew.
    private static let most = 500

    private let words: PackedTexts
    private let known = Mutex(Known())

    init(of words: PackedTexts) { self.words = words }

    /// Draws up what the first misspelt word would wait for.
    func prepare() { _ = index }

    var isPrepared: Bool { known.withLock { $0.index != nil } }

    func nearest(to word: String, maxEdits: Int) -> Near {
        if let near = known.withLock({ $0.nearest[word]?[maxEdits] }) { return near }
        let near = index.nearest(to: word, maxEdits: maxEdits)
        known.withLock { known in
            if known.nearest.count >= Self.most { known.nearest.removeAll() }
            known.nearest[word, default: [:]][maxEdits] = near
        }
        return near
    }

    func beginnings(like word: String) -> [String] {
        if let begun = known.withLock({ $0.beginnings[word] }) { return begun }
        let begun = index.beginnings(like: word)
        known.withLock { known in
            if known.beginnings.count >= Self.most { known.beginnings.removeAll() }
            known.beginnings[word] = begun
        }
        return begun
    }

    private var index: SpellingIndex {
        known.withLock { known in
            if let index = known.index { return index }
            let index = SpellingIndex((0..<words.count).lazy.map { [words] in words[$0] })
            known.index = index
            return index
        }
    }
}
