import Campaigns

// Where a form is shaped, without language.
extension Edition {
    /// The form of the edition, for those who run it.
    public var formPath: String { path("formulaire") }

    func formPath(_ page: String) -> String { path("formulaire/\(page)") }

    /// A question of it; its name is safe in a path.
    func formPath(question: String, _ page: String = "") -> String {
        path("formulaire/questions/\(question)" + (page.isEmpty ? "" : "/\(page)"))
    }

    func formPath(part: String, _ page: String = "") -> String {
        path("formulaire/parties/\(part)" + (page.isEmpty ? "" : "/\(page)"))
    }
}
