import Web

// In an edition with a second round: who is on its shortlist, once that is told.
extension Reader {
    /// Below the name of a file; nothing while no shortlist is told.
    func shortlistMark(_ line: DecisionStore.Line) -> HTML {
        guard let words = shortlistWords(line) else { return "" }
        return "<span class=\"sub\">\(words)</span>"
    }

    func shortlistWords(_ line: DecisionStore.Line) -> String? {
        line.isShortlisted.map { $0 ? t("on the shortlist", as: "file") : t("not on the shortlist", as: "file") }
    }

    /// Why no award is offered.
    func unlistedNotice(_ line: DecisionStore.Line) -> HTML {
        guard line.isShortlisted == false else { return "" }
        return """
            <div class="notice"><p>\(t("This file is not on the shortlist, which is told: awards go to the files on it."))</p></div>
            """
    }
}
