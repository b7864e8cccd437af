import Grids
import Web

extension Reader {
    /// The checkpoint first: its file has eighteen pages, and whoever hears them goes from one to the next.
    func markingTitle(_ step: MarkingStep) -> String {
        let screen = step.screen
        let file = t("File \(screen.position) of \(screen.count): \(typeset(screen.file.title))")
        guard step.isMarked else { return file }
        let count = step.assessment.grid.checkpoints.count
        return "\(step.number)/\(count) \(plain(step.checkpoint.title)) – \(file)"
    }
}
