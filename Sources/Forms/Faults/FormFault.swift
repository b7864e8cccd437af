import Grids
import Identifiers
import Organisations
import Words

/// What stands against an answer. It is kept as it was typed all the same, and only keeps the file from being sent.
public enum FormFault: Error, Equatable, Sendable {
    case missing
    /// Neither a SIRET nor an RNA.
    case noNumber
    /// Characters too many.
    case tooLong(Int)
    case siret(SiretRefusal)
    case rna(RnaRefusal)
    case email(EmailRefusal)
    case notAddress, noSuchDepartment, notDate, notFigure, notPhone
    /// A day that had not come when the call ended.
    case inFuture
    /// What is measured now is dated before what was measured before.
    case beforeStart
    /// What costs less than nothing.
    case belowZero
    /// More than any amount or figure here is; the most that one may be.
    case tooGreat(Int)
    /// The greater of two bounds stands first.
    case swapped
    /// Too many characters to be kept even while it is written.
    case tooLongToKeep(Int)
    /// A figure without where it comes from says little.
    case sourceMissing
    case nameMissing
    /// Outside of what the question allows; a bound that there is not is nil.
    case outOfRange(least: Double?, most: Double?)
    /// A point before three figures: thousands to some, decimals to others.
    case unclearFigure
    /// An amount with more than two decimals.
    case notCents
    /// A day is asked for, and this is none, or one that does not exist.
    case noSuchDay
    /// A period that ends before it begins.
    case backwards
    /// Five digits are asked for.
    case notPostcode
    case noSuchCommune
    /// Several communes are called so: one is to be chosen.
    case severalCommunes
    /// The commune is known, and has another postcode.
    case otherPostcode
    case tooManyRows(most: Int)
    case tooFewRows(least: Int)
    /// Not the address of a film, at a place where films are seen.
    case notFilm
    /// The address is not one that begins with https.
    case notSecure
    /// What was chosen is not among the choices of the form any more.
    case notOffered
    /// Another text was agreed to than the one that is asked now.
    case otherConsent
    /// A picture without words for who does not see it.
    case alternativeMissing
    /// Who took a picture.
    case creditMissing
    /// A file that came, was looked at, and is not kept.
    case notTaken
    /// Whether the people shown agree.
    case agreementMissing
    /// With that answer another question is asked, which has none yet.
    case bringsUp(Localized)
    /// The answer by which a file may not take part, in the form's own words.
    case notEligible(Localized)
    /// What a file that is sent would newly lack or say wrong: it is not kept.
    indirect case onceSent(FormFault)
}

extension FormFault {
    /// It may stand against a question with several controls rather than against one of them.
    var isOfWhole: Bool {
        switch self {
        case .missing, .tooLongToKeep, .tooFewRows, .tooManyRows, .notEligible: return true
        default: return false
        }
    }
}

/// A fault and the control that repairs it.
public struct FieldFault: Equatable, Sendable {
    public let control: String
    public let field: FormField
    public let fault: FormFault

    public init(control: String, field: FormField, fault: FormFault) {
        (self.control, self.field, self.fault) = (control, field, fault)
    }
}
