import Storage

/// What the tables of campaigns hold.
public enum CampaignsHoldings {
    public static let all = settings + calendar + people

    private static let settings = [
        Holding(
            "agency", "The body that runs campaigns here, with the address and telephone it is reached at.",
            of: .init(
                [.contact], purpose: "To say on every page and letter who is answerable.",
                term: .lasting(because: "it is the agency's own, which may be that of somebody who works there"),
                export: .notGiven(because: "it is public already"),
                erasure: .kept(because: "the agency writes another address itself")),
            nextEdition: .shared, archive: .whole),
        Holding(
            "mail_setting", "How mail leaves: server, sender, and the password of the mail account, sealed.",
            of: .init(
                [.contact, .access], purpose: "To send mail in the agency's name.",
                term: .lasting(because: "mail leaves by it as long as the site is in service"),
                export: .notGiven(because: "it is the agency's own account"),
                erasure: .kept(because: "the agency writes another sender itself")),
            nextEdition: .shared, archive: .none),
        Holding(
            nothingIn: "factor_setting", "Whether everybody of the staff must have a second factor.",
            nextEdition: .shared, archive: .none),
        Holding(
            nothingIn: "campaign", "A lasting programme with its name, purpose and territory.", nextEdition: .shared,
            archive: .whole, impersonal: ["name"]),
        Holding(
            nothingIn: "page_text",
            "Texts that staff write for the public: notices, rules, the words of the home page.",
            nextEdition: .offered, archive: .whole, impersonal: ["name"]),
    ]

    private static let calendar = [
        Holding(
            nothingIn: "edition", "One dated run of a campaign.", nextEdition: .stays, archive: .whole,
            impersonal: ["name"]),
        Holding(
            nothingIn: "kept_text", "A text of the earlier edition that says its year, and that staff keep so.",
            nextEdition: .stays, archive: .none),
        Holding(
            nothingIn: "phase", "A dated step of an edition.", nextEdition: .offered, archive: .whole,
            impersonal: ["name_fr", "name_en"]),
        Holding(
            "extension", "A later end of a phase for one file or one juror, with its reason.",
            of: .init(
                [.key, .judgement, .conduct], purpose: "To hold to what was granted, and to tell it to whoever asks.",
                term: .years(5, after: .closureOfEdition, by: .agency), export: .given,
                erasure: .emptied(["reason", "granted_by"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            nothingIn: "category", "A kind of file that an edition tells from others, with what it is for.",
            nextEdition: .offered, archive: .whole, impersonal: ["name_fr", "name_en"]),
        Holding(
            nothingIn: "target", "A figure to reach, with its counting rule.", nextEdition: .offered, archive: .whole,
            impersonal: ["name", "name_en"]),
    ]

    private static let people = [
        Holding(
            "partner", "A partner organisation, with whoever speaks for it.",
            of: .init(
                [.contact], purpose: "To reach whoever speaks for the partner.",
                term: .years(3, after: .lastContact, by: .agency), export: .given,
                erasure: .emptied(["contact_name", "contact_role", "contact_email"])),
            nextEdition: .shared, archive: .withoutPeople),
        Holding(
            nothingIn: "partner_engagement", "What a partner engaged for in an edition.", nextEdition: .offered,
            archive: .whole),
        Holding(
            "role_grant", "What somebody may do, in one edition or in all, and whoever gave it.",
            of: .init(
                [.key, .conduct], purpose: "To let each do what is theirs, and no more.",
                term: .asLongAs("person"), export: .given, erasure: .deleted),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "role_taken",
            "A role of an author that was taken from somebody, so that it does not come back with another file.",
            of: .init(
                [.key, .judgement], purpose: "To keep what was decided of somebody's rights.",
                term: .asLongAs("person"), export: .given, erasure: .deleted),
            nextEdition: .stays, archive: .none),
    ]
}
