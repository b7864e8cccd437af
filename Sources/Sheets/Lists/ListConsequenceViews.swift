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

    /// Nobody is written to because of a list.
    var untoldWords: String {
        t("Nobody is written to: tell these people yourself, or invite the jurors among them on the page of the jury.")
    }
}
