import Foundation
import ScoreCalibration
import Seeds
import Testing

struct PosteriorTests {
    /// Drawn with numbers of this size, whichever side is the larger.
    private static let shapes = [(entries: 40, jurors: 9, readers: 3), (entries: 9, jurors: 40, readers: 12)]

    @Test(arguments: shapes) func `joint draws have the means and covariances that the posterior tells`(
        shape: (entries: Int, jurors: Int, readers: Int)
    ) throws {
        let posterior = try Campaign(shape.entries, shape.jurors, shape.readers).calibration().posterior
        let draws = posterior.draws(4_000, seed: Seed("draws"))
        let count = Double(draws.count)
        let means = (0...1).map { entry in draws.reduce(0) { $0 + $1[entry] } / count }
        let together = draws.reduce(0) { $0 + ($1[0] - means[0]) * ($1[1] - means[1]) } / count
        let alone = draws.reduce(0) { $0 + ($1[0] - means[0]) * ($1[0] - means[0]) } / count
        let deviation = posterior.variance(of: 0).squareRoot()
        #expect(abs(means[0] - posterior.means[0]) < 4 * deviation / count.squareRoot())
        #expect(abs(alone / posterior.variance(of: 0) - 1) < 0.1)
        #expect(abs(together - posterior.covariance(0, 1)) < 0.1 * posterior.variance(of: 0))
        let above = draws.reduce(0) { $0 + ($1[0] > $1[1] ? 1 : 0) } / count
        #expect(abs(above - posterior.probability(0, above: 1)) < 0.03)
    }

    @Test func `the same seed gives the same draws, another other ones`() throws {
        let posterior = try Campaign(20, 5, 3).calibration().posterior
        #expect(posterior.draws(3, seed: Seed("one")) == posterior.draws(3, seed: Seed("one")))
        #expect(posterior.draws(3, seed: Seed("one")) != posterior.draws(3, seed: Seed("other")))
    }
}

/// An invented campaign: entries and jurors of known worth, on a scale of about 0 to 10.
struct Campaign {
    let marks: [Mark]
    let pools: [String: String]

    init(_ entries: Int, _ jurors: Int, _ readers: Int, seed: String = "campaign") {
        var chance = Seed(seed).generator("marks")
        let worth = (0..<entries).map { _ in chance.normal() }
        let severity = (0..<jurors).map { _ in 0.7 * chance.normal() }
        var marks: [Mark] = []
        for entry in 0..<entries {
            for juror in (0..<jurors).shuffled(using: &chance).prefix(readers) {
                let mark = 5.5 + 1.5 * (worth[entry] + severity[juror] + 0.9 * chance.normal())
                marks.append(Mark(entry: "E\(entry)", juror: "J\(juror)", value: mark))
            }
        }
        self.marks = marks
        let ids = (0..<entries).map { ("E\($0)", "pool \($0 % 3)") } + (0..<jurors).map { ("J\($0)", "pool \($0 % 3)") }
        pools = Dictionary(uniqueKeysWithValues: ids)
    }

    func calibration() throws -> Calibration { try Calibration(Readings(marks)) }
}
