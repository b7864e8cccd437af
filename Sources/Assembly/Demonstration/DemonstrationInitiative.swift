import Forms
import Organisations
import Sheets
import Submissions

/// One initiative of `initiatives.yaml`, from a lead's few lines to a whole sheet.
struct InitiativeEntry: Decodable, Sendable {
    let id: String
    let edition: Int
    let number: String?
    let organisation: String
    let state: String
    let transmitted: String?
    let last_saved: String?
    let contact: Contact?
    let title: String
    let title_en: String?
    let summary_en: String?
    let strapline: String?
    let need: String?
    let before: String?
    let response: String?
    let who_with: String?
    let steps: [SheetContent.Step]?
    let effects: String?
    let indicators: [SheetContent.Indicator]?
    let difficulties: [String]?
    let levers: [String]?
    let risk: String?
    let reuse: String?
    let reuse_conditions: [String]?
    let cost: SheetContent.Cost?
    let quote: SheetContent.Quote?
    let tags: [String: [String]]
    let sheet: SheetEntry?
    let award: String?
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

    var content: SheetContent {
        var content = SheetContent()
        (content.need, content.before, content.response, content.whoWith) = (need, before, response, who_with)
        (content.steps, content.effects, content.indicators) = (steps, effects, indicators)
        (content.difficulties, content.levers, content.risk) = (difficulties, levers, risk)
        (content.reuse, content.reuseConditions) = (reuse, reuse_conditions)
        (content.cost, content.quote) = (cost, quote)
        (content.titleEN, content.summaryEN) = (title_en, summary_en)
        return content
    }
}
