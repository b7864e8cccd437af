import Web

/// A place of work that a feature offers in the navigation. Whoever the page's own policy keeps out does not see it.
public struct Place: Sendable {
    public enum Line: Sendable {
        /// On the bar, whatever the edition.
        case bar
        /// Set up once and looked at seldom.
        case settings
        /// In the menu of an edition; its path holds `:edition`.
        case edition
    }

    public let line: Line
    /// In the reader's language.
    public let title: @Sendable (Reader) -> String
    /// Without language.
    public let path: String
    /// Whose work it is; nil for everybody whom the policy lets in.
    public let roles: Set<Role>?
    /// Other pages that belong to it: `/agence/dossiers`.
    public let covers: [String]

    public init(
        _ line: Line, _ path: String, for roles: Set<Role>? = nil, covers: [String] = [],
        title: @escaping @Sendable (Reader) -> String
    ) {
        (self.line, self.path, self.roles, self.covers, self.title) = (line, path, roles, covers, title)
    }

    /// One of the pages of an edition that staff run: `.ofEdition("dossiers") { … }`; without a word, its overview.
    public static func ofEdition(
        _ page: String, for roles: Set<Role>? = nil, covers: [String] = [],
        title: @escaping @Sendable (Reader) -> String
    ) -> Place {
        let path = "/agence/editions/:edition" + (page.isEmpty ? "" : "/" + page)
        return Place(.edition, path, for: roles, covers: covers, title: title)
    }
}
