import Campaigns
import Foundation
import Identifiers
import Storage

// Which record somebody means who gives numbers, a name and a place.
extension OrganisationStore {
    /// When a number says that a record is meant: one of its figures may be wrong and still be somebody's.
    public enum Meaning: Equatable, Sendable {
        /// Whatever the names are.
        case number
        /// Unless both the name and the place say otherwise.
        case numberUnlessElsewhere
        /// Where the name says so too; nobody else has the number.
        case numberAndName
        /// Somebody has said that it is this one, whatever its name and numbers.
        case record(Organisation.ID)
    }

    /// What became of an organisation that a list names.
    public struct Found: Equatable, Sendable {
        public let id: Organisation.ID
        public let outcome: Outcome
        /// Other records that have a number which the list gives it.
        public let others: [Holder]
    }

    /// A record that has a number of another one.
    public struct Holder: Equatable, Sendable {
        public let number: Number
        public let record: Organisation
    }

    public enum Number: Equatable, Sendable {
        case siret(Siret)
        case rna(Rna)

        public var formatted: String {
            switch self {
            case .siret(let siret): siret.formatted
            case .rna(let rna): rna.formatted
            }
        }
    }

    public enum Outcome: Equatable, Sendable {
        case made, known
        case filled(from: Organisation)
    }

    /// The record that a list means by it; nil for none that is there.
    public static func meant(
        by candidate: Organisation, as meaning: Meaning, in connection: any Connection
    ) throws -> Organisation.ID? {
        try known(candidate, as: meaning, in: connection)?.id
    }

    /// The record that has a number of a candidate, and another name; nil for none, and where its name alone says which is meant.
    public static func misnamed(by candidate: Organisation, in connection: any Connection) throws -> Holder? {
        let holders = try holders(of: candidate, in: connection).filter { $0.isOneBody(with: candidate) }
        guard let holder = holders.first, try known(candidate, as: .numberAndName, in: connection) == nil else {
            return nil
        }
        return holder
    }

    /// The record that a source means, what it says without the numbers of other records, and those others.
    static func match(
        _ candidate: Organisation, as meaning: Meaning, in connection: any Connection
    ) throws -> (known: Organisation?, told: Organisation, others: [Holder]) {
        let known = try Self.known(candidate, as: meaning, in: connection)
        let others = try holders(of: candidate, in: connection).filter { $0.record.id != known?.id }
        var told = candidate
        for other in others {
            switch other.number {
            case .siret: told.siret = nil
            case .rna: told.rna = nil
            }
        }
        return (known, told, others)
    }

    /// The records that have its numbers: a SIRET is stronger than an RNA number.
    private static func holders(of candidate: Organisation, in connection: any Connection) throws -> [Holder] {
        let siret = try candidate.siret.flatMap { siret in
            try holder(of: siret, in: connection).map { Holder(number: .siret(siret), record: $0) }
        }
        let rna = try candidate.rna.flatMap { rna in
            try holder(of: rna, in: connection).map { Holder(number: .rna(rna), record: $0) }
        }
        return [siret, rna].compactMap(\.self)
    }

    private static func known(
        _ candidate: Organisation, as meaning: Meaning, in connection: any Connection
    ) throws -> Organisation? {
        if case .record(let id) = meaning, let said = try find(id, in: connection) { return said }
        for other in try holders(of: candidate, in: connection) where meaning.takes(other.record, for: candidate) {
            if other.isOneBody(with: candidate) { return other.record }
        }
        return try organisations("name_key = \(candidate.nameKey)", in: connection).first { $0.mayBe(candidate) }
    }
}

extension OrganisationStore.Holder {
    /// Several places of one body, each with its SIRET, have one RNA number.
    fileprivate func isOneBody(with candidate: Organisation) -> Bool {
        if case .rna = number { record.isOneBody(with: candidate) } else { true }
    }
}

extension OrganisationStore.Meaning {
    /// Whether a record that has a number of the candidate is meant.
    fileprivate func takes(_ record: Organisation, for candidate: Organisation) -> Bool {
        switch self {
        case .number: true
        case .numberUnlessElsewhere: record.isNamed(nearly: candidate) || !record.isElsewhere(than: candidate)
        // Of a record that is gone meanwhile nobody has said anything.
        case .numberAndName, .record: record.isNamed(nearly: candidate)
        }
    }
}

extension Organisation {
    fileprivate func isNamed(nearly other: Organisation) -> Bool { NearName(name).agrees(with: NearName(other.name)) }
}
