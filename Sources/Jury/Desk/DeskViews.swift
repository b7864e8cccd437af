import Campaigns
import Documents
import Foundation
import Web

extension Reader {
    /// `news` are those of editions that are closed: the others stand with their files.
    func deskPage(_ seats: [(JurySeat, DeskFiles)], news: [JuryNews], now: Date, done: String? = nil) -> HTML {
        let body: HTML =
            seats.isEmpty
            ? "<p class=\"empty\">\(t("No jury you belong to is at work now."))</p>"
            : HTML(seats.map { seat($0, $1, now: now) })
        let sentence: String? =
            switch done {
            case "later": t("Saved. You will come back to that file later.")
            case "stated": t("Your statement is recorded. Thank you.")
            case "same": t("Nothing was changed: what you said before stays.")
            case "abstained": t("You have stepped back from that file. The agency is told.")
            default: nil
            }
        return desk(
            PageHead(t("My readings"), isHidden: true),
            "<div class=\"wrap flow flow-5\"><h1>\(t("My readings"))</h1>\(doneNotice(sentence))\(news.map(closedNews))\(body)</div>"
        )
    }

    private func seat(_ seat: JurySeat, _ files: DeskFiles, now: Date) -> HTML {
        """
        <section class="flow" aria-labelledby="seat-\(seat.slug)"><div class="row between"><h2 id="seat-\(seat.slug)">\
        \(t("Jury of \(typeset(seat.editionName))"))</h2>
        \(seat.isDone ? "" : "<p class=\"quiet small\">\(icon("clock")) \(timeLeft(seat.window, now: now))</p>" as HTML)</div>
        \(seat.releasedAt.map { released(seat, at: $0) })\(statementCall(seat))
        \(seat.agreedAt == nil ? "" : seatFiles(seat, files))
        \(seat.isChair ? resultsLink(seat) : "")<p>\(paperLink(Edition.juryPath(seat.slug, "grille.pdf"), t("The checkpoints (PDF)")))</p></section>
        """
    }

    private func closedNews(_ news: JuryNews) -> HTML {
        let words = t("Decisions of \(typeset(news.edition)) are out: see the laureates")
        return
            "<div class=\"notice\"><p><a href=\"\(to(Edition.publicPath(news.slug, "laureats")))\">\(words)</a></p></div>"
    }

    private func released(_ seat: JurySeat, at moment: Date) -> HTML {
        let words = t("Decisions of this jury are out, the last ones since \(formats.moment(moment)).")
        return """
            <div class="notice"><p>\(words) <a href="\(to(Edition.publicPath(seat.slug, "laureats")))">\(t("See the laureates"))</a></p></div>
            """
    }

    private func resultsLink(_ seat: JurySeat) -> HTML {
        "<p><a class=\"go\" href=\"\(to(Edition.juryPath(seat.slug, "resultats")))\">\(t("Results of the reading"))</a></p>"
    }

    private func statementCall(_ seat: JurySeat) -> HTML {
        let path = to(Edition.juryPath(seat.slug, "interets"))
        guard seat.agreedAt != nil else {
            return """
                <div class="notice warn"><h3>\(t("Before the first file"))</h3><p>\
                \(t("Accept the undertaking of confidentiality and say whether you have ties with the organisations."))</p>
                <p><a class="btn main" href="\(path)">\(t("State my ties"))</a></p></div>
                """
        }
        guard seat.unstated > 0 else {
            return "<p class=\"small\"><a href=\"\(path)\">\(t("My ties with the files"))</a></p>"
        }
        return """
            <div class="notice warn"><h3>\
            \(t("\(seat.unstated) file waits for your statement", "\(seat.unstated) files wait for your statement", count: seat.unstated))</h3>
            <p><a class="btn" href="\(path)">\(t("State my ties"))</a></p></div>
            """
    }

    private func seatFiles(_ seat: JurySeat, _ files: DeskFiles) -> HTML {
        let (sent, all) = (seat.sent, seat.sent + seat.toRead)
        guard all > 0 else {
            // A file that is given to somebody opens once they have said whether they are tied to it.
            let words =
                seat.unstated > 0
                ? t("Files that are given to you open as soon as you have stated your ties.")
                : t("No file is given to you yet. You will be told by mail.")
            return "<p class=\"empty\">\(words)</p>"
        }
        return """
            <p><label class="vh" for="sent-\(seat.slug)">\(t("Readings sent"))</label>\
            <progress class="meter" id="sent-\(seat.slug)" max="\(all)" value="\(sent)"></progress> <span class="small quiet">\
            \(t("\(sent) of \(all) reading sent", "\(sent) of \(all) readings sent", count: sent))</span></p>
            \(fileTable(files.toRead, seat.toRead, t("To read"), of: seat, key: "to-read-\(seat.slug)"))
            \(fileTable(files.sent, sent, t("Sent"), of: seat, key: "sent-list-\(seat.slug)"))
            \(pager(files.page, at: "/jury", query: Fields()))
            """
    }

    /// The edition is named for who hears the page: a second round has tables of the same names.
    private func fileTable(
        _ files: [DeskFile], _ count: Int, _ title: String, of seat: JurySeat, key: String
    ) -> HTML {
        guard !files.isEmpty else { return "" }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="\(key)"><table class="table stack-sm"><caption id="\(key)">\(title) (\(count))\
            <span class="vh">, \(typeset(seat.editionName))</span></caption>
            <thead><tr><th scope="col">\(t("No."))</th><th scope="col">\(t("Initiative"))</th><th scope="col">\(t("Organisation"))</th><th scope="col">\
            \(t("State"))</th></tr></thead>
            <tbody>\(files.map(fileRow))</tbody></table></div>
            """
    }

    private func fileRow(_ file: DeskFile) -> HTML {
        """
        <tr><td class="num" data-th="\(t("No."))">\(file.number)</td><th scope="row" class="name"><a href="\(to(file.assessment.path))">\
        \(inFrench(file.title))</a>\(file.categoryFR.isEmpty ? "" : "<span class=\"sub\">\(inEither(file.categoryFR, file.categoryEN))</span>" as HTML)</th>\
        <td data-th="\(t("Organisation"))">\(typeset(file.organisation))</td><td data-th="\(t("State"))">\(state(of: file))\
        </td></tr>
        """
    }

    func state(of file: DeskFile) -> HTML {
        if file.state == .sent {
            let change: HTML = file.isEarlier ? "<span class=\"sub\">\(t("the file has changed since"))</span>" : ""
            let day = file.sentAt.map(formats.shortDay)
            return "<span><span class=\"state sent\">\(t("sent"))</span> \(day)\(change)</span>"
        }
        guard file.read > 0 else { return "<span class=\"state draft\">\(t("to begin"))</span>" }
        let word = file.read == file.asked ? t("to send") : t("begun")
        return "<span><span class=\"state draft\">\(word)</span> \(file.read) / \(file.asked)</span>"
    }
}
