/// An answer as it is saved, and who saved it last.
public struct SavedAnswer: Equatable, Sendable {
    public var value: AnswerValue
    /// The file's revision at its last change.
    public var revision = 0
    /// The window that made it.
    public var window = ""
    /// Of a question that is answered by files: those that came and were not taken, by their identifiers.
    public var refused: Set<String> = []

    public init(value: AnswerValue, revision: Int = 0, window: String = "", refused: Set<String> = []) {
        (self.value, self.revision, self.window, self.refused) = (value, revision, window, refused)
    }
}

/// What a page knew of the file when it was given.
public struct FormBase: Equatable, Sendable {
    public let revision: Int
    /// The page itself: what it saved is no surprise to it.
    public let window: String
    /// The fingerprints of the answers it showed.
    public let shown: [String: String]
    /// The state in which it showed the file, in its word; nil when it does not say.
    public let state: String?
    /// The key of the version of the form that it asked; nil when it does not say.
    public let form: String?

    public init(revision: Int, window: String, shown: [String: String], state: String? = nil, form: String? = nil) {
        (self.revision, self.window, self.shown) = (revision, window, shown)
        (self.state, self.form) = (state, form)
    }
}

/// What becomes of one answer that comes in.
public enum AnswerMerge: Equatable, Sendable {
    case unchanged
    case save
    /// Somebody else changed the same answer meanwhile.
    case conflict

    public init(_ typed: AnswerValue, field: String, over saved: SavedAnswer, base: FormBase) {
        let isOwn = saved.window == base.window
        if typed == saved.value {
            self = .unchanged
        } else if isOwn || saved.revision <= base.revision {
            self = .save
        } else if base.shown[field] == typed.fingerprint {
            // Nobody touched it in this page: the other's text stands.
            self = .unchanged
        } else {
            self = .conflict
        }
    }
}

extension FormBase {
    /// `revision` travels as `12.k3f9.draft` with the form's key after it, `shown` as `need:1x2y title:…`; a page without them knows nothing.
    public init(revision text: String, shown: String) {
        let parts = text.split(separator: ".", maxSplits: 3)
        revision = parts.first.flatMap { Int32($0) }.map(Int.init) ?? 0
        window = parts.count > 1 ? String(parts[1].prefix(40)) : ""
        state = parts.count > 2 ? String(parts[2].prefix(40)) : nil
        form = parts.count > 3 ? String(parts[3].prefix(40)) : nil
        self.shown = shown.split(separator: " ").reduce(into: [:]) { known, pair in
            let sides = pair.split(separator: ":")
            if sides.count == 2 { known[String(sides[0])] = String(sides[1]) }
        }
    }

    public var revisionText: String {
        (["\(revision)", window] + (state.map { [$0] + [form].compactMap(\.self) } ?? [])).joined(separator: ".")
    }
    public var shownText: String {
        shown.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
    }
}
