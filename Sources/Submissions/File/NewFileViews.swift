import Campaigns
import Forms
import Foundation
import Organisations
import Web
import Words

extension Reader {
    func newFilePage(_ edition: Edition, _ form: NewFileForm, faults: [NewFileForm.Fault], now: Date) -> HTML {
        let faults = faults.map(fault)
        let closing = edition.open(.call, at: now).map { t("The call closes on \(formats.deadline($0.endsAt)).") }
        let email: HTML =
            session == nil
            ? field(
                "email", t("Your mail address"), form.email, kind: .email,
                hint: t("We send you the link that opens your file. No password."), faults: faults,
                attributes: "autocomplete=\"email\"")
            : ""
        return ownPage(
            PageHead(t("Begin a file")),
            """
            <div class="wrap flow flow-5 narrow"><header class="flow flow-2"><h1>\(t("Present an initiative"))</h1>
            <p class="lead">\(t("Three lines to begin. Then forty minutes, in several sittings if you like: nothing you type is lost."))</p>\
            <p>\(closing)</p></header>
            \(faultSummary(faults))
            \(self.form(
                to: "/dossiers/nouveau", attributes: "class=\"flow flow-5\" novalidate",
                """
                \(email)\
                \(field("organisation", t("Name of the organisation"), form.organisation,
                    hint: t("A company, an association, a public body."), faults: faults, attributes: "autocomplete=\"organization\""))
                \(field("title", t("Title of the initiative"), form.title, hint: t("A few words; you can change them later."), faults: faults))
                <p><button class="btn main">\(t("Begin the file"))</button></p>
                <p class="small quiet">\(t("Your address serves to open this file and to write to you about it, nothing else.")) \
                <a href="\(to("/donnees-personnelles"))">\(t("Personal data"))</a></p>
                """))</div>
            """)
    }

    func fault(_ fault: NewFileForm.Fault) -> Fault {
        switch fault {
        case .email(let refusal): Fault("email", sentence(for: refusal))
        case .organisationMissing: Fault("organisation", t("Give the name of the organisation."))
        case .titleMissing: Fault("title", t("Give the initiative a title."))
        case .titleTooLong: Fault("title", t("The title has at most 150 characters."))
        }
    }

    /// No call is open: since when, or from when on.
    func noCallPage(_ edition: Edition?, now: Date, typed: NewFileForm? = nil) -> HTML {
        let window = edition.flatMap { edition in try? CallWindow(edition) { $0.endsAt } }
        let kept: HTML =
            typed.map { form in
                """
                <dl class="record"><div><dt>\(t("What you typed, to be copied from here"))</dt>\
                <dd>\([form.organisation, form.title].joined(separator: "\n"))</dd></div></dl>
                """
            } ?? ""
        return ownPage(
            PageHead(t("Begin a file")),
            """
            <div class="wrap flow narrow"><h1>\(t("No file can be begun now"))</h1>\
            <p class="lead">\(window.map { closingWords($0, now) } ?? t("No call is open."))</p>
            <p>\(t("Files that were begun are kept: sign in to read them."))</p>\(kept)
            <p class="row"><a class="btn" href="\(to("/connexion"))">\(t("Sign in"))</a></p></div>
            """)
    }

    var lookAtMailPage: HTML {
        ownPage(
            PageHead(t("Look at your mail"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("Look at your mail"))</h1>
            <p class="lead">\(t("Your file is begun. The message we have just sent holds the link that opens it."))</p>
            \(letterDoor())
            <p>\(t("""
                The link works for 15 minutes. Nothing came? Look among the unwanted messages, or ask for a new link on the sign-in page with the same address.
                """))</p>
            <p class="row"><a class="btn" href="\(to("/connexion"))">\(t("Ask for a new link"))</a></p></div>
            """)
    }
}
