import BallotCounting
import Seeds
import Testing

struct AnomalyTests {
    /// Ten days of votes by day and by night, from many domains.
    private func honest(_ count: Int) -> [Envelope] {
        var chance = Seed("honest votes").generator("envelopes")
        return (0..<count).compactMap { voter in
            let (day, hour) = (Int.random(in: 0..<10, using: &chance), Int.random(in: 7..<23, using: &chance))
            let time = 1_800_000_000 + day * 86_400 + hour * 3_600 + Int.random(in: 0..<3_600, using: &chance)
            let domain = Int.random(in: 0..<40, using: &chance) * Int.random(in: 0...1, using: &chance)
            return Envelope(
                voter: "v\(voter)", time: time, address: "P\(voter * 7_919 % 10_007)x+vote@d\(domain).example")
        }
    }

    private func attack(_ count: Int, address: (Int) -> String) -> [Envelope] {
        (0..<count).compactMap { place in
            Envelope(voter: "a\(place)", time: 1_800_300_000 + place * 7_200 / count, address: address(place))
        }
    }

    @Test func `honest votes are hardly ever flagged, and none is proposed`() {
        let report = AnomalyReport(honest(3_000), favourites: [:])
        #expect(report.flagged.count < 30)
        #expect(report.proposed.isEmpty)
    }

    @Test func `three hundred addresses on three domains in two hours are found, nobody else is proposed`() {
        let attack = attack(300) { "\($0 * 7_919 % 9_973)q@spam\($0 % 3).example" }
        let report = AnomalyReport(honest(2_700) + attack, favourites: [:])
        #expect(report.proposed.count { $0.hasPrefix("a") } >= 285)
        #expect(report.proposed.count { $0.hasPrefix("v") } == 0)
        #expect(report.flagged.first { $0.voter == "a0" }?.reasons.contains(.domain) == true)
    }

    @Test func `ballots for one entry alone stand out where others of their group vote otherwise`() {
        let attack = attack(200) { "\($0 * 7_919 % 9_973)q@d0.example" }
        let favourites = Dictionary(uniqueKeysWithValues: attack.map { ($0.voter, "x") })
        let report = AnomalyReport(honest(2_800) + attack, favourites: favourites)
        #expect(report.flagged.count { $0.reasons.contains(.oneEntry) } >= 190)
        #expect(report.proposed.count { $0.hasPrefix("a") } >= 190)
    }

    @Test func `numbered addresses are a series, with gaps of one`() {
        let envelopes = [3, 4, 6, 7, 8, 20].enumerated().compactMap { place, number in
            Envelope(voter: "v\(place)", time: place * 50_000, address: "fan\(number)@mail.example")
        }
        let report = AnomalyReport(envelopes, favourites: [:])
        #expect(report.flagged.map(\.voter) == ["v0", "v1", "v2", "v3", "v4"])
        #expect(report.flagged.allSatisfy { $0.reasons == [.sequence] })
        #expect(report.proposed.isEmpty)
    }

    @Test func `a declared domain may vote all at once`() {
        let company = attack(60) { "\($0 * 7_919 % 9_973)q@company.example" }
        #expect(
            AnomalyReport(honest(2_900) + company, favourites: [:]).flagged.contains { $0.reasons.contains(.domain) })
        var rules = AnomalyRules()
        rules.declaredDomains = ["company.example"]
        let report = AnomalyReport(honest(2_900) + company, favourites: [:], rules: rules)
        #expect(!report.flagged.contains { $0.reasons.contains(.domain) })
    }

    @Test func `few votes, one vote and no vote say nothing`() {
        #expect(AnomalyReport([], favourites: [:]).flagged.isEmpty)
        #expect(AnomalyReport(Array(honest(1)), favourites: ["v0": "x"]).flagged.isEmpty)
        #expect(Envelope(voter: "v", time: 0, address: "nowhere") == nil)
        #expect(Envelope(voter: "v", time: 0, address: "A.b+x@Mail.Example")?.local == "a.b")
    }
}
