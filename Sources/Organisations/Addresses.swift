import Identifiers

extension Identifier<Organisation> {
    /// Its page for staff, without language.
    public var path: String { "/agence/organisations/\(self)" }
}

/// Where the page's script asks for towns while one is typed.
public enum CommuneSuggestions {
    public static let path = "/dossiers/communes"
    /// What the address calls the typed beginning.
    public static let asked = "debut"
}

extension Initiative {
    /// Its public page, without language.
    public static func path(_ slug: String) -> String { "/initiatives/\(slug)" }
}
