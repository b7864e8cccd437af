import Web

// Readings of a file that were sent, when somebody says something else of its eligibility.
extension Reader {
    func sentReadingsAsked(_ count: Int) -> String {
        t(
            "\(count) reading of this file is sent: say that you know what becomes of it.",
            "\(count) readings of this file are sent: say that you know what becomes of them.", count: count)
    }

    /// Asked beside the button, when it was pressed with another answer than the one that stands.
    func sentReadings(_ desk: FileDesk) -> HTML {
        guard desk.asks("readings"), desk.readings > 0 else { return "" }
        let count = desk.readings
        let sent = t("\(count) reading sent", "\(count) readings sent", count: count)
        let words =
            desk.typed.text("verdict") == Submission.Eligibility.eligible.rawValue
            ? t("I know: what was read and sent counts again")
            : t("I know: what was read and sent is kept, and does not count until the file is eligible again")
        let fault = desk.faults.first { $0.field == "readings" }
        let described: HTML = fault == nil ? "" : " aria-describedby=\"readings-error\""
        return """
            <div class="notice warn" id="readings" tabindex="-1"\(described)>\(fault.map(faultLine))<p>\(sent)</p>
            \(tick("readings", words, isOn: desk.typed.isOn("readings")))</div>
            """
    }
}
