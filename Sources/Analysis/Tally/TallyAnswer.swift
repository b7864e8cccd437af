import BallotCounting

/// What `tally` says: the ranking, and how it came about. Keys that a method does not know are left out.
struct TallyAnswer: Encodable {
    let method: String
    let ballots: Int
    let ranking: [[String]]
    /// What becomes of an entry without a mark, where the method has a rule for it.
    var missing: TallyRules.MissingRule?
    var defaultGrade: Int?
    /// In percent of the median entry's marks.
    var minimumExposure: Int?
    /// The marks an entry needed, and the entries that had fewer.
    var marksNeeded: Int?
    var unranked: [String]?
    var entries: [Entry]?
    var pairwise: [String: [String: Int]]?
    var beatpaths: [String: [String: Int]]?
    var rounds: [Round]?
    var flags: Flags?
    var withQuarantined: Whole?

    enum CodingKeys: String, CodingKey {
        case method, ballots, ranking, missing, unranked, entries, pairwise, beatpaths, rounds, flags
        case defaultGrade = "default_grade"
        case minimumExposure = "minimum_exposure"
        case withQuarantined = "with_quarantined"
        case marksNeeded = "marks_needed"
    }

    struct Entry: Encodable {
        let id: String
        let marks: Int
        var approvals: Int?
        var eligible: Int?
        /// How often it got each grade, from the worst.
        var tally: [Int]?
        var majorityGrade: Int?
        /// How many gave more, and less, than the majority grade.
        var above: Int?
        var below: Int?
        var majorityValue: [Step]?

        enum CodingKeys: String, CodingKey {
            case id, marks, approvals, eligible, tally, above, below
            case majorityGrade = "majority_grade"
            case majorityValue = "majority_value"
        }
    }

    /// The pair of grades around the middle, from the end of the step before to this share of the marks.
    struct Step: Encodable {
        let lower: Int
        let upper: Int
        let until: Double
    }

    struct Round: Encodable {
        let votes: [String: Int]
        let exhausted: Int
        let leaving: [String]
        let contested: Bool
    }

    /// What the published rules found; nothing is left out because of it.
    struct Flags: Encodable {
        let ballots: [Flagged]
        let proposed: [String]

        struct Flagged: Encodable {
            let voter: String
            let reasons: [Anomaly]

            enum CodingKeys: String, CodingKey {
                case voter = "voter_id"
                case reasons
            }
        }

        init(_ report: AnomalyReport) {
            ballots = report.flagged.map { Flagged(voter: $0.voter, reasons: $0.reasons) }
            proposed = report.proposed
        }
    }

    /// The count with the ballots that a person left out.
    struct Whole: Encodable {
        let ballots: Int
        let ranking: [[String]]
        let unranked: [String]?
        let quarantined: [String]

        init(_ answer: TallyAnswer, without left: Set<String>) {
            (ballots, ranking, unranked) = (answer.ballots, answer.ranking, answer.unranked)
            quarantined = left.sorted()
        }
    }

    /// More entries than this, and tables of all pairs, rounds or steps are left out.
    static let tableLimit = 100

    /// - Parameter file: the name of the ballots, for what is refused.
    init(_ ballots: Ballots, by rules: TallyRules, file: String) throws(DataRefusal) {
        let missing = rules.rule
        switch rules.method {
        case .majorityJudgment: self.init(MajorityJudgment(ballots, grades: rules.grades, missing: missing), ballots)
        case .approval: self.init(Approval(ballots), ballots)
        case .schulze: self.init(try Self.schulze(ballots, missing, file), ballots)
        case .instantRunoff: self.init(InstantRunoff(ballots), ballots)
        }
        guard rules.method.asksForMissing else { return }
        switch missing {
        case .unseen(let exposure): (self.missing, minimumExposure) = (.unseen, exposure.percent)
        case .counted(let grade): (self.missing, defaultGrade) = (.worst, rules.method == .schulze ? nil : grade)
        }
    }

    private static func schulze(_ ballots: Ballots, _ missing: Missing, _ file: String) throws(DataRefusal) -> Schulze {
        do {
            return try Schulze(ballots, missing: missing)
        } catch {
            throw DataRefusal(file: file, column: "entry_id", reason: error.words)
        }
    }

    private init(method: TallyRules.Method, _ ballots: Ballots, _ ranking: Ranking) {
        (self.method, self.ballots) = (method.rawValue, ballots.count)
        self.ranking = ranking.map(ballots.names)
    }

    private init(_ count: MajorityJudgment, _ ballots: Ballots) {
        self.init(method: .majorityJudgment, ballots, count.ranking)
        (marksNeeded, unranked) = (count.threshold, ballots.names(count.unranked))
        let isSmall = ballots.entries.count <= Self.tableLimit
        entries = zip(ballots.entries, zip(ballots.exposure, count.tallies)).map { id, received in
            Entry(id, marks: received.0, received.1, hasSteps: isSmall)
        }
    }

    private init(_ count: Approval, _ ballots: Ballots) {
        self.init(method: .approval, ballots, count.ranking)
        entries = ballots.entries.enumerated().map { place, id in
            let approvals = count.approvals[place]
            return Entry(id: id, marks: approvals, approvals: approvals, eligible: count.eligible[place])
        }
    }

    private init(_ count: Schulze, _ ballots: Ballots) {
        self.init(method: .schulze, ballots, count.ranking)
        (marksNeeded, unranked) = (count.threshold, ballots.names(count.unranked))
        entries = zip(ballots.entries, ballots.exposure).map { Entry(id: $0, marks: $1) }
        guard count.compared.count <= Self.tableLimit else { return }
        let names = count.compared.map { ballots.entries[$0] }
        (pairwise, beatpaths) = (count.preferences.named(names), count.strengths.named(names))
    }

    private init(_ count: InstantRunoff, _ ballots: Ballots) {
        self.init(method: .instantRunoff, ballots, count.ranking)
        entries = zip(ballots.entries, ballots.exposure).map { Entry(id: $0, marks: $1) }
        guard ballots.entries.count <= Self.tableLimit else { return }
        rounds = count.rounds.map { round in
            let votes = round.votes.map { (ballots.entries[$0.entry], $0.votes) }
            return Round(
                votes: Dictionary(votes) { one, _ in one }, exhausted: round.exhausted,
                leaving: ballots.names(round.leaving), contested: round.isContested)
        }
    }
}

extension TallyAnswer.Entry {
    fileprivate init(_ id: String, marks: Int, _ tally: GradeTally?, hasSteps: Bool) {
        self.init(id: id, marks: marks)
        guard let tally else { return }
        self.tally = tally.counts
        (majorityGrade, above, below) = (tally.majorityGrade, tally.gauge.above, tally.gauge.below)
        guard hasSteps else { return }
        majorityValue = tally.majorityValue.map {
            TallyAnswer.Step(lower: $0.lower, upper: $0.upper, until: Double($0.until) / Double(tally.total))
        }
    }
}

extension Schulze.Square {
    fileprivate func named(_ names: [String]) -> [String: [String: Int]] {
        let rows = names.enumerated().map { row, name in
            let others = names.enumerated().filter { $0.offset != row }.map { ($0.element, self[row, $0.offset]) }
            return (name, Dictionary(others) { one, _ in one })
        }
        return Dictionary(rows) { one, _ in one }
    }
}

extension Schulze.Refusal {
    fileprivate var words: String {
        switch self {
        case .tooManyEntries(let found): "has \(found) entries; schulze compares at most \(Schulze.entryLimit)"
        }
    }
}
