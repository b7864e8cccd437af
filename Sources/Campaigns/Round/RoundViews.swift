import Web

extension Reader {
    /// On the page of an edition: where a second round is added, or the way to it; of the round, the way back.
    func roundLine(_ edition: Edition, round: Edition?) -> HTML {
        if edition.firstRound != nil {
            return
                "<p class=\"small\"><a href=\"\(to(edition.roundPath))\">\(t("The edition it is the second round of"))</a></p>"
        }
        guard round != nil || edition.status == .running else { return "" }
        let label = round == nil ? t("Add a second round, for a shortlist") : t("The second round")
        return "<p class=\"small\"><a href=\"\(to(edition.roundPath))\">\(label)</a></p>"
    }

    func newRoundPage(
        _ edition: Edition, _ form: PhaseForm, _ problems: Set<PhaseForm.Problem> = [],
        refusal: RoundPlan.Refusal? = nil
    ) -> HTML {
        let faults = faults(for: problems)
        let lines = [
            t("You choose a shortlist among the eligible files, and tell it by letter when you want."),
            t("Their owners fill in a second part of the same file; the first one stays as it is."),
            t("The jury reads both parts and marks again; what it marked before stays as it is."),
            t("Awards then go to files of the shortlist; the others can still be refused."),
        ].map { line -> HTML in "<li>\(line)</li>" }
        return editionDesk(
            edition, t("Second round"),
            """
            \(faultSummary(faults))\(refusal.map(refused))<div class="prose"><ul>\(lines)</ul>
            <p>\(t("Nobody outside the team sees it before the shortlist is told."))</p></div>
            \(self.form(to: edition.roundPath, attributes: "class=\"flow\"", roundFields(form, faults)))
            """)
    }

    private func roundFields(_ form: PhaseForm, _ faults: [Fault]) -> HTML {
        """
        \(hidden("key", form.key))
        <fieldset class="flow"><legend class="label">\(t("From when to when the second part is filled in, in Paris time"))</legend>
        <div class="fields">\(field("start_day", t("First day"), form.startDay, hint: t("As 15/09/2014"), faults: faults, isShort: true))
        \(field("start_hour", t("Hour it opens"), form.startHour, hint: t("Empty: from midnight"), faults: faults, isShort: true))
        </div><div class="fields">\(field("end_day", t("Last day"), form.endDay, hint: t("As 17/10/2014"), faults: faults, isShort: true))
        \(field("end_hour", t("Hour it closes"), form.endHour, hint: t("As 18:00. Empty: the whole last day"), faults: faults, isShort: true))</div></fieldset>
        <p class="hint">\(t("The jury then reads for three weeks, which you can change. The form is the one for finalists, which you can change too."))</p>
        <p class="row"><button class="btn main">\(t("Add the second round"))</button></p>
        """
    }

    func roundPage(
        _ round: Edition, of edition: Edition, done: String? = nil, refusal: RoundPlan.Refusal? = nil
    ) -> HTML {
        let dates = round.phases.map { phase -> HTML in
            "<div><dt>\(plainName(of: phase))</dt><dd>\(period(of: phase))</dd></div>"
        }
        let steps: [(String, String)] = [
            (edition.shortlistPath, t("Choose the shortlist, and tell it")),
            (round.path("phases"), t("Change its dates")),
            (round.path("formulaire"), t("Change its form")), (round.path("dossiers"), t("The second parts")),
            (round.path("jury"), t("Its jury and who reads what")), (round.juryPath("resultats"), t("Its results")),
            (edition.juryPath("resultats"), t("Results of the first round")),
        ]
        let links = steps.map { step -> HTML in "<li><a href=\"\(to(step.0))\">\(step.1)</a></li>" }
        return editionDesk(
            edition, t("Second round"),
            """
            \(doneNotice(done == "made" ? t("The second round is prepared. Nobody outside the team sees it yet.") : nil))\(refusal.map(refused))
            <p>\(state(of: round))\(removal(of: round))</p><dl class="record">\(dates)</dl>\(roundAwaits(round))
            <ul class="todo">\(links)</ul><p class="hint">\(t("An edition has two rounds at most."))</p>
            """)
    }

    private func refused(_ refusal: RoundPlan.Refusal) -> HTML {
        "<div class=\"notice warn\" role=\"alert\" tabindex=\"-1\" autofocus><p>\(words(for: refusal))</p></div>"
    }

    /// On pages of a second round on which nothing stands yet: what is awaited, and from whom. Nothing of an edition that stands by itself.
    public func roundAwaits(_ round: Edition) -> HTML {
        guard round.firstRound != nil, round.status != .closed else { return "" }
        let words = round.status == .draft ? shortlistAwaited : partsAwaited(round)
        let isTheirs = session.map(Policy.staff.allows) ?? false
        let way: HTML = isTheirs ? " <a href=\"\(to(round.roundPath))\">\(t("The second round"))</a>" : ""
        return "<p class=\"notice\">\(words)\(way)</p>"
    }

    private var shortlistAwaited: String {
        t(
            """
            The shortlist is not told yet: those who decide choose it beside the results of the first round, then those \
            who run the edition tell it. From then on the second parts stand here, and the jury sits in this round.
            """)
    }

    private func partsAwaited(_ round: Edition) -> String {
        let call = round.phases.filter { $0.kind == .call }.max { $0.endsAt < $1.endsAt }
        guard let call else { return t("This round has no dates for the second parts: add them among its phases.") }
        return t("The owners of the files on the shortlist send their second parts: \(period(of: call)).")
    }

    private func removal(of round: Edition) -> HTML {
        guard round.status == .draft else { return "" }
        return " <a href=\"\(to(round.path("retirer")))\">\(t("Remove it…"))</a>"
    }

    private func words(for refusal: RoundPlan.Refusal) -> String {
        switch refusal {
        case .notUnderWay: t("A second round is added to an edition that is under way.")
        case .isRound: t("A second round has no round of its own.")
        case .isThere:
            t("This edition has its second round already, and two are the most: nothing was added.")
        }
    }
}
