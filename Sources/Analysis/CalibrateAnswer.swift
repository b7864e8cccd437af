import ScoreCalibration

/// What `calibrate` says. What a refusal leaves unknown is null, never left out.
struct CalibrateAnswer: Encodable {
    @Nullable var refused: String?
    @Nullable var refusedCode: String?
    @Nullable var icc: Double?
    @Nullable var alpha: Double?
    @Nullable var mean: Double?
    @Nullable var variances: Variances?
    /// The probability that jurors of one severity would seem to differ as much.
    @Nullable var severityDoubt: Double?
    /// How many entries, jurors and readings the file was taken to hold.
    let counts: Counts
    /// Marks that no scale holds together with the others: they count nowhere.
    let setAside: [FarMark]
    let top: Int
    let criteria: [Criterion]
    @Nullable var sensitivity: Sensitivity?
    let entries: [Entry]
    let jurors: [Juror]

    enum CodingKeys: String, CodingKey {
        case refused, icc, alpha, mean, variances, counts, top, criteria, sensitivity, entries, jurors
        case setAside = "set_aside"
        case refusedCode = "refused_code"
        case severityDoubt = "severity_doubt"
    }

    struct Counts: Encodable {
        let entries, jurors, readings: Int
    }

    struct FarMark: Encodable {
        let entryId, jurorId, criterion: String
        let mark: Double

        enum CodingKeys: String, CodingKey { case entryId = "entry_id", jurorId = "judge_id", criterion, mark }
    }

    struct Variances: Encodable {
        @Nullable var pool: Double?
        let entry: Double
        let juror: Double
        let residual: Double
    }

    struct Criterion: Encodable {
        let id: String
        let weight: Double
    }

    struct Sensitivity: Encodable {
        let draws: Int
        let unchangedTop: Double

        enum CodingKeys: String, CodingKey {
            case draws
            case unchangedTop = "unchanged_top"
        }
    }

    struct Entry: Encodable {
        let id: String
        let readings: Int
        let raw: Double
        let rawRank: Int
        @Nullable var estimate: Double?
        @Nullable var se: Double?
        @Nullable var low: Double?
        @Nullable var high: Double?
        let rank: Int
        @Nullable var topProbability: Double?
        /// The share of draws of the weights that put it among the best.
        @Nullable var topShare: Double?
        @Nullable var cluster: Int?

        enum CodingKeys: String, CodingKey {
            case id, readings, raw, estimate, se, low, high, rank, cluster
            case rawRank = "raw_rank"
            case topProbability = "top_probability"
            case topShare = "top_share"
        }
    }

    struct Juror: Encodable {
        let id: String
        let readings: Int
        @Nullable var severity: Double?
        @Nullable var severitySe: Double?
        /// Whether there are readings enough to speak of a severity.
        let established: Bool
        @Nullable var consistency: Double?
        /// How far the marks follow what the others say of the same entries: 1 fully, 0 not at all.
        @Nullable var slope: Double?
        @Nullable var residualSd: Double?
        @Nullable var repeatSd: Double?
        @Nullable var doubt: Double?
        /// The doubt that is left when all jurors of the file are tested at once.
        @Nullable var juryDoubt: Double?
        let outlier: Bool

        enum CodingKeys: String, CodingKey {
            case id, readings, severity, established, consistency, slope, doubt, outlier
            case severitySe = "severity_se"
            case residualSd = "residual_sd"
            case juryDoubt = "jury_doubt"
            case repeatSd = "repeat_sd"
        }
    }
}

extension CalibrateAnswer {
    /// Below this a severity is mostly the model's guess.
    private static let establishedFrom = 4

    init(_ report: CalibrationReport, setAside far: [Mark] = []) {
        let readings = report.readings
        counts = Counts(
            entries: readings.entries.count, jurors: readings.jurors.count, readings: readings.list.count)
        setAside = far.map { FarMark(entryId: $0.entry, jurorId: $0.juror, criterion: $0.criterion, mark: $0.value) }
        refused = report.refusal?.reason
        refusedCode = report.refusal?.code
        icc = report.calibration?.intraclassCorrelation
        alpha = report.alpha
        mean = report.calibration?.mean
        variances = report.calibration.map { Variances($0.variances) }
        severityDoubt = report.calibration?.severityDoubt
        top = report.top
        criteria = zip(readings.criteria, readings.weights).map { Criterion(id: $0, weight: $1) }
        sensitivity = report.sensitivity.map { Sensitivity(draws: $0.draws, unchangedTop: $0.unchanged) }
        let (entryCounts, jurorCounts) = Self.counts(readings)
        entries = readings.entries.indices.map { Entry(report, $0, readings: entryCounts[$0]) }
        jurors = readings.jurors.indices.map { juror in
            Juror(report, juror, readings: jurorCounts[juror], established: jurorCounts[juror] >= Self.establishedFrom)
        }
    }

    private static func counts(_ readings: Readings) -> (entries: [Int], jurors: [Int]) {
        var (entries, jurors) = (readings.entries.map { _ in 0 }, readings.jurors.map { _ in 0 })
        for reading in readings.list {
            entries[reading.entry] += 1
            jurors[reading.juror] += 1
        }
        return (entries, jurors)
    }
}

extension CalibrateAnswer.Variances {
    init(_ variances: Calibration.Variances) {
        self.init(
            pool: variances.pool, entry: variances.entry, juror: variances.juror, residual: variances.residual)
    }
}

extension CalibrateAnswer.Entry {
    init(_ report: CalibrationReport, _ entry: Int, readings: Int) {
        let standing = report.standings?[entry]
        self.init(
            id: report.readings.entries[entry], readings: readings, raw: report.rawMeans[entry],
            rawRank: report.rawRanks[entry], estimate: standing?.estimate, se: standing?.error, low: standing?.low,
            high: standing?.high, rank: report.ranks[entry], topProbability: standing?.topProbability,
            topShare: report.sensitivity?.topShares[entry], cluster: standing?.cluster)
    }
}

extension CalibrateAnswer.Juror {
    init(_ report: CalibrationReport, _ juror: Int, readings: Int, established: Bool) {
        let check = report.checks?[juror]
        self.init(
            id: report.readings.jurors[juror], readings: readings, severity: report.calibration?.severities[juror],
            severitySe: report.calibration?.severityDeviations[juror], established: established,
            consistency: check?.consistency, slope: check?.slope, residualSd: check?.residualDeviation,
            repeatSd: report.readings.repeatDeviations[juror], doubt: check?.doubt, juryDoubt: check?.juryDoubt,
            outlier: check?.isOutlier ?? false)
    }
}

/// A value that is written as null when there is none: readers can rely on every key.
@propertyWrapper
struct Nullable<Value: Encodable>: Encodable {
    var wrappedValue: Value?

    init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}
