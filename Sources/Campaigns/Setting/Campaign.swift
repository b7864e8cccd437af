import Foundation
import Identifiers
import TextSimilarity
import Web

/// A lasting programme with a name and a purpose: rally'nov.
public struct Campaign: Equatable, Sendable {
    public typealias ID = Identifier<Campaign>

    public let id: ID
    public let slug: String
    public var name: String
    public var purposeFR: String
    public var purposeEN: String
    /// Department codes: `["25", "39"]`. Empty: everywhere.
    public var departments: [String]
    public var territoryFR: String
    public var territoryEN: String
    public let revision: Int

    /// In words; empty where nobody gave it any.
    func territory(in language: Language) -> String {
        language == .english && !territoryEN.isEmpty ? territoryEN : territoryFR
    }
}

/// A campaign as somebody types it.
struct CampaignForm: Equatable, Sendable {
    enum Problem: Error, Hashable {
        case nameMissing, noSuchDepartment
        /// The form was sent before, with something else in it.
        case keyTaken
    }

    var key = ""
    var name = ""
    var purposeFR = ""
    var purposeEN = ""
    var departments = ""
    var territoryFR = ""
    var territoryEN = ""
    var revision = 0

    init(key: String) { self.key = key }

    init(_ campaign: Campaign) {
        (key, name) = (campaign.id.description, campaign.name)
        (purposeFR, purposeEN) = (campaign.purposeFR, campaign.purposeEN)
        departments = campaign.departments.joined(separator: " ")
        (territoryFR, territoryEN) = (campaign.territoryFR, campaign.territoryEN)
        revision = campaign.revision
    }

    init(_ fields: Fields) {
        (key, name) = (fields.text("key") ?? "", fields.text("name") ?? "")
        (purposeFR, purposeEN) = (fields.text("purpose_fr") ?? "", fields.text("purpose_en") ?? "")
        departments = fields.text("departments") ?? ""
        (territoryFR, territoryEN) = (fields.text("territory_fr") ?? "", fields.text("territory_en") ?? "")
        revision = fields.revision()
    }

    var problems: Set<Problem> {
        var problems: Set<Problem> = name.isEmpty ? [.nameMissing] : []
        if !unknown.isEmpty { problems.insert(.noSuchDepartment) }
        return problems
    }

    /// What was typed and is no department.
    var unknown: [String] { codes.filter { !Self.isDepartment($0) } }

    /// Whether a campaign is as it was typed.
    func says(_ campaign: Campaign) -> Bool {
        let told = (name, purposeFR, purposeEN)
        return told == (campaign.name, campaign.purposeFR, campaign.purposeEN) && codes == campaign.departments
            && (territoryFR, territoryEN) == (campaign.territoryFR, campaign.territoryEN)
    }

    /// `25, 39`, `25 39`, `Doubs, Jura` and `Doubs et Jura` are the same two departments.
    var codes: [String] {
        departments.split { ",;".contains($0) || $0.isNewline }.flatMap { part -> [String] in
            let words = part.split(whereSeparator: \.isWhitespace).filter { $0.lowercased() != "et" }
            // Several codes are no name; a name may have several words.
            if !words.allSatisfy({ Self.isDepartment(String($0)) }), let whole = try? Department(said: String(part)) {
                return [whole.description]
            }
            return words.map { (try? Department(said: String($0)))?.description ?? $0.uppercased() }
        }
    }

    /// 01 to 95 with 2A and 2B for 20, and 971 to 976.
    private static func isDepartment(_ code: String) -> Bool {
        if ["2A", "2B"].contains(code) { return true }
        guard code.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(code) else { return false }
        return code.count == 2 && (1...95).contains(number) && number != 20
            || code.count == 3 && (971...976).contains(number)
    }

    /// What stands in addresses: the name in plain letters, `rally-nov`.
    var slug: String {
        let words = fold(name).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "campagne" : words.joined(separator: "-")
    }
}
