import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// A part of 120 questions: work is counted, for time is a machine's.
struct LongPartTests {
    private static let path = "/dossiers/\(World.ovens)/parties/demande"

    private static func fields(_ count: Int) -> String {
        (0..<count).map { place in
            let when = place % 3 == 2 ? ", when: [{field: q\(place - 1), test: answered}]" : ""
            return
                "          - {id: q\(place), kind: line, limit: 40, label: {fr: Question}, example: {fr: Ainsi}\(when)}"
        }.joined(separator: "\n")
    }

    @Test func `each question stands once, and 120 ask the database for no more than three`() async throws {
        var asked: [Int] = []
        for count in [3, 120] {
            let (world, counter) = try await AskedForm.world(asking: Self.fields(count)).counted()
            let romain = world.visitor(.romain)
            _ = try await romain.get(Self.path)
            let (cost, page) = try await counter.cost { try await romain.get(Self.path) }
            asked.append(cost.statements)
            for place in 0..<count { #expect(page.html.ranges(of: "name=\"q\(place)\"").count == 1) }
        }
        #expect(asked[0] == asked[1], "\(asked)")
    }

    @Test func `what stands at controls is said once for each, however many controls there are`() async throws {
        let world = try await AskedForm.world(asking: Self.fields(120))
        let romain = world.visitor(.romain)
        let typed = (0..<120).map { ("q\($0)", String(repeating: "a", count: 41)) }
        let form = try await romain.get(Self.path).form(to: Self.path) ?? []
        let given = form.filter { !$0.0.hasPrefix("q") }
        _ = try await romain.post(Self.path, given + typed)
        let page = try await romain.get(Self.path)
        for place in 0..<120 { #expect(page.html.ranges(of: "id=\"q\(place)-error\"").count == 1, "\(place)") }
        // The page grows with its questions, not with their square.
        let short = try await AskedForm.world(asking: Self.fields(60)).visitor(.romain).get(Self.path)
        #expect(page.html.utf8.count < 4 * short.html.utf8.count)
    }
}
