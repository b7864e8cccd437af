import Accounts
import Storage

/// Accounts come before campaigns, and know nothing of features; they are one all the same.
extension AccountsFeature: Feature {
    public static var holdings: [Holding] { AccountsHoldings.all }
}
