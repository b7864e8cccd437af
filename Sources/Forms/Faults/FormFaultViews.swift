import Identifiers
import Organisations
import Web

// What stands against an answer, in a sentence that says how to repair it.
extension Reader {
    public func fault(_ fault: FieldFault) -> Fault { Fault(fault.control, sentence(for: fault.fault)) }

    public func sentence(for fault: FormFault) -> String {
        switch fault {
        case .missing: t("This is still to be filled in.")
        case .noNumber: t("Give the SIRET, or the RNA of an association.")
        case .tooLong(let excess): t("\(excess) character too many.", "\(excess) characters too many.", count: excess)
        case .siret(let refusal): sentence(for: refusal)
        case .rna(let refusal): sentence(for: refusal)
        case .email(let refusal): sentence(for: refusal)
        case .notAddress: t("This is not the address of a website.")
        case .noSuchDepartment: t("There is no such department: two digits, 2A, 2B, or three digits overseas.")
        case .notDate: t("Write the month and the year: 03/2012 or March 2012.")
        case .notFigure: t("Write a number: 12 or 7.5.")
        case .sourceMissing: t("Say where this figure comes from: a register, a survey, an estimate.")
        case .nameMissing: t("Say what is measured.")
        case .notPhone: t("Write a number that can be called: 03 81 00 00 00.")
        case .inFuture: t("This date has not come yet: check the year.")
        case .beforeStart: t("“Now” is dated before “Before”: check both dates.")
        case .belowZero: t("A cost is not below zero.")
        case .tooGreat(let most): t("This number is too great: write at most \(formats.number(most)).")
        case .swapped: t("“To” is less than “From”: check both amounts.")
        case .onceSent(let fault): t("Not saved, for this file is sent: \(sentence(for: fault))")
        case .tooLongToKeep(let excess):
            t(
                "Not saved: \(excess) character more than this site keeps. Shorten it, then save again.",
                "Not saved: \(excess) characters more than this site keeps. Shorten it, then save again.", count: excess
            )
        default: newerSentence(for: fault)
        }
    }

    private func newerSentence(for fault: FormFault) -> String {
        switch fault {
        case .outOfRange(let least, let most): rangeSentence(least, most)
        case .unclearFigure: t("Write 12500 or 12.5: a point before three figures is read in two ways.")
        case .notCents: t("Write euros, with two decimals for cents at most: 1250 or 1250.50.")
        case .noSuchDay: t("Write a day that exists, with its month and its year: 30/09/2014 or 30 September 2014.")
        case .backwards: t("The period ends before it begins: check both days.")
        case .noSuchCommune: t("No town of France is called so: check how it is written.")
        case .severalCommunes: t("Several towns are called so: choose yours in the list.")
        case .notPostcode: t("A postcode has five digits.")
        case .otherPostcode: t("This town does not have this postcode: check both.")
        case .tooManyRows(let most):
            t("At most \(most) line is possible.", "At most \(most) lines are possible.", count: most)
        case .tooFewRows(let least):
            t("At least \(least) line is needed.", "At least \(least) lines are needed.", count: least)
        case .notFilm: t("Give the address of the page where the film is seen: YouTube, Vimeo, Dailymotion, PeerTube.")
        case .notSecure: t("The address must begin with https://.")
        case .notOffered: t("What was chosen is no longer offered: choose again.")
        case .otherConsent: t("The text has changed since: read it, then tick the box again.")
        case .alternativeMissing: t("Say what the picture shows, for whoever does not see it.")
        case .creditMissing: t("Say who took the picture.")
        case .notTaken: t("This file was not taken: take it out, and send another one if you have it.")
        case .agreementMissing: t("Say whether the people shown agree.")
        case .notEligible(let words): wording(words)
        case .bringsUp(let label): t("with this answer, “\(wording(label))” is asked too: answer it, then save both.")
        default: ""
        }
    }

    private func rangeSentence(_ least: Double?, _ most: Double?) -> String {
        let bounds = [least, most].map { $0.map { figureWords("\($0)") } }
        return switch (bounds[0], bounds[1]) {
        case (let least?, let most?): t("Write a number from \(least) to \(most).")
        case (let least?, nil): t("Write a number of at least \(least).")
        case (nil, let most?): t("Write a number of at most \(most).")
        case (nil, nil): t("Write a number: 12 or 7.5.")
        }
    }

    private func sentence(for refusal: SiretRefusal) -> String {
        switch refusal {
        case .notDigits: t("A SIRET has only digits.")
        case .wrongLength(let found): t("A SIRET has 14 digits, this one has \(found).")
        case .zero: t("A SIRET is never made of zeros only.")
        case .wrongKey: t("This SIRET does not exist: a digit is wrong or two were swapped.")
        }
    }

    private func sentence(for refusal: RnaRefusal) -> String {
        switch refusal {
        case .wrongCharacter: t("An RNA has only a W, digits and capitals.")
        case .wrongLength(let found): t("An RNA has 10 characters, this one has \(found).")
        case .noLeadingW: t("An RNA begins with W.")
        }
    }

    public func sentence(for refusal: EmailRefusal) -> String {
        switch refusal {
        case .empty: t("Give a mail address.")
        case .tooLong: t("This mail address is too long.")
        case .notOneAt: t("A mail address has one @.")
        case .wrongBeforeAt: t("What stands before the @ is not a mail address.")
        case .wrongAfterAt: t("What stands after the @ is not a mail address: as name@example.org.")
        }
    }
}
