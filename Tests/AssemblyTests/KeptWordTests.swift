import Testing
import WebTesting
import World

/// What somebody wrote is shown again where nothing can be done with it, be it one word.
struct KeptWordTests {
    @Test func `a single word that was written is kept on a refusal, and what a form carries along is not`()
        async throws
    {
        let julien = try await World().visitor(.julien)
        // Nobody decides on a draft.
        let refused = try await julien.post(
            "/agence/editions/2014/decisions/\(World.ovens)",
            ["token": "token-of-julien", "choice": "retained", "reason": "Remarquable", "revision": "1"])
        #expect(refused.status == .notFound)
        #expect(refused.html.contains(">\nRemarquable</textarea>"))
        for carried in ["retained", "token-of-julien"] { #expect(!refused.html.contains("\(carried)</textarea>")) }
        let stated = try await julien.post(
            "/jury/2014/interets", ["token": "token-of-julien", "words-\(World.nursery)": "Voisine"])
        #expect(stated.html.contains(">\nVoisine</textarea>"))
        let blank = try await julien.post(
            "/agence/editions/2014/decisions/\(World.ovens)", ["token": "token-of-julien", "reason": " "])
        #expect(!blank.html.contains("</textarea>"))
    }
}
