import Campaigns
import Journal
import Mail
import Media
import PostgresEngine
import Storage
import Tasks

/// What the house holds of people, by the module that owns the tables, in the order of the campaign.
public enum Register {
    public static let chapters: [(module: String, holdings: [Holding])] =
        Features.types.map { (module(of: $0), $0.holdings) }.filter { !$0.1.isEmpty } + [
            ("Mail", MailHoldings.all), ("Tasks", TasksHoldings.all), ("Journal", JournalHoldings.all),
            ("Media", MediaHoldings.all),
            ("Storage", StorageHoldings.all + PostgresHoldings.all),
        ]

    /// `Jury` of `Jury.JuryFeature`.
    private static func module(of feature: any Feature.Type) -> String {
        String(reflecting: feature).prefix { $0 != "." }.description
    }

    public static let holdings = chapters.flatMap(\.holdings)
}
