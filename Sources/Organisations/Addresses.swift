import Identifiers

extension Identifier<Organisation> {
    /// Its page for staff, without language.
    public var path: String { "/agence/organisations/\(self)" }
}

extension Initiative {
    /// Its public page, without language.
    public static func path(_ slug: String) -> String { "/initiatives/\(slug)" }
}
