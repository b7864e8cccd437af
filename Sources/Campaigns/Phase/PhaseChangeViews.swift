import Web

extension Reader {
    /// What a change of dates does, before it is done.
    func phaseChangePage(_ change: PhaseChange, _ form: PhaseForm, _ consequences: [Consequence]) -> HTML {
        let edition = change.edition
        let address = edition.path("phases/\(change.before.id)")
        return editionDesk(
            edition, t("Change these dates?"),
            """
            \(moveTable(change))\(overlapNotice(change))\(turnNotice(change))
            \(cautionList(([change.after].compactMap { $0 }) + change.along.map(\.after)))
            \(concerned(change, consequences))
            \(self.form(to: address, confirmFields(form)))
            <p><a href="\(to(address))">\(t("Change nothing and go back"))</a></p>
            """)
    }

    func phaseRemovalPage(_ change: PhaseChange, _ consequences: [Consequence]) -> HTML {
        let edition = change.edition
        let address = edition.path("phases/\(change.before.id)")
        let title = t("Remove “\(plainName(of: change.before))”?")
        // An English name stands between the same marks.
        let heading: HTML? = change.before.nameEN.isEmpty ? nil : "\(typeset(title))"
        return editionDesk(
            edition, title, heading: heading,
            """
            \(change.before.kind.isSwitch ? closingLead(change.before.kind) : "")
            <p>\(t("Later ends granted in it go with it."))</p>
            \(concerned(change, consequences))
            \(form(to: address + "/retirer", "\(hidden("revision", String(edition.revision)))<button class=\"btn bad\">\(t("Remove this phase"))</button>"))
            <p><a href="\(to(address))">\(t("Change nothing and go back"))</a></p>
            """)
    }

    private func closingLead(_ kind: Phase.Kind) -> HTML {
        let words = t("What this phase opens will no longer be open: \(opens(kind)). What was written stays.")
        return "<p class=\"lead\">\(words)</p>"
    }

    private func moveTable(_ change: PhaseChange) -> HTML {
        let own = change.after.map { [PhaseChange.Move(before: change.before, after: $0)] } ?? []
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="moves"><table class="table stack-sm">
            <caption id="moves">\(t("What moves"))</caption>
            <thead><tr><th scope="col">\(t("Phase"))</th><th scope="col">\(t("Until now", as: "dates"))</th>\
            <th scope="col">\(t("From now on", as: "dates"))</th></tr></thead>
            <tbody>\((own + change.along).map(moveRow))</tbody></table></div>
            """
    }

    private func moveRow(_ move: PhaseChange.Move) -> HTML {
        """
        <tr><th scope="row" class="name">\(name(of: move.before))</th><td data-th="\(t("Until now", as: "dates"))">\(period(of: move.before))</td>
        <td data-th="\(t("From now on", as: "dates"))"><strong>\(period(of: move.after))</strong></td></tr>
        """
    }

    private func overlapNotice(_ change: PhaseChange) -> HTML {
        guard !change.overlaps.isEmpty else { return "" }
        let lines = change.overlaps.map { phase -> HTML in "<li>\(name(of: phase)), \(period(of: phase))</li>" }
        return """
            <div class="notice warn"><h2>\(t("These phases came before or after it. They would now overlap it:"))</h2><ul>\(lines)</ul></div>
            """
    }

    private func turnNotice(_ change: PhaseChange) -> HTML {
        guard !change.turns.isEmpty else { return "" }
        let lines = change.turns.map { turn -> HTML in
            let (earlier, later) = (plainName(of: turn.earlier), plainName(of: turn.later))
            return "<li>\(t("“\(earlier)” would start or end after “\(later)”"))</li>"
        }
        return """
            <div class="notice warn"><h2>\(t("The usual order of the steps turns over:"))</h2><ul>\(lines)</ul></div>
            """
    }

    private func concerned(_ change: PhaseChange, _ consequences: [Consequence]) -> HTML {
        let roles = formats.list(change.roles.map { plural(of: $0) })
        let lines = consequences.map { consequence -> HTML in
            guard let path = consequence.path else { return "<li>\(consequence.sentence)</li>" }
            return "<li><a href=\"\(to(path))\">\(consequence.sentence)</a></li>"
        }
        return """
            <section class="sect flow flow-2"><h2 class="h3">\(t("Whom it concerns"))</h2>
            \(roles.isEmpty ? "" : "<p>\(t("In this edition: \(roles)."))</p>" as HTML)
            \(lines.isEmpty ? "" : "<ul class=\"list\">\(lines)</ul>" as HTML)
            <p class="quiet">\(t("Their pages show the new dates at once. Only those who gain or lose time are written to."))</p></section>
            """
    }

    private func confirmFields(_ form: PhaseForm) -> HTML {
        let fields = [
            ("key", form.key), ("revision", String(form.revision)), ("name_fr", form.nameFR), ("name_en", form.nameEN),
            ("kind", form.kind.rawValue), ("note", form.note), ("start_day", form.startDay),
            ("start_hour", form.startHour), ("end_day", form.endDay), ("end_hour", form.endHour),
            ("following", form.isWithFollowing ? "yes" : "no"), ("confirmed", "yes"),
        ]
        return "\(fields.map { hidden($0.0, $0.1) })<button class=\"btn main\">\(t("Change these dates"))</button>"
    }
}
