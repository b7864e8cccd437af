import Campaigns
import Grids
import Submissions
import Web

// Questions left open by jurors, and what the agency found.
extension Reader {
    func questions(
        _ edition: Edition, _ file: FileResult, _ grid: Grid, mayResolve: Bool, typed: ResolutionForm?,
        _ faults: [Fault]
    ) -> HTML {
        let asked = file.read.asked(on: grid)
        guard !asked.isEmpty else { return "" }
        let open = Set(file.read.open(on: grid))
        let items = grid.checkpoints.filter { asked.contains($0.id) }.map { checkpoint -> HTML in
            let isTyped = typed?.checkpoint == checkpoint.id
            let shown = mayResolve && !file.isAnnounced && (open.contains(checkpoint.id) || isTyped)
            let answer =
                shown
                ? resolutionForm(edition, file, checkpoint, grid, isTyped ? typed : nil, isTyped ? faults : [])
                : isTyped ? typedTooLate(typed) : nil
            let state = open.contains(checkpoint.id) ? openWords(checkpoint.id, file) : t("found since")
            return
                "<li class=\"flow flow-2\"><h3 class=\"h4\">\(text(checkpoint.title)) <span class=\"quiet small\">\(state)</span></h3>\(answer)</li>"
        }
        let standing = open.isEmpty ? allAnswered : untilAnswered
        let said = file.isAnnounced ? words(for: Assessment.Refusal.announced) : standing
        return """
            <section class="part" aria-labelledby="questions"><h2 id="questions" tabindex="-1">\(t("Not documented"))</h2><p>\(said)</p>\
            \(mayResolve && !file.isAnnounced ? askingLink(file, open) : "")<ul class="flow">\(items)</ul></section>
            """
    }

    private func openWords(_ checkpoint: Checkpoint.ID, _ file: FileResult) -> String {
        guard let at = file.precisionsAsked[checkpoint.description] else { return t("still open") }
        return t("still open, asked on \(formats.day(at))")
    }

    /// To the file's page, where a letter about them is written to its owners.
    private func askingLink(_ file: FileResult, _ open: Set<Checkpoint.ID>) -> HTML {
        guard !open.isEmpty else { return "" }
        let asked = open.map(\.description).sorted().joined(separator: ".")
        return """
            <p><a class="btn" href="\(to(file.submission.deskPath))?precisions=\(Fields.encoded(asked))#people">\(icon("mail"))\
            \(t("Ask those who wrote the file"))</a></p>
            """
    }

    private var untilAnswered: String {
        t("The score stays open until each of these is answered. It is never counted as the lowest level.")
    }

    private var allAnswered: String { t("What the jury missed was found since, and counts in the score.") }

    var answeredTooLate: Fault { Fault("questions", words(for: Assessment.Refusal.announced)) }

    private func typedTooLate(_ typed: ResolutionForm?) -> HTML? {
        guard let typed else { return nil }
        let words = [typed.level, typed.how].filter { !$0.isEmpty }.joined(separator: " · ")
        return "<p><strong>\(t("Typed here, not saved"))</strong><br>\(words)</p>"
    }

    private func resolutionForm(
        _ edition: Edition, _ file: FileResult, _ checkpoint: Checkpoint, _ grid: Grid, _ typed: ResolutionForm?,
        _ faults: [Fault]
    ) -> HTML {
        let key = checkpoint.id.description
        let levels =
            [("", t("Choose"))]
            + checkpoint.levels.map {
                let level = "\($0.value) · \(plain(grid.scale.label(of: $0.value)))"
                return (String($0.value), labelled(level, plain($0.descriptor)))
            }
        let options = levels.map { option($0.0, $0.1, isChosen: $0.0 == typed?.level ?? "") }
        let (levelFault, howFault) = (
            faults.first { $0.field == "level-\(key)" }, faults.first { $0.field == "how-\(key)" }
        )
        return form(
            to: edition.juryPath("resultats/\(file.submission)/precisions/\(key)"),
            attributes: "class=\"flow flow-2\"",
            """
            <div class="field"><label for="level-\(key)">\(t("Level found"))</label>\
            <select class="input" id="level-\(key)" name="level"\(levelFault.map(invalid))>\(options)</select>\
            \(levelFault.map(inlineFault))</div>
            <div class="field"><label for="how-\(key)">\(t("How it was found"))</label>\
            <textarea class="input" id="how-\(key)" name="how" rows="2"\(howFault.map(invalid))>
            \(typed?.how)</textarea>\(howFault.map(inlineFault))</div>
            <p><button class="btn">\(t("Record what was found"))</button></p>
            """)
    }

    private func invalid(_ fault: Fault) -> HTML { " aria-invalid=\"true\" aria-describedby=\"\(fault.field)-error\"" }
    private func inlineFault(_ fault: Fault) -> HTML {
        "<p class=\"error\" id=\"\(fault.field)-error\">\(icon("alert"))\(fault.sentence)</p>"
    }

    func resolutionFaults(_ form: ResolutionForm, _ grid: Grid) -> [Fault] {
        let level = Mark(form.level)?.level
        var faults: [Fault] = []
        if level.map(grid.scale.levels.contains) != true {
            faults.append(Fault("level-\(form.checkpoint)", t("Choose the level that was found.")))
        }
        if form.lacksHow {
            faults.append(Fault("how-\(form.checkpoint)", t("Say how it was found: a call, a document, a visit.")))
        }
        if form.how.count > ResolutionForm.longest {
            faults.append(Fault("how-\(form.checkpoint)", t("Say it in at most \(ResolutionForm.longest) signs.")))
        }
        return faults
    }
}
