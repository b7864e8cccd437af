import Web
import Words

extension Reader {
    func targetsPage(_ edition: Edition, _ targets: [CountedTarget], done: String?) -> HTML {
        let acts: HTML = """
            \(exportLink(edition.path("objectifs"), query: Fields())) \
            <a class="btn main" href="\(to(edition.path("objectifs/nouveau")))">\(t("Add a target"))</a>
            """
        return editionDesk(
            edition, t("Targets"), acts: acts,
            """
            \(doneNotice(done.flatMap(targetDone)))
            <p class="quiet">\(t("Each target says how it is counted. A figure that the site counts opens its list; a typed figure shows its date."))</p>
            <p class="quiet">\(t("The public reads the figures above 0 at once, on the home page and on that of the edition, with what is aimed at."))</p>
            \(targetTable(targets, of: edition))
            """)
    }

    private func targetDone(_ word: String) -> String? {
        switch word {
        case "added": t("The target is added.")
        case "saved": t("The target is saved.")
        case "removed": t("The target is removed.")
        default: nil
        }
    }

    /// Targets with rule, figure, goal and gauge.
    func targetTable(_ targets: [CountedTarget], of edition: Edition) -> HTML {
        guard !targets.isEmpty else {
            return "<div class=\"empty\"><p><strong>\(t("This edition has no target yet."))</strong></p></div>"
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="target-caption"><table class="table stack-sm">
            <caption id="target-caption" class="vh">\(t("Targets, counting rule and progress"))</caption>
            <thead><tr><th scope="col">\(t("Target"))</th><th scope="col">\(t("Counting rule"))</th><th scope="col" class="n">\(t("Reached"))</th>\
            <th scope="col" class="n">\(t("Aimed at"))</th><th scope="col" class="wide">\(t("Progress"))</th></tr></thead>
            <tbody>\(targets.map { targetRow($0, edition) })</tbody></table></div>
            """
    }

    private func targetRow(_ counted: CountedTarget, _ edition: Edition) -> HTML {
        let target = counted.target
        return """
            <tr><th scope="row" class="name"><a href="\(to(edition.path("objectifs/\(target.id)")))">\(inEither(target.name, target.nameEN))</a></th>\
            <td data-th="\(t("Counting rule"))">\(inFrench(target.rule))</td>
            <td class="n" data-th="\(t("Reached"))">\(figure(counted, edition))</td>\
            <td class="n" data-th="\(t("Aimed at"))">\(formats.number(target.goal))\u{A0}\(inFrench(target.unit))</td>
            <td data-th="\(t("Progress"))">\(gauge(counted))</td></tr>
            """
    }

    private func figure(_ counted: CountedTarget, _ edition: Edition) -> HTML {
        guard let value = counted.value else { return "<span class=\"quiet\">\(t("not counted yet"))</span>" }
        let number = formats.number(value)
        if let path = counted.counter?.listPath(edition) { return "<a href=\"\(to(path))\">\(number)</a>" }
        guard counted.counter == nil, let date = counted.target.typedAt else { return "\(number)" }
        return "<span>\(number)<span class=\"sub\">\(t("on \(formats.shortDay(date))"))</span></span>"
    }

    private func gauge(_ counted: CountedTarget) -> HTML {
        guard let value = counted.value, counted.target.goal > 0 else { return "" }
        let goal = counted.target.goal
        let words = t("\(formats.number(value)) of \(formats.number(goal))")
        return """
            <progress class="meter" max="\(goal)" value="\(min(value, goal))" aria-label="\(name(of: counted.target))\(colon)\(words)">\(words)</progress>
            """
    }

    /// In the reader's language, where somebody wrote it.
    public func name(of target: Target) -> String {
        language == .english && !target.nameEN.isEmpty ? target.nameEN : target.name
    }

    func targetFormPage(
        _ edition: Edition, _ found: CountedTarget?, _ form: TargetForm, _ counters: [Counter],
        _ problems: Set<TargetForm.Problem> = [], isOutdated: Bool = false
    ) -> HTML {
        let target = found?.target
        let faults = faults(for: problems)
        let address = edition.path("objectifs") + (target.map { "/\($0.id)" } ?? "")
        let removal = target.map { _ in
            self.form(to: address + "/retirer", "<button class=\"link bad\">\(t("Remove this target"))</button>")
        }
        return editionDesk(
            edition, target.map { t("Target: \(name(of: $0))") } ?? t("Add a target"),
            heading: sentence(typeset(target.map(name) ?? t("Add a target"))),
            """
            \(faultSummary(faults))\(isOutdated ? target.map { outdatedNotice(facts(of: $0)) } : nil)\(found.flatMap(countedToday))
            \(self.form(to: address, attributes: "class=\"flow\"", targetFields(form, counters, faults)))
            \(removal)
            """)
    }

    /// The figure that every other page shows, where the site counts it.
    private func countedToday(_ found: CountedTarget) -> HTML? {
        guard found.counter != nil, let value = found.value else { return nil }
        return "<p class=\"quiet\">\(t("Counted by the site today: \(formats.number(value))."))</p>"
    }

    private func targetFields(_ form: TargetForm, _ counters: [Counter], _ faults: [Fault]) -> HTML {
        let options = [(Target.isTyped, t("Somebody types the figure"))] + counters.map { ($0.key, $0.name(self)) }
        return """
            \(hidden("key", form.key))\(hidden("revision", String(form.revision)))
            <div class="fields">\(field("name", t("Name in French"), form.name, hint: t("As New initiatives"), faults: faults))
            \(field("name_en", t("Name in English"), form.nameEN))</div>
            <div class="fields">\(field("goal", t("Figure to reach"), form.goal, faults: faults, isShort: true, attributes: "inputmode=\"numeric\""))
            \(field("unit", t("Unit"), form.unit, hint: t("As initiatives, partners, people"), isShort: true))</div>
            \(textArea("rule", t("Counting rule"), form.rule,
                hint: t("In words that a funder understands: what counts, from when, and what does not."), faults: faults))
            \(choiceList("counter", t("Where the figure comes from"), options, chosen: form.counter))
            \(field("value", t("Typed figure"), form.value, hint: t("Only when somebody types it. The day you change it is kept with it."),
                faults: faults, isShort: true, attributes: "inputmode=\"numeric\""))
            <p><button class="btn main">\(t("Save"))</button></p>
            """
    }

    private func facts(of target: Target) -> [(label: String, value: String)] {
        [
            (t("Name in French"), target.name), (t("Name in English"), target.nameEN),
            (t("Figure to reach"), "\(formats.number(target.goal)) \(target.unit)"),
            (t("Counting rule"), target.rule), (t("Typed figure"), TargetForm(target).value),
        ].filter { !$0.1.isEmpty }
    }

    private func faults(for problems: Set<TargetForm.Problem>) -> [Fault] {
        let all: [(TargetForm.Problem, Fault)] = [
            (.nameMissing, Fault("name", t("Give the target a name."))), (.keyTaken, Fault("name", formSentBefore)),
            (
                .nameTaken,
                Fault(
                    "name",
                    t("Another target of this edition is called that: give each a name that tells it from the others."))
            ),
            (.noSuchGoal, Fault("goal", t("Write the figure to reach in digits, from 1 to 999,999,999, as 20."))),
            (.ruleMissing, Fault("rule", t("Say how it is counted: without a rule, nobody can defend the figure."))),
            (.noSuchValue, Fault("value", t("Write the figure in digits, as 13, or leave it empty."))),
        ]
        return all.filter { problems.contains($0.0) }.map(\.1)
    }
}
