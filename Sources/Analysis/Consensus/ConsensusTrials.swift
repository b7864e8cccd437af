import ArgumentParser
import Foundation
import PanelConsensus
import Seeds
import Tables

/// For the bench: the forecast of many panels at once, one a row.
struct ConsensusForecastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus-forecast", abstract: "Forecasts panels given as agrees, disagrees, passes and panel.",
        shouldDisplay: false)

    @Option var counts: String
    @Option var threshold = 0.6

    func run() throws {
        try Answer.write { try forecasts(of: DataFile(counts)) }
    }

    private func forecasts(of file: DataFile) throws -> [UInt8] {
        let columns = try ["agrees", "disagrees", "passes", "panel"].map { try file.column($0) }
        var writer = TableWriter(columns: ["low", "high", "probability", "gain"], dialect: .machine)
        try file.forEachRow { row in
            let numbers = try columns.map { column in
                let number = try row.number(column)
                guard (0...1_000_000).contains(number) else { throw row.refusal(column, "is no count") }
                return Int(number)
            }
            let count = VoteCount(agrees: numbers[0], disagrees: numbers[1], passes: numbers[2])
            let forecast = PanelForecast(count, panel: numbers[3], threshold: threshold)
            let interval = forecast.interval()
            writer.append([
                .integer(interval.lowerBound), .integer(interval.upperBound), .decimal(forecast.probability),
                .decimal(forecast.gain()),
            ])
        }
        return writer.bytes
    }
}

/// For the bench: a large conversation made in memory, one pass over it, and votes added afterwards.
struct ConsensusLoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus-load", abstract: "Measures a pass over votes made in memory.", shouldDisplay: false)

    @Option var participants = 50_000
    @Option var statements = 500
    @Option var camps = 3
    @Option var density = 1.0
    @Option var seed = "0"

    func validate() throws {
        guard (1...1_000_000).contains(participants), (1...10_000).contains(statements), (1...100).contains(camps)
        else {
            throw ValidationError("At least 1 of each; at most 1000000 participants, 10000 statements and 100 camps.")
        }
    }

    private struct Measures: Encodable {
        let votes: Int
        let record_seconds, pass_seconds, added_vote_mean_ms, added_vote_worst_ms: Double
        let stable: Bool
        let k: Int
        let recovered: Double
    }

    func run() throws {
        var draws = Seed(seed).generator("load")
        var conversation = Conversation(participants: participants, statements: statements)
        let chances = (0..<camps).map { _ in (0..<statements).map { _ in draws.uniform() } }
        let recorded = Self.seconds {
            for person in 0..<participants {
                let chances = chances[person % camps]
                for statement in 0..<statements where density == 1 || draws.uniform() < density {
                    let vote: Vote =
                        draws.uniform() < 0.1 ? .pass : draws.uniform() < chances[statement] ? .agree : .disagree
                    conversation.record(vote, by: person, on: statement)
                }
            }
        }
        var found: OpinionGroups?
        let passed = Self.seconds {
            found = conversation.opinionGroups(seed: Seed(seed))
            conversation.show(found?.groups)
            for statement in conversation.openStatements { _ = standing(conversation, statement, found) }
        }
        let added = add(1_000, to: &conversation, found, &draws)
        let measures = Measures(
            votes: conversation.votes, record_seconds: recorded, pass_seconds: passed,
            added_vote_mean_ms: added.reduce(0, +) / Double(added.count), added_vote_worst_ms: added.max() ?? 0,
            stable: found?.isStable ?? false, k: found?.count ?? 0, recovered: recovered(found?.groups))
        try Answer.write { try Answer.json(measures) }
    }

    // A vote added is a vote recorded and the standing of its statement computed anew.
    private func add(
        _ votes: Int, to conversation: inout Conversation, _ found: OpinionGroups?, _ draws: inout SeededGenerator
    ) -> [Double] {
        var milliseconds: [Double] = []
        for _ in 0..<votes {
            let (person, statement) = (
                Int(draws.uniform() * Double(participants)), Int(draws.uniform() * Double(statements))
            )
            milliseconds.append(
                1_000
                    * Self.seconds {
                        conversation.record(.agree, by: person, on: statement)
                        _ = standing(conversation, statement, found)
                    })
        }
        return milliseconds
    }

    private func standing(_ conversation: Conversation, _ statement: Int, _ found: OpinionGroups?) -> Double {
        let groups = conversation.groupCounts.map { $0[statement] }
        let standing = CrowdStanding(conversation.counts[statement], groups: groups, threshold: 0.6)
        let priority = standing.priority(extremity: found?.extremities[statement] ?? 0)
        return standing.groupAwareConsensus + priority + standing.statistics.reduce(0) { $0 + $1.rat }
            + (standing.state == .agreed ? 1 : 0)
    }

    private func recovered(_ groups: [Int?]?) -> Double {
        guard let groups else { return 0 }
        let placed = groups.indices.filter { groups[$0] != nil }
        return adjustedRandIndex(placed.map { $0 % camps }, placed.compactMap { groups[$0] })
    }

    // Of processor time: what else the machine does is none of it.
    private static func seconds(_ work: () -> Void) -> Double {
        let before = processorSeconds
        work()
        return processorSeconds - before
    }

    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
