import Foundation
import Testing

@testable import Analysis

/// What tests of `rallynov analyse consensus` ask, and how they read the answer.
protocol ConsensusAsked {}

extension ConsensusAsked {
    var header: String { "voter_id,comment_id,vote\n" }

    func bytes(
        _ votes: String, comments: String? = nil, groups: String? = nil, _ arguments: [String] = []
    ) throws -> [UInt8] {
        let command = try ConsensusCommand.parse(["--votes", "votes.csv"] + arguments)
        return try command.answer(
            votes: DataFile(Array(votes.utf8), name: "votes.csv"),
            comments: comments.map { try DataFile(Array($0.utf8), name: "comments.csv") },
            groups: groups.map { try DataFile(Array($0.utf8), name: "groups.csv") })
    }

    func answer(
        _ votes: String, comments: String? = nil, groups: String? = nil, _ arguments: [String] = []
    ) throws -> [String: Any] {
        let bytes = try bytes(votes, comments: comments, groups: groups, arguments)
        return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    func statements(_ answer: [String: Any]) throws -> [[String: Any]] {
        try #require(answer["statements"] as? [[String: Any]])
    }

    func refusal(_ votes: String, comments: String? = nil, groups: String? = nil, _ arguments: [String] = [])
        -> String
    {
        do {
            _ = try bytes(votes, comments: comments, groups: groups, arguments)
            return "no refusal"
        } catch {
            return "\(error)"
        }
    }
}
