import Accounts
import Campaigns
import Foundation
import Mail
import Web
import Words

extension Reader {
    /// Those who were invited, by the address that was typed, and the form that invites.
    func invitations(_ file: SubmissionFile, _ form: InvitationForm, now: Date) -> HTML {
        guard file.mayTransmit else { return "" }
        return "\(waitingList(file, form.waiting))\(inviting(file, form, now))"
    }

    private func waitingList(_ file: SubmissionFile, _ waiting: [Invitation]) -> HTML {
        guard !waiting.isEmpty else { return "" }
        let items = waiting.map { one -> HTML in
            let address = one.address.description
            let takeBack = form(
                to: file.path + "/auteurs/reprendre", attributes: "class=\"inline\"",
                """
                \(hidden("email", address))<button class="btn small">\(t("Take back"))<span class="vh">\(colon)\(address)</span></button>
                """)
            return """
                <li class="flow flow-2"><p><strong>\(address)</strong> \
                <span class="quiet">\(t("until \(formats.day(one.endsAt))"))</span>\(lostLetter(one))</p>\(takeBack)</li>
                """
        }
        return """
            <section class="flow" aria-labelledby="waiting"><h2 class="h3" id="waiting">\(t("Invited, without an answer yet"))</h2>
            <ul class="items">\(items)</ul></section>
            """
    }

    private func lostLetter(_ one: Invitation) -> HTML {
        guard one.didNotArrive else { return "" }
        let words = t("The letter did not arrive. Check the address: take it back, or send it again.")
        return "<br><span class=\"missing small\">\(icon("alert"))\(words)</span>"
    }

    private func inviting(_ file: SubmissionFile, _ typed: InvitationForm, _ now: Date) -> HTML {
        guard file.window.isOpen(at: now) else {
            guard !typed.typed.isEmpty else { return "" }
            return """
                <dl class="record" id="email" tabindex="-1"><div><dt>\(t("What you typed, to be copied from here"))</dt>\
                <dd>\(typed.typed)</dd></div></dl>
                """
        }
        return """
            <section class="flow" aria-labelledby="invite"><h2 class="h3" id="invite">\(t("Invite somebody to write along"))</h2>
            <p class="hint">\(t("""
                They receive a link by mail. Once they have accepted, they write in the file and see only this one. \
                Sending it stays yours.
                """)) \(t("Whoever runs this edition or judges in it cannot accept; you are not told who that is."))</p>
            \(form(
                to: file.path + "/auteurs", attributes: "class=\"flow\" novalidate",
                """
                \(field("email", t("Their mail address"), typed.typed, kind: .email, faults: typed.faults))\
                <p><button class="btn">\(t("Send the invitation"))</button></p>
                """))</section>
            """
    }

    func words(forInviting refusal: Invitation.Refusal) -> String {
        switch refusal {
        case .closed: t("The file cannot be changed any more: nobody can be invited to write in it.")
        case .ownAddress: t("This is your own address.")
        case .alreadyWrites: t("Whoever has this address writes in the file already.")
        case .runsOrJudges: words(forInvited: refusal)
        case .roleTaken: t("The agency took back the role that this needs: only the agency gives it again.")
        case .tooManyWaiting:
            t("\(Invitation.mostWaiting) invitations wait for an answer. Take one back before you send another.")
        case .tooManyInAnHour:
            t("Too many invitations in one hour, from you or to this address. Send this one again later.")
        }
    }

    /// Where somebody accepts: what is asked and by whom, and one button.
    func invitationPage(_ opened: OpenedInvitation, path: String, _ name: NameAsked, now: Date) -> HTML {
        let faults = name.flaw.map { [accountFault($0)] } ?? []
        return invitationPage(opened, faults, acceptForm(opened, path, name.typed, faults), now: now)
    }

    /// Where the letter leads somebody who is not signed in: the same, and a button that sends a link.
    func invitationPage(_ opened: OpenedInvitation, doorPath: String, now: Date) -> HTML {
        let door = form(
            to: doorPath, "<p><button class=\"btn main\">\(icon("mail"))\(t("Send me my sign-in link"))</button></p>")
        let words = t("To answer, sign in: no password, but a link that we send to this address, good for ten minutes.")
        return invitationPage(opened, [], "<p>\(words)</p>\(door)", now: now)
    }

    private func invitationPage(_ opened: OpenedInvitation, _ faults: [Fault], _ answer: HTML, now: Date) -> HTML {
        if let refusal = opened.refusal { return invitationPage(refusal) }
        let file = opened.file
        return ownPage(
            PageHead(t("Write along in a file"), isHidden: true),
            """
            <div class="wrap flow flow-5 narrow">\(faultSummary(faults))<h1>\(t("Write along in a file"))</h1>
            <p class="lead">\(t("Somebody asks you to write with them in a file of \(typeset(file.edition.name))."))</p>
            \(invitingFacts(opened))
            <p>\(t("""
                Once you have accepted you write in this file; sending it stays with its owner. Whoever writes for an organisation \
                judges none of its files.
                """)) \(closingWords(file.window, now))</p>
            \(answer)
            <p class="small quiet">\(t("You did not expect this? Close this page: nothing happens, and nobody is told."))</p></div>
            """)
    }

    /// Their words, and said to be theirs: whoever invites may be a stranger. The address is the one thing that was proven.
    private func invitingFacts(_ opened: OpenedInvitation) -> HTML {
        let inviter = opened.inviter
        let name = inviter.flatMap { $0.name == $0.email ? nil : $0.name }
        let who = name.map { name -> HTML in
            "<div><dt>\(t("Their name"))</dt><dd>\(name)</dd></div>"
        }
        return """
            <dl class="record"><div><dt>\(t("The invitation comes from"))</dt><dd>\(inviter?.email ?? "")</dd></div>\
            <div><dt>\(t("Your mail address"))</dt><dd>\(opened.invitation.address.description)</dd></div></dl>
            <section class="flow flow-2" aria-labelledby="who"><h2 class="h4" id="who">\(t("Written by the person who invites you"))</h2>
            <dl class="record">\(who)<div><dt>\(t("Title of the initiative"))</dt><dd>\(inFrench(opened.file.title))</dd></div>\
            <div><dt>\(t("Name of the organisation"))</dt><dd>\(typeset(opened.file.organisationName))</dd></div></dl></section>
            """
    }

    private func acceptForm(_ opened: OpenedInvitation, _ path: String, _ typed: String, _ faults: [Fault]) -> HTML {
        let hint = t("Whoever writes in this file reads it.")
        let name: HTML =
            opened.asksName
            ? field(
                "name", t("Your first and last name"), typed, hint: hint, faults: faults,
                attributes: "autocomplete=\"name\" required")
            : ""
        return form(
            to: path, attributes: "class=\"flow\" novalidate",
            "\(name)<p><button class=\"btn main\">\(t("Accept"))</button></p>")
    }

    func invitationPage(_ refusal: Invitation.Refusal) -> HTML {
        ownPage(
            PageHead(t("Write along in a file"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("This invitation cannot be accepted"))</h1>
            <p class="lead">\(words(forInvited: refusal))</p>\(refusal == .roleTaken ? agencyDoor : "")</div>
            """)
    }

    private var agencyDoor: HTML {
        "<p><a href=\"\(to("/mentions-legales"))\">\(t("How to reach the agency"))</a></p>"
    }

    /// What a link that no longer opens leads to: what happened, and what to do.
    func invitationPage(_ end: InvitationEnd) -> HTML {
        let files: HTML = "<p><a class=\"btn main\" href=\"\(to("/dossiers"))\">\(t("My files"))</a></p>"
        let door: HTML =
            switch end {
            case .accepted, .unknown: files
            case .roleTaken: agencyDoor
            case .left, .expired: ""
            }
        return ownPage(
            PageHead(t("This invitation no longer opens"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("This invitation no longer opens"))</h1>
            <p class="lead">\(words(for: end))</p>\(door)</div>
            """)
    }

    private func words(for end: InvitationEnd) -> String {
        switch end {
        case .accepted: t("It was accepted: the file is among your files.")
        case .roleTaken:
            t(
                """
                It was accepted, and the agency has since taken back the role by which you write. If this is a mistake, \
                write to it.
                """)
        case .left: t("It was accepted, and you no longer write in this file. Its owner may invite you again.")
        case .expired:
            t("Nobody answered it in time. Whoever wrote to you may send another one, from the page of the file.")
        case .unknown:
            t(
                """
                It was taken back, a newer letter has taken its place, or whoever sent it owns the file no more. Look for a newer \
                letter; otherwise ask whoever wrote to you. If you write in the file already, it is among your files.
                """)
        }
    }

    private func words(forInvited refusal: Invitation.Refusal) -> String {
        switch refusal {
        case .closed: t("The file cannot be changed any more.")
        case .runsOrJudges: t("You run this edition or judge in it: you cannot write in one of its files.")
        case .alreadyWrites: t("You write in this file already.")
        case .roleTaken:
            t(
                """
                The agency took back the role by which you would write: only the agency gives it again. If this is a mistake, \
                write to it.
                """)
        case .ownAddress, .tooManyWaiting, .tooManyInAnHour: words(forInviting: refusal)
        }
    }

    func duty(_ opened: OpenedInvitation, now: Date) -> Duty {
        let ends = [opened.invitation.endsAt, opened.file.window.closing(at: now)].compactMap(\.self).min()
        return Duty(
            .toDo, t("Answer the invitation to write along in a file"), path: opened.file.submission.id.invitationPath,
            due: ends, detail: opened.file.edition.name)
    }

    func duty(_ asked: AskedInvitation) -> Duty {
        let (path, end) = (asked.file.path + "/auteurs#waiting", t("until \(formats.day(asked.endsAt))"))
        let lost = t("The letter that invites \(asked.address) to write in “\(asked.title)” did not arrive")
        let waiting = t("\(asked.address) has not answered the invitation to write in “\(asked.title)”")
        return Duty(
            asked.didNotArrive ? .toDo : .waiting, asked.didNotArrive ? lost : waiting, path: path, detail: end
        ).of(asked.edition)
    }

    /// To an address that anybody may have typed: nothing in it is theirs, neither a name nor a title. The address of whoever
    /// invites was proven by a link.
    func invitationLetter(
        _ file: SubmissionFile, _ invitation: Invitation, link: String, _ sender: FileMail.Sender
    ) -> Letter {
        let inviter = file.authors.first { $0.person == invitation.inviter }?.email
        return Letter(
            language: language.rawValue, subject: t("You are invited to write along in a file"),
            lead: t("Somebody asks you to write with them in a file of \(file.edition.name)"),
            paragraphs: [
                inviter.map { t("You are invited by somebody whose mail address is \($0).") } ?? "",
                t(
                    "The button opens a page of the site that says which file it is, and sends you a link to sign in; then you accept."
                ),
                t(
                    "Sending the file stays with its owner. The invitation holds until \(formats.moment(invitation.endsAt))."
                ),
            ].filter { !$0.isEmpty },
            button: .init(t("See the invitation"), to: address(link)), closing: sender.closing,
            footnote: t(
                """
                You receive this message because somebody gave your address. If you do not expect it, you have nothing to do: \
                nothing exists in your name before you ask for that link.
                """))
    }
}
