import Foundation
import PanelConsensus
import Seeds
import Testing

/// The module without the command, as the document shows it.
struct AloneTests {
    // document
    func example() -> (ConsensusState, Int, String) {
        var conversation = Conversation(participants: 25, statements: 12)
        conversation.record(.agree, by: 3, on: 0)  // counts are up to date at once
        conversation.record(.disagree, by: 3, on: 0)  // a new vote replaces the one before
        let forecast = PanelForecast(conversation.counts[0], panel: 25, threshold: 0.6)
        let found = conversation.opinionGroups(seed: Seed("announced before"))
        conversation.show(found.groups)  // from now on, counts by group as well
        return (forecast.state, forecast.decidingVotes, found.reason)
    }
    // document

    @Test func `the example runs, and is the one of the document`() throws {
        #expect(example().0 == .tooFewVotes)
        #expect(example().1 == 24)
        #expect(example().2.hasPrefix("people to place: 1,"))
        let own = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
        let lines = own.components(separatedBy: "    // document\n")[1].split(separator: "\n").dropFirst().dropLast(2)
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let document = try String(
            contentsOf: root.appending(path: "docs/analysis/panel-consensus.md"), encoding: .utf8)
        #expect(lines.count == 6)
        for line in lines { #expect(document.contains(line.trimmingCharacters(in: .whitespaces) + "\n")) }
    }
}
