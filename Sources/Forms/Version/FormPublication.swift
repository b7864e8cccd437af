import Campaigns
import Foundation
import Identifiers
import Storage

/// A version of a form that takes the place of another one in an edition.
public struct FormPublication: Sendable {
    public typealias ID = Identifier<FormPublication>

    public let id: ID
    public let edition: Edition.ID
    /// Counted in the edition, from 1.
    public let number: Int
    public let former: (id: Form.ID, form: Form)
    public let next: (id: Form.ID, form: Form)
    public let person: Person.ID
    /// By the campaign's clock; letters leave by the real one.
    public let now: Date
    public let time: Date

    public var difference: FormDifference { FormDifference(from: former.form, to: next.form) }
}

/// Who publishes what where, and what they saw before.
public struct PublicationRequest: Sendable {
    public let form: Form
    public let edition: Edition.ID
    /// The version that the edition had when the page was given.
    public let former: Form.ID
    public let person: Person.ID
    public let now: Date
    public let time: Date

    public init(_ form: Form, in edition: Edition.ID, over former: Form.ID, by person: Person.ID, now: Date, time: Date)
    {
        (self.form, self.edition, self.former, self.person) = (form, edition, former, person)
        (self.now, self.time) = (now, time)
    }
}

public enum PublicationRefusal: Error, Equatable, Sendable {
    /// It can't be used as it is.
    case flawed([FormFlaw])
    /// It says what the edition asks already.
    case unchanged
    /// Another version was published since the page was given.
    case movedOn
}

/// What a higher feature does when a version is published, in the same transaction; answers how many drafts followed.
public typealias PublicationFollower = @Sendable (FormPublication, any Connection) throws -> Int

/// A publication as it is told of later.
public struct PublishedForm: Sendable {
    public let id: FormPublication.ID
    public let number: Int
    public let former: (id: Form.ID, form: Form)
    public let next: (id: Form.ID, form: Form)
    /// Nil of somebody who has left.
    public let person: String?
    public let at: Date
    /// How many drafts followed it.
    public let drafts: Int

    public var difference: FormDifference { FormDifference(from: former.form, to: next.form) }
}

/// A form that is being prepared for an edition, and not published yet.
public struct PreparedForm: Sendable {
    public let form: Form
    /// Of the working copy.
    public let revision: Int

    public init(_ form: Form, revision: Int) { (self.form, self.revision) = (form, revision) }
}

/// Where working copies of forms are kept: what is prepared for an edition, and what becomes of it once it is published.
public struct FormWorkshop: Sendable {
    public let prepared: @Sendable (Edition.ID, any Connection) throws -> PreparedForm?
    public let settle: @Sendable (FormPublication, any Connection) throws -> Void

    public init(
        prepared: @escaping @Sendable (Edition.ID, any Connection) throws -> PreparedForm?,
        settle: @escaping @Sendable (FormPublication, any Connection) throws -> Void
    ) {
        (self.prepared, self.settle) = (prepared, settle)
    }

    /// A house in which forms are not prepared on pages.
    public static let none = FormWorkshop(prepared: { _, _ in nil }, settle: { _, _ in })
}

extension Form {
    /// The same questions as another version.
    public func named(_ name: Name, version: String) -> Form {
        Form(name: name, version: version, title: title, sections: sections, sheet: sheet)
    }
}
