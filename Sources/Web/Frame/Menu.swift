/// Where somebody who is signed in can go: a short bar, and the menu of the edition that the page is about.
public struct Menu: Sendable {
    public struct Entry: Sendable, Equatable {
        public let title: String
        /// Without language; `:edition` stands for the word of an edition: `/agence/editions/:edition/dossiers`.
        public let path: String
        /// Other pages that belong to it: `/agence/dossiers`.
        public let covers: [String]
        /// Who may open it; nil for everybody.
        public let roles: Set<Role>?

        public init(_ title: String, to path: String, covers: [String] = [], for roles: Set<Role>? = nil) {
            (self.title, self.path, self.covers, self.roles) = (title, path, covers, roles)
        }
    }

    /// On the bar, whatever the edition.
    public var bar: [Entry] = []
    /// Set up once and looked at seldom: folded at the end of the bar.
    public var settings: [Entry] = []
    /// The edition's own pages, in the order of the campaign.
    public var edition: [Entry] = []

    public init() {}

    /// The entry that a page belongs to: the nearest of those it stands under.
    func current(at path: String, of edition: String?) -> Entry? {
        let depths = (bar + settings + self.edition).compactMap { entry in
            ([entry.path] + entry.covers).compactMap { Self.depth(of: $0, over: path, edition) }.max().map {
                (entry, $0)
            }
        }
        return depths.max { $0.1 < $1.1 }?.0
    }

    /// The word of an edition that a page's own address says.
    func edition(in path: String) -> String? {
        let parts = path.split(separator: "/")
        return edition.lazy.compactMap { entry -> String? in
            let wanted = entry.path.split(separator: "/")
            guard wanted.last != ":edition", parts.count >= wanted.count else { return nil }
            guard zip(wanted, parts).allSatisfy({ $0 == ":edition" || $0 == $1 }) else { return nil }
            return wanted.firstIndex(of: ":edition").map { String(parts[$0]) }
        }.first
    }

    /// The pages of an edition that somebody may open in that very edition.
    func entries(of edition: String, for session: Session?) -> [Entry] {
        self.edition.filter { entry in
            entry.roles.map { session?.has(anyOf: $0, in: edition) ?? false } ?? true
        }
    }

    /// How much of a path it is; nil for a path that stands elsewhere. An edition's own page is not that of its parts.
    private static func depth(of pattern: String, over path: String, _ edition: String?) -> Int? {
        // Most stand elsewhere, as what comes before the edition says.
        guard path.utf8.starts(with: pattern.utf8.prefix { $0 != UInt8(ascii: ":") }) else { return nil }
        let address = pattern.replacing(":edition", with: edition ?? ":")
        if path == address { return address.utf8.count }
        guard !pattern.hasSuffix(":edition") else { return nil }
        return path.hasPrefix(address + "/") ? address.utf8.count : nil
    }
}
