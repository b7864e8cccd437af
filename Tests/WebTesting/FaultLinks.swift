extension Screen {
    /// The links of what was refused that lead to nothing that takes the focus and is described by what stands against it
    /// (RGAA 11.10, 11.11); nil where the page refuses nothing.
    public var lostFaults: [String]? {
        guard let start = html.firstRange(of: "<div class=\"error-summary\"")?.lowerBound else { return nil }
        let summary = html[start...].prefix(upTo: html[start...].firstRange(of: "</div>")?.lowerBound ?? html.endIndex)
        return summary.matches(of: /href="#([^"]+)"/).map { String($0.1) }.filter { !isReached($0) }
    }

    private func isReached(_ name: String) -> Bool {
        guard let place = html.firstRange(of: " id=\"\(name)\"")?.lowerBound,
            let open = html[..<place].lastIndex(of: "<")
        else { return false }
        let tag = html[open...].prefix { $0 != ">" }
        let isControl = ["<input", "<select", "<textarea", "<button"].contains { tag.hasPrefix($0) }
        let isDescribed = tag.contains("aria-describedby=\"") && tag.contains("\(name)-error\"")
        return (isControl || tag.contains("tabindex=\"-1\"")) && isDescribed
            && html.ranges(of: "id=\"\(name)-error\"").count == 1
    }
}
