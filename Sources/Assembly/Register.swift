import Accounts
import Awards
import Campaigns
import Catalogue
import Grids
import Journal
import Jury
import Mail
import Organisations
import PostgresEngine
import Sheets
import Storage
import Submissions
import Tasks

/// What the house holds of people, by the module that owns the tables, in the order of the campaign.
public enum Register {
    public static let chapters: [(module: String, holdings: [Holding])] = [
        ("Accounts", AccountsHoldings.all), ("Campaigns", CampaignsHoldings.all), ("Grids", GridsHoldings.all),
        ("Organisations", OrganisationsHoldings.all), ("Submissions", SubmissionsHoldings.all),
        ("Sheets", SheetsHoldings.all), ("Jury", JuryHoldings.all), ("Awards", AwardsHoldings.all),
        ("Catalogue", CatalogueHoldings.all), ("Mail", MailHoldings.all), ("Tasks", TasksHoldings.all),
        ("Journal", JournalHoldings.all), ("Storage", StorageHoldings.all + PostgresHoldings.all),
    ]

    public static let holdings = chapters.flatMap(\.holdings)
}
