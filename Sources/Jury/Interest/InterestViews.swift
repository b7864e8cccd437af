import Campaigns
import Forms
import Organisations
import Submissions
import Web

extension Reader {
    func interestPage(_ sheet: InterestSheet, typed: StatementsTyped = StatementsTyped(), done: String? = nil) -> HTML {
        let summary = typed.faults.map { Fault(field(of: $0), words(for: $0, on: sheet)) }
        let said = sheet.agreedAt != nil && !sheet.lines.contains(where: \.isNew)
        let path = Edition.juryPath(sheet.slug, "interets")
        let none = t("No file is eligible yet. You will be asked when there are some.")
        return desk(
            PageHead(t("My ties with the files"), isHidden: true, edition: sheet.slug),
            """
            <div class="wrap flow flow-5"><header><p class="quiet">\(typeset(sheet.editionName))</p>
            <h1>\(t("My ties with the files"))</h1></header>
            \(doneNotice(statementDone(done, typed.said)))\(faultSummary(summary))
            <div class="prose"><p>\(tieWords)</p></div>\(degreeWords)
            \(form(to: path, attributes: "class=\"flow flow-5\"", """
                <button hidden tabindex="-1"></button>\(hidden("page", "\(sheet.page.number)"))
                \(hidden("files", sheet.lines.map(\.submission.description).joined(separator: " ")))
                \(undertaking(sheet, agrees: typed.agrees, summary))\(sheet.lines.isEmpty ? "<p class=\"empty\">\(none)</p>" : lines(of: sheet, typed, summary))
                \(recusedLine(sheet.recused))
                <p class="row"><button class="btn main">\(said ? t("Record the changes") : t("Record my statement"))</button>\(noneButton(sheet))</p>
                """))
            \(pager(sheet.page, at: path, query: Fields()))</div>
            """)
    }

    /// What the degrees mean, once for all files.
    private var degreeWords: HTML {
        let weak = t("I know somebody there, I worked with them once.")
        let strong = t(
            "Employer, client, family, friend, or I took part. I step back: I will no longer see this file.")
        return """
            <dl class="record"><div><dt>\(degreeWord(.weak))</dt><dd>\(weak)</dd></div>
            <div><dt>\(degreeWord(.strong))</dt><dd>\(strong)</dd></div></dl>
            """
    }

    /// One act for all files of which nothing is said; each other tie is said by itself.
    private func noneButton(_ sheet: InterestSheet) -> HTML {
        guard sheet.lines.count > 1, sheet.lines.contains(where: \.isNew) else { return "" }
        return """
             <button class="btn" name="rest" value="none" aria-describedby="rest-words">\(t("No tie with the others"))</button>
            <span class="small quiet" id="rest-words">\(t("The others: the files above for which nothing is chosen."))</span>
            """
    }

    private func statementDone(_ done: String?, _ said: Int) -> String? {
        guard said == 0 else {
            return t(
                "What you said of \(said) file is recorded.", "What you said of \(said) files is recorded.", count: said
            )
        }
        if done == "same" { return t("Nothing was changed: what you said before stays.") }
        return done == "stated" ? t("Recorded. Here are the next files.") : nil
    }

    private var tieWords: String {
        let region = t(
            "In a small region everybody knows somebody. Say so, file by file: a weak tie is noted and you may mark.")
        return "\(region) \(steppingWords)"
    }

    /// Read again beside the choice that has it.
    private var steppingWords: String {
        t("With a strong tie, the file, its marks and its results no longer exist for you.")
    }

    private func undertaking(_ sheet: InterestSheet, agrees: Bool, _ faults: [Fault]) -> HTML {
        if let agreedAt = sheet.agreedAt {
            return
                "<p class=\"small quiet\">\(t("You accepted the undertaking of confidentiality on \(formats.day(agreedAt))."))</p>"
        }
        let secret = t(
            "I keep to myself what I read in the files, what is said in the jury and the results until they are published."
        )
        let nothing = t("I use none of it for anything else, and I keep no copy after the deliberation.")
        return choiceGroup(
            "agree", "<legend>\(t("Undertaking of confidentiality"))</legend>", faults: faults, style: "part",
            "<p>\(secret) \(nothing)</p>\(tick("agree", t("I accept this undertaking"), isOn: agrees))")
    }

    /// The new ones first, and told from the others.
    private func lines(of sheet: InterestSheet, _ typed: StatementsTyped, _ faults: [Fault]) -> HTML {
        let shown = { (line: InterestSheet.Line) -> HTML in
            let now = typed.statements.first { $0.submission == line.submission }
            guard !line.isFrozen else { return self.frozenLine(line, now, faults) }
            return self.interestLine(line, now ?? line.said, faults)
        }
        let (new, others) = (sheet.lines.filter(\.isNew), sheet.lines.filter { !$0.isNew })
        guard !new.isEmpty, !others.isEmpty else { return HTML(sheet.lines.map(shown)) }
        return """
            <h2 class="h3">\(t("New: say whether you have a tie (\(new.count))"))</h2>\(new.map(shown))
            <h2 class="h3">\(t("Said already (\(others.count))"))</h2>\(others.map(shown))
            """
    }

    /// Nothing is asked of it any more; what was typed in an older window stays readable.
    private func frozenLine(_ line: InterestSheet.Line, _ typed: InterestStatement?, _ faults: [Fault]) -> HTML {
        let key = "degree-\(line.submission)"
        let said = [line.said?.degree.map(degreeWord) ?? "", line.said?.words ?? ""].filter { !$0.isEmpty }
        let unsaved = faults.contains { $0.field == key } ? typed?.words ?? "" : ""
        return """
            <section class="flow flow-2" id="\(key)" tabindex="-1"><h3 class="h4">\(inFrench(line.title))<br>\
            <span class="quiet small">\(typeset(line.organisation))</span></h3>
            \(said.isEmpty ? "" : "<p>\(said.joined(separator: " · "))</p>" as HTML)
            <p class="small quiet">\(t("The decision on this file is out: nothing is asked about it any more."))</p>
            \(unsaved.isEmpty ? "" : "<p><strong>\(t("Typed here, not saved"))</strong><br>\(unsaved)</p>" as HTML)</section>
            """
    }

    private func degreeWord(_ degree: InterestDegree) -> String {
        switch degree {
        case .none: t("No tie")
        case .weak: t("A weak tie")
        case .strong: t("A strong tie")
        }
    }

    private func interestLine(_ line: InterestSheet.Line, _ said: InterestStatement?, _ faults: [Fault]) -> HTML {
        let (degree, words) = ("degree-\(line.submission)", "words-\(line.submission)")
        let degrees = InterestDegree.allCases.map { one -> HTML in
            radio(degree, one.rawValue, degreeWord(one), isOn: said?.degree == one)
        }
        let legend: HTML = """
            <legend class="h4">\(inFrench(line.title))<br><span class="quiet small">\(typeset(line.organisation))</span></legend>
            """
        return choiceGroup(
            degree, legend, faults: faults, style: "flow flow-2 tie",
            """
            <div class="row">\(degrees)</div>
            \(textArea(words, t("Which tie? (asked for when it is weak)"), said?.words ?? "", faults: faults, attributes: "rows=\"2\""))
            <p class="small stepping">\(steppingWords)</p>
            <p class="alone"><button class="btn small" name="only" value="\(line.submission)" \
            aria-label="\(t("Record the tie with “\(typeset(line.title))” alone"))">\
            \(t("Record this one alone"))</button></p>
            """)
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
        case .degreeMissing(let submission), .sameOrganisation(let submission), .announced(let submission):
            "degree-\(submission)"
        case .wordsMissing(let submission), .wordsTooLong(let submission): "words-\(submission)"
        }
    }

    /// Each names its file: they stand one below the other above the form.
    private func words(for refusal: InterestRefusal, on sheet: InterestSheet) -> String {
        let title = { (file: Submission.ID) -> String in
            typeset(sheet.lines.first { $0.submission == file }?.title ?? "")
        }
        return switch refusal {
        case .notAgreed: t("Accept the undertaking of confidentiality before you read the files.")
        case .announced(let file):
            t("The decision on “\(title(file))” came out: what you say of it now is not recorded.")
        case .sameOrganisation(let file):
            t(
                "You have a tie with another file of the organisation of “\(title(file))”: say of this one by itself whether you have one."
            )
        case .degreeMissing(let file): t("Say whether you have a tie with “\(title(file))”.")
        case .wordsMissing(let file): t("Say in a few words what your weak tie with “\(title(file))” is.")
        case .wordsTooLong(let file):
            t("Say your tie with “\(title(file))” in at most \(formats.number(InterestStatement.longestWords)) signs.")
        }
    }
}

// Stepping back from a file.
extension Reader {
    func abstentionPage(_ screen: MarkingScreen, typed: AbstentionForm? = nil, faults: [AbstentionForm.Fault] = [])
        -> HTML
    {
        let path = screen.assessment.id.path
        let faults = faults.map { Fault($0 == .reasonMissing ? "reason" : "words", words(for: $0)) }
        return desk(
            PageHead(t("I abstain"), isHidden: true),
            """
            <div class="wrap flow"><header><p class="quiet"><span class="num">\(screen.file.submission.number ?? "")\
            </span> · \(organisationWords(of: screen.file))</p>\
            <h1>\(sentence(t("Step back from “\(typeset(screen.file.title))”")))</h1></header>
            \(faultSummary(faults))\(screen.assessment.announcedAt == nil ? abstentionForm(path, typed, faults) : tooLate(path, typed))</div>
            """)
    }

    private func abstentionForm(_ path: String, _ typed: AbstentionForm?, _ faults: [Fault]) -> HTML {
        let gone = t("The file, its marks and its results no longer exist for you.")
        return """
            <p>\(t("Your marks on this file will no longer count. The agency will give it to somebody else."))</p>
            \(form(to: path + "/abstention", attributes: "class=\"flow\"", """
                \(choiceGroup("reason", "<legend class=\"label\">\(t("Why?"))</legend>", faults: faults, """
                    \(radio("reason", "tie", t("I have a strong tie with it"), detail: gone, isOn: typed?.reason == "tie"))
                    \(radio("reason", "other", t("Another reason"), detail: t("No time left, a subject too far from me."),
                        isOn: typed?.reason == "other"))
                    """))
                \(textArea("words", t("In a few words"), typed?.words ?? "", faults: faults, attributes: "rows=\"3\""))
                <p class="row"><button class="btn bad">\(t("Step back from this file"))</button> <a class="go" href="\(to(path))">\(t("Back to the grid"))\
                </a></p>
                """))
            """
    }

    /// The decision is out: nobody steps back any more. What was typed stays readable.
    private func tooLate(_ path: String, _ typed: AbstentionForm?) -> HTML {
        let words = typed?.words ?? ""
        return """
            <div class="notice warn"\(typed == nil ? "" : alert)><p>\(self.words(for: Assessment.Refusal.announced))</p></div>
            \(words.isEmpty ? "" : "<p><strong>\(t("Typed here, not saved"))</strong><br>\(words)</p>" as HTML)
            <p><a class="go" href="\(to(path))">\(t("Back to the grid"))</a></p>
            """
    }

    private var alert: HTML { " role=\"alert\" tabindex=\"-1\" autofocus" }

    private func words(for fault: AbstentionForm.Fault) -> String {
        switch fault {
        case .reasonMissing: t("Choose a reason.")
        case .wordsMissing: t("Say why in a few words: it is kept with the file.")
        case .wordsTooLong: t("Say it in at most \(formats.number(InterestStatement.longestWords)) signs.")
        }
    }
}
