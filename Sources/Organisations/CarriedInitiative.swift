import Identifiers
import Storage
import Web

/// An initiative that an organisation carries, and where it stands in an edition: a higher feature knows.
public struct CarriedInitiative: Sendable {
    public let title: String
    public let edition: String
    /// Where it is worked on, or where everybody reads it; without language.
    public let path: String
    /// Its state, as it is shown.
    public let mark: HTML

    public init(title: String, edition: String, path: String, mark: HTML) {
        (self.title, self.edition, self.path, self.mark) = (title, edition, path, mark)
    }
}

/// How a feature tells what became of an organisation's initiatives: what is public, and what somebody may see of the rest.
public typealias CarriedFinder = @Sendable (Organisation.ID, Person.ID, Reader) async throws -> [CarriedInitiative]

/// True of a row of `initiative_organisation` whose initiative somebody may know of: it is public, or theirs to work on.
public typealias KnownInitiatives = @Sendable (Person.ID) -> SQL

/// The files that somebody is bound to, as a query: their organisations are not theirs to change. A higher feature knows.
public typealias TiedFiles = @Sendable (Person.ID) -> SQL

/// What files say of an organisation otherwise than its record, for those who run their editions; empty when nothing.
public typealias SaidFinder = @Sendable (Organisation.ID, Person.ID, Reader) async throws -> HTML
