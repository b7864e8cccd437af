import Mail
import Web

// What is about to be done with all letters of a list at once.
extension Reader {
    func batchPage(_ batch: MessageBatch) -> HTML {
        let count = batch.lines.count
        let back = to("/agence/messages") + (batch.filter.pairs.isEmpty ? "" : "?" + batch.filter.urlEncoded)
        let kept = batch.filter.pairs.map { hidden($0.name, $0.value) }
        let changed: HTML =
            batch.isChanged
            ? """
            <div class="notice warn" role="alert" tabindex="-1" autofocus><p><strong>\
            \(t("The list changed meanwhile. Look at it again before you confirm."))</strong></p></div>
            """ : ""
        let button: HTML = """
            <button class="btn \(batch.act == .cancel ? "bad" : "main" as HTML)">\(batchTitle(batch.act, count))</button> \
            <a href="\(back)">\(t("Back to the list"))</a>
            """
        let confirmation: HTML =
            count == 0
            ? "<p><a href=\"\(back)\">\(t("Back to the list"))</a></p>"
            : form(
                to: batch.act.listPath, attributes: "class=\"row\"",
                "\(hidden("count", "\(count)"))\(kept)\(button)")
        return desk(
            PageHead(batchTitle(batch.act, count), isHidden: true),
            """
            <div class="wrap flow flow-5"><div><p class="path"><a href="\(back)">\(t("Messages"))</a></p><h1>\(batchTitle(batch.act, count))</h1></div>
            \(changed)<p>\(consequence(of: batch.act, on: count))</p><ul class="dashes">\(batch.lines.map(batchLine))</ul>
            \(confirmation)</div>
            """)
    }

    private func batchLine(_ message: Message) -> HTML {
        """
        <li><span lang="\(message.language)">\(message.subject)</span> \
        <span class="quiet">· \(message.name.isEmpty ? message.address : message.name)</span></li>
        """
    }

    private func consequence(of act: Message.Act, on count: Int) -> String {
        switch act {
        case .release:
            t(
                "It leaves as it is now. This cannot be taken back.",
                "They leave as they are now. This cannot be taken back.", count: count)
        case .cancel:
            t(
                "It does not leave. You can take it back later, unless it holds a secret of its addressee.",
                "They do not leave. You can take them back later, but for those that hold a secret of their addressee.",
                count: count)
        case .retry: t("It goes to the mail server again.", "They go to the mail server again.", count: count)
        case .restore:
            t(
                "It is held again, to be read, changed and let go.",
                "They are held again, to be read, changed and let go.", count: count)
        }
    }
}
