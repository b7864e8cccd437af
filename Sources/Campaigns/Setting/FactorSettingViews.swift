import Accounts
import Web

extension Reader {
    func factorSettingPage(
        _ setting: FactorSetting, _ problem: FactorSetting.Problem? = nil, isOutdated: Bool = false,
        done: String? = nil
    ) -> HTML {
        let first = t("Set up your own second factor first, on your account’s page: else nobody could take this back.")
        let way = Fault.Way(t("Set up your second factor"), to: "/mon-compte/second-facteur")
        let faults = problem == nil ? [] : [Fault("required", first, way: way)]
        let legend: HTML = "<legend class=\"h3 title\">\(t("Who must have one"))</legend>"
        let box = tick("required", t("Require a second factor of the team"), isOn: setting.isRequired)
        return settingsDesk(
            t("Second factor"),
            """
            \(faultSummary(faults))\(doneNotice(done == "saved" ? t("The settings are saved.") : nil))
            \(isOutdated ? outdatedNotice(factorFacts(setting)) : "")
            <p class="lead">\(t("Beside the link of a letter, one more proof: an app that shows codes, or a passkey."))</p>
            <p>\(t("Once it is required, it is asked of administrators and campaign leads at once: whoever has none sets it up first."))</p>
            \(form(to: "/agence/reglages/second-facteur", attributes: "class=\"flow flow-5\"",
            """
            \(hidden("revision", String(setting.revision)))\(choiceGroup("required", legend, faults: faults, box))
            <p><button class="btn main">\(t("Save"))</button></p>
            """))
            \(missingStaff(setting.missing))
            """)
    }

    private func factorFacts(_ setting: FactorSetting) -> [(label: String, value: String)] {
        [(t("Require a second factor of the team"), setting.isRequired ? t("Yes") : t("No"))]
    }

    private func missingStaff(_ names: [String]) -> HTML {
        guard !names.isEmpty else { return "<p>\(t("Everybody of the team has one."))</p>" }
        return """
            <section class="sect flow" aria-labelledby="missing"><h2 id="missing">\(t("Without a second factor so far"))</h2>
            <ul>\(names.map { name -> HTML in "<li>\(name)</li>" })</ul></section>
            """
    }
}
