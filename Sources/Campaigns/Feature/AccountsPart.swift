import Accounts
import Storage
import Web

/// Accounts come before campaigns, and know nothing of features; they are one all the same.
extension AccountsFeature: Feature {
    /// Whoever is known by an address alone is asked for a name.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        guard try await isNameless(visit.person) else { return [] }
        let detail = visit.reader.t("Your name stands in letters and beside what you write.")
        return [Duty(.toDo, visit.reader.t("What are you called?"), path: "/mon-compte", detail: detail)]
    }

    public static var holdings: [Holding] { AccountsHoldings.all + FactorHoldings.all }
}

/// The second factor is a part of accounts: its tables are declared among theirs.
extension FactorFeature: Feature {
    public static var holdings: [Holding] { [] }
}
