import Campaigns
import Forms
import Organisations
import Submissions
import Web

extension Reader {
    func interestPage(_ sheet: InterestSheet, typed: StatementsTyped = StatementsTyped(), done: String? = nil) -> HTML {
        let summary = typed.faults.map { Fault(field(of: $0), words(for: $0)) }
        let lines = sheet.lines.map { line in
            interestLine(line, typed.statements.first { $0.submission == line.submission } ?? line.said, summary)
        }
        let said = sheet.agreedAt != nil && sheet.lines.allSatisfy { $0.said != nil }
        let path = Edition.juryPath(sheet.slug, "interets")
        let none = t("No file is eligible yet. You will be asked when there are some.")
        return desk(
            PageHead(t("My ties with the files"), isHidden: true),
            """
            <div class="wrap flow flow-5"><header><p class="quiet">\(typeset(sheet.editionName))</p>
            <h1>\(t("My ties with the files"))</h1></header>
            \(doneNotice(statementDone(done, typed.said)))\(faultSummary(summary))
            <div class="prose"><p>\(tieWords)</p></div>
            \(form(to: path, attributes: "class=\"flow flow-5\"", """
                <button hidden tabindex="-1"></button>\(hidden("page", "\(sheet.page.number)"))
                \(hidden("files", sheet.lines.map(\.submission.description).joined(separator: " ")))
                \(undertaking(sheet, agrees: typed.agrees))\(lines.isEmpty ? "<p class=\"empty\">\(none)</p>" : HTML(lines))
                \(recusedLine(sheet.recused))
                <p class="row"><button class="btn main">\(said ? t("Record the changes") : t("Record my statement"))</button></p>
                """))
            \(pager(sheet.page, at: path, query: Fields()))</div>
            """)
    }

    private func statementDone(_ done: String?, _ said: Int) -> String? {
        guard said == 0 else {
            return t(
                "What you said of \(said) file is recorded.", "What you said of \(said) files is recorded.", count: said
            )
        }
        return done == "stated" ? t("Recorded. Here are the next files.") : nil
    }

    private var tieWords: String {
        let region = t(
            "In a small region everybody knows somebody. Say so, file by file: a weak tie is noted and you may mark.")
        return "\(region) \(t("With a strong tie, the file, its marks and its results no longer exist for you."))"
    }

    private func undertaking(_ sheet: InterestSheet, agrees: Bool) -> HTML {
        if let agreedAt = sheet.agreedAt {
            return
                "<p class=\"small quiet\">\(t("You accepted the undertaking of confidentiality on \(formats.day(agreedAt))."))</p>"
        }
        let secret = t(
            "I keep to myself what I read in the files, what is said in the jury and the results until they are published."
        )
        let nothing = t("I use none of it for anything else, and I keep no copy after the deliberation.")
        return """
            <fieldset class="part" id="agree"><legend>\(t("Undertaking of confidentiality"))</legend>
            <p>\
            \(secret) \(nothing)</p>
            \(tick("agree", t("I accept this undertaking"), isOn: agrees))</fieldset>
            """
    }

    private func interestLine(_ line: InterestSheet.Line, _ said: InterestStatement?, _ faults: [Fault]) -> HTML {
        let (degree, words) = ("degree-\(line.submission)", "words-\(line.submission)")
        let fault = faults.first { $0.field == degree }
        return """
            <fieldset class="flow flow-2" id="\(degree)"\(fault == nil ? "" : " aria-describedby=\"\(degree)-error\"" as HTML)><legend class="h4">\
            \(typeset(line.title))<br><span class="quiet small">\(typeset(line.organisation))</span></legend>
            \(fault.map { "<p class=\"error\" id=\"\(degree)-error\">\(icon("alert"))\($0.sentence)</p>" as HTML })
            <div>\(InterestDegree.allCases.map { degreeChoice($0, degree, isOn: said?.degree == $0) })</div>
            \(textArea(words, t("Which tie? (asked for when it is weak)"), said?.words ?? "", faults: faults, attributes: "rows=\"2\""))
            <p><button class="btn small" name="only" value="\(line.submission)" aria-label="\(t("Record the tie with «\(typeset(line.title))» alone"))">\
            \(t("Record this one alone"))</button></p></fieldset>
            """
    }

    private func degreeChoice(_ degree: InterestDegree, _ name: String, isOn: Bool) -> HTML {
        switch degree {
        case .none: radio(name, "none", t("No tie"), isOn: isOn)
        case .weak:
            radio(
                name, "weak", t("A weak tie"), detail: t("I know somebody there, I worked with them once."), isOn: isOn)
        case .strong:
            radio(
                name, "strong", t("A strong tie"),
                detail: t(
                    "Employer, client, family, friend, or I took part. I step back: I will no longer see this file."),
                isOn: isOn)
        }
    }

    private func recusedLine(_ numbers: [String]) -> HTML {
        guard !numbers.isEmpty else { return "" }
        let list = formats.list(numbers)
        return
            "<p class=\"small quiet\">\(t("You stepped back from: \(list). If that was a mistake, write to the agency."))</p>"
    }

    private func field(of refusal: InterestRefusal) -> String {
        switch refusal {
        case .notAgreed: "agree"
        case .degreeMissing(let submission): "degree-\(submission)"
        case .wordsMissing(let submission), .wordsTooLong(let submission): "words-\(submission)"
        }
    }

    private func words(for refusal: InterestRefusal) -> String {
        switch refusal {
        case .notAgreed: t("Accept the undertaking of confidentiality before you read the files.")
        case .degreeMissing: t("Say whether you have a tie with this file.")
        case .wordsMissing: t("Say in a few words what this weak tie is.")
        case .wordsTooLong: t("Say it in at most \(InterestStatement.longestWords) signs.")
        }
    }
}

// Stepping back from a file.
extension Reader {
    func abstentionPage(_ screen: MarkingScreen, typed: AbstentionForm? = nil, faults: [AbstentionForm.Fault] = [])
        -> HTML
    {
        let path = screen.assessment.id.path
        let gone = t("The file, its marks and its results no longer exist for you.")
        let faults = faults.map { Fault($0 == .reasonMissing ? "reason" : "words", words(for: $0)) }
        return desk(
            PageHead(t("I abstain"), isHidden: true),
            """
            <div class="wrap flow"><header><p class="quiet"><span class="num">\(screen.file.submission.number ?? "")\
            </span> · \(typeset(screen.file.organisationName))</p><h1>\(t("Step back from «\(typeset(screen.file.title))»"))</h1></header>
            \(faultSummary(faults))
            <p>\(t("Your marks on this file will no longer count. The agency will give it to somebody else."))</p>
            \(form(to: path + "/abstention", attributes: "class=\"flow\"", """
                <fieldset id="reason"><legend class="label">\(t("Why?"))</legend>
                \(radio("reason", "tie", t("I have a strong tie with it"), detail: gone, isOn: typed?.reason == "tie"))
                \(radio("reason", "other", t("Another reason"), detail: t("No time left, a subject too far from me."), isOn: typed?.reason == "other"))\
                </fieldset>
                \(textArea("words", t("In a few words"), typed?.words ?? "", faults: faults, attributes: "rows=\"3\""))
                <p class="row"><button class="btn bad">\(t("Step back from this file"))</button> <a class="go" href="\(to(path))">\(t("Back to the grid"))\
                </a></p>
                """))</div>
            """)
    }

    private func words(for fault: AbstentionForm.Fault) -> String {
        switch fault {
        case .reasonMissing: t("Choose a reason.")
        case .wordsMissing: t("Say why in a few words: it is kept with the file.")
        case .wordsTooLong: t("Say it in at most \(InterestStatement.longestWords) signs.")
        }
    }
}
