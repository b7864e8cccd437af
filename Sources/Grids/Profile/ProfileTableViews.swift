import Web

extension Reader {
    /// The twin of the drawing: dimension, level, and what was read there, where somebody says it (`remarks`).
    public func profileTable(
        _ profile: Profile, key: String = "profile", caption: String? = nil, manner: ProfileManner = .words,
        remarks: [Grid.Dimension.ID: String] = [:], remarksTitle: String? = nil
    ) -> HTML {
        let hasSpread = profile.axes.contains { $0.spread != nil }
        let hasRemarks = !remarks.isEmpty || profile.axes.contains { $0.open > 0 }
        let remarksTitle = remarksTitle ?? t("What was read")
        let rows = profile.axes.map { axis in
            row(axis, profile, manner, hasSpread, hasRemarks ? remarksTitle : nil, remarks[axis.dimension])
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="\(key)-table"><table class="table stack-sm">
            <caption id="\(key)-table">\(caption ?? t("The profile as a table"))</caption>
            <thead><tr>\(head(t("Dimension")))\(head(t("Level")))\(hasSpread ? head(t("From lowest to highest")) : nil)\
            \(hasRemarks ? head(remarksTitle) : nil)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func head(_ title: String) -> HTML { "<th scope=\"col\">\(title)</th>" }

    private func row(
        _ axis: Profile.Axis, _ profile: Profile, _ manner: ProfileManner, _ hasSpread: Bool, _ remarksTitle: String?,
        _ remark: String?
    ) -> HTML {
        """
        <tr><th scope="row" class="name">\(text(axis.title))</th>\(cell(t("Level"), level(axis, profile, manner)))\
        \(hasSpread ? cell(t("From lowest to highest"), spread(axis)) : nil)\
        \(remarksTitle.map { remarks($0, [remark.map { "\($0)" }, open(axis)].compactMap { $0 }) })</tr>
        """
    }

    private func cell(_ title: String, _ content: HTML) -> HTML { "<td data-th=\"\(title)\">\(content)</td>" }

    // One element inside, since a narrow table sets the cell's title beside it.
    private func remarks(_ title: String, _ remarks: [HTML]) -> HTML {
        remarks.isEmpty ? "<td></td>" : cell(title, "<span>\(HTML.joined(remarks, by: "<br>"))</span>")
    }

    private func level(_ axis: Profile.Axis, _ profile: Profile, _ manner: ProfileManner) -> HTML {
        guard let value = axis.reading.value else { return "\(plainWord(axis, profile))" }
        let word = text(profile.scale.label(nearest: value))
        return manner == .words ? word : "<span>\(word), <span class=\"num\">\(figure(axis, profile))</span></span>"
    }

    private func spread(_ axis: Profile.Axis) -> HTML {
        guard let spread = axis.spread else { return "–" }
        return "\(t("from \(oneDecimal(spread.lowerBound)) to \(oneDecimal(spread.upperBound))"))"
    }

    private func open(_ axis: Profile.Axis) -> HTML? {
        guard axis.open > 0 else { return nil }
        let sentence = t("\(axis.open) checkpoint left open", "\(axis.open) checkpoints left open", count: axis.open)
        return "<span class=\"quiet\">\(sentence)</span>"
    }
}
