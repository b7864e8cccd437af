import Testing

@testable import Grids

/// The word of a mean goes with the figure that is shown of it.
struct NearestLevelTests {
    @Test func `one figure has one word, all over the scale`() {
        let words = ["Absent", "Amorcé", "Partiel", "Solide", "Exemplaire"].map { Localized($0) }
        let scale = GridScale(
            lowest: 0, labels: words, notApplicable: Localized("Sans objet"),
            notDocumented: Localized("Non documenté"))
        for hundredths in 0...400 {
            let shown = (hundredths + 5) / 10
            let level = min(4, (shown + 5) / 10)
            let word = scale.label(nearest: Double(hundredths) / 100)
            #expect(word == scale.label(of: level), "\(hundredths)")
        }
    }
}
