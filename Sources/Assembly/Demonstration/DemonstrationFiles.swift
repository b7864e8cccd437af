import Foundation
import Yams

/// The files of `Reference/demo/` as they are written; their README says what each key means.
struct DemonstrationFiles: Sendable {
    let campaign: CampaignFile
    let partners: [PartnerEntry]
    let organisations: [OrganisationEntry]
    let people: [PersonEntry]
    let initiatives: [InitiativeEntry]
    let marks: MarksFile

    init(folder: String) throws {
        func read<File: Decodable>(_ name: String, _ type: File.Type) throws -> File {
            let text = try String(contentsOfFile: "\(folder)/\(name).yaml", encoding: .utf8)
            return try YAMLDecoder().decode(type, from: text)
        }
        campaign = try read("campaign", CampaignFile.self)
        partners = try read("partners", PartnersFile.self).partners
        organisations = try read("organisations", OrganisationsFile.self).organisations
        people = try read("people", PeopleFile.self).people
        initiatives = try read("initiatives", InitiativesFile.self).initiatives
        marks = try read("marks", MarksFile.self)
    }

    private struct PartnersFile: Decodable { let partners: [PartnerEntry] }
    private struct OrganisationsFile: Decodable { let organisations: [OrganisationEntry] }
    private struct PeopleFile: Decodable { let people: [PersonEntry] }
    private struct InitiativesFile: Decodable { let initiatives: [InitiativeEntry] }
}

struct BothLanguages: Decodable, Sendable {
    let fr: String
    let en: String?
}

struct CampaignFile: Decodable, Sendable {
    let banner: BothLanguages
    let clock: Clock
    let agency: AgencyEntry
    let campaign: CampaignEntry
    let editions: [EditionEntry]
    let pages: Pages
    let rules: Rules
    let legal: Legal

    struct Clock: Decodable, Sendable { let now: String }

    struct AgencyEntry: Decodable, Sendable {
        let name: BothLanguages
        let short_name: String
        let email: String
        let phone: String
        let accent_colour: String
    }

    struct CampaignEntry: Decodable, Sendable {
        let id: String
        let name: String
        let territory: Territory
        let purpose: BothLanguages

        struct Territory: Decodable, Sendable {
            let departments: [String]
            let label: BothLanguages
        }
    }

    struct EditionEntry: Decodable, Sendable {
        let id: String
        let name: String
        let status: String
        let phases: [PhaseEntry]
        let awards: [AwardEntry]
        let targets: [TargetEntry]
        /// None where its files are of no category.
        let categories: [CategoryEntry]?
    }

    struct PhaseEntry: Decodable, Sendable {
        let id: String
        let name: String
        /// The same in English.
        let en: String?
        let from: String
        let to: String
        let closes_at: String?
        let note: String?
    }

    struct AwardEntry: Decodable, Sendable {
        let id: String
        let name: String
        let en: String?
        let kind: String
        let note: String?
    }

    struct TargetEntry: Decodable, Sendable {
        let name: String
        let en: String?
        let target: Int
        let unit: String
        let value: Int
        let rule: String
        /// What the program counts it by; typed when absent.
        let counter: String?
    }

    struct Pages: Decodable, Sendable {
        let home: Home

        struct Home: Decodable, Sendable {
            let title: BothLanguages
            let lead: BothLanguages
        }
    }

    struct Rules: Decodable, Sendable {
        let title: BothLanguages
        /// What the article on eligibility says of it.
        let most_of_organisation: Int
        let articles: [Article]

        struct Article: Decodable, Sendable {
            let n: Int
            let title: String
            let text: String
        }
    }

    struct Legal: Decodable, Sendable {
        let notices: BothLanguages
        let personal_data: BothLanguages
        let accessibility: BothLanguages
    }
}

struct PartnerEntry: Decodable, Sendable {
    let id: String
    let name: BothLanguages
    let kind: String
    let editions: [Int]
    let contact: Contact
    let engagement: String?
    let agreement_signed: String?

    struct Contact: Decodable, Sendable {
        let first_name: String
        let role: String
        let email: String
    }
}

struct OrganisationEntry: Decodable, Sendable {
    let id: String
    let name: String
    let kind: String
    let legal_category: String?
    let statuses: [String]?
    let activity: BothLanguages
    let naf_section: String?
    let size_bracket: String?
    let headcount: Int?
    let commune: Commune
    let siret: String?
    let rna: String?

    struct Commune: Decodable, Sendable {
        let insee: String
        let name: String
        let department: String
        let lat: Double?
        let lon: Double?
    }
}

struct PersonEntry: Decodable, Sendable {
    let id: String
    let roles: [String]
    let first_name: String
    let function: String
    let email: String
    let organisation: String?
    let partner: String?
    let juror: String?
}

struct MarksFile: Decodable, Sendable {
    let jurors: [JurorEntry]
    let interests: [InterestEntry]
    let assessments: [AssessmentEntry]
    let deliberation: Deliberation
    let edition_2014: NextEdition

    struct JurorEntry: Decodable, Sendable {
        let id: String
        let person: String
    }

    struct InterestEntry: Decodable, Sendable {
        let juror: String
        let initiative: String
        let degree: String
        let declared: String?
        let text: String
    }

    struct AssessmentEntry: Decodable, Sendable {
        let id: String
        let initiative: String
        let juror: String
        let started: String?
        let sent: String?
        let status: String?
        let marks: [String: String]?
        let comments: [String: String]?
        let resolved: [Resolved]?

        struct Resolved: Decodable, Sendable {
            let checkpoint: String
            let level: Int
            let how: String
        }
    }

    struct Deliberation: Decodable, Sendable {
        let date: String
        let chair: String
        let scribe: String
        /// When the results came out.
        let embargo_until: String
        let decisions: [DecisionEntry]
    }

    struct DecisionEntry: Decodable, Sendable {
        let initiative: String
        let decision: String
        let award: String?
        let reason: String
    }

    struct NextEdition: Decodable, Sendable {
        let conflict: InterestEntry
        let assignments: [AssessmentEntry]
    }
}
