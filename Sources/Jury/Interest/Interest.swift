import Forms
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions
import Web
import Words

/// A juror's tie with a file, as the juror states it.
enum InterestDegree: String, Storable, CaseIterable { case none, weak, strong }

/// What a juror says of the ties with one file.
struct InterestStatement: Equatable, Sendable {
    static let longestWords = 1_000

    let submission: Submission.ID
    let degree: InterestDegree?
    let words: String
}

/// Why a statement is not recorded.
enum InterestRefusal: Error, Equatable, Sendable {
    case notAgreed
    /// The decision on the file is out: what was said stays.
    case announced(Submission.ID)
    /// «No tie with the others» does not speak for a file whose organisation they have a tie with elsewhere.
    case sameOrganisation(Submission.ID)
    case degreeMissing(Submission.ID), wordsMissing(Submission.ID), wordsTooLong(Submission.ID)
}

extension [InterestStatement] {
    /// Everything that stands against recording them, so that all is said at once.
    func faults(agrees: Bool) -> [InterestRefusal] {
        (agrees ? [] : [.notAgreed]) + compactMap(\.fault)
    }
}

extension InterestStatement {
    /// No tie, where nothing was said; words without a degree are a beginning, and are asked about.
    var elseNone: InterestStatement {
        guard degree == nil, words.isBlank else { return self }
        return InterestStatement(submission: submission, degree: InterestDegree.none, words: "")
    }

    /// It can be recorded.
    var isGood: Bool { fault == nil }

    fileprivate var fault: InterestRefusal? {
        if degree == nil { return .degreeMissing(submission) }
        // A weak tie does not keep a juror from marking because everybody may read what it is.
        if degree == .weak, words.isBlank { return .wordsMissing(submission) }
        return words.count > Self.longestWords ? .wordsTooLong(submission) : nil
    }
}

/// What a juror is asked before the first file: titles and organisations only.
struct InterestSheet: Sendable {
    struct Line: Sendable {
        let submission: Submission.ID
        let title: String
        let organisation: String
        /// What was said before; nil for a new file.
        let said: InterestStatement?
        /// The decision on it is out: nothing is asked, and what was said stays.
        let isFrozen: Bool
        /// The record of the organisation, as staff confirmed it or as the file says; nil without one.
        let record: String?
        /// This juror has said before that they are tied to another file of that record.
        let isTiedBeside: Bool

        var isNew: Bool { said == nil && !isFrozen }
    }

    let slug: String
    let editionName: String
    let agreedAt: Date?
    /// One page of the files.
    let lines: [Line]
    let page: ListPage
    /// Numbers of the files this juror stepped back from: nothing else of them exists here.
    let recused: [String]

    /// Files whose organisation this juror is tied to by another file, as said before or by what is typed now.
    func tiedBeside(_ typed: [InterestStatement]) -> Set<Submission.ID> {
        let tied = Set(typed.filter { $0.degree == .weak || $0.degree == .strong }.map(\.submission))
        let files = lines.filter { line in
            line.isTiedBeside
                || lines.contains {
                    $0.record != nil && $0.record == line.record && $0.submission != line.submission
                        && tied.contains($0.submission)
                }
        }
        return Set(files.map(\.submission))
    }

    /// Those that say something else than before: what is said again is recorded already.
    func changed(_ typed: [InterestStatement]) -> [InterestStatement] {
        typed.filter { said in !lines.contains { $0.submission == said.submission && $0.said == said } }
    }

    /// What somebody says of files whose decision came out meanwhile.
    func late(_ typed: [InterestStatement]) -> [InterestStatement] {
        let frozen = lines.filter(\.isFrozen)
        return typed.filter { said in
            said.degree != nil && frozen.contains { $0.submission == said.submission && $0.said != said }
        }
    }
}
