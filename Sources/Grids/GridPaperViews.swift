import Documents
import Web

// The grid on paper: what is looked for, how to read it, and each level in observable words.
extension Reader {
    /// `kicker` stands over its title: the edition that uses it, or what it is.
    public func gridPaper(_ grid: Grid, kicker: String) -> Paper {
        var paper = Paper("grid", title: plain(grid.title), kicker: kicker, for: self)
        paper.lead = grid.summary.map { plain($0) } ?? ""
        paper.facts = [.init(t("Version"), grid.version)]
        paper.parts = printedGates(of: grid) + grid.dimensions.flatMap { printed($0, of: grid) }
        paper.reference = grid.version
        return paper
    }

    /// `grille-social-innovation-1.0.0`
    public func paperName(of grid: Grid) -> String { "grille-\(grid.name)-\(grid.version)" }

    private func printedGates(of grid: Grid) -> [PaperPart] {
        guard !grid.gates.isEmpty else { return [] }
        let lead = t("The agency checks that a file can be read. These questions never count in the score.")
        return [
            .chapter(t("Before any mark: yes or no"), lead: lead), .list(grid.gates.map { plain($0.text) }),
        ]
    }

    private func printed(_ dimension: Grid.Dimension, of grid: Grid) -> [PaperPart] {
        let weight = t("\(dimension.weight) points of 100")
        let lead = [dimension.question.map { plain($0) }, weight].compactMap(\.self).joined(separator: " ")
        return [.chapter(plain(dimension.title), lead: lead)]
            + grid.checkpoints(of: dimension.id).flatMap { printed($0, of: grid) }
    }

    private func printed(_ checkpoint: Checkpoint, of grid: Grid) -> [PaperPart] {
        let guidance: [PaperPart] =
            checkpoint.guidance.map { [.text(labelled(t("What to look for"), plain($0)))] } ?? []
        let evidence: [PaperPart] =
            checkpoint.evidence.isEmpty
            ? [] : [.small(t("What can show it")), .list(checkpoint.evidence.map { plain($0) })]
        let levels = checkpoint.levels.map { level in
            PaperPart.Level(
                value: String(level.value), label: plain(grid.scale.label(of: level.value)),
                text: plain(level.descriptor))
        }
        let head = [t("Level"), t("In a word"), t("What is seen")]
        return [.question(plain(checkpoint.title), note: plain(checkpoint.question))] + guidance + evidence
            + [.levels(levels, head: head)]
    }
}
