import Campaigns
import Forms
import Identifiers
import Web

/// What somebody types to begin a file.
struct NewFileForm: Equatable, Sendable {
    enum Fault: Error, Equatable {
        case email(EmailRefusal), organisationMissing, organisationTooLong, titleMissing, titleTooLong
    }

    /// In letters: as the form itself has it.
    private static let longest = 150

    var email = ""
    var organisation = ""
    var title = ""

    init(email: String = "") { self.email = email }

    init(_ fields: Fields) {
        email = fields.text("email") ?? ""
        (organisation, title) = (fields.text("organisation") ?? "", fields.text("title") ?? "")
    }

    init(of file: NewFile) { (organisation, title) = (file.organisation, file.title) }

    func faults(asksEmail: Bool = true) -> [Fault] {
        var faults: [Fault] = []
        if asksEmail {
            do { _ = try EmailAddress(email) } catch { faults.append(.email(error)) }
        }
        if organisation.isEmpty { faults.append(.organisationMissing) }
        if organisation.count > Self.longest { faults.append(.organisationTooLong) }
        if title.isEmpty { faults.append(.titleMissing) }
        if title.count > Self.longest { faults.append(.titleTooLong) }
        return faults
    }
}

/// The first three things a file knows.
struct NewFile: Sendable {
    let edition: Edition.ID
    let title: String
    let organisation: String
    var isOnBehalf = false
}
