import Identifiers
import Submissions

/// A juror who is to read a file.
struct Pairing: Hashable, Sendable {
    let submission: Submission.ID
    let juror: Juror.ID
}

/// Who reads what, shared evenly: one function of values, the same for the same values.
struct EvenShare: Sendable {
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
    }

    /// Files that few may read come first; each goes to whoever has least to read. Chance, the same each time, breaks ties,
    /// so that no juror is first of every list.
    func proposal() -> Proposal {
        var pairs = kept
        var load = Dictionary(grouping: kept, by: \.juror).mapValues(\.count)
        var short: [Submission.ID: Int] = [:]
        for file in order() {
            var missing = readers - pairs.count { $0.submission == file }
            let candidates = jurors.filter { may($0, read: file, in: pairs) }
                .sorted { (load[$0] ?? 0, mixed($0, file)) < (load[$1] ?? 0, mixed($1, file)) }
            for juror in candidates where missing > 0 && (load[juror] ?? 0) < most {
                pairs.insert(Pairing(submission: file, juror: juror))
                load[juror, default: 0] += 1
                missing -= 1
            }
            if missing > 0 { short[file] = missing }
        }
        return Proposal(pairs: pairs, short: short)
    }

    private func order() -> [Submission.ID] {
        let freedom = Dictionary(
            uniqueKeysWithValues: files.map { file in (file, jurors.count { may($0, read: file, in: kept) }) })
        return files.sorted { (freedom[$0] ?? 0, mixed($0)) < (freedom[$1] ?? 0, mixed($1)) }
    }

    private func may(_ juror: Juror.ID, read file: Submission.ID, in pairs: Set<Pairing>) -> Bool {
        let pair = Pairing(submission: file, juror: juror)
        return !bound.contains(pair) && !pairs.contains(pair)
    }

    private func mixed(_ keys: any CustomStringConvertible...) -> UInt64 {
        // FNV-1a: `Hasher` gives another order in every run.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ seed
        for byte in keys.map(\.description).joined().utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
