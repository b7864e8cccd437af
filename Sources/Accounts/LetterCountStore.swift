import Foundation
import Identifiers
import Storage
import Web

/// Who has letters written, and so how many of them in an hour.
enum LetterCause: Sendable {
    /// The agency, by hand: many people at once, but nobody over and over about the same thing. What must be done at any time,
    /// as taking a right back, is done whoever hears of it.
    case agency(isDoneAnyway: Bool)
    /// The house itself, at its time: as many as there are to write.
    case house
    /// Somebody who is not of the agency. What they do may be theirs to do at any time, whoever hears of it: letters beyond the
    /// limit are then left out, and pages tell.
    case asked(by: Person.ID, isOwnRight: Bool)
}

/// How many letters an hour holds (ASVS 2.4.1). Sign-in links, beginnings and invitations have limits of their own besides.
public enum LetterCountStore {
    private static let letters = SpanCountStore("letter_count", span: 3_600)
    /// To one person about one thing, from whoever is not of the agency.
    static let mostToOne = 10
    /// That one person has written, and that are about one file or sheet.
    static let mostOfOne = 40
    /// To one person about one thing, from the agency: files are given to a juror one by one.
    static let mostByAgency = 30

    /// Counts a letter that is to leave, and answers whether it may. Throws when what asked for it is to be undone as well.
    static func count(
        _ cause: LetterCause, to address: String, about subject: String, at time: Date, in connection: any Connection
    ) throws -> Bool {
        let there = "to \(address) about \(subject)"
        switch cause {
        case .house: return true
        case .agency(let isDoneAnyway):
            let isWithin = try count(there, at: time, connection) <= mostByAgency
            if !isWithin && !isDoneAnyway { throw tooMany(at: time) }
            return isWithin
        case .asked(let person, let isOwnRight):
            // Apart from those of the agency: nobody keeps its letters from leaving by having written many.
            let isWithin =
                try count("asked \(there)", at: time, connection) <= mostToOne
                && count("by \(person)", at: time, connection) <= mostOfOne
                && count("about \(subject)", at: time, connection) <= mostOfOne
            if !isWithin && !isOwnRight { throw tooMany(at: time) }
            return isWithin
        }
    }

    private static func count(_ words: String, at time: Date, _ connection: any Connection) throws -> Int {
        try letters.count(words, at: time, in: connection)
    }

    private static func tooMany(at time: Date) -> WebError {
        .tooManyRequests(retryAfter: letters.secondsLeft(at: time))
    }

    static func forget(at time: Date, in connection: any Connection) throws {
        try letters.forget(at: time, in: connection)
    }

    /// Letters are counted from nothing again: for a clock that was set back.
    public static func forget(in connection: any Connection) throws { try letters.forget(in: connection) }
}
