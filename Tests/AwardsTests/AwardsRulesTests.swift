import Foundation
import Testing
import World

@testable import Awards

struct AwardsRulesTests {
    private let prize = Award(id: World.key("0010", 1), nameFR: "Prix", nameEN: "", kind: .award, note: "", revision: 1)
    private let mention = Award(
        id: World.key("0010", 2), nameFR: "Mention", nameEN: "", kind: .mention, note: "", revision: 1)

    @Test func `choosing an award says the outcome as well`() throws {
        let verdict = try Verdict(choice: mention.id.description, among: [prize, mention], reason: "Solide")
        #expect(verdict.outcome == .mention && verdict.award == mention.id)
        #expect(try Verdict(choice: prize.id.description, among: [prize], reason: "Solide").outcome == .award)
    }

    @Test func `a decision says what and why`() {
        #expect(throws: Decision.Refusal.noOutcome) { try Verdict(choice: nil, among: [], reason: "Solide") }
        #expect(throws: Decision.Refusal.awardMissing) {
            try Verdict(choice: "award", among: [prize], reason: "Solide")
        }
        #expect(throws: Decision.Refusal.reasonMissing) { try Verdict(choice: "retained", among: [], reason: " \n") }
        #expect(throws: Decision.Refusal.noOutcome) {
            try Verdict(choice: prize.id.description, among: [], reason: "An award of another edition")
        }
    }

    @Test func `what is out stays out`() throws {
        var release = Release.none
        try release.letOut(decided: 3, staleLetters: 0, now: World.monday)
        #expect(release.isOut)
        #expect(throws: Release.Refusal.alreadyOut) {
            try release.letOut(decided: 3, staleLetters: 0, now: World.monday)
        }
        #expect(throws: Release.Refusal.alreadyOut) { try release.plan(for: World.monday + 60, now: World.monday) }
    }

    @Test func `nothing goes out undecided or with a letter that says something else`() {
        var release = Release.none
        #expect(throws: Release.Refusal.nothingDecided) {
            try release.letOut(decided: 0, staleLetters: 0, now: World.monday)
        }
        #expect(throws: Release.Refusal.lettersOutOfDate(2)) {
            try release.letOut(decided: 3, staleLetters: 2, now: World.monday)
        }
        #expect(!release.isOut)
    }

    @Test func `a moment is planned ahead, and due from that very moment on`() throws {
        var release = Release.none
        #expect(throws: Release.Refusal.past) { try release.plan(for: World.monday, now: World.monday) }
        try release.plan(for: World.monday + 60, now: World.monday)
        #expect(!release.isDue(at: World.monday + 59))
        #expect(release.isDue(at: World.monday + 60))
    }
}
