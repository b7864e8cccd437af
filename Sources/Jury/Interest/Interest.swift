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

    /// What somebody says of files whose decision came out meanwhile.
    func late(_ typed: [InterestStatement]) -> [InterestStatement] {
        let frozen = lines.filter(\.isFrozen)
        return typed.filter { said in
            said.degree != nil && frozen.contains { $0.submission == said.submission && $0.said != said }
        }
    }
}
