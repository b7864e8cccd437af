import Foundation
import Identifiers
import Storage
import Words

/// `rallynov edition …`: arguments in, text and exit code out. A list of former years needs an edition before anybody has signed in.
public struct EditionCommand: Sendable {
    public struct Answer: Equatable, Sendable {
        public let text: String
        /// 0 when it is done; 1 when it was refused and nothing is changed, which belongs on standard error.
        public let exit: Int32
    }

    /// An edition to add, as it was typed.
    public struct Addition: Sendable {
        /// In addresses and before file numbers: `2014`.
        public var slug: String
        public var name: String
        /// `2014-03-03` or `03/03/2014`; the standard calendar begins with it.
        public var firstDay: String
        /// The name of its campaign: one that is there, or the first one of a blank installation.
        public var campaign: String?
        public var status = Edition.Status.draft

        public init(slug: String, name: String, firstDay: String) {
            (self.slug, self.name, self.firstDay) = (slug, name, firstDay)
        }
    }

    private struct Refusal: Error { let text: String }

    let database: any Database
    let roles: RoleStore

    /// `roles` takes back those of an edition that is removed; what stands for them follows.
    public init(database: any Database, roles: RoleStore? = nil) {
        (self.database, self.roles) = (database, roles ?? RoleStore(database: database))
    }

    public func add(_ addition: Addition, now: Date) async throws -> Answer {
        do {
            let day = try Self.day(addition.firstDay)
            let campaign = try await campaign(addition, now: now)
            let plan = EditionPlan(
                key: "", name: addition.name.asLine.trimmed, slug: addition.slug, firstDay: day,
                campaign: campaign.id.description)
            let problems = plan.problems(today: EditionCalendar.paris.calendarDay(of: now))
            if let problem = problems.first { throw problem }
            let plans = EditionPlanStore(database: database)
            let edition = try await plans.make(plan, as: .new(at: now), at: now, status: addition.status)
            return Answer(
                text: "added: \(edition.slug), \(edition.name), \(edition.status), of \(campaign.name)", exit: 0)
        } catch let refusal as Refusal {
            return Answer(text: refusal.text, exit: 1)
        } catch let problem as EditionPlan.Problem {
            return Answer(text: Self.words(for: problem, addition), exit: 1)
        }
    }

    /// One line an edition, the newest first: word, name and state, between tabs.
    public func list() async throws -> Answer {
        let lines = try await EditionStore(database: database).all().map { "\($0.slug)\t\($0.name)\t\($0.status)" }
        return Answer(text: lines.joined(separator: "\n"), exit: 0)
    }

    private static func day(_ typed: String) throws -> Day {
        guard let day = Day(typed) ?? EditionCalendar.paris.parseDay(typed) else {
            throw Refusal(text: "«\(typed)» is no day, as 2014-03-03")
        }
        return day
    }

    // The only one there is needs no name; on a blank installation the name makes the first.
    private func campaign(_ addition: Addition, now: Date) async throws -> Campaign {
        let store = CampaignStore(database: database)
        let all = try await store.all()
        guard let name = addition.campaign?.trimmed.ifFilled else {
            guard all.count < 2 else {
                let names = all.map(\.name).joined(separator: ", ")
                throw Refusal(text: "say with --campaign which one it is of: \(names)")
            }
            guard let only = all.first else {
                throw Refusal(text: "there is no campaign yet: name the first one with --campaign")
            }
            return only
        }
        if let known = all.first(where: { $0.name == name || $0.slug == name }) { return known }
        guard all.isEmpty else {
            let names = all.map(\.name).joined(separator: ", ")
            throw Refusal(text: "there is no campaign «\(name)»; there are \(names)")
        }
        let key = Campaign.ID.new(at: now)
        var form = CampaignForm(key: key.description)
        form.name = name
        try await store.create(form, as: key, at: now)
        guard let made = try await store.find(key) else { throw EditionPlan.Problem.noSuchCampaign }
        return made
    }

    private static func words(for problem: EditionPlan.Problem, _ addition: Addition) -> String {
        switch problem {
        case .nameMissing: "the name is empty"
        case .noSuchAddress:
            "«\(addition.slug)» cannot stand in an address: a year from 1900 to 2200, or small letters, figures and hyphens, 20 at most"
        case .addressTaken: "there is an edition «\(addition.slug)» already"
        case .noSuchDay: "«\(addition.firstDay)» is no day between 1990 and 2200"
        case .tooFar: "«\(addition.firstDay)» is more than ten years away: check the year"
        case .noSuchCampaign: "there is no such campaign"
        case .noSuchEdition: "there is no such edition"
        case .keyTaken: "another edition came in at the very same moment: run it again"
        }
    }
}
