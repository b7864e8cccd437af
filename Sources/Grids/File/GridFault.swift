/// One thing wrong in a grid's file: where it stands, and what was expected there. A value: pages and the command line
/// put it into words.
public struct GridFault: Error, Hashable, Sendable {
    public let line: Int
    /// The keys that lead there: `checkpoints[need-established].levels[2].fr`; empty for the whole file.
    public let path: String
    public let kind: Kind

    public enum Kind: Hashable, Sendable {
        case notUTF8, empty
        case tooLarge(limit: Int)
        /// With the words of the YAML library.
        case notYAML(String)
        /// `&name` or `*name`: a few of them can stand for gigabytes.
        case reference
        case wrongSchema(expected: String)
        case missingKey(String)
        case unknownKey(String, nearest: String?)
        case duplicateKey(String)
        case duplicate(String)
        case expected(Form)
        case unsupported(String, allowed: [String])
        case unknownName(String, Thing, nearest: String?)
        case noFrench
        case unequalLists(french: Int, english: Int)
        case noItem
        case scaleStart(allowed: ClosedRange<Int>)
        case scaleEnd(allowed: ClosedRange<Int>)
        case levelMissing(Int)
        case levelOffScale(Int, scale: ClosedRange<Int>)
        case weightNotPositive(Int)
        case dimensionWeight(said: Int, checkpoints: Int)
        case totalWeight(Int)
        case notMember(of: String)
        /// A question that is not in the form.
        case noQuestion(String, nearest: String?)
        /// Questions that wait for one another, by their names.
        case circle([String])
        /// Questions of which each is needed only without the next one, by their names, the first at the end once more.
        case excuses([String])
        /// The question looks at itself.
        case itself
        /// Whom to call is for the agency alone: what others read must not depend on it.
        case ofContact
        /// A value that the question of that name cannot have.
        case noSuchAnswer(String, of: String)
        case tooMany(most: Int)
        /// The least is greater than the most.
        case leastOverMost
        /// Asked after it stands as it is: nobody could ever answer.
        case neverAsked
        /// Questions of eligibility stand in the first part.
        case eligibilityNotFirst
        /// It says when an answer passes, outside of a part of eligibility, or does not say it within.
        case passMisplaced
        /// A category that the edition does not have, by its code.
        case noCategory(String)
        /// For some categories, in a part for others: no file is asked it.
        case forNobody
        /// The program itself acts on that question of every file.
        case askedOfAll(String)
        /// A text that stands nowhere.
        case emptyText
    }

    /// What should have stood there.
    public enum Form: Hashable, Sendable {
        case text, wholeNumber, trueOrFalse, list, keys, name, version, number, moment
    }

    /// What a name should have named.
    public enum Thing: Hashable, Sendable {
        case dimension, checkpoint, vocabulary, term, source, set
    }
}

/// Everything wrong in a grid's file, in the order of its lines.
public struct GridFaults: Error, Equatable, Sendable {
    /// A file with more is not read to its last fault.
    static let most = 100

    public let faults: [GridFault]
    /// How many more there are.
    public let omitted: Int

    /// `count` is that of all, where not all were kept.
    init(_ found: [GridFault], of count: Int? = nil) {
        let sorted = found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        faults = sorted.prefix(Self.most).map(\.element)
        omitted = (count ?? found.count) - faults.count
    }
}
