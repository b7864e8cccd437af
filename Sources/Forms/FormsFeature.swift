import Campaigns
import Storage

/// What an edition asks: its form goes on to the edition made from it. Pages come with the form's editor.
public struct FormsFeature: Feature {
    public init() {}

    /// The form of an edition made from another.
    public var heirs: [Succession.Heir] { [FormStore.heir] }

    /// The form by its name and version.
    public var legacies: [LegacyFinder] { [{ try FormStore.legacies($0, $1, $2, in: $3) }] }

    public static var holdings: [Holding] { FormsHoldings.all }
}
