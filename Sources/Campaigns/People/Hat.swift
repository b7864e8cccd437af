import Foundation
import Identifiers
import Web

/// A role somebody holds, in one edition or, with none, in all.
public struct Hat: Hashable, Sendable {
    public let role: Role
    public let edition: Edition.ID?

    public init(_ role: Role, in edition: Edition.ID?) {
        // Settings and rights belong to no edition.
        (self.role, self.edition) = (role, role == .agencyAdministrator ? nil : edition)
    }

    /// Whoever marks, presides or attends the deliberation must not be tied to the files of the same edition.
    public func clashes(with other: Hat) -> Bool {
        let isSameEdition = edition == nil || other.edition == nil || edition == other.edition
        let (judging, tied) = (Set<Role>.deliberating, Set<Role>.tied)
        let isJudgeAndParty =
            judging.contains(role) && tied.contains(other.role) || tied.contains(role) && judging.contains(other.role)
        return isSameEdition && isJudgeAndParty
    }

    /// On whose word a role is given.
    public enum Ground: Sendable {
        /// On that of somebody who gives roles.
        case word
        /// The same, told that the role does not go with another one.
        case wordInSpiteOfClash
        /// On nobody's: it comes with a file, or with a list.
        case course
    }

    /// Why a role cannot be given.
    public enum Bar: Error, Equatable, Sendable {
        /// They hold that one: nobody judges beside their own file.
        case clash(with: Role)
        /// It was taken from them. Whoever gives roles may give it back; it does not come by itself.
        case taken
    }

    /// Why a role cannot be taken away.
    public enum Refusal: Error, Equatable, Sendable {
        /// Nobody could give rights any more.
        case lastAdministrator
        /// Nobody locks themselves out by a slip.
        case ownAdministrator
    }
}

/// Somebody with all their hats, as lists show them.
public struct HatWearer: Equatable, Sendable {
    public let id: Person.ID
    public let name: String
    public let email: String
    public let function: String
    public let hats: [Hat]
    /// Their account lets nobody in.
    public let isDisabled: Bool
    /// Those that were taken back, for the page of this person alone.
    var ended: [EndedRole] = []
}
