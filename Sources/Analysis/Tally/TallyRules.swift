import ArgumentParser
import BallotCounting

/// How a vote is counted: the part of a command line that is published before the vote opens.
struct TallyRules: ParsableArguments {
    @Option(help: "How the ballots are counted.") var method: Method

    @Option(help: "How many grades there are (majority judgment).") var grades = 7

    @Option(
        help: """
            What it means that a voter gives an entry no mark: unseen, nothing, the entry is judged by those who marked \
            it; worst, the worst grade or a rank below all others (majority judgment, schulze; default: unseen).
            """)
    var missing: MissingRule?

    @Option(help: "With --missing worst: another grade than 0 (majority judgment).") var defaultGrade: Int?

    @Option(
        help: """
            With --missing unseen: how many marks an entry needs to be ranked, in percent of the median entry's \
            (majority judgment, schulze; default: 50).
            """)
    var minimumExposure: Int?

    enum Method: String, ExpressibleByArgument, CaseIterable, Encodable {
        case majorityJudgment = "majority-judgment"
        case approval, schulze
        case instantRunoff = "instant-runoff"

        /// Ballots may leave entries out, and a rule says what that means.
        var asksForMissing: Bool { self == .majorityJudgment || self == .schulze }
    }

    enum MissingRule: String, ExpressibleByArgument, CaseIterable, Encodable { case unseen, worst }

    func validate() throws {
        guard (2...100).contains(grades) else { throw ValidationError("--grades is from 2 to 100.") }
        guard method.asksForMissing || (missing == nil && minimumExposure == nil) else {
            throw ValidationError("--missing and --minimum-exposure are for majority judgment and schulze.")
        }
        guard missing != .worst || minimumExposure == nil else {
            throw ValidationError("--minimum-exposure goes with --missing unseen.")
        }
        guard defaultGrade == nil || (method == .majorityJudgment && missing == .worst) else {
            throw ValidationError("--default-grade goes with majority judgment and --missing worst.")
        }
        guard (0..<grades).contains(defaultGrade ?? 0) else {
            throw ValidationError("--default-grade is from 0 to \(grades - 1).")
        }
        guard (0...100).contains(minimumExposure ?? 0) else {
            throw ValidationError("--minimum-exposure is from 0 to 100, in percent.")
        }
    }

    /// What stands beside voter and entry in the file.
    var marks: TallyFiles.Marks {
        switch method {
        case .majorityJudgment: .grades(grades)
        case .approval: .approvals
        case .schulze, .instantRunoff: .ranks
        }
    }

    /// The rule for what is missing, and its default.
    var rule: Missing {
        guard missing != .worst else { return .counted(grade: defaultGrade ?? 0) }
        return .unseen(minimumExposure: minimumExposure.map(Exposure.init(percent:)) ?? .half)
    }
}
