import PanelConsensus
import Seeds
import Testing

struct ConversationTests {
    @Test func `votes are counted by what they say`() {
        var conversation = Conversation(participants: 3, statements: 2)
        conversation.record(.agree, by: 0, on: 1)
        conversation.record(.disagree, by: 1, on: 1)
        conversation.record(.pass, by: 2, on: 1)
        #expect(conversation.counts == [VoteCount(), VoteCount(agrees: 1, disagrees: 1, passes: 1)])
        #expect(conversation.votes == 3)
        #expect(conversation.vote(of: 1, on: 1) == .disagree)
        #expect(conversation.vote(of: 1, on: 0) == nil)
    }

    @Test func `the last vote of a person is the one that counts`() {
        var conversation = Conversation(participants: 1, statements: 3)
        for statement in [2, 0, 1] { conversation.record(.agree, by: 0, on: statement) }
        conversation.record(.disagree, by: 0, on: 0)
        #expect(conversation.counts.map(\.agrees) == [0, 1, 1])
        #expect(conversation.counts.map(\.disagrees) == [1, 0, 0])
        #expect(conversation.vote(of: 0, on: 0) == .disagree)
    }

    @Test func `who is forgotten is in no count any more`() {
        var conversation = Conversation(participants: 2, statements: 1)
        conversation.record(.agree, by: 0, on: 0)
        conversation.record(.agree, by: 1, on: 0)
        conversation.show([0, 0])
        conversation.forget(0)
        #expect(conversation.counts == [VoteCount(agrees: 1)])
        #expect(conversation.groupCounts == [[VoteCount(agrees: 1)]])
    }

    @Test func `people and statements may come later`() {
        var conversation = Conversation()
        let (person, statement) = (conversation.addParticipant(), conversation.addStatement())
        conversation.show([0])
        let (second, late) = (conversation.addParticipant(), conversation.addStatement())
        conversation.record(.agree, by: person, on: late)
        conversation.record(.agree, by: second, on: statement)
        #expect(conversation.groupCounts == [[VoteCount(), VoteCount(agrees: 1)]])
        #expect(conversation.counts == [VoteCount(agrees: 1), VoteCount(agrees: 1)])
    }

    @Test func `counts kept vote by vote equal those counted at the end`() {
        var draws = Seed("counts").generator("votes")
        var kept = Conversation(participants: 9, statements: 7)
        let groups = (0..<9).map { $0 % 4 == 3 ? nil : $0 % 4 }
        kept.show(groups)
        for _ in 0..<400 {
            let vote = Vote.allCases[Int(draws.uniform() * 3)]
            kept.record(vote, by: Int(draws.uniform() * 9), on: Int(draws.uniform() * 7))
        }
        var counted = Conversation(participants: 9, statements: 7)
        for person in 0..<9 {
            for statement in 0..<7 {
                if let vote = kept.vote(of: person, on: statement) { counted.record(vote, by: person, on: statement) }
            }
        }
        counted.show(groups)
        #expect(kept.counts == counted.counts)
        #expect(kept.groupCounts == counted.groupCounts)
        kept.show(nil)
        #expect(kept.groupCounts.isEmpty)
    }
}
