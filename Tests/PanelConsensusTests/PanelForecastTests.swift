import Foundation
import Seeds
import Testing

@testable import PanelConsensus

struct PanelForecastTests {
    @Test func `with one vote missing, the chance is Jeffreys' mean`() {
        let forecast = PanelForecast(VoteCount(agrees: 2, disagrees: 1), panel: 4, threshold: 0.75)
        #expect(forecast.required == 3)
        #expect(abs(forecast.probability - 2.5 / 4) < 1e-15)
        #expect(forecast.decidingVotes == 1)
        #expect(forecast.agreesToReach == 1)
        #expect(forecast.othersToMiss == 1)
    }

    @Test func `with two votes missing, both ways of one agreement are counted`() {
        let forecast = PanelForecast(VoteCount(agrees: 1, passes: 1), panel: 4, threshold: 0.5)
        // One of the two at least agrees: 1 − (1.5 / 3) · (2.5 / 4).
        #expect(abs(forecast.probability - (1 - 0.5 * 0.625)) < 1e-15)
    }

    @Test(arguments: [
        (0.6, 25, 15), (0.6, 5, 3), (0.7, 10, 7), (0.55, 20, 11), (0.01, 60, 1), (1.0, 7, 7), (2.0 / 3, 60, 40),
    ])
    func `the threshold is a whole number of people`(threshold: Double, panel: Int, required: Int) {
        #expect(PanelForecast.required(of: panel, threshold) == required)
    }

    @Test func `what the missing votes cannot change is decided`() {
        let reached = PanelForecast(VoteCount(agrees: 15), panel: 25, threshold: 0.6)
        #expect(reached.probability == 1)
        #expect((reached.isDecided, reached.decidingVotes, reached.state) == (true, 0, .agreed))
        let missed = PanelForecast(VoteCount(disagrees: 11), panel: 25, threshold: 0.6)
        #expect(missed.probability == 0)
        #expect((missed.isDecided, missed.decidingVotes, missed.state) == (true, 0, .rejected))
        let open = PanelForecast(VoteCount(agrees: 14, disagrees: 10), panel: 25, threshold: 0.6)
        #expect((open.isDecided, open.decidingVotes, open.state) == (false, 1, .open))
    }

    @Test func `fewer than four votes for or against make no state, passes however many`() {
        #expect(PanelForecast(VoteCount(agrees: 3), panel: 3, threshold: 0.6).state == .tooFewVotes)
        #expect(PanelForecast(VoteCount(passes: 25), panel: 25, threshold: 0.6).state == .tooFewVotes)
        #expect(
            PanelForecast(VoteCount(agrees: 1, disagrees: 3, passes: 20), panel: 24, threshold: 0.6).state == .rejected)
    }

    @Test func `the limits of a state belong to it`() {
        #expect(ConsensusState(probability: 0.9, opinions: 4) == .agreed)
        #expect(ConsensusState(probability: 0.1, opinions: 4) == .rejected)
        #expect(ConsensusState(probability: 0.5, opinions: 4) == .open)
        #expect(ConsensusState(probability: 1, opinions: 3) == .tooFewVotes)
    }

    @Test func `forecasts equal the Beta-binomial law of scipy`() throws {
        for row in try Oracle.read().forecasts {
            let numbers = row.map { Int($0) }
            let count = VoteCount(agrees: numbers[0], disagrees: numbers[1])
            let panel = count.votes + numbers[2]
            let forecast = PanelForecast(count, panel: panel, threshold: Double(numbers[3]) / Double(panel))
            #expect(forecast.required == numbers[3])
            #expect(abs(forecast.probability - row[4]) < 1e-12)
            #expect(forecast.interval() == numbers[5]...numbers[6])
        }
    }

    @Test func `today's probability is the mean of tomorrow's, and a vote never adds uncertainty on average`() {
        var draws = Seed("forecasts").generator("counts")
        for _ in 0..<300 {
            let count = VoteCount(
                agrees: Int(draws.uniform() * 10), disagrees: Int(draws.uniform() * 8), passes: Int(draws.uniform() * 4)
            )
            let panel = count.votes + 1 + Int(draws.uniform() * 30)
            let threshold = 0.05 + 0.9 * draws.uniform()
            let now = PanelForecast(count, panel: panel, threshold: threshold)
            let chance = (Double(count.agrees) + 0.5) / Double(count.votes + 1)
            let agreed = PanelForecast(count + VoteCount(agrees: 1), panel: panel, threshold: threshold)
            let passed = PanelForecast(count + VoteCount(passes: 1), panel: panel, threshold: threshold)
            let mean = chance * agreed.probability + (1 - chance) * passed.probability
            #expect(abs(now.probability - mean) < 1e-12)
            #expect(agreed.probability >= now.probability - 1e-12)
            #expect(now.gain() >= 0)
            #expect(abs(now.distribution.reduce(0, +) - 1) < 1e-12)
            #expect(now.isDecided == [0, 1].contains(now.probability))
            #expect((count.agrees...count.agrees + now.missing).contains(now.interval().lowerBound))
        }
    }

    @Test func `a decided statement gains nothing from one more vote, an even one most`() {
        let decided = PanelForecast(VoteCount(agrees: 20), panel: 25, threshold: 0.6)
        let even = PanelForecast(VoteCount(agrees: 12, disagrees: 8), panel: 25, threshold: 0.6)
        #expect(decided.gain() == 0)
        #expect(even.gain() > PanelForecast(VoteCount(agrees: 14, disagrees: 6), panel: 25, threshold: 0.6).gain())
    }

    @Test func `shares equal the beta law of scipy`() throws {
        for row in try Oracle.read().shares {
            let law = BetaDistribution(alpha: row[0], beta: row[1])
            #expect(abs(law.cumulative(row[2]) - row[3]) < 1e-11)
            #expect(abs(law.quantile(row[2]) - row[4]) < 1e-11)
        }
    }

    @Test func `simple shares are known exactly`() {
        #expect(abs(BetaDistribution(alpha: 1, beta: 1).cumulative(0.3) - 0.3) < 1e-15)
        #expect(abs(BetaDistribution(alpha: 2, beta: 1).cumulative(0.3) - 0.09) < 1e-15)
        #expect(abs(BetaDistribution(alpha: 7.5, beta: 7.5).cumulative(0.5) - 0.5) < 1e-14)
        #expect(abs(stirlingRest(11) - (log(3_628_800) - 10.5 * log(11) + 11 - log(2 * Double.pi) / 2)) < 1e-13)
        #expect(abs(stirlingRest(0.5) - (0.5 - log(2.0) / 2)) < 1e-14)
    }

    @Test func `the worst group is the one that agrees least, one vote not outweighing ten`() throws {
        let counts = [
            VoteCount(agrees: 9, disagrees: 1), VoteCount(disagrees: 1), VoteCount(disagrees: 10), VoteCount(),
        ]
        let worst = try #require(GroupShare.worst(of: counts))
        #expect((worst.group, worst.share, worst.low) == (2, 0, 0))
        #expect(worst.high > 0.1 && worst.high < 0.3)
        #expect(GroupShare.worst(of: [VoteCount(), VoteCount()]) == nil)
        let all = try #require(GroupShare.worst(of: [VoteCount(agrees: 4)]))
        #expect((all.high, all.low < 1) == (1, true))
    }
}
