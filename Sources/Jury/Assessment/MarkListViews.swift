import Grids
import Web

// Lists of checkpoints.
extension Reader {
    func readList(_ step: MarkingStep, isRead: Bool) -> HTML {
        let assessment = step.assessment
        let items = assessment.grid.checkpoints.enumerated().filter { _, checkpoint in
            checkpoint.id != step.checkpoint.id && (assessment.lines[checkpoint.id]?.mark != nil) == isRead
        }
        guard !items.isEmpty else { return "" }
        let title = isRead ? t("Already read (\(items.count))") : t("To read (\(items.count))")
        return """
            <details><summary>\(title)</summary><ol class="marks">\(items.map { listItem($0.element, $0.offset + 1, step) })</ol></details>
            """
    }

    func listItem(_ checkpoint: Checkpoint, _ number: Int, _ step: MarkingStep) -> HTML {
        """
        <li><span class="n">\(number)</span><a href="\(to(step.path(to: checkpoint.id)))">\(text(checkpoint.title))</a><span class="num">\
        \(standing(of: checkpoint.id, in: step.assessment))</span></li>
        """
    }

    private func standing(of checkpoint: Checkpoint.ID, in assessment: Assessment) -> HTML {
        guard let mark = assessment.lines[checkpoint]?.mark else { return "\(t("to read"))" }
        guard !assessment.lacksReason(at: checkpoint) else {
            return "\(level(mark, assessment.grid)) · <span class=\"due\">\(t("reason to write"))</span>"
        }
        return level(mark, assessment.grid)
    }

    /// «3 · solide»
    func level(_ mark: Mark, _ grid: Grid) -> HTML {
        switch mark {
        case .level(let level) where grid.scale.levels.contains(level):
            "\(level) · \(text(grid.scale.label(of: level)))"
        case .level(let level): "\(level)"
        case .notApplicable: text(grid.scale.notApplicable)
        case .notDocumented: text(grid.scale.notDocumented)
        }
    }

    func plainLevel(_ mark: Mark, _ grid: Grid) -> String {
        switch mark {
        case .level(let level) where grid.scale.levels.contains(level): plain(grid.scale.label(of: level))
        case .level(let level): String(level)
        case .notApplicable: plain(grid.scale.notApplicable)
        case .notDocumented: plain(grid.scale.notDocumented)
        }
    }
}
