import Accounts
import Campaigns
import Documents
import Forms
import Foundation
import Organisations
import Web
import Words

extension Reader {
    func newFilePage(
        _ calls: OpenCalls, _ form: NewFileForm, drafts: [SubmissionFile], faults: [NewFileForm.Fault], now: Date
    ) -> HTML {
        let edition = calls.edition
        let faults = faults.map(fault)
        let closing = edition.open(.call, at: now).map { t("The call closes on \(formats.deadline($0.endsAt)).") }
        let email = session == nil ? emailField(form, faults) : ""
        return ownPage(
            PageHead(t("Begin a file")),
            """
            <div class="wrap flow flow-5 narrow"><header class="flow flow-2"><h1>\(t("Present an initiative"))</h1>
            <p class="lead">\(t("Three lines to begin. Then forty minutes, in several sittings if you like: nothing you type is lost."))</p>\
            <p>\(closing)</p>\(otherCalls(calls))\(blankForm(of: edition))</header>
            \(faultSummary(faults))\(draftsNotice(drafts))
            \(self.form(
                to: "/dossiers/nouveau", attributes: "class=\"flow flow-5\" novalidate",
                """
                \(hidden("edition", edition.slug))\(hintLine(t("Everything is asked for, save what is said to be optional.")))\(email)\
                \(field("organisation", t("Name of the organisation"), form.organisation,
                    hint: t("A company, an association, a public body."), faults: faults, attributes: "aria-required=\"true\" autocomplete=\"organization\""))
                \(field("title", t("Title of the initiative"), form.title, hint: t("A few words; you can change them later."), faults: faults,
                    attributes: "aria-required=\"true\""))
                \(categoryChoice(edition, chosen: form.category, legend: "\(t("Category"))", faults: faults))
                <p><button class="btn main">\(t("Begin the file"))</button></p>
                <p class="small quiet">\(t("Your address serves to open this file and to write to you about it, nothing else.")) \
                <a href="\(to("/donnees-personnelles"))">\(t("Personal data"))</a></p>
                """))</div>
            """)
    }

    /// To be prepared off line, alone or with others.
    private func blankForm(of edition: Edition) -> HTML {
        """
        <p class="row"><span class="small quiet">\(t("All questions, to prepare your answers off line:"))</span> \
        \(paperLink(edition.blankFormPath("pdf"), t("Empty form (PDF)"))) \(paperLink(edition.blankFormPath("docx"), t("Empty form (Word)")))</p>
        """
    }

    private func otherCalls(_ calls: OpenCalls) -> HTML {
        guard !calls.others.isEmpty else { return "" }
        let links = calls.others.map { other -> HTML in
            "<a href=\"\(to("/dossiers/nouveau"))?edition=\(other.slug)\">\(typeset(other.name))</a>"
        }
        return """
            <p>\(t("This file is for \(calls.edition.name). Files are received as well for:")) \(HTML.joined(links, by: ", "))</p>
            """
    }

    private func emailField(_ form: NewFileForm, _ faults: [Fault]) -> HTML {
        field(
            "email", t("Your mail address"), form.email, kind: .email,
            hint: t("We send you the link that opens your file. No password."), faults: faults,
            attributes: "aria-required=\"true\" autocomplete=\"email\"")
    }

    func fault(_ fault: NewFileForm.Fault) -> Fault {
        switch fault {
        case .email(let refusal): Fault("email", sentence(for: refusal))
        case .organisationMissing: Fault("organisation", t("Give the name of the organisation."))
        case .organisationTooLong: Fault("organisation", t("The name has at most 150 characters."))
        case .categoryMissing: Fault("category", t("Choose one of the categories."))
        case .titleMissing: Fault("title", t("Give the initiative a title."))
        case .titleTooLong: Fault("title", t("The title has at most 150 characters."))
        }
    }

    /// No call is open: since when, or from when on.
    func noCallPage(_ edition: Edition?, now: Date, typed: NewFileForm? = nil) -> HTML {
        let window = edition.flatMap { edition in try? CallWindow(edition) { $0.endsAt } }
        let kept = typed.map { lines(of: $0) } ?? ""
        return ownPage(
            PageHead(t("Begin a file")),
            """
            <div class="wrap flow narrow"><h1>\(t("No file can be begun now"))</h1>\
            <p class="lead">\(window.map { closingWords($0, now) } ?? t("No call is open."))</p>
            <p>\(t("Files that were begun are kept: sign in to read them."))</p>\(kept)
            <p class="row"><a class="btn" href="\(to("/connexion"))">\(t("Sign in"))</a></p></div>
            """)
    }

    private func lines(of form: NewFileForm) -> HTML {
        """
        <dl class="record"><div><dt>\(t("What you typed, to be copied from here"))</dt>\
        <dd>\([form.organisation, form.title].joined(separator: "\n"))</dd></div></dl>
        """
    }

    /// Somebody may have no file in this edition.
    func barredPage(_ bar: Hat.Bar, typed form: NewFileForm) -> HTML {
        let words =
            switch bar {
            case .clash:
                t(
                    """
                    You judge in this edition, or attend its jury: whoever does has no file in it. If that is to change, write to the \
                    agency.
                    """)
            case .taken:
                t("The agency took back your role in this edition: only the agency gives it again. Write to it.")
            }
        return ownPage(
            PageHead(t("Begin a file")),
            """
            <div class="wrap flow narrow"><h1>\(t("You cannot begin a file here"))</h1><p class="lead">\(words)</p>\(lines(of: form))
            <p><a href="\(to("/mentions-legales"))">\(t("How to reach the agency"))</a></p></div>
            """)
    }

    /// The same of somebody whom staff name as the owner of a file.
    func words(forOwner bar: Hat.Bar) -> String {
        switch bar {
        case .clash:
            t("This person judges in this edition, presides, or attends its jury: they cannot have a file in it.")
        case .taken: t("This role was taken from this person. An administrator gives it back on their page first.")
        }
    }

    /// The same of somebody who is let in no more.
    var disabledOwner: String { t("The account of this person is disabled. An administrator enables it first.") }

    /// The same of somebody who looks after the files of the edition.
    func words(forOwnerRunning isOneself: Bool) -> String {
        isOneself
            ? t(
                """
                You run this edition: once the file is yours, you could not look after it any more. Name its organisation’s \
                person.
                """)
            : t(
                """
                This person runs this edition, or publishes from it: once the file is theirs, they could not look after it \
                any more. Name its organisation’s person.
                """)
    }

    /// The address as it was typed tells a slip of the finger; whether it is known is told by nothing.
    func lookAtMailPage(_ form: NewFileForm, of edition: Edition) -> HTML {
        ownPage(
            PageHead(t("Check your email"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("Check your email"))</h1>
            <p class="lead">\(t("Your file begins when you open the link of the message we have just sent."))</p>
            <p>\(t("The message goes to \(form.email)."))</p>\(letterDoor(to: form.email))
            <p>\(t("""
                The message says until when the link works. Nothing came? Look among the unwanted messages and check the address \
                above, then begin again: what you typed is kept.
                """))</p>
            \(beginAgain(form, hidden("edition", edition.slug)))</div>
            """)
    }

    /// The form once more with what was typed in it, which must not stand in an address.
    private func beginAgain(_ form: NewFileForm, _ edition: HTML = "") -> HTML {
        self.form(
            to: "/dossiers/nouveau",
            """
            \(edition)\(hidden("email", form.email))\(hidden("organisation", form.organisation))\(hidden("title", form.title))\
            \(form.category.isEmpty ? "" : hidden("category", form.category))\
            <p class="row"><button class="btn" name="again" value="on">\(t("Begin again"))</button></p>
            """)
    }

    /// What the link of the letter opens: what was typed, one button, and what the same person has begun before.
    func beginningPage(_ opened: OpenedBeginning, token: String, now: Date) -> HTML {
        let (file, path) = (opened.beginning.file, Beginning.path(token))
        let goingOn = opened.drafts.map { draft -> HTML in
            """
            <li>\(form(to: path, attributes: "class=\"inline\"", """
                \(hidden("file", draft.submission.id.description))\
                <button class="btn">\(sentence(t("Go on with “\(typeset(draft.title))”")))</button> \
                <span class="quiet small">\(savedWords(at: draft.submission.updatedAt))</span>
                """))</li>
            """
        }
        let button: HTML = goingOn.isEmpty ? "btn main" : "btn"
        let words = goingOn.isEmpty ? t("Begin the file") : t("Begin this one as well")
        return ownPage(
            PageHead(t("Begin a file"), isHidden: true),
            """
            <div class="wrap flow flow-5 narrow"><h1>\(t("Present an initiative"))</h1>\(begunNotice(goingOn))
            <dl class="record"><div><dt>\(t("Title of the initiative"))</dt><dd>\(inFrench(file.title))</dd></div>\
            <div><dt>\(t("Name of the organisation"))</dt><dd>\(typeset(file.organisation))</dd></div>\(chosenCategory(opened))</dl>
            \(form(to: path, "<p><button class=\"\(button)\">\(words)</button></p>"))
            <p class="small quiet">\(t("You did not ask for this? Close this page: nothing exists yet, and nothing happens."))</p></div>
            """)
    }

    /// In a browser that did not ask for the link: what was typed is not shown before it is confirmed.
    func confirmBeginningPage(_ token: String, typed: String = "", _ faults: [Fault] = []) -> HTML {
        ownPage(
            PageHead(t("Six digits to confirm"), isHidden: true),
            """
            <div class="wrap flow flow-5 narrow">\(faultSummary(faults))<h1>\(t("Six digits to confirm"))</h1>
            <p class="lead">\(t("This browser did not ask for this link. The six digits in the same email confirm that it is you."))</p>
            \(form(
                to: Beginning.path(token), attributes: "class=\"flow flow-5\" novalidate",
                """
                \(codeField(typed, faults))
                <p><button class="btn main">\(t("Go on"))</button></p>
                """))
            <p class="small quiet">\(t("You did not ask for this? Close this page: nothing exists yet, and nothing happens."))</p></div>
            """)
    }

    /// The link opens no more; what was typed with it is not lost.
    func beginningOverPage(typed form: NewFileForm) -> HTML {
        ownPage(
            PageHead(t("This link has expired"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("This link has expired"))</h1>
            <p class="lead">\(t("A link is good for ten minutes, and for five tries of its digits. Begin again: another one arrives at once."))</p>
            \(lines(of: form))\(beginAgain(form))</div>
            """)
    }

    /// What somebody who is signed in has begun before.
    private func draftsNotice(_ drafts: [SubmissionFile]) -> HTML {
        begunNotice(
            drafts.map { draft -> HTML in
                """
                <li><a href="\(to(draft.writingPath))">\(sentence(t("Go on with “\(typeset(draft.title))”")))</a> \
                <span class="quiet small">\(savedWords(at: draft.submission.updatedAt))</span></li>
                """
            })
    }

    private func begunNotice(_ drafts: [HTML]) -> HTML {
        guard !drafts.isEmpty else { return "" }
        return """
            <section class="notice" aria-labelledby="begun"><h2 id="begun">\(t("You have begun a file already"))</h2>\
            <ul class="flow flow-2">\(drafts)</ul></section>
            """
    }
}
