import Web

/// The hats of a campaign. One person may wear several, given for one edition or for all.
extension Role {
    public static let agencyAdministrator = Role("agency-administrator")
    public static let campaignLead = Role("campaign-lead")
    public static let editor = Role("editor")
    public static let partner = Role("partner")
    public static let relay = Role("relay")
    public static let submitter = Role("submitter")
    public static let coAuthor = Role("co-author")
    public static let coach = Role("coach")
    public static let juror = Role("juror")
    public static let chair = Role("chair")
    public static let observer = Role("observer")
    public static let funder = Role("funder")

    /// In the order pages list them.
    public static let all: [Role] = [
        .agencyAdministrator, .campaignLead, .editor, .partner, .relay, .submitter, .coAuthor, .coach, .juror, .chair,
        .observer, .funder,
    ]
}

extension Policy {
    /// Those who run campaigns: they see every list of an edition.
    public static let staff = Policy.roles([.agencyAdministrator, .campaignLead])
    /// Staff, and those who publish.
    public static let publishers = Policy.roles([.agencyAdministrator, .campaignLead, .editor])
    /// Those who give rights and set the site up.
    public static let administrators = Policy.role(.agencyAdministrator)
}
