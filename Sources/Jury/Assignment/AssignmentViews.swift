import Campaigns
import Foundation
import Submissions
import Web

extension Reader {
    func assignmentPage(_ edition: Edition, _ board: AssignmentBoard, _ screen: AssignmentScreen) -> HTML {
        let ticked = screen.share?.proposal.pairs.filter(board.shows) ?? board.given
        let late = t("Files or jurors have changed since this share was proposed. Nothing was given: look again.")
        return editionDesk(
            edition, t("Who reads what"),
            acts: "<a class=\"go\" href=\"\(to(edition.path("jury")))\">\(t("All the jury"))</a>",
            """
            \(doneNotice(screen.done == "saved" ? t("The files are given. Their jurors are told by mail.") : nil, leavingLetter: true))
            \(screen.isOutOfDate ? "<div class=\"notice warn\" role=\"alert\" tabindex=\"-1\" autofocus><p>\(late)</p></div>" as HTML : "")
            \(screen.outcome.map(outcomeNotice))\(faultSummary(shareFaults(screen)))\(screen.share.map { proposalNotice(edition, $0, board) })
            \(shareForm(edition, screen, board))\(fewLink(edition, board))
            \(board.files.isEmpty || board.readers.isEmpty ? emptyBoard(edition, board) : boardForm(edition, board, ticked, screen))
            """)
    }

    private func emptyBoard(_ edition: Edition, _ board: AssignmentBoard) -> HTML {
        if board.all > 0, !board.readers.isEmpty { return "<p class=\"empty\">\(t("No file lacks readers."))</p>" }
        let sentence = board.all == 0 ? t("No file is eligible yet.") : t("Nobody is in this jury yet.")
        return "<p class=\"empty\">\(sentence)</p>\(roundAwaits(edition))"
    }

    /// All files, or those with too few readers alone.
    private func fewLink(_ edition: Edition, _ board: AssignmentBoard) -> HTML {
        guard board.all > 0 else { return "" }
        let (path, usual) = (to(edition.path("jury/lectures")), board.wanted)
        return board.part.fewerThan == nil
            ? "<p><a class=\"go\" href=\"\(path)?moins=\(usual)\">\(t("Files with fewer than \(usual) readers"))</a></p>"
            : "<p><a class=\"go\" href=\"\(path)\">\(t("All files"))</a></p>"
    }

    private func outcomeNotice(_ outcome: AssignmentOutcome) -> HTML {
        var lines: [String] = []
        if outcome.bound > 0 {
            lines.append(
                t(
                    "\(outcome.bound) file was refused: the juror has a strong tie with it.",
                    "\(outcome.bound) files were refused: the juror has a strong tie with them.", count: outcome.bound))
        }
        if outcome.abstained > 0 {
            lines.append(
                t(
                    "\(outcome.abstained) file was refused: the juror stepped back from it.",
                    "\(outcome.abstained) files were refused: the juror stepped back from them.",
                    count: outcome.abstained))
        }
        if outcome.foreign > 0 { lines.append(foreignWords(outcome.foreign)) }
        if outcome.sent > 0 {
            lines.append(
                t(
                    "\(outcome.sent) reading was sent meanwhile and stays.",
                    "\(outcome.sent) readings were sent meanwhile and stay.", count: outcome.sent))
        }
        if outcome.announced > 0 { lines.append(frozenWords(outcome.announced)) }
        lines.append(t("All the rest is saved."))
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(t("Not everything could be done"))</h2>
            <ul>\(lines.map { "<li>\($0)</li>" as HTML })</ul></div>
            """
    }

    private func frozenWords(_ count: Int) -> String {
        t(
            "\(count) reading stays as it is: the decision on its file is out.",
            "\(count) readings stay as they are: the decisions on their files are out.", count: count)
    }

    private func shareFaults(_ screen: AssignmentScreen) -> [Fault] {
        ShareRequest.wrong(in: screen.query).map { name in
            let bounds = ShareRequest.bounds.first { $0.key == name }?.value ?? 1...1
            let (least, most) = (bounds.lowerBound, bounds.upperBound)
            return name == "lecteurs"
                ? Fault(name, t("Readers of each file: type a whole number from \(least) to \(most)."))
                : Fault(name, t("Files for one juror: type a whole number from \(least) to \(most)."))
        }
    }

    private var invalid: HTML { " aria-invalid=\"true\"" }

    private func shareForm(_ edition: Edition, _ screen: AssignmentScreen, _ board: AssignmentBoard) -> HTML {
        let (ask, wrong) = (screen.ask, ShareRequest.wrong(in: screen.query))
        let typed = { (name: String, number: Int) in
            (wrong.isEmpty ? nil : screen.query.text(name)) ?? String(number)
        }
        let (readers, jurors) = (ask?.readers ?? board.wanted, board.readersPage.count)
        let fair = jurors == 0 ? 10 : (board.all * readers + jurors - 1) / jurors
        let most = ask?.most ?? min(max(1, fair), 500)
        return """
            <form class="filters" method="get" action="\(to(edition.path("jury/lectures")))">
            <label>\(t("Readers of each file"))<input class="input" type="number" id="lecteurs" name="lecteurs" min="1" max="50"\
             value="\(typed("lecteurs", readers))"\(wrong.contains("lecteurs") ? invalid : "")></label>
            <label>\(t("Files for one juror, at most"))<input class="input" type="number" id="maximum" name="maximum" min="1" max="500"\
             value="\(typed("maximum", most))"\(wrong.contains("maximum") ? invalid : "")></label>
            <button class="btn">\(t("Propose an even share"))</button></form>
            """
    }
}

// The board itself.
extension Reader {
    private func boardForm(
        _ edition: Edition, _ board: AssignmentBoard, _ ticked: Set<Pairing>, _ screen: AssignmentScreen
    ) -> HTML {
        let path = edition.path("jury/lectures")
        let heads = board.readers.enumerated().map { readerHead($1, place: $0, board, ticked) }
        let rows = board.files.enumerated().map { boardRow($1, of: edition, place: $0, board, ticked) }
        let files: String? = board.readersPage.pages > 1 ? t("Pages of files") : nil
        let jurors = pager(
            board.readersPage, at: path, query: screen.query, name: "colonnes", label: t("Pages of jurors"))
        return """
            \(form(to: path, attributes: "class=\"flow\"", """
                \(boardFields(board, screen))
                <div class="scroll" role="region" tabindex="0" aria-labelledby="board">
                <table class="table dense stack-sm board"><caption id="board">\(boardCaption(board))</caption>
                <thead><tr><th scope="col">\(t("File"))</th><th scope="col" class="n">\(t("Readers"))</th>\(heads)</tr></thead>
                <tbody>\(rows)</tbody></table></div>
                <div class="bar"><button class="btn main">\(t("Save who reads what"))</button></div>
                """))
            \(pager(board.page, at: path, query: screen.query, label: files))\(jurors)
            """
    }

    private func boardCaption(_ board: AssignmentBoard) -> String {
        let files = t("\(board.page.count) file", "\(board.page.count) files", count: board.page.count)
        let jurors = t(
            "\(board.readersPage.count) juror", "\(board.readersPage.count) jurors", count: board.readersPage.count)
        guard board.readersPage.pages > 1 else { return "\(t("Files and their readers")) (\(files), \(jurors))" }
        let (first, last) = (board.readersPage.offset + 1, board.readersPage.offset + board.readers.count)
        return
            "\(t("Files and their readers")) (\(files), \(t("jurors \(first) to \(last) of \(board.readersPage.count)")))"
    }

    /// What the page showed, so that what was changed on it is known.
    private func boardFields(_ board: AssignmentBoard, _ screen: AssignmentScreen) -> HTML {
        let before = board.given.map(\.description).sorted().joined(separator: " ")
        let place = screen.query.pairs.filter { ["page", "colonnes", "moins"].contains($0.name) }
        let ask: HTML? = screen.ask.flatMap { ask in
            screen.share.map { share in
                """
                \(hidden("lecteurs", "\(ask.readers)"))\(hidden("maximum", "\(ask.most)"))\(hidden("mark", share.proposal.mark))
                """
            }
        }
        return """
            \(hidden("before", before))\(hidden("files", board.files.map(\.id.description).joined(separator: " ")))
            \(hidden("readers", board.readers.map(\.id.description).joined(separator: " ")))
            \(place.map { hidden($0.name, $0.value) })\(ask)
            """
    }

    private func readerHead(
        _ juror: AssignmentBoard.Reader, place: Int, _ board: AssignmentBoard, _ ticked: Set<Pairing>
    ) -> HTML {
        let more = ticked.count { $0.juror == juror.id } - board.places.keys.count { $0.juror == juror.id }
        let load = juror.load + more
        return """
            <th scope="col"><span id="juror-\(place)">\(juror.name)</span><br><span class="quiet">\(t("\(load) file", "\(load) files", count: load))</span></th>
            """
    }

    private func boardRow(
        _ file: AssignmentBoard.File, of edition: Edition, place: Int, _ board: AssignmentBoard, _ ticked: Set<Pairing>
    ) -> HTML {
        let cells = board.readers.enumerated().map { column, juror in
            // Its juror and its file name a box: said once each, whatever the number of boxes.
            boardCell(
                file, juror, named: "juror-\(column) file-\(place)", words: "words-\(column)-\(place)", board, ticked)
        }
        let pairs = board.readers.map { Pairing(submission: file.id, juror: $0.id) }
        let change = pairs.count(where: ticked.contains) - pairs.count { board.places[$0] != nil }
        let readers = file.isAnnounced ? file.readers : file.readers + change
        return """
            <tr><th scope="row"><span id="file-\(place)"><span class="num">\(file.number)</span> \
            <span class="name">\(inFrench(file.title))</span></span><br>\(smallPrint(file.organisation))\
            \(categoryMark(file.category, edition))\(file.isAnnounced ? outMark : "")</th>\
            <td class="n" data-th="\(t("Readers"))">\(readers)</td>\(cells)</tr>
            """
    }

    private var outMark: HTML { "<br>\(smallPrint(t("its decision is out")))" }

    private func boardCell(
        _ file: AssignmentBoard.File, _ juror: AssignmentBoard.Reader, named name: HTML, words key: HTML,
        _ board: AssignmentBoard, _ ticked: Set<Pairing>
    ) -> HTML {
        let pair = Pairing(submission: file.id, juror: juror.id)
        if let reason = board.abstained[pair] {
            let said = typeset(reason)
            let words = sentence(t("stepped back: \(said)"), saying: said)
            return "<td data-th=\"\(juror.name)\"><span class=\"quiet small\">\(words)</span></td>"
        }
        guard !board.bound.contains(pair) else {
            return "<td data-th=\"\(juror.name)\"><span class=\"quiet small\">\(t("strong tie"))</span></td>"
        }
        let place = board.places[pair]
        guard place != nil || !board.foreign.contains(pair) else { return foreignCell(juror) }
        guard place != nil || !file.isAnnounced else { return "<td data-th=\"\(juror.name)\">–</td>" }
        // A box that cannot be changed is not sent by browsers: what it says goes along unseen.
        let isFixed = place == .sent || file.isAnnounced
        let field: HTML = isFixed ? " disabled" : " name=\"pair\""
        let words = cellWords(pair, place, board)
        let kept: HTML = isFixed ? hidden("pair", pair.description) : ""
        // What is read beside the box is said with its name.
        let (more, own): (HTML, HTML) = words.isEmpty ? ("", "") : (" \(key)", " id=\"\(key)\"")
        return """
            <td data-th="\(juror.name)"><label class="choice"><input type="checkbox"\(field) value="\(pair.description)"\
            \(ticked.contains(pair) ? " checked" : "") aria-labelledby="\(name)\(more)"><span class="small quiet"\(own)>\(words)\(kept)</span></label></td>
            """
    }

    private func cellWords(_ pair: Pairing, _ place: AssignmentBoard.Place?, _ board: AssignmentBoard) -> HTML {
        guard place == .begun || place == .sent || board.weak[pair] != nil || board.suspected.contains(pair) else {
            return ""
        }
        var words: [String] = []
        if place == .begun { words.append(t("begun")) }
        if place == .sent { words.append(t("sent")) }
        if let tie = board.weak[pair] { words.append(t("weak tie: \(typeset(tie))")) }
        if board.suspected.contains(pair) { words.append(t("same organisation?")) }
        return sentence(words.joined(separator: " · "), saying: typeset(board.weak[pair] ?? ""))
    }
}
