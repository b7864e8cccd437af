import Web

/// An initiative that an organisation carries, and where it stands in an edition: a higher feature knows.
public struct CarriedInitiative: Sendable {
    public let title: String
    public let edition: String
    /// Where it is worked on, without language.
    public let path: String
    /// Its state, as it is shown.
    public let mark: HTML

    public init(title: String, edition: String, path: String, mark: HTML) {
        (self.title, self.edition, self.path, self.mark) = (title, edition, path, mark)
    }
}

/// How a feature tells what became of an organisation's initiatives.
public typealias CarriedFinder = @Sendable (Organisation.ID, Reader) async throws -> [CarriedInitiative]
