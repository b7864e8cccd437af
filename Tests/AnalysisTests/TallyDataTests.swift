import Foundation
import Testing

@testable import Analysis

/// Real ballots: 170 jurors of the Eurovision Song Contest 2022, none of whom ranks the own country.
struct TallyDataTests {
    private static let path = RealData.url("ballots/eurovision-2022-final/juror_rankings.csv").path

    private func ranking(_ arguments: String...) throws -> [[String]] {
        let command = try TallyCommand.parse(["--ballots", Self.path, "--method"] + arguments)
        let answer = try command.answer(TallyFiles(ballots: DataFile(Self.path)))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any])
        #expect(object["ballots"] as? Int == 170)
        return try #require(object["ranking"] as? [[String]])
    }

    // As pref_voting 1.18.2 has them; bench/analysis_cores/ballots.py asks it again.
    @Test func `Schulze and instant run-off have the winner and the order of pref_voting`() throws {
        let order = "GB SE ES UA PT GR IT NL AU AZ CH NO AM EE BE CZ PL LT RS DE IS FI RO FR MD"
        #expect(try ranking("schulze").map { $0.joined(separator: " ") }.joined(separator: " ") == order)
        #expect(try ranking("instant-runoff").prefix(3) == [["GB"], ["SE"], ["UA"]])
    }
}
