import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// A juror's reason that speaks of marks or of other files is kept, and its juror is warned before it is sent.
struct RelativeReasonTests {
    private static let warning = "Il y est question de notes ou d’autres dossiers"

    @Test(arguments: Engine.available)
    func `a juror sees it beside the reason, and once more before sending`(engine: Engine) async throws {
        let world = try await World(engine)
        let awa = world.visitor(.awa)
        let page = "\(World.page)?point=need-established"
        #expect(try await !awa.get(page).text.contains(Self.warning))
        let kept = try await awa.post(
            World.needForm,
            [
                "token": "token-of-awa", "revision": "1", "mark": "3", "comment": "Mieux notée que 2014-007",
                "then": "stay",
            ])
        #expect(kept.status == .seeOther)
        #expect(try await awa.get(page).text.contains("\(Self.warning) : Mieux notée que et 2014-007"))
        try await world.markAll()
        let sending = try await awa.get("\(World.page)/envoi")
        #expect(sending.text.contains("Des raisons à relire") && sending.html.contains("?point=need-established\""))
        #expect(try await awa.submit("\(World.page)/envoi", on: sending, [:]).status == .seeOther)
    }

    @Test func `a form that saves itself says so as well, and saves`() async throws {
        let awa = try await World().visitor(.awa)
        let answer = try await awa.post(
            World.needForm, ["token": "token-of-awa", "revision": "1", "mark": "3", "comment": "12/20 pour moi"],
            [.accept: "application/json"])
        #expect(answer.status == .ok && answer.html.contains("\"revision\":2"))
        #expect(answer.html.contains("12\\/20") || answer.html.contains("12/20"))
    }
}

extension World {
    /// Every checkpoint that Awa has not marked yet.
    fileprivate func markAll() async throws {
        let (_, grid) = try World.defaultGrid()
        try await database.write { connection in
            for checkpoint in grid.checkpoints {
                try connection.run(
                    """
                    INSERT INTO mark (assessment, checkpoint, kind, points, comment, updated_at)
                    VALUES (\(World.reading), \(checkpoint.id.description), 'level', 2, \("Vu"), \(World.monday))
                    ON CONFLICT (assessment, checkpoint) DO NOTHING
                    """)
            }
        }
    }
}
