import Campaigns
import Foundation
import Identifiers
import Jury
import Mail
import Media
import Sheets
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// `docs/states.md` says of each state who must know, where they see it and what they do next: it is complete, and it is true.
struct StatesTests {
    private struct Line {
        let thing: String
        let state: String
        let place: String

        /// What stands on a home page, when it is a home page.
        var words: String? {
            guard place.hasPrefix("my page, «"), let end = place.range(of: "»(;|$)", options: .regularExpression) else {
                return nil
            }
            return String(place[place.index(place.startIndex, offsetBy: 10)..<end.lowerBound])
        }
    }

    @Test func `each state of the code has its line`() throws {
        let lines = try Self.lines()
        let states: [String: [String]] = [
            "edition": Edition.Status.allCases.map(\.rawValue),
            "file": [Submission.State.draft, .withdrawn].map(\.rawValue)
                + Submission.Eligibility.allCases.map(\.rawValue),
            "juror": Juror.State.allCases.map(\.rawValue), "sheet": Sheet.State.allCases.map(\.rawValue),
            "assessment": [Assessment.State.draft, .sent].map(\.rawValue),
            "message": Message.State.allCases.map(\.rawValue), "upload": Medium.State.allCases.map(\.rawValue),
        ]
        for (thing, words) in states {
            for word in words {
                #expect(lines.contains { $0.thing == thing && $0.state == word }, "\(thing) \(word)")
            }
        }
    }

    @Test func `each line that names a home page is tried`() throws {
        let told = try Self.lines().filter { $0.words != nil }.map { "\($0.thing): \($0.state)" }
        #expect(told.count > 15)
        #expect(Set(told) == Set(StateTrial.all.map(\.state)))
    }

    @Test func `words quoted of other pages are words of the site`() throws {
        let french = try String(contentsOfFile: World.root + "/Locale/fr.po", encoding: .utf8)
            .replacing("\u{A0}", with: " ")
        let quoted = try Self.lines().flatMap { line in
            let rest = line.words.map { line.place.replacing("my page, «\($0)»", with: "") } ?? line.place
            return rest.matches(of: /«([^«»]+)»/).map { (state: line.state, words: String($0.1)) }
        }
        #expect(quoted.count > 3)
        for (state, words) in quoted {
            let phrase = words.replacing(/\b1\b/, with: "%1")
            #expect(french.contains(" \"\(phrase)\"\n"), "\(state): \(words)")
        }
    }

    @Test(arguments: Engine.available, StateTrial.all.indices)
    func `whoever must know finds it on their home page`(engine: Engine, number: Int) async throws {
        let trial = StateTrial.all[number]
        let line = try #require(try Self.lines().first { "\($0.thing): \($0.state)" == trial.state })
        let words = try #require(line.words)
        let world = try await World(engine)
        if trial.isNews {
            #expect(try await !world.visitor(trial.person).get("/ma-page").text.contains(words), "\(trial.state)")
        }
        if trial.isComplete { try await CompleteFile.fill(World.ovens, in: world) }
        try await world.database.write { connection in
            for statement in trial.statements { try connection.run(statement) }
            try SubmissionStore.noteFiles(in: connection)
            try ResultsStore.noteAssessments(in: connection)
        }
        #expect(try await world.visitor(trial.person).get("/ma-page").text.contains(words), "\(trial.state)")
    }

    private static func lines() throws -> [Line] {
        let text = try String(contentsOfFile: World.root + "/docs/states.md", encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return Line(thing: cells[0], state: cells[1], place: cells[3])
        }
    }
}
