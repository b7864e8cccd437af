import Testing

@testable import Documents

/// Of each who asks, one paper is made at a time.
struct PaperTurnsTests {
    @Test func `whoever asks for many waits for their own, and keeps nobody else waiting`() async {
        let turns = PaperTurns()
        #expect(await turns.take("awa"))
        let second = Task { await turns.take("awa") }
        while await turns.waits(of: "awa") < 1 { await Task.yield() }
        #expect(await turns.take("noe"))
        await turns.leave("awa")
        #expect(await second.value)
        await turns.leave("awa")
        #expect(await turns.take("awa"))
    }

    @Test func `so many wait and no more, and each has its turn in the end`() async {
        let turns = PaperTurns()
        #expect(await turns.take("awa"))
        let waiting = (0..<PaperTurns.mostWaiting).map { _ in
            Task {
                let hasTurn = await turns.take("awa")
                await turns.leave("awa")
                return hasTurn
            }
        }
        while await turns.waits(of: "awa") < PaperTurns.mostWaiting { await Task.yield() }
        #expect(await !turns.take("awa"))
        await turns.leave("awa")
        for one in waiting { #expect(await one.value) }
        #expect(await turns.waits(of: "awa") == 0)
    }
}
