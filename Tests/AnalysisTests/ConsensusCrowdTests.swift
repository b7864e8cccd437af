import Foundation
import Testing

@testable import Analysis

/// What only a crowd has: names for each of the probabilities, and groups that keep a statement open.
struct ConsensusCrowdTests: ConsensusAsked {
    @Test
    func `in a crowd probability and state speak of the threshold, and the consensus among groups has its own name`()
        throws
    {
        let votes = (1...4).map { "\($0),s,1\n" }.joined() + "5,s,-1\n6,s,-1\n7,s,0\n"
        let groups = "participant,group\n1,a\n2,a\n3,a\n5,b\n6,b\n"
        let answer = try answer(header + votes, groups: groups, ["--mode", "crowd"])
        let statement = try statements(answer)[0]
        // 4 of 7 agree: P(share ≥ 0.6) under Beta(4.5, 3.5), by scipy.stats.beta.sf.
        #expect(abs(try #require(statement["probability"] as? Double) - 0.42909021727469604) < 1e-9)
        #expect(statement["state"] as? String == "open")
        let crowd = try #require(statement["crowd"] as? [String: Any])
        #expect(abs(try #require(crowd["group_aware_consensus"] as? Double) - 0.8 * 0.25) < 1e-15)
        #expect(crowd["threshold_probability"] == nil)
        let shown = try #require(crowd["groups"] as? [[String: Any]])
        #expect(shown.map { $0["group"] as? String } == ["a", "b"])
        #expect(shown.map { $0["ns"] as? Int } == [3, 2])
        let without = try #require(
            try statements(try self.answer(header + votes, ["--mode", "crowd"]))[0]["crowd"] as? [String: Any])
        #expect(without["group_aware_consensus"] as? Double == 5.0 / 9)
    }

    @Test func `a statement that one group rejects is open, and says which`() throws {
        let votes =
            (1...40).map { "\($0),s,1\n" }.joined() + (41...46).map { "\($0),s,-1\n" }.joined()
        let groups =
            "participant,group\n" + (1...40).map { "\($0),many\n" }.joined() + (41...46).map { "\($0),few\n" }.joined()
        let together = try statements(try answer(header + votes, ["--mode", "crowd"]))[0]
        #expect(together["state"] as? String == "agreed")
        #expect((together["crowd"] as? [String: Any])?["held_open_by"] as? [String] == [])
        let apart = try statements(try answer(header + votes, groups: groups, ["--mode", "crowd"]))[0]
        #expect(apart["state"] as? String == "open")
        #expect(apart["probability"] as? Double == together["probability"] as? Double)
        #expect((apart["crowd"] as? [String: Any])?["held_open_by"] as? [String] == ["few"])
    }
}
