/// The hats of a campaign: everything the program knows of them by name. One person may wear several, given for one
/// edition or for all. What each is called, may do and finds at home is said by switches without a default, so that the
/// compiler names every place that a new one concerns.
public enum Role: String, CaseIterable, Sendable, CustomStringConvertible {
    // In the order pages list them; the words stand in the database.
    case agencyAdministrator = "agency-administrator"
    case campaignLead = "campaign-lead"
    case editor, partner, relay, submitter
    case coAuthor = "co-author"
    case coach, juror, chair, observer, funder

    public var description: String { rawValue }
}

extension Set<Role> {
    /// Those who give rights and set the site up.
    public static let administrators: Self = [.agencyAdministrator]
    /// Those who run campaigns: they see every list of an edition.
    public static let staff: Self = [.agencyAdministrator, .campaignLead]
    /// Staff, and those who publish.
    public static let publishers: Self = staff.union([.editor])
    /// Staff, and the chair: those who record what the jury decides.
    public static let deciders: Self = staff.union([.chair])
    /// Those who read files to judge them.
    public static let jury: Self = [.juror, .chair]
    /// Those who judge, and whoever attends their deliberation: they have no file of the same edition.
    public static let deliberating: Self = jury.union([.observer])
    /// Those who write files.
    public static let authors: Self = [.submitter, .coAuthor]
    /// Those who are tied to files: they judge none of the same edition.
    public static let tied: Self = authors.union([.coach])
}

extension Policy {
    public static let administrators = Policy.roles(.administrators)
    public static let staff = Policy.roles(.staff)
    public static let publishers = Policy.roles(.publishers)
    public static let deciders = Policy.roles(.deciders)
    public static let jury = Policy.roles(.jury)
}
