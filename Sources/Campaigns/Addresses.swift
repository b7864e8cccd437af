import Identifiers

// Where pages stand, without language. Whoever links to a thing asks it; each module says this of its own.
extension Edition {
    /// A page of the edition for those who run it: `/agence/editions/2014/phases`.
    public func path(_ page: String = "") -> String { Self.path(slug, page) }

    /// The same by the word of its address.
    public static func path(_ slug: String, _ page: String = "") -> String { "/agence/editions/\(slug)" + part(page) }

    /// A page of the edition for everyone: `/editions/2014/laureats`.
    public func publicPath(_ page: String = "") -> String { Self.publicPath(slug, page) }

    public static func publicPath(_ slug: String, _ page: String = "") -> String { "/editions/\(slug)" + part(page) }

    /// A page of the edition for its jury: `/jury/2014/resultats`.
    public func juryPath(_ page: String = "") -> String { Self.juryPath(slug, page) }

    public static func juryPath(_ slug: String, _ page: String = "") -> String { "/jury/\(slug)" + part(page) }

    /// Its second round, for those who run it.
    public var roundPath: String { path("tour") }
    /// Where its shortlist is chosen, by those who decide.
    public var shortlistPath: String { juryPath("selection") }
    /// Where its categories are declared.
    public var categoriesPath: String { path("categories") }
    var newCategoryPath: String { path("categories/nouvelle") }
    func path(of category: Category.ID) -> String { path("categories/\(category)") }

    private static func part(_ page: String) -> String { page.isEmpty ? "" : "/\(page)" }
}

extension Identifier<Campaign> {
    var path: String { "/agence/reglages/campagnes/\(self)" }
}

extension Identifier<Partner> {
    var path: String { "/agence/partenaires/\(self)" }
}

extension Identifier<Person> {
    var path: String { "/agence/personnes/\(self)" }
}

extension PageText.Name {
    /// A text of the whole site, for those who write it.
    var path: String { "/agence/textes/\(rawValue)" }
}
