import Campaigns
import Foundation
import Grids
import Storage
import Web

/// A form as it is looked at before it is published: nobody's answers stand in it, and nothing is sent from there.
public struct FormSample: Sendable {
    public let edition: Edition
    public let form: Form
    public let grid: Grid?
    /// The part that is looked at.
    public let section: FormSection
    public let answers: Answers
    /// The question that is being shaped: it is shown whatever its condition says.
    public let shown: String?
    public let now: Date
}

/// How others see a form that is being shaped, by the views of the real pages. Higher features have these: they are given at wiring.
public struct FormPreviews: Sendable {
    public typealias Drawing = @Sendable (FormSample, Reader) -> HTML
    public typealias Counting =
        @Sendable (_ form: Form, _ field: FormField, _ edition: Edition.ID, _ connection: any Connection) throws ->
        FormReach

    /// In how many open files of an edition something stands there, whatever it is.
    public typealias Tally =
        @Sendable (_ field: String, _ edition: Edition.ID, _ connection: any Connection) throws -> Int

    let applicant: Drawing
    let juror: Drawing
    let visitor: Drawing
    let reach: Counting
    let answered: Tally

    public init(
        applicant: @escaping Drawing, juror: @escaping Drawing, visitor: @escaping Drawing, reach: @escaping Counting,
        answered: @escaping Tally
    ) {
        (self.applicant, self.juror, self.visitor) = (applicant, juror, visitor)
        (self.reach, self.answered) = (reach, answered)
    }
}

/// Of the open drafts of an edition, how many would be asked a question.
public struct FormReach: Equatable, Sendable {
    public let asked: Int
    public let notAsked: Int
    /// There are more drafts than were looked at.
    public let isCut: Bool

    public init(asked: Int, notAsked: Int, isCut: Bool = false) {
        (self.asked, self.notAsked, self.isCut) = (asked, notAsked, isCut)
    }

    /// Drafts looked at for one count.
    public static let most = 2_000
}
