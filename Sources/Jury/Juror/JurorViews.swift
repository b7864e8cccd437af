import Accounts
import Campaigns
import Foundation
import Tables
import Web
import Workbooks

extension Reader {
    func jurorsPage(
        _ edition: Edition, _ jury: JuryPage, _ proposals: [JurorProposal], typed: JurorForm,
        refusal: JurorForm.Refusal?, done: String?, notice: HTML
    ) -> HTML {
        let nobody = t("Nobody is in this jury yet. Invite the first juror below.")
        return editionDesk(
            edition, t("Jury"),
            acts: """
                \(exportLink(edition.path("jury"), query: Fields()))
                <a class="btn" href="\(to(edition.juryPath("resultats")))">\(t("Results"))</a>
                <a class="btn main" href="\(to(edition.path("jury/lectures")))">\(t("Who reads what"))</a>
                """,
            """
            \(doneNotice(jurorDone(done), leavingLetter: ["invited", "reminded", "chair", "replaced"].contains(done)))\(notice)\(faultSummary(faults(refusal)))
            \(jury.sitting == 0 ? "<p class=\"empty\">\(nobody)</p>\(roundAwaits(edition))" : jurorList(edition, jury))\(formerList(edition, jury))
            \(pager(jury.page, at: edition.path("jury"), query: Fields()))
            \(proposalList(edition, proposals))
            \(form(to: edition.path("jury"), attributes: "class=\"part\"", """
                <h2>\(t("Invite a juror"))</h2>\(personFields(typed, faults(refusal)))
                \(tick("chair", t("Chairs the jury"), isOn: typed.isChair))
                <p><button class="btn main">\(t("Invite"))</button></p>
                """))
            """)
    }

    private func jurorDone(_ done: String?) -> String? {
        switch done {
        case "invited": t("The invitation is on its way.")
        case "uninvited": t("The invitation is taken back.")
        case "reminded": t("The reminder is on its way.")
        case "nothing": t("Nothing is left to do there: no reminder was sent.")
        case "chair": t("The jury has another chair, who is told by mail.")
        case "dropped": t("This person is not proposed any more.")
        case "settled": t("What stays of these readings is recorded.")
        case "replaced": t("The juror is replaced: unsent files have passed to the new one.")
        default: nil
        }
    }

    func personFields(_ typed: JurorForm, _ faults: [Fault]) -> HTML {
        """
        <div class="fields">\(field("name", t("First and last name"), typed.name, faults: faults))
        \(field("email", t("Mail address"), typed.email, kind: .email, faults: faults))
        \(field("function", t("What they do (optional)"), typed.function, faults: faults))</div>\(nearBox(typed, faults))
        \(faults.contains { $0.field == "meant" } || typed.isMeant ? meantBox(typed.isMeant) : "")
        \(faults.contains { $0.field == "chairs" } || typed.isSecondMeant ? secondChairBox(typed.isSecondMeant) : "")
        """
    }

    private func meantBox(_ isOn: Bool) -> HTML {
        """
        <div class="notice warn" id="meant" tabindex="-1"><p>\(t("A file in which somebody takes part is never shown to them as a juror."))</p>
        \(tick("meant", t("I know: invite all the same"), isOn: isOn))</div>
        """
    }

    func faults(_ refusal: JurorForm.Refusal?) -> [Fault] {
        (refusal?.faults ?? []).map { fault in
            switch fault {
            case .nameMissing: Fault("name", t("Type the name."))
            case .nameTooLong: Fault("name", t("Type a name of at most \(Account.longest) signs."))
            case .functionTooLong: Fault("function", t("Say what they do in at most \(Account.longest) signs."))
            case .emailWrong: Fault("email", t("Type a mail address such as name@example.org."))
            case .near: Fault("near", t("Say whether it is somebody who stands here already."))
            case .alreadyThere: Fault("email", t("This person is in the jury already."))
            case .hasLeft: Fault("email", t("This juror has left already."))
            case .readingsUnsaid(let gap): leavingFault(gap)
            case .isDisabled:
                Fault("email", t("The account of this person is disabled. An administrator enables it first."))
            case .otherRole:
                Fault("meant", t("This person writes or accompanies files of this edition: say that you know."))
            case .chairThere(let name):
                Fault("chairs", t("\(name) chairs this jury already, or is invited to: say that there are to be two."))
            case .isAuthor:
                Fault("email", t("This person is an author of a file of this edition: nobody judges beside their own."))
            }
        }
    }

    private func jurorList(_ edition: Edition, _ jury: JuryPage) -> HTML {
        let (lines, count) = (jury.lines.filter(\.isAtWork), jury.sitting)
        guard !lines.isEmpty else { return "" }
        let caption = t("\(count) juror", "\(count) jurors", count: count)
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="jurors"><table class="table dense stack-sm">
            <caption id="jurors">\(caption)</caption><thead><tr><th scope="col">\(t("Name"))</th><th scope="col">\(t("State"))</th>
            <th scope="col">\(t("Ties"))</th><th scope="col" class="n">\(t("Sent"))</th><th scope="col" class="n">\(t("To do"))</th>
            <th scope="col">\(t("Last mark"))</th><th scope="col"><span class="vh">\(t("Acts"))</span></th></tr></thead>
            <tbody>\(lines.map { jurorRow(edition, $0) })</tbody></table></div>
            """
    }

    private func jurorRow(_ edition: Edition, _ line: JurorLine) -> HTML {
        let path = edition.path("jury/\(line.id)")
        let chair: HTML = line.isChair ? " <span class=\"tag\">\(t("chair"))</span>" : ""
        let remind = form(
            to: path + "/rappel", attributes: "class=\"inline\"",
            "<button class=\"btn small\" aria-label=\"\(t("Remind \(line.name)"))\">\(t("Remind"))</button>")
        return """
            <tr><th scope="row"><a class="name" href="\(to(path))">\(typeset(line.name))</a>\(chair)<br>\(smallFrench(line.function))</th>
            <td data-th="\(t("State"))"><span>\(state(of: line))</span></td><td data-th="\(t("Ties"))">\(ties(of: line))</td>
            <td class="n" data-th="\(t("Sent"))">\(line.sent)</td><td class="n" data-th="\(t("To do"))">\(line.toSend)</td>
            <td data-th="\(t("Last mark"))">\(line.lastMarkAt.map(formats.shortDay) ?? "–")</td>
            <td class="acts">\(line.mayBeReminded ? remind : "")</td></tr>
            """
    }

    func state(of line: JurorLine) -> HTML {
        if line.isTaken {
            let day = line.takenAt.map { t("role taken back on \(formats.shortDay($0))") }
            return "<span class=\"state ask\">\(day ?? t("role taken back"))</span>"
        }
        if line.isUninvited { return uninvited(line) }
        if line.isDisabled, line.isAtWork { return "<span class=\"state ask\">\(t("account disabled"))</span>" }
        let word = word(of: line.state)
        return switch line.state {
        case .invited:
            "<span class=\"state draft\">\(word)</span> \(formats.shortDay(line.invitedAt))\(failedLetter(line))"
        case .active: "<span class=\"state sent\">\(word)</span>"
        case .left:
            "<span class=\"state out\">\(line.leftAt.map { t("left the jury on \(formats.shortDay($0))") } ?? word)</span>"
        }
    }

    private func tableWord(_ line: JurorLine) -> String {
        if line.isDisabled, line.isAtWork { return t("account disabled") }
        if line.isTaken { return t("role taken back") }
        return line.isUninvited ? t("invitation taken back") : word(of: line.state)
    }

    private func word(of state: Juror.State) -> String {
        switch state {
        case .invited: t("invited")
        case .active: t("at work")
        case .left: t("has left")
        }
    }

    /// Whoever has said nothing has stated nothing: nobody asked yet, or they have not answered.
    private func ties(of line: JurorLine) -> String {
        if line.unstated > 0 {
            return t("\(line.unstated) to state", "\(line.unstated) to state", count: line.unstated)
        }
        let stepped = line.strongTies + line.abstained
        if stepped > 0 { return t("stepped back from \(stepped)", "stepped back from \(stepped)", count: stepped) }
        guard line.agreedAt != nil else { return line.isAtWork ? t("not stated yet") : "–" }
        return line.stated > 0 ? t("stated") : t("nothing to state yet")
    }

    var jurorColumns: [String] {
        [
            t("Name"), t("Mail address"), t("Function"), t("Chair"), t("State"), t("Invited on"),
            t("Undertaking accepted on"),
            t("Files without statement"), t("Strong ties"), t("Weak ties"), t("Abstentions"), t("Assigned"), t("Begun"),
            t("Sent"), t("Last mark"), t("Left the jury on"),
        ]
    }

    func jurorCells(_ line: JurorLine) -> [Cell] {
        [
            .text(line.name), .text(line.email), .text(line.function),
            .text(line.isChair && line.isAtWork ? t("yes") : ""), .text(tableWord(line)),
            formats.dayCell(line.invitedAt), formats.dayCell(line.agreedAt), .integer(line.unstated),
            .integer(line.strongTies), .integer(line.weakTies), .integer(line.abstained), .integer(line.assigned),
            .integer(line.begun), .integer(line.sent), formats.dayCell(line.lastMarkAt),
            formats.dayCell(line.leftAt ?? line.takenAt),
        ]
    }
}

// One juror.
extension Reader {
    func jurorPage(
        _ edition: Edition, _ juror: JurorLine, _ files: DeskFiles, _ chairs: [ChairEvent], _ more: JurorMore,
        typed: JurorForm, refusal: JurorForm.Refusal?
    ) -> HTML {
        let agreed = juror.agreedAt.map(formats.moment) ?? t("not accepted yet")
        let (taken, stay, path) = (more.taken, more.stay, edition.path("jury/\(juror.id)"))
        let given: HTML = "\(jurorFiles(files.toRead + files.sent))\(pager(files.page, at: path, query: Fields()))"
        return editionDesk(
            edition, t("Jury: \(juror.name)"), heading: sentence(typeset(juror.name)),
            acts: "<a class=\"go\" href=\"\(to(edition.path("jury")))\">\(t("All the jury"))</a>",
            """
            \(more.notice)\(faultSummary(faults(refusal) + stayFaults(stay, taken) + mendFaults(more.mended)))\(stayForm(edition, juror, taken, typed: stay))
            <dl class="record"><div><dt>\(t("State"))</dt><dd>\(state(of: juror))</dd></div>
            <div><dt>\(t("Mail address"))</dt><dd>\(juror.email)</dd></div>
            <div><dt>\(t("Function"))</dt><dd>\(juror.function.isEmpty ? "–" : inFrench(juror.function))</dd></div>
            <div><dt>\(t("Undertaking of confidentiality"))</dt><dd>\(agreed)</dd></div>
            \(juror.replaced.map { "<div><dt>\(t("Replaces"))</dt><dd>\($0)</dd></div>" as HTML })\(chairRecord(juror, chairs))</dl>
            \(invitedActs(edition, juror))\(more.mayMend ? mendForm(edition, juror, more.mended) : "")\(chairForm(edition, juror))
            \(limitForm(edition, juror, more.categories))
            \(juror.isAtWork ? given : sentList(more.sent, at: path))\(abstentionList(more.abstentions))
            \(juror.state == .left ? "" : replaceForm(edition, juror, more, typed, faults(refusal)))
            """)
    }

    private func jurorFiles(_ files: [DeskFile]) -> HTML {
        guard !files.isEmpty else { return "<p class=\"empty\">\(t("No file is given to this juror."))</p>" }
        let rows = files.map { file -> HTML in
            let label = t("Type the marks of “\(typeset(file.title))” from paper")
            let link = to(file.assessment.deskPath)
            let act: HTML = "<a href=\"\(link)\" aria-label=\"\(label)\">\(t("Type from paper"))</a>"
            return """
                <tr><td class="num" data-th="\(t("No."))">\(file.number)</td><th scope="row" class="name">\(inFrench(file.title))</th>
                <td data-th="\(t("State"))"><span>\(state(of: file))</span></td>
                <td class="acts">\(file.isOut ? smallPrint(t("its decision is out")) : act)</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="files"><table class="table dense stack-sm">
            <caption id="files">\(t("Files to read"))</caption><thead><tr><th scope="col">\(t("No."))</th>
            <th scope="col">\(t("Initiative"))</th><th scope="col">\(t("State"))</th>
            <th scope="col"><span class="vh">\(t("Acts"))</span></th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func abstentionList(_ abstentions: [Abstention]) -> HTML {
        guard !abstentions.isEmpty else { return "" }
        let items = abstentions.map { step -> HTML in
            """
            <li><span class="num">\(step.number)</span> \(inFrench(step.title)), \(formats.shortDay(step.at))<br>\
            <span class="quiet">\(inFrench(step.reason))</span></li>
            """
        }
        return """
            <section class="part" aria-labelledby="steps"><h2 id="steps">\(t("Stepped back from"))</h2>
            <p class="small quiet">\(t("These files are not offered to this juror again."))</p><ul class="flow flow-2">\(items)</ul></section>
            """
    }
}
