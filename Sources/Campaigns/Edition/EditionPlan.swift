import Foundation
import Storage
import Web
import Words

/// A new edition as somebody types it.
struct EditionPlan: Equatable, Sendable {
    /// What may be taken over from an earlier edition.
    enum Part: String, CaseIterable, Sendable { case phases, targets, awards, partners, texts, jurors }
    enum Problem: Error, Hashable {
        case nameMissing, noSuchAddress, addressTaken, noSuchDay, noSuchCampaign, noSuchEdition
        /// The first day is so many years away that another year was meant.
        case tooFar
        /// The form was sent before, with something else in it.
        case keyTaken
    }

    var key = ""
    var campaign = ""
    var name = ""
    /// In addresses and before file numbers.
    var slug = ""
    var firstDay = ""
    /// The earlier edition it is made from; empty for the standard calendar.
    var previous = ""
    var parts: Set<Part> = Set(Part.allCases)

    init(key: String, name: String = "", slug: String = "", firstDay: Day, campaign: String, previous: String = "") {
        (self.key, self.name, self.slug, self.campaign) = (key, name, slug, campaign)
        (self.previous, self.firstDay) = (previous, PhaseForm.typed(firstDay))
    }

    init(_ fields: Fields) {
        (key, campaign) = (fields.text("key") ?? "", fields.text("campaign") ?? "")
        (name, slug) = (fields.text("name") ?? "", fields.text("slug") ?? "")
        (firstDay, previous) = (fields.text("first_day") ?? "", fields.text("previous") ?? "")
        parts = Set(fields.all("part").compactMap(Part.init))
    }

    var first: Day? { EditionCalendar.paris.parseDay(firstDay).flatMap { (1990...2200).contains($0.year) ? $0 : nil } }

    func problems(today: Day) -> Set<Problem> {
        var problems: Set<Problem> = []
        if name.isEmpty { problems.insert(.nameMissing) }
        if !Self.isAddress(slug) { problems.insert(.noSuchAddress) }
        if let first {
            if Double(first.number - today.number) * 86_400 > EditionCalendar.farthest { problems.insert(.tooFar) }
        } else {
            problems.insert(.noSuchDay)
        }
        return problems
    }

    /// Whether an edition is the one that was typed.
    func says(_ edition: Edition) -> Bool {
        (name, slug) == (edition.name, edition.slug) && (campaign.isEmpty || campaign == edition.campaign.description)
    }

    // «nouvelle» is the page where editions are made.
    private static func isAddress(_ text: String) -> Bool {
        let isWritten = text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard isWritten, (1...20).contains(text.utf8.count), text != "nouvelle", !parts.contains("") else {
            return false
        }
        // Without a letter it is a year, or begins with one: `2014-2`.
        return text.contains(where: \.isLetter) || calendarYear(String(parts[0])) != nil
    }

    /// What the form first proposes: the year after the newest edition, a year of weeks later.
    static func proposal(after editions: [Edition], campaigns: [Campaign], key: String, today: Day) -> EditionPlan {
        let newest = editions.first
        let start = newest?.phases.map(\.startsAt).min().map {
            EditionCalendar.paris.calendarDay(of: $0).adding(days: 364)
        }
        let year = newest.flatMap { calendarYear($0.slug) }.map { String($0 + 1) } ?? String(today.year)
        let name =
            newest.map { $0.name.replacingOccurrences(of: $0.slug, with: year) }
            ?? "\(campaigns.first?.name ?? "") \(year)"
        let campaign = (newest?.campaign ?? campaigns.first?.id)?.description ?? ""
        return EditionPlan(
            key: key, name: name.trimmingCharacters(in: .whitespaces), slug: year, firstDay: start ?? today,
            campaign: campaign, previous: newest?.id.description ?? "")
    }

    /// Editions that were made before may have any number: it is a year where it looks like one.
    private static func calendarYear(_ slug: String) -> Int? {
        guard slug.utf8.count == 4, let year = Int(slug), (1900...2200).contains(year) else { return nil }
        return year
    }
}

/// An edition made from an earlier one, for the features above: what each takes over with it, in its transaction.
public struct Succession: Sendable {
    public let from: Edition.ID
    public let to: Edition.ID
    /// Whether whoever makes the edition wants the jurors of the earlier one again.
    public let takesJurors: Bool
    /// Whether they want its awards again, which nobody has received yet.
    public let takesAwards: Bool
    public let time: Date
    /// It is the second round of the earlier one, and asks those who go on something else.
    public var isRound = false

    public typealias Heir = @Sendable (Succession, any Connection) throws -> Void
}
