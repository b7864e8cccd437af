import Foundation
import Testing
import World

@testable import Campaigns

/// Several editions may run at once; whoever names none means the one that can take a file.
struct RunningEditionsTests {
    private let now = World.monday

    private func edition(_ slug: String, _ phases: (Phase.Kind, Double, Double)...) -> Edition {
        Edition(
            id: World.key("0003", Int(slug) ?? 0), campaign: World.key("0002", 1), slug: slug, name: slug,
            status: .running,
            phases: phases.enumerated().map { number, phase in
                Phase(
                    id: World.key("0004", number), kind: phase.0, nameFR: "", nameEN: "", note: "",
                    startsAt: now + phase.1, endsAt: now + phase.2)
            }, revision: 1)
    }

    @Test func `a newer edition that is opened does not stand before the one that receives files`() {
        let running = RunningEditions(all: [edition("2015", (.call, 500, 900)), edition("2014", (.call, -100, 100))])
        #expect(running.main(at: now)?.slug == "2014")
        #expect(running.main(at: now + 600)?.slug == "2015")
    }

    @Test func `of two that receive files the first to close comes first`() {
        let running = RunningEditions(all: [edition("2015", (.call, -1, 900)), edition("2014", (.call, -100, 100))])
        #expect(running.calling(at: now).map(\.slug) == ["2014", "2015"])
        #expect(running.calling(at: now + 100).map(\.slug) == ["2015"])
    }

    @Test func `where none receives files, one that is in a phase is meant, else the newest`() {
        let running = RunningEditions(all: [edition("2015", (.call, 500, 900)), edition("2014", (.jury, -100, 100))])
        #expect(running.main(at: now)?.slug == "2014")
        #expect(running.main(at: now + 200)?.slug == "2015")
        #expect(RunningEditions(all: []).main(at: now) == nil)
    }
}
