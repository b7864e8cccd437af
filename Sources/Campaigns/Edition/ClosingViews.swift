import Web

// What is still open in an edition that somebody is about to close.
extension Reader {
    func unfinishedNotice(_ duties: [Duty]) -> HTML {
        guard !duties.isEmpty else { return "" }
        let lines = duties.map { duty -> HTML in
            let title: HTML =
                duty.path.map { path -> HTML in "<a href=\"\(to(path))\">\(duty.title)</a>" } ?? "\(duty.title)"
            return "<li>\(title)</li>"
        }
        return """
            <div class="notice warn"><h2>\(t("Not finished"))</h2>
            <p>\(t("Once the edition is closed, nobody is reminded of this, and what is not sent can no longer be."))</p>
            <ul>\(lines)</ul></div>
            """
    }
}
