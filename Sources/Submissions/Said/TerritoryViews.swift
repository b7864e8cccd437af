import Grids
import Identifiers
import Web

// That a file is of a place outside of its campaign, to its owner and to those who look at its eligibility.
extension Reader {
    func outsideNotice(_ outside: OutsideTerritory?) -> HTML {
        guard let outside else { return "" }
        return """
            <p class="notice">\(outsideWords(outside)) \
            \(t("You may go on: the agency looks at whether what you do is of the campaign’s territory."))</p>
            """
    }

    /// Beside the question of eligibility that it speaks of.
    func outsideHint(_ outside: OutsideTerritory?, at gate: EligibilityGate) -> HTML {
        guard let outside, gate.id.description == "territory" else { return "" }
        return "<p class=\"notice\">\(outsideWords(outside))</p>"
    }

    private func outsideWords(_ outside: OutsideTerritory) -> String {
        let campaign = formats.list(outside.campaign.map { $0.name })
        let department = outside.department.name
        return t("The organisation is in another department (\(department)) than the campaign’s: \(campaign).")
    }
}
