import Forms
import Organisations
import Web

/// What staff look for in the list of files, as the address says it.
struct FileFilter: Equatable, Sendable {
    var words = ""
    var state: Submission.State?
    var eligibility: Submission.Eligibility?
    var department = ""
    var size: SizeClass?
    /// The code of a category of the edition, or `Category.none`.
    var category = ""

    /// Headcounts as the lists group them.
    enum SizeClass: String, CaseIterable, Sendable {
        case tiny = "0-9"
        case small = "10-49"
        case medium = "50-249"
        case large = "250"

        func holds(_ bracket: SizeBracket) -> Bool {
            switch self {
            case .tiny: bracket.least < 10
            case .small: 10..<50 ~= bracket.least
            case .medium: 50..<250 ~= bracket.least
            case .large: bracket.least >= 250
            }
        }
    }

    init() {}

    init(_ query: Fields) {
        words = query.search("q")
        state = query.text("etat").flatMap(Submission.State.init(rawValue:))
        eligibility = query.text("recevabilite").flatMap(Submission.Eligibility.init(rawValue:))
        department = query.text("dep") ?? ""
        category = query.text("categorie") ?? ""
        size = query.text("taille").flatMap(SizeClass.init(rawValue:))
    }
}

extension FileLine {
    /// What the list is sorted by.
    static let orders = ["numero", "titre", "organisation", "departement", "etat", "rempli", "modifie"]
}
