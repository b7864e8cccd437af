import Campaigns
import Foundation
import Web

extension Reader {
    func assignmentPage(
        _ edition: Edition, _ board: AssignmentBoard, ask: ShareRequest? = nil, proposal: EvenShare.Proposal? = nil,
        outcome: AssignmentOutcome? = nil, done: String? = nil
    ) -> HTML {
        let ticked = proposal?.pairs ?? board.given
        return editionDesk(
            edition, t("Who reads what"),
            acts: "<a class=\"go\" href=\"\(to(edition.path("jury")))\">\(t("All the jury"))</a>",
            """
            \(doneNotice(done == "saved" ? t("The files are given. Their jurors are told by mail.") : nil))
            \(outcome.map(outcomeNotice))\(proposal.map { proposalNotice($0, board) })
            \(shareForm(edition, ask, board))
            \(board.files.isEmpty || board.readers.isEmpty ? emptyBoard(board) : boardForm(edition, board, ticked))
            """)
    }

    private func emptyBoard(_ board: AssignmentBoard) -> HTML {
        let sentence = board.files.isEmpty ? t("No file is eligible yet.") : t("Nobody is in this jury yet.")
        return "<p class=\"empty\">\(sentence)</p>"
    }

    private func outcomeNotice(_ outcome: AssignmentOutcome) -> HTML {
        var lines: [String] = []
        if outcome.bound > 0 {
            lines.append(
                t(
                    "\(outcome.bound) file was refused: the juror has a strong tie with it.",
                    "\(outcome.bound) files were refused: the juror has a strong tie with them.", count: outcome.bound))
        }
        if outcome.sent > 0 {
            lines.append(
                t(
                    "\(outcome.sent) reading was sent meanwhile and stays.",
                    "\(outcome.sent) readings were sent meanwhile and stay.", count: outcome.sent))
        }
        lines.append(t("All the rest is saved."))
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(t("Not everything could be done"))</h2><ul>\(lines.map { "<li>\($0)</li>" as HTML })</ul></div>
            """
    }

    private func proposalNotice(_ proposal: EvenShare.Proposal, _ board: AssignmentBoard) -> HTML {
        let new = proposal.pairs.subtracting(board.given).count
        let short = board.files.filter { proposal.short[$0.id] != nil }.map { file -> HTML in
            let missing = proposal.short[file.id] ?? 0
            return
                "<li>\(t("\(typeset(file.title)): \(missing) reader short", "\(typeset(file.title)): \(missing) readers short", count: missing))</li>"
        }
        return """
            <div class="notice \(short.isEmpty ? "" : "warn")"><h2>\(t("A proposal: \(new) file more to read", "A proposal: \(new) files more to read", count: new))</h2>
            <p>\(t("Nothing is given yet. Change what you wish, then save. What was given before stays; nobody gets a file they have a strong tie with."))</p>
            \(short.isEmpty ? "" : "<p>\(t("With these numbers, some files lack readers:"))</p><ul>\(short)</ul>" as HTML)</div>
            """
    }

    private func shareForm(_ edition: Edition, _ ask: ShareRequest?, _ board: AssignmentBoard) -> HTML {
        let readers = ask?.readers ?? 3
        let fair =
            board.readers.isEmpty ? 10 : (board.files.count * readers + board.readers.count - 1) / board.readers.count
        return """
            <form class="filters" method="get" action="\(to(edition.path("jury/lectures")))"><label>\(t("Readers of each file"))<input class="input" type="number" name="lecteurs" min="1" max="50" value="\(readers)"></label>
            <label>\(t("Files for one juror, at most"))<input class="input" type="number" name="maximum" min="1" max="500" value="\(ask?.most ?? max(1, fair))"></label>
            <button class="btn">\(t("Propose an even share"))</button></form>
            """
    }

    private func boardForm(_ edition: Edition, _ board: AssignmentBoard, _ ticked: Set<Pairing>) -> HTML {
        let before = board.given.map(\.description).sorted().joined(separator: " ")
        let heads = board.readers.map { juror -> HTML in
            let load = ticked.count { $0.juror == juror.id }
            return
                "<th scope=\"col\">\(juror.name)<br><span class=\"quiet\">\(t("\(load) file", "\(load) files", count: load))</span></th>"
        }
        return form(
            to: edition.path("jury/lectures"), attributes: "class=\"flow\"",
            """
            \(hidden("before", before))
            <div class="scroll" role="region" tabindex="0" aria-labelledby="board"><table class="table dense stack-sm board"><caption id="board">\(t("Files and their readers"))</caption>
            <thead><tr><th scope="col">\(t("File"))</th>\(heads)<th scope="col" class="n">\(t("Readers"))</th></tr></thead>
            <tbody>\(board.files.map { boardRow($0, board, ticked) })</tbody></table></div>
            <div class="bar"><button class="btn main">\(t("Save who reads what"))</button></div>
            """)
    }

    private func boardRow(_ file: AssignmentBoard.File, _ board: AssignmentBoard, _ ticked: Set<Pairing>) -> HTML {
        let cells = board.readers.map { juror in boardCell(file, juror, board, ticked) }
        return """
            <tr><th scope="row"><span class="num">\(file.number)</span> <span class="name">\(typeset(file.title))</span><br><span class="quiet small">\(typeset(file.organisation))</span></th>\(cells)<td class="n" data-th="\(t("Readers"))">\(ticked.count { $0.submission == file.id })</td></tr>
            """
    }

    private func boardCell(
        _ file: AssignmentBoard.File, _ juror: JurorLine, _ board: AssignmentBoard, _ ticked: Set<Pairing>
    ) -> HTML {
        let pair = Pairing(submission: file.id, juror: juror.id)
        guard !board.bound.contains(pair) else {
            return "<td data-th=\"\(juror.name)\"><span class=\"quiet small\">\(t("strong tie"))</span></td>"
        }
        let place = board.places[pair]
        // A box that cannot be changed is not sent by browsers: what it says goes along unseen.
        let isFixed = place == .sent
        let box: HTML = """
            <input type="checkbox"\(isFixed ? " disabled" : " name=\"pair\"" as HTML) value="\(pair.description)"\(ticked.contains(pair) ? " checked" : "") aria-label="\(t("\(juror.name) reads «\(typeset(file.title))»"))">
            """
        return """
            <td data-th="\(juror.name)"><label class="choice">\(box)<span class="small quiet">\(cellWords(pair, place, board))\(isFixed ? hidden("pair", pair.description) : "")</span></label></td>
            """
    }

    private func cellWords(_ pair: Pairing, _ place: AssignmentBoard.Place?, _ board: AssignmentBoard) -> HTML {
        var words: [String] = []
        if place == .begun { words.append(t("begun")) }
        if place == .sent { words.append(t("sent")) }
        if let tie = board.weak[pair] { words.append(t("weak tie: \(tie)")) }
        if board.suspected.contains(pair) { words.append(t("same organisation?")) }
        return "\(words.joined(separator: " · "))"
    }
}
