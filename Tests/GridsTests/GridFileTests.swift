import Testing

@testable import Grids

struct GridFileTests {
    @Test func `the default grid is read whole`() throws {
        let grid = try Reference.defaultGrid
        #expect(grid.name.description == "social-innovation-default")
        #expect(grid.version == "1.0.0")
        #expect(grid.dimensions.map(\.weight) == [12, 20, 20, 20, 16, 12])
        #expect(grid.dimensions.map(\.label.french).last == "Risque, avenir")
        #expect(grid.checkpoints.count == 18)
        #expect(grid.checkpoints.count(where: \.isCore) == 9)
        #expect(grid.gates.count == 6)
        #expect(grid.vocabularies.count == 9)
        #expect(grid.sources.count == 11)
        #expect(grid.rules.levelsNeedingReason == [0, 4])
        #expect(grid.scale.labels.map(\.french) == ["Absent", "Amorcé", "Partiel", "Solide", "Exemplaire"])
        #expect(grid.scale.notApplicable.english == "Not applicable")
        #expect(grid.checkpoints.allSatisfy { $0.levels.map(\.value) == [0, 1, 2, 3, 4] && !$0.evidence.isEmpty })
    }

    @Test func `a checkpoint keeps all that its author wrote`() throws {
        let checkpoint = try #require(try SmallGrid.grid[.named("at-work")])
        #expect(checkpoint.dimension == (try .named("life")))
        #expect(checkpoint.weight == 40)
        #expect(checkpoint.isCore && checkpoint.isOptional)
        #expect(checkpoint.oneOf == (try .named("where")))
        #expect(checkpoint.informs == [try .named("need")])
        #expect(checkpoint.tags == [.init(vocabulary: try .named("need"), terms: [try .named("health")])])
        #expect(checkpoint.question == Localized("Quoi ?", english: "What?"))
        #expect(checkpoint.guidance == Localized("Regarder"))
        #expect(checkpoint.evidence == [Localized("Une", english: "One"), Localized("Deux", english: "Two")])
        #expect(checkpoint.levels.last == Level(value: 2, descriptor: Localized("Beaucoup")))
        #expect(checkpoint.crosswalk == [.init(source: try .named("esid"), text: "outputs")])
    }

    @Test func `checkpoints follow the order of their dimensions`() throws {
        let swapped = try SmallGrid.yaml("{id: life, weight: 70, title: {fr: La vie}, label: {fr: Vie}}", becomes: "X")
            .replacing(
                "{id: proof, weight: 30, title: {fr: La preuve}}", with: "{id: life, weight: 70, title: {fr: V}}"
            )
            .replacing("- X", with: "- {id: proof, weight: 30, title: {fr: P}}")
        let grid = try GridFile.grid(from: swapped)
        #expect(grid.checkpoints.map(\.id.description) == ["figures", "at-work", "at-home"])
    }

    @Test func `a text without English is given in French, and says so`() throws {
        let labels = try SmallGrid.grid.scale.labels
        #expect(labels[1].wording(in: "en") == ("Amorcé", "fr"))
        #expect(labels[2].wording(in: "en") == ("Solid", "en"))
        #expect(labels[2].wording(in: "fr") == ("Solide", "fr"))
    }

    @Test func `a dimension without a short label goes by its title`() throws {
        #expect(try SmallGrid.grid.dimensions.map(\.label.french) == ["Vie", "La preuve"])
    }

    @Test(arguments: ["R&D et A & B", "« Travail *réel* »", "- * une puce"])
    func `an ampersand or a star in a text is no reference`(text: String) throws {
        let grid = try GridFile.grid(from: SmallGrid.yaml("fr: Regarder", becomes: "fr: \"\(text)\""))
        #expect(try grid[.named("at-work")]?.guidance?.french == text)
    }
}
