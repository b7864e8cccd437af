import Foundation
import SecondFactor
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Accounts

/// The codes on paper.
struct PaperCodeTests {
    @Test(arguments: Engine.available)
    func `a code on paper opens once, and its owner is told`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (_, paper) = try await gate.app(of: gate.guest(.awa))
        for (time, isTaken) in [(1, true), (2, false)] {
            let guest = try await gate.guest(.awa)
            let answer = try await guest.submit(
                "/second-facteur/secours", on: guest.get("/second-facteur"), ["recovery": paper[3].lowercased()])
            #expect(answer.status == (isTaken ? .seeOther : .unprocessableContent), "\(time)")
            #expect(try await guest.isIn == isTaken)
        }
        #expect(try await gate.letters(to: .awa).contains { $0.contains("Il reste 9 codes de secours.") })
        #expect(try await gate.acts(of: .awa) == ["factor-added", "recovery-code-used"])
    }

    @Test func `codes on paper are made anew for one more code, and the old ones open nothing`() async throws {
        let gate = try await Gate()
        let awa = try await gate.guest(.awa)
        let (secret, old) = try await gate.app(of: awa)
        gate.wait(60)
        let page = try await awa.get("/mon-compte/second-facteur/codes")
        let wrong = try await awa.submit("/mon-compte/second-facteur/codes", on: page, ["code": "000000"])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.paper.isEmpty)
        let made = try await awa.submit(
            "/mon-compte/second-facteur/codes", on: page, ["code": secret.code(at: TimeCode.step(at: gate.time))])
        #expect(made.paper.count == 10)
        #expect(Set(made.paper).isDisjoint(with: old))
        for (code, isGood) in [(old[0], false), (made.paper[0], true)] {
            let guest = try await gate.guest(.awa)
            _ = try await guest.submit(
                "/second-facteur/secours", on: guest.get("/second-facteur"), ["recovery": code])
            #expect(try await guest.isIn == isGood)
        }
    }

    @Test(arguments: Engine.available)
    func `one that has opened already is no guess, however often it is sent`(engine: Engine) async throws {
        let gate = try await Gate(engine)
        let (_, paper) = try await gate.app(of: gate.guest(.awa))
        let entered = try await gate.entered(
            by: 10, of: .awa, at: "/second-facteur/secours", typing: ["recovery": paper[0]])
        #expect(entered == 1)
        for kind in Trials.Kind.allCases { #expect(try await gate.trials(kind).failures == 0) }
        #expect(try await !gate.letters(to: .awa).contains { $0.contains("puis a saisi des codes faux") })
        let other = try await gate.guest(.awa)
        let page = try await other.get("/second-facteur")
        #expect(try await other.submit("/second-facteur/secours", on: page, ["recovery": paper[1]]).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `wrong ones begin a short pause, which is told once and keeps no code of the app out`(
        engine: Engine
    ) async throws {
        let gate = try await Gate(engine)
        let (secret, paper) = try await gate.app(of: gate.guest(.awa))
        gate.wait(60)
        let guest = try await gate.guest(.awa)
        let page = try await guest.get("/second-facteur")
        func typed(_ code: String) async throws -> Screen {
            try await guest.submit("/second-facteur/secours", on: page, ["recovery": code])
        }
        for _ in 0..<2 {
            for _ in 0..<Trials.mostOnPaper { _ = try await typed("ABCD-EFGH-JKLM") }
            #expect(try await gate.trials(.paper).pausedUntil == gate.time + 60)
            let paused = try await typed(paper[0])
            #expect(paused.status == .unprocessableContent)
            #expect(paused.text.contains("Aucun code de secours n’est examiné avant"))
            gate.wait(60)
        }
        let letters = try await gate.letters(to: .awa).filter { $0.contains("puis a saisi des codes faux") }
        #expect(letters.count == 1)
        for _ in 0..<Trials.mostOnPaper { _ = try await typed("ABCD-EFGH-JKLM") }
        let code = secret.code(at: TimeCode.step(at: gate.time))
        #expect(
            try await guest.submit("/second-facteur", on: guest.get("/second-facteur"), ["code": code]).status
                == .seeOther)
    }
}

extension Gate {
    fileprivate func trials(_ kind: Trials.Kind) async throws -> Trials {
        try await database.read { try TrialStore.find(kind, of: Somebody.awa.id, in: $0) }
    }
}
