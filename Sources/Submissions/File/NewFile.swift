import Campaigns
import Forms
import Identifiers
import Web

/// What somebody types to begin a file.
struct NewFileForm: Equatable, Sendable {
    enum Fault: Error, Equatable {
        case email(EmailRefusal), organisationMissing, organisationTooLong, titleMissing, titleTooLong
        case categoryMissing
    }

    /// In letters: as the form itself has it.
    private static let longest = 150

    var email = ""
    var organisation = ""
    var title = ""
    /// The identifier of a category, in an edition that has some.
    var category = ""

    init(email: String = "") { self.email = email }

    init(_ fields: Fields) {
        email = fields.text("email") ?? ""
        (organisation, title) = (fields.text("organisation") ?? "", fields.text("title") ?? "")
        category = fields.text("category") ?? ""
    }

    init(of file: NewFile) {
        (organisation, title, category) = (file.organisation, file.title, file.category?.description ?? "")
    }

    /// That of the edition which was chosen.
    func category(of edition: Edition) -> Campaigns.Category? { edition.category(Campaigns.Category.ID(category)) }

    func faults(asksEmail: Bool = true, in edition: Edition? = nil) -> [Fault] {
        var faults: [Fault] = []
        if asksEmail {
            do { _ = try EmailAddress(email) } catch { faults.append(.email(error)) }
        }
        if organisation.isEmpty { faults.append(.organisationMissing) }
        if organisation.count > Self.longest { faults.append(.organisationTooLong) }
        if title.isEmpty { faults.append(.titleMissing) }
        if title.count > Self.longest { faults.append(.titleTooLong) }
        if let edition, !edition.categories.isEmpty, category(of: edition) == nil { faults.append(.categoryMissing) }
        return faults
    }
}

/// The first things a file knows.
struct NewFile: Sendable {
    let edition: Edition.ID
    let title: String
    let organisation: String
    var isOnBehalf = false
    /// Where the edition has categories.
    var category: Campaigns.Category.ID?
}
