import Identifiers
import Submissions

/// A juror who is to read a file.
struct Pairing: Hashable, Sendable {
    let submission: Submission.ID
    let juror: Juror.ID
}

/// Who reads what, shared evenly: one function of values, the same for the same values.
struct EvenShare: Sendable {
    /// How many read a file where nobody says otherwise: proposed for a share, and fewer are said to be few.
    static let usualReaders = 3

    let files: [Submission.ID]
    let jurors: [Juror.ID]
    /// Pairs that must never be.
    let bound: Set<Pairing>
    /// Pairs that stay as they are: work may have begun.
    let kept: Set<Pairing>
    /// How many read each file.
    let readers: Int
    /// How many files a juror reads at most.
    let most: Int
    var seed: UInt64 = 2014

    struct Proposal: Equatable, Sendable {
        let pairs: Set<Pairing>
        /// Files that lack readers, and how many.
        let short: [Submission.ID: Int]
        /// Of those, files that somebody could read who has the most files already.
        let held: Set<Submission.ID>

        /// Tells one proposal from another.
        var mark: String {
            String(pairs.reduce(0) { $0 ^ EvenShare.hash("\($1.submission):\($1.juror)") }, radix: 36)
        }
    }

    /// Files that few may read come first; each goes to whoever has least to read. Chance, the same each time, breaks ties,
    /// so that no juror is first of every list.
    func proposal() -> Proposal {
        var sharing = Sharing(self)
        return Proposal(pairs: sharing.pairs(), short: sharing.short, held: sharing.held)
    }

    // FNV-1a: `Hasher` gives another order in every run.
    fileprivate static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

/// The work under way: jurors by their places in the list, so that ten thousand files and a thousand jurors take a moment.
private struct Sharing {
    let share: EvenShare
    var load: [Int]
    /// Who may not be given a file, for whichever reason; and how many read it already.
    var closed: [Submission.ID: Set<Int>] = [:]
    var given: [Submission.ID: Int] = [:]
    let chance: [UInt64]
    var short: [Submission.ID: Int] = [:]
    var held: Set<Submission.ID> = []

    init(_ share: EvenShare) {
        self.share = share
        load = Array(repeating: 0, count: share.jurors.count)
        chance = share.jurors.map { EvenShare.hash($0.description) ^ share.seed }
        let places = Dictionary(uniqueKeysWithValues: share.jurors.enumerated().map { ($0.element, $0.offset) })
        for pair in share.bound {
            if let place = places[pair.juror] { closed[pair.submission, default: []].insert(place) }
        }
        for pair in share.kept {
            given[pair.submission, default: 0] += 1
            guard let place = places[pair.juror] else { continue }
            closed[pair.submission, default: []].insert(place)
            load[place] += 1
        }
    }

    mutating func pairs() -> Set<Pairing> {
        var pairs = share.kept
        for file in order() {
            var (missing, taken) = (share.readers - given[file, default: 0], closed[file] ?? [])
            let key = EvenShare.hash(file.description)
            while missing > 0, let next = leastLoaded(except: taken, key) {
                pairs.insert(Pairing(submission: file, juror: share.jurors[next]))
                taken.insert(next)
                load[next] += 1
                missing -= 1
            }
            guard missing > 0 else { continue }
            short[file] = missing
            if load.indices.contains(where: { !taken.contains($0) }) { held.insert(file) }
        }
        return pairs
    }

    private func order() -> [Submission.ID] {
        share.files.map { (closed[$0]?.count ?? 0, EvenShare.hash($0.description) ^ share.seed, $0) }
            .sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map(\.2)
    }

    private func leastLoaded(except taken: Set<Int>, _ key: UInt64) -> Int? {
        var best: (place: Int, load: Int, chance: UInt64)?
        for place in load.indices where load[place] < share.most {
            if let best, load[place] > best.load { continue }
            let chance = (chance[place] ^ key) &* 0x9e37_79b9_7f4a_7c15
            if let best, load[place] == best.load, chance >= best.chance { continue }
            if taken.contains(place) { continue }
            best = (place, load[place], chance)
        }
        return best?.place
    }
}
