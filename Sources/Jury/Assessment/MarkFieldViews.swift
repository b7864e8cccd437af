import Foundation
import Grids
import Web
import Words

// The levels of a checkpoint, and the reason of a mark.
extension Reader {
    func guidance(of checkpoint: Checkpoint) -> HTML {
        guard checkpoint.guidance != nil || !checkpoint.evidence.isEmpty else { return "" }
        let evidence = checkpoint.evidence.map { item -> HTML in "<li>\(text(item))</li>" }
        return """
            <details><summary>\(t("What to look for"))</summary><div class="small flow flow-2">\(checkpoint.guidance.map { "<p>\(text($0))</p>" as HTML })
            \(evidence.isEmpty ? "" : "<ul>\(evidence)</ul>" as HTML)</div></details>
            """
    }

    func choices(at checkpoint: Checkpoint, in grid: Grid, chosen: Mark?) -> HTML {
        var others = [
            otherChoice(
                .notDocumented, t("Not documented: the agency will ask. It never counts as the lowest level."), chosen)
        ]
        if checkpoint.isOptional {
            others.append(otherChoice(.notApplicable, t("Not applicable: this initiative does not aim at it."), chosen))
        }
        return HTML(checkpoint.levels.map { levelChoice($0, grid, isOn: chosen == .level($0.value)) } + others)
    }

    private func levelChoice(_ level: Level, _ grid: Grid, isOn: Bool) -> HTML {
        """
        <label class="choice"><input type="radio" name="mark" id="level-\(level.value)" value="\(level.value)"\(isOn ? " checked" : "")><b>\(level.value)\
        </b><span><b>\(text(grid.scale.label(of: level.value)))</b>\(text(level.descriptor))</span></label>
        """
    }

    private func otherChoice(_ mark: Mark, _ label: String, _ chosen: Mark?) -> HTML {
        """
        <label class="choice other"><input type="radio" name="mark" value="\(mark.description)"\(chosen == mark ? " checked" : "")><span>\(label)</span></label>
        """
    }

    func reasonField(_ step: MarkingStep, _ comment: String) -> HTML {
        var faults: [Fault] = []
        if step.refused?.refusal == .commentTooLong { faults.append(Fault("comment", words(for: .commentTooLong))) }
        if step.refused == nil, step.assessment.lacksReason(at: step.checkpoint.id) {
            faults.append(Fault("comment", reasonWanted(step)))
        }
        let field = textArea(
            "comment", reasonLabel(step.assessment.grid), comment, faults: faults, attributes: "rows=\"3\"")
        return field + relativeNotice(relative(in: comment, step))
    }

    /// What a reason says of marks or of other files: its juror reads that before the reading is sent.
    func relative(in comment: String, _ step: MarkingStep) -> [String] {
        RelativeWords.found(in: comment, own: step.screen.file.submission.number)
    }

    func reasonLabel(_ grid: Grid) -> String {
        let levels = grid.rules.levelsNeedingReason.sorted().map(String.init)
        return levels.isEmpty ? t("Your reason") : t("Your reason (asked for at \(formats.list(levels)))")
    }

    func reasonWanted(_ step: MarkingStep) -> String {
        let grid = step.assessment.grid
        guard let mark = step.assessment.lines[step.checkpoint.id]?.mark else {
            return t("Write why in a sentence.")
        }
        return t("Write in a sentence why “\(plainLevel(mark, grid))”. It will help the organisation.")
    }

    var keysHint: HTML {
        """
        <p class="small on-screen with-keys" hidden><label class="choice"><input type="checkbox" data-desk-keys checked><span>\
        \(t("Keys: the digits choose the level, n goes to the next checkpoint."))</span></label></p>
        """
    }
}
