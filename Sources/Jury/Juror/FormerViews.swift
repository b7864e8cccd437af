import Campaigns
import Web

// Those who are not of the jury any more: apart from it, since nothing is awaited of them.
extension Reader {
    func formerList(_ edition: Edition, _ jury: JuryPage) -> HTML {
        let (lines, count) = (jury.lines.filter { !$0.isAtWork }, jury.former)
        guard !lines.isEmpty else { return "" }
        let caption = t("\(count) person", "\(count) people", count: count)
        return """
            <section class="sect flow" aria-labelledby="former"><h2 class="h3" id="former">\(t("Not, or no longer, of the jury"))</h2>
            <p class="hint">\(formerHint(lines))</p>
            <div class="scroll" role="region" tabindex="0" aria-labelledby="left"><table class="table dense stack-sm">
            <caption id="left">\(caption)</caption><thead><tr><th scope="col">\(t("Name"))</th><th scope="col">\(t("State"))</th>
            <th scope="col" class="n">\(t("Sent"))</th></tr></thead>
            <tbody>\(lines.map { formerRow(edition, $0) })</tbody></table></div></section>
            """
    }

    private func formerHint(_ lines: [JurorLine]) -> String {
        let sent = lines.filter { $0.sent > 0 }
        return [
            t("Nothing is awaited of them, and no number above counts them."),
            sent.contains { $0.state == .left }
                ? t("What somebody who left had sent stays, unless it was said otherwise.") : nil,
            sent.contains(where: \.isTaken)
                ? t("What was sent before a role was taken back counts nowhere until you say what stays.") : nil,
        ].compactMap(\.self).joined(separator: " ")
    }

    /// What somebody sent who is not of the jury any more, and which of it counts.
    func sentList(_ readings: SentReadings, at path: String) -> HTML {
        guard !readings.lines.isEmpty else { return "" }
        let count = readings.page.count
        let lines = readings.lines.map { reading -> HTML in
            let day = reading.sentAt.map { t("sent on \(formats.shortDay($0))") }
            let words = [day, word(for: reading.standing)].compactMap(\.self).joined(separator: ", ")
            return """
                <li><span class="num">\(reading.number)</span> \(inFrench(reading.title)), <span class="quiet">\(words)</span></li>
                """
        }
        return """
            <section class="part" aria-labelledby="sent-readings"><h2 id="sent-readings">\(t("Readings sent"))</h2>\
            <p class="small quiet">\(t("\(count) reading sent", "\(count) readings sent", count: count))</p>\
            <ul class="flow flow-2">\(lines)</ul>\(pager(readings.page, at: path, query: Fields()))</section>
            """
    }

    private func word(for standing: SentReading.Standing) -> String {
        switch standing {
        case .counts: t("counts")
        case .suspended: t("suspended: say what stays of it")
        case .ended: t("counts no more")
        }
    }

    /// Invited, never answered, and not awaited any more.
    func uninvited(_ line: JurorLine) -> HTML {
        let words =
            line.leftAt.map { t("invitation taken back on \(formats.shortDay($0))") } ?? t("invitation taken back")
        return "<span class=\"state out\">\(words)</span>"
    }

    private func formerRow(_ edition: Edition, _ line: JurorLine) -> HTML {
        """
        <tr><th scope="row"><a class="name" href="\(to(edition.path("jury/\(line.id)")))">\(typeset(line.name))</a><br>\(smallFrench(line.function))</th>
        <td data-th="\(t("State"))"><span>\(state(of: line))</span></td><td class="n" data-th="\(t("Sent"))">\(line.sent)</td></tr>
        """
    }
}
