import Forms
import Organisations
import Sheets
import Submissions

/// One initiative of `initiatives.yaml`, from a lead's few lines to a whole sheet.
@dynamicMemberLookup
struct InitiativeEntry: Decodable, Sendable {
    typealias Contact = InitiativeFacts.Contact

    private let facts: InitiativeFacts
    /// What stands under the names of fields, whatever the form asks.
    private let told: SheetContent

    init(from decoder: any Decoder) throws {
        (facts, told) = (try InitiativeFacts(from: decoder), try SheetContent(from: decoder))
    }

    subscript<Fact>(dynamicMember fact: KeyPath<InitiativeFacts, Fact> & Sendable) -> Fact { facts[keyPath: fact] }

    /// What the initiative's sheet tells.
    func content(_ form: Form) -> SheetContent {
        var content = SheetContent()
        for line in form.sheetLines { content[line.id] = told[line.id] }
        (content.titleEN, content.summaryEN) = (told.titleEN, told.summaryEN)
        return content
    }
}

/// What the program writes in the columns of its own tables.
struct InitiativeFacts: Decodable, Sendable {
    let id: String
    let edition: Int
    let number: String?
    let organisation: String
    let state: String
    let transmitted: String?
    let last_saved: String?
    let contact: Contact?
    let title: String
    let strapline: String?
    let tags: [String: [String]]
    let sheet: SheetEntry?
    let award: String?
    /// One of its edition's, where that has any.
    let category: String?
    let withdrawn: String?
    let withdrawn_reason: String?
    let eligibility: Eligibility?
    let completion_request: CompletionRequest?
    let `extension`: Extension?

    struct Contact: Decodable, Sendable {
        let first_name: String
        let role: String
        let email: String
    }

    struct SheetEntry: Decodable, Sendable {
        let status: String
        let approved: String?
        let approved_by: String?
        let version: Int?
    }

    struct Eligibility: Decodable, Sendable {
        let failed: [String]
        let note: String
    }

    struct CompletionRequest: Decodable, Sendable {
        let items: [Item]

        struct Item: Decodable, Sendable { let text: String }

        var text: String { items.map(\.text).joined(separator: "\n") }
    }

    struct Extension: Decodable, Sendable {
        let until: String
        let reason: String
    }

    /// Leads wait for their own part of the house.
    var isFile: Bool { !state.hasPrefix("lead-") && state != "duplicate-suspected" }
}
