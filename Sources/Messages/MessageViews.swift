import Accounts
import Campaigns
import Mail
import Web
import Words

extension Reader {
    func messagePage(
        _ shown: ShownMessage, refusal: MessageStore.Refusal?, typed: LetterForm?, list: Fields, done: String?
    ) -> HTML {
        let message = shown.message
        let query: HTML = list.pairs.isEmpty ? "" : "?\(list.urlEncoded)"
        return desk(
            PageHead(t("Message: \(message.subject)"), isHidden: true),
            """
            <div class="wrap flow flow-5"><div><p class="path"><a href="\(to("/agence/messages"))\(query)">\(t("Messages"))</a></p>
            <h1 lang="\(message.language)">\(message.subject)</h1></div>
            \(doneNotice(done.flatMap(messageDone)))\(refusal.map { refusedNotice($0, typed) })
            \(messageRecord(shown))\(relativeNotice(relative(in: message)))\(messageActs(shown, list))\(letterSection(message))
            \(shown.neighbours.map { neighbourLinks($0, list) })</div>
            """)
    }

    /// From letter to letter of the list, without going back to it.
    private func neighbourLinks(_ near: MessageNeighbours, _ list: Fields) -> HTML {
        func link(_ id: Message.ID?, _ label: String, _ relation: HTML) -> HTML? {
            id.map { "<a rel=\"\(relation)\" href=\"\(to($0.path(in: list)))\">\(label)</a>" }
        }
        guard near.count > 1 else { return "" }
        return pageLinks(
            t("Letters of the list"),
            [
                link(near.before, t("Previous letter"), "prev"),
                "<span>\(t("Letter \(near.place) of \(near.count)"))</span>",
                link(near.after, t("Next letter"), "next"),
            ])
    }

    /// Of a letter that has not left: what it says of marks or of other files. Whom it is about it names by a number of its own.
    private func relative(in message: Message) -> [String] {
        guard message.state == .held, let content = message.content else { return [] }
        return RelativeWords.found(in: LetterForm(content.letter, at: 0).said)
    }

    private func messageDone(_ word: String) -> String? {
        switch word {
        case "saved": t("The letter is saved.")
        case "release", "retry": t("The message leaves.")
        case "cancel": t("The message is cancelled.")
        case "restore": t("The message is held again.")
        default: nil
        }
    }

    private func refusedNotice(_ refusal: MessageStore.Refusal, _ typed: LetterForm?) -> HTML {
        let kept = typed.map { form -> HTML in
            "<p>\(t("This is what you typed."))</p><dl class=\"record\">\(record(letterFacts(form)))</dl>"
        }
        let reason =
            refusal == .tooLate
            ? t("That can no longer be done: the message is on its way, or was dropped.")
            : t("This message changed in another window. Read it again before you decide.")
        return """
            <div class="notice warn" role="alert" tabindex="-1" autofocus><p><strong>\(reason)</strong></p>\(kept)</div>
            """
    }

    private func record(_ lines: [(label: String, value: String)]) -> [HTML] {
        lines.map { "<div><dt>\($0.label)</dt><dd>\($0.value)</dd></div>" }
    }

    private func messageRecord(_ shown: ShownMessage) -> HTML {
        let message = shown.message
        let to: [(String, String)] = [
            (t("Addressee"), [message.name, message.address].filter { !$0.isEmpty }.joined(separator: ", ")),
            (t("Answers go to"), message.replyTo ?? ""), (t("Edition"), shown.edition.map { typeset($0.name) } ?? ""),
            (t("Language"), languageName(of: message)),
            (t("Written"), formats.moment(message.createdAt)),
            (t("To be sent on"), message.state == .waiting ? formats.moment(message.sendAfter) : ""),
            (t("Handed to the mail server"), message.sentAt.map { formats.moment($0) } ?? ""),
            (t("Attempts"), message.attempts > 0 ? "\(message.attempts)" : ""),
        ]
        return """
            <dl class="record"><div><dt>\(t("State"))</dt><dd>\(state(of: message))</dd></div>
            \(record(to.filter { !$0.1.isEmpty }.map { (label: $0.0, value: $0.1) }))\(message.lastError.map(answer))\(alike(shown))</dl>
            """
    }

    private func answer(_ text: String) -> HTML {
        let known = DeliveryAnswer(text)
        let words: HTML = [.notSetUp, .tooLate].contains(known) ? "" : "<span class=\"sub\" lang=\"en\">\(text)</span>"
        return "<div><dt>\(t("Last answer"))</dt><dd>\(sentence(of: known))\(words)</dd></div>"
    }

    private func alike(_ shown: ShownMessage) -> HTML {
        guard shown.alike > 1, let about = shown.message.about else { return "" }
        let link = Fields([(name: "lot", value: about)]).urlEncoded
        return
            "<div><dt>\(t("About the same thing"))</dt><dd><a href=\"\(to("/agence/messages"))?\(link)\">\(t("\(shown.alike) messages"))</a></dd></div>"
    }

    private func messageActs(_ shown: ShownMessage, _ list: Fields) -> HTML {
        let message = shown.message
        let edit: HTML =
            message.isEditable
            ? "<a class=\"btn\" href=\"\(to(message.id.path("modifier", in: list)))\">\(t("Change what it says"))</a>"
            : ""
        let acts = Message.Act.allCases.filter(message.allows).map { act($0, on: message, list) }
        let row: HTML = edit.isEmpty && acts.isEmpty ? "" : "<div class=\"row\">\(edit)\(acts)</div>"
        let bound: HTML =
            message.isOnItsWay
            ? "<p>\(t("It warns its addressee or holds a link of theirs: it leaves, and nobody cancels it."))</p>" : ""
        return "\(elsewhere(shown))\(bound)\(row)"
    }

    /// The message has its own way to leave, or another one says it anew.
    private func elsewhere(_ shown: ShownMessage) -> HTML {
        let message = shown.message
        if let newer = message.replacedBy {
            return
                "<p>\(t("Another letter says this anew.")) <a href=\"\(to(newer.path))\">\(t("Read that letter"))</a></p>"
        }
        guard message.state == .held, let page = message.heldFor, let edition = shown.edition else { return "" }
        return """
            <p>\(t("Letters that wait for the release of \(typeset(edition.name)) leave with it.")) \
            <a href="\(to(edition.path(page)))">\(t("To the release"))</a></p>
            """
    }

    private func act(_ act: Message.Act, on message: Message, _ list: Fields) -> HTML {
        let (label, kind): (String, HTML) =
            switch act {
            case .release: (t("Let it go"), "btn main")
            case .cancel: (t("Cancel this message"), "btn bad")
            case .retry: (t("Send it again"), "btn main")
            case .restore: (t("Take it back"), "btn")
            }
        return form(
            to: "\(message.id.path)/\(act.path)",
            "\(kept(list))\(hidden("revision", "\(message.revision)"))<button class=\"\(kind)\">\(label)</button>")
    }

    /// The list that a letter was opened from, through a form.
    private func kept(_ list: Fields) -> [HTML] { list.pairs.map { hidden($0.name, $0.value) } }

    private func letterSection(_ message: Message) -> HTML {
        guard let content = message.content else {
            return """
                <div class="notice"><p>\(t("""
                    This message holds a secret of its addressee, such as a link that lets them in. \
                    Nobody else reads it, and it is not kept once sent.
                    """))</p></div>
                """
        }
        return """
            <section class="sect flow" aria-labelledby="letter"><h2 id="letter">\(t("The letter as it is read"))</h2>
            <iframe class="mail" src="\(to("\(message.id.path)/lettre"))" title="\(t("The letter as it is read"))" sandbox></iframe>
            <details><summary>\(t("As plain text, for programs that show no more"))</summary>\
            <div class="letter"><div class="body" lang="\(message.language)">\(content.plain)</div></div></details></section>
            """
    }
}

// Changing what it says.
extension Reader {
    func letterFormPage(
        _ message: Message, _ letter: LetterForm, _ problems: Set<LetterForm.Problem> = [], saved: LetterForm? = nil,
        list: Fields
    ) -> HTML {
        let faults = faults(for: problems)
        let path = message.id.path
        return desk(
            PageHead(t("Change a letter"), isHidden: true),
            """
            <div class="wrap flow flow-5 narrow"><div><p class="path"><a href="\(to("/agence/messages"))">\(t("Messages"))</a> › \
            <a href="\(to(path))" lang="\(message.language)">\(message.subject)</a></p>
            <h1>\(t("Change a letter"))</h1></div><p>\(letterTarget(message))</p>
            \(faultSummary(faults))\(saved.map { outdatedNotice(letterFacts($0)) })
            \(form(to: path, attributes: "class=\"flow\" novalidate", letterFields(letter, faults, message.id, list)))</div>
            """)
    }

    private func letterTarget(_ message: Message) -> String {
        let name = message.name.isEmpty ? message.address : message.name
        return message.language == "fr" ? t("To \(name), in French.") : t("To \(name), in English.")
    }

    private func letterFields(_ letter: LetterForm, _ faults: [Fault], _ id: Message.ID, _ list: Fields) -> HTML {
        """
        \(kept(list))\(hidden("revision", "\(letter.revision)"))
        \(field("subject", t("Subject"), letter.subject, faults: faults))
        \(field("lead", t("First sentence, in large letters"), letter.lead, faults: faults))
        \(textArea("text", t("Text"), letter.text, hint: t("An empty line begins a new paragraph."), faults: faults, attributes: "rows=\"12\""))
        \(textArea("points", t("Short points"), letter.points, hint: t("One a line."), faults: faults, attributes: "rows=\"4\""))
        \(textArea("closing", t("Who writes"), letter.closing, hint: t("One a line."), faults: faults, attributes: "rows=\"3\""))
        <p class="quiet small">\(t("The button of the letter, its state and why it comes stay as they are."))</p>
        <p class="row"><button class="btn main">\(t("Save"))</button> <a href="\(to(id.path(in: list)))">\(t("Leave it as it is"))</a></p>
        """
    }

    private func letterFacts(_ letter: LetterForm) -> [(label: String, value: String)] {
        [
            (t("Subject"), letter.subject), (t("First sentence, in large letters"), letter.lead),
            (t("Text"), letter.text), (t("Short points"), letter.points), (t("Who writes"), letter.closing),
        ].filter { !$0.1.isEmpty }
    }

    private func faults(for problems: Set<LetterForm.Problem>) -> [Fault] {
        [
            (LetterForm.Problem.subjectMissing, Fault("subject", t("Give the letter a subject."))),
            (.leadTooLong, Fault("lead", t("Say it in at most \(LetterForm.longestLead) signs."))),
            (.textMissing, Fault("text", t("Write the letter."))),
            (.leadMissing, Fault("lead", t("Say in one sentence what the letter is about."))),
        ].filter { problems.contains($0.0) }.map(\.1) + placeholders(in: problems)
    }

    private func placeholders(in problems: Set<LetterForm.Problem>) -> [Fault] {
        let found = problems.compactMap { problem -> (name: String, field: String)? in
            if case .placeholder(let name, let field) = problem { (name, field) } else { nil }
        }
        return found.sorted { ($0.field, $0.name) < ($1.field, $1.name) }.map { name, field in
            placeholderFault(name, in: field)
        }
    }
}
