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
        return """
            <div class="notice warn" id="readings" tabindex="-1"><p>\(sent)</p>
            \(tick("readings", words, isOn: desk.typed.isOn("readings")))</div>
            """
    }
}
