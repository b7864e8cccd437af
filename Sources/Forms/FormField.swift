import Grids
import Organisations

/// One question of the form. Its identifier is the answer's key in the database and the control's name in the page.
public struct FormField: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// One line, at most so many characters.
        case line(Int)
        case text(Int)
        case siret, rna, email, website
        /// One of a closed list.
        case choice([String])
        /// Terms of a vocabulary of the grid.
        case terms(String)
        /// One entry a line.
        case list
        case steps, indicators, cost, quote
        case tick
    }

    public let id: String
    public let section: FormSection
    public let kind: Kind
    /// Without it the file can't be sent.
    public let isNeeded: Bool
    /// The checkpoints that jurors mark with its help.
    public let feeds: [String]

    private init(
        _ id: String, _ section: FormSection, _ kind: Kind, isNeeded: Bool = false, feeds: [String] = []
    ) {
        (self.id, self.section, self.kind, self.isNeeded, self.feeds) = (id, section, kind, isNeeded, feeds)
    }

    /// Whom the agency may call: for the agency alone.
    public var isContact: Bool { id.hasPrefix("contact.") }

    public static subscript(id id: String) -> FormField? { byID[id] }
    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// In the order of the form.
    public static let all: [FormField] = identity + story + proof + agreement

    public static let stepRows = 12
    public static let indicatorRows = 6

    private static let identity = [
        FormField("organisation.name", .organisation, .line(150), isNeeded: true),
        FormField("organisation.kind", .organisation, .choice(kinds), isNeeded: true),
        FormField("organisation.siret", .organisation, .siret, isNeeded: true),
        FormField("organisation.rna", .organisation, .rna),
        FormField("organisation.commune", .organisation, .line(100), isNeeded: true),
        FormField("organisation.department", .organisation, .line(3), isNeeded: true),
        FormField("organisation.activity", .organisation, .line(150)),
        FormField("organisation.size_bracket", .organisation, .choice(sizes)),
        FormField("organisation.website", .organisation, .website),
        FormField("contact.name", .organisation, .line(100), isNeeded: true),
        FormField("contact.role", .organisation, .line(100)),
        FormField("contact.email", .organisation, .email, isNeeded: true),
        FormField("contact.phone", .organisation, .line(30)),
        FormField("title", .initiative, .line(150), isNeeded: true),
        FormField("strapline", .initiative, .text(300), isNeeded: true),
        FormField("tags.kind", .initiative, .terms("kind"), feeds: ["novelty-in-context"]),
        FormField("tags.maturity", .initiative, .terms("maturity"), feeds: ["depth-of-change", "tried-and-adjusted"]),
    ]

    private static let story = [
        FormField("tags.need", .need, .terms("need"), isNeeded: true, feeds: ["need-established"]),
        FormField("need", .need, .text(1_500), isNeeded: true, feeds: ["need-established"]),
        FormField("before", .need, .text(800), feeds: ["need-established", "depth-of-change"]),
        FormField("tags.beneficiary", .need, .terms("beneficiary"), feeds: ["beneficiaries"]),
        FormField(
            "response", .novelty, .text(2_000), isNeeded: true, feeds: ["novelty-in-context", "depth-of-change"]),
        FormField("steps", .novelty, .steps, feeds: ["tried-and-adjusted"]),
        FormField("who_with", .participation, .text(1_200), isNeeded: true, feeds: participation),
        FormField("tags.approach", .participation, .terms("approach"), feeds: participation),
    ]

    private static let proof = [
        FormField(
            "effects", .qualityOfLife, .text(1_500), isNeeded: true,
            feeds: ["quality-of-life-at-work", "quality-of-life-outside-work", "fairness"]),
        FormField(
            "tags.quality_of_life", .qualityOfLife, .terms("quality_of_life"),
            feeds: ["quality-of-life-at-work", "quality-of-life-outside-work"]),
        FormField(
            "tags.working_conditions_topic", .qualityOfLife, .terms("working_conditions_topic"),
            feeds: ["quality-of-life-at-work"]),
        FormField("quote", .qualityOfLife, .quote),
        FormField("indicators", .effects, .indicators, isNeeded: true, feeds: effects),
        FormField("not_measured", .effects, .tick),
        FormField("tags.impact", .effects, .terms("impact"), feeds: effects),
        FormField("tags.impact_path", .effects, .terms("impact_path"), feeds: effects),
        FormField("difficulties", .future, .list, feeds: ["tried-and-adjusted"]),
        FormField("levers", .future, .list, feeds: ["durability"]),
        FormField("risk", .future, .text(1_000), feeds: ["risk-taken"]),
        FormField("reuse", .future, .text(1_000), feeds: ["transferability"]),
        FormField("reuse_conditions", .future, .list, feeds: ["transferability"]),
        FormField("cost", .future, .cost, feeds: ["durability"]),
    ]

    private static let agreement = [
        FormField("heard_from", .agreement, .line(200)),
        FormField("rules_accepted", .agreement, .tick, isNeeded: true),
        FormField("publication_agreed", .agreement, .tick),
    ]

    private static let participation = ["people-involved", "shared-decision", "local-cooperation"]
    private static let effects = [
        "organisation-performance", "wider-social-effects", "environmental-effects", "proof-of-results",
    ]

    private static let kinds = ["company", "association", "public-body", "other"]
    /// Insee's brackets, from nobody employed to 10,000 and more.
    private static let sizes = [
        "NN", "00", "01", "02", "03", "11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "53",
    ]
}
