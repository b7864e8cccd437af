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

    private let ready = Readiness(decided: 3, staleLetters: 0)
    private let julien = Somebody.julien.id
    private let mireille = Somebody.mireille.id

    @Test func `what went out does not keep the rest in`() throws {
        var release = Release.none
        #expect(try release.letOut(by: julien, ready: ready, now: World.monday))
        #expect(release.releasedAt == World.monday)
        try release.plan(for: World.monday + 60, by: julien, now: World.monday)
        #expect(try release.letOut(by: julien, ready: ready, now: World.monday + 5))
        #expect(release.plannedFor == nil)
    }

    @Test func `nothing goes out undecided or with a letter that says something else`() {
        var release = Release.none
        #expect(throws: Release.Refusal.nothingDecided) {
            try release.letOut(by: julien, ready: Readiness(decided: 0, staleLetters: 0), now: World.monday)
        }
        #expect(throws: Release.Refusal.lettersOutOfDate(2)) {
            try release.letOut(by: julien, ready: Readiness(decided: 3, staleLetters: 2), now: World.monday)
        }
        #expect(release.releasedAt == nil)
    }

    @Test func `a moment is planned ahead, and due from that very moment on`() throws {
        var release = Release.none
        #expect(throws: Release.Refusal.past) { try release.plan(for: World.monday, by: julien, now: World.monday) }
        let years: [Double] = [9, 11]
        let moments = years.map { World.monday + $0 * 366 * 86_400 }
        #expect(throws: Release.Refusal.tooFar) { try release.plan(for: moments[1], by: julien, now: World.monday) }
        #expect(throws: Never.self) { try release.plan(for: moments[0], by: julien, now: World.monday) }
        try release.plan(for: World.monday + 60, by: julien, now: World.monday)
        #expect(!release.isDue(at: World.monday + 59))
        #expect(release.isDue(at: World.monday + 60))
    }

    @Test func `a moment that passed while the program stood still does not come again`() throws {
        var release = Release.none
        try release.plan(for: World.monday + 60, by: julien, now: World.monday)
        #expect(throws: Release.Refusal.late) {
            try release.letOutPlanned(ready: ready, now: World.monday + 60 + Release.grace + 1)
        }
        try release.letOutPlanned(ready: ready, now: World.monday + 60 + Release.grace)
        #expect(release.releasedAt != nil)
    }

    @Test func `where two people are asked for, one of them lets nothing out`() throws {
        var release = Release.none
        release.needsTwo = true
        #expect(try !release.letOut(by: julien, ready: ready, now: World.monday))
        #expect(throws: Release.Refusal.samePerson) {
            try release.letOut(by: julien, ready: ready, now: World.monday)
        }
        #expect(release.releasedAt == nil)
        #expect(try release.letOut(by: mireille, ready: ready, now: World.monday))
        #expect(release.releasedAt == World.monday)
    }

    @Test func `that two are needed is taken back by the administration alone, and not while one waits`() throws {
        var release = Release.none
        try release.ask(forTwo: true, byAdministration: false)
        #expect(throws: Release.Refusal.twoStand) { try release.ask(forTwo: false, byAdministration: false) }
        #expect(release.needsTwo)
        #expect(try !release.letOut(by: julien, ready: ready, now: World.monday))
        #expect(throws: Release.Refusal.outdated) { try release.ask(forTwo: false, byAdministration: true) }
        // Taking one's own request back opens no way round.
        try release.plan(for: nil, by: julien, now: World.monday)
        #expect(throws: Release.Refusal.twoStand) { try release.ask(forTwo: false, byAdministration: false) }
        try release.ask(forTwo: false, byAdministration: true)
        #expect(!release.needsTwo)
    }

    @Test func `a planned moment needs its second person as well`() throws {
        var release = Release.none
        release.needsTwo = true
        try release.plan(for: World.monday + 60, by: julien, now: World.monday)
        #expect(throws: Release.Refusal.samePerson) { try release.confirm(by: julien) }
        #expect(throws: Release.Refusal.secondMissing) {
            try release.letOutPlanned(ready: ready, now: World.monday + 60)
        }
        try release.confirm(by: mireille)
        try release.letOutPlanned(ready: ready, now: World.monday + 60)
        #expect(release.releasedAt == World.monday + 60)
    }

    @Test func `a letter that is missing is named before the second person whose word went with it`() throws {
        var release = Release.none
        release.needsTwo = true
        try release.plan(for: World.monday + 60, by: julien, now: World.monday)
        #expect(release.waitsForSecond)
        #expect(throws: Release.Refusal.lettersOutOfDate(1)) {
            try release.letOutPlanned(ready: Readiness(decided: 2, staleLetters: 1), now: World.monday + 60)
        }
        try release.confirm(by: mireille)
        #expect(!release.waitsForSecond)
    }

    @Test func `a reason has a length that a person reads`() {
        let too = String(repeating: "é", count: Decision.longestReason + 1)
        #expect(throws: Decision.Refusal.reasonTooLong) {
            try Verdict(choice: "retained", among: [], reason: too)
        }
    }
}
