import BallotCounting

/// The JSON files of a published vote.
enum VoteDocument {
    /// What is fixed before a vote opens; every head names these bytes by their fingerprint.
    struct Rules: Encodable {
        let campaign: String
        let entries: [String]
        let method: TallyRules.Method
        var grades: Int?
        var missing: TallyRules.MissingRule?
        var minimumExposure: Int?
        var defaultGrade: Int?

        init(campaign: String, entries: [String], _ rules: TallyRules) {
            (self.campaign, self.entries, method) = (campaign, entries, rules.method)
            if method == .majorityJudgment { grades = rules.grades }
            guard method.asksForMissing else { return }
            switch rules.rule {
            case .unseen(let exposure): (missing, minimumExposure) = (.unseen, exposure.percent)
            case .counted(let grade): (missing, defaultGrade) = (.worst, grade)
            }
        }

        enum CodingKeys: String, CodingKey {
            case campaign, entries, method, grades, missing
            case minimumExposure = "minimum_exposure"
            case defaultGrade = "default_grade"
        }
    }

    /// No more than the verifier recounts.
    struct Result: Encodable {
        let method: String
        let ballots: Int
        let ranking: [[String]]
        let unranked: [String]

        init(_ answer: TallyAnswer) {
            (method, ballots, ranking) = (answer.method, answer.ballots, answer.ranking)
            unranked = answer.unranked ?? []
        }
    }

    struct Head: Encodable {
        let campaign: String
        let rules: String
        let count: Int
        let time: Int
        let root: String
        let signature: String
        let publicKey: String

        init(_ vote: PublishedVote) {
            (campaign, rules, root) = (vote.head.campaign, "\(vote.head.rules)", "\(vote.head.root)")
            (count, time) = (vote.head.count, vote.head.time)
            (signature, publicKey) = (vote.signature.hexadecimal, vote.publicKey.hexadecimal)
        }

        enum CodingKeys: String, CodingKey {
            case campaign, rules, count, time, root, signature
            case publicKey = "public_key"
        }
    }

    /// What a voter keeps: the ballot, its nonce, and its way to the root.
    struct Receipt: Encodable {
        let campaign: String
        let ballotID: String
        let marks: [String: UInt32]
        let nonce: String
        let receipt: String
        let place: Int
        let count: Int
        let path: [String]

        init?(_ receipt: Fingerprint, _ ballot: CastBallot, in vote: PublishedVote) {
            guard let proof = vote.proof(of: receipt) else { return nil }
            (campaign, ballotID, nonce) = (ballot.campaign, ballot.id, ballot.nonce.hexadecimal)
            marks = Dictionary(ballot.marks.map { ($0.entry, $0.value) }) { first, _ in first }
            self.receipt = "\(receipt)"
            (place, count, path) = (proof.place, vote.log.count, proof.path.map(\.description))
        }

        enum CodingKeys: String, CodingKey {
            case campaign, marks, nonce, receipt, place, count, path
            case ballotID = "ballot_id"
        }
    }
}

extension [UInt8] {
    /// Lower-case.
    var hexadecimal: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
