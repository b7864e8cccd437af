import Web

// What follows from a list that is taken in, and is not written in its rows.
extension Reader {
    /// Said by the trial, before anything is written.
    func consequences(of kind: ImportRun.Kind, _ report: ImportReport) -> [String] {
        guard report.created + report.updated > 0 else { return [] }
        switch kind {
        case .partners:
            return [
                t("Partners of an edition stand on the public page of partners at once; the unsigned ones apart.")
            ]
        case .people: return [untoldWords]
        case .organisations, .initiatives: return []
        }
    }

    /// Of rows that stand here already, all of them or all that are not refused; nil where something would be written.
    func nothingToTakeIn(_ trial: ListTrial) -> String? {
        let report = trial.report
        guard report.created + report.updated + trial.open == 0, report.unchanged > 0 else { return nil }
        return report.refused == 0
            ? t("All these rows stand here already: there is nothing to take in.")
            : t("All rows that are not refused stand here already: there is nothing to take in.")
    }

    /// Nobody is written to because of a list.
    var untoldWords: String {
        t("Nobody is written to: tell these people yourself, or invite the jurors among them on the page of the jury.")
    }
}
