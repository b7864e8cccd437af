import Web

// What each hat is called, and what it may do, in one sentence.
extension Reader {
    public func name(of role: Role) -> String {
        switch role {
        case .agencyAdministrator: t("Agency administrator")
        case .campaignLead: t("Campaign lead")
        case .editor: t("Editor")
        case .partner: t("Partner")
        case .relay: t("Relay")
        case .submitter: t("Submitter")
        case .coAuthor: t("Co-author")
        case .coach: t("Coach")
        case .juror: t("Juror")
        case .chair: t("Jury chair")
        case .observer: t("Observer")
        case .funder: t("Funder")
        }
    }

    func plural(of role: Role) -> String {
        switch role {
        case .agencyAdministrator: t("agency administrators")
        case .campaignLead: t("campaign leads")
        case .editor: t("editors")
        case .partner: t("partners")
        case .relay: t("relays")
        case .submitter: t("submitters")
        case .coAuthor: t("co-authors")
        case .coach: t("coaches")
        case .juror: t("jurors")
        case .chair: t("the jury chair")
        case .observer: t("observers")
        case .funder: t("funders")
        }
    }

    /// Rights in words, shown before they are given.
    public func rights(of role: Role) -> String {
        switch role {
        case .agencyAdministrator:
            t(
                "May do everything a campaign lead may, gives and takes back roles, changes the settings and the legal texts."
            )
        case .campaignLead:
            t("Runs the edition: its dates, targets and partners, all its files, its jury and its awards.")
        case .editor: t("Prepares and publishes the sheets and the texts of the edition. Does not see the marks.")
        case .partner: t("Finds the dates of the edition here, for a partner organisation. Sees no file and no mark.")
        case .relay: t("Spots initiatives and points the call out, whose dates stand here. Sees no file and no mark.")
        case .submitter: t("Writes and sends the files of an organisation, and sees only those.")
        case .coAuthor: t("Writes in a file with its submitter. Only the submitter sends it.")
        case .coach:
            t(
                "Helps organisations with their files; opens one once its owner has invited them to write along. Does not mark."
            )
        case .juror: t("Reads and marks the files assigned to them, except those they are tied to.")
        case .chair: t("Sees the results of the jury and records its decisions with their reasons.")
        case .observer: t("Attends the jury without marking or deciding. Sees no file and no mark here.")
        case .funder: t("Finds the dates and the public figures of the edition. Sees no file and no mark.")
        }
    }
}
