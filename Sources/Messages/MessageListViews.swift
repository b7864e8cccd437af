import Campaigns
import Mail
import Tables
import Web
import Workbooks

extension Reader {
    func messagesPage(_ list: MessageList) -> HTML {
        desk(
            PageHead(t("Messages"), isHidden: true),
            """
            <div class="wrap flow flow-5"><header class="row between"><h1>\(t("Messages"))</h1>
            <p class="row">\(exportLink("/agence/messages", query: list.filters))</p></header>
            \(doneNotice(batchDone(list.query)))\(messageSummary(list))
            \(withheldNotice([t("the letters about files that you are tied to"), t("the secrets that letters hold")]))
            \(messageFilters(list))\(batchOffers(list))
            \(list.lines.isEmpty ? noMessage(list) : messageTable(list))\(messagePager(list))</div>\(script("filter.js"))
            """)
    }

    private func noMessage(_ list: MessageList) -> HTML {
        let isOpen = list.filters.pairs.allSatisfy(\.value.isEmpty)
        let words = isOpen ? t("Nothing was written to anybody yet.") : t("No message answers this.")
        return "<div class=\"empty\"><p><strong>\(words)</strong></p></div>"
    }

    private func messageSummary(_ list: MessageList) -> HTML {
        let parts = Message.State.allCases.compactMap { state -> HTML? in
            guard let count = list.counts[state], count > 0 else { return nil }
            let asked = Fields(list.filters.without("etat").pairs + [(name: "etat", value: state.rawValue)])
            let current: HTML = list.query.text("etat") == state.rawValue ? " aria-current=\"true\"" : ""
            return "<a href=\"\(to("/agence/messages"))?\(asked.urlEncoded)\"\(current)>\(stateCount(state, count))</a>"
        }
        return parts.isEmpty ? "" : "<p>\(HTML.joined(parts, by: " · "))</p>"
    }

    private func stateCount(_ state: Message.State, _ count: Int) -> String {
        switch state {
        case .held: t("\(count) held", "\(count) held", count: count)
        case .waiting: t("\(count) waiting", "\(count) waiting", count: count)
        case .sent: t("\(count) sent", "\(count) sent", count: count)
        case .failed: t("\(count) failed", "\(count) failed", count: count)
        case .cancelled: t("\(count) cancelled", "\(count) cancelled", count: count)
        }
    }

    private func messageFilters(_ list: MessageList) -> HTML {
        let query = list.query
        let states = [("", t("All"))] + Message.State.allCases.map { ($0.rawValue, word(of: $0)) }
        let editions = [("", t("All", as: "editions"))] + list.editions.map { ($0.id.description, typeset($0.name)) }
        return """
            <form class="filters" method="get" action="\(to("/agence/messages"))" role="search" aria-label="\(t("Filter the messages"))" data-filter>
            <label class="grow">\(t("Addressee or subject"))<input class="input" type="search" name="q" value="\(query.text("q"))"></label>
            <label>\(t("State"))<select class="input" name="etat">\
            \(states.map { option($0.0, $0.1, isChosen: $0.0 == query.text("etat") ?? "") })</select></label>
            <label>\(t("Edition"))<select class="input" name="edition">\
            \(editions.map { option($0.0, $0.1, isChosen: $0.0 == query.text("edition") ?? "") })</select></label>
            \(dayFilter("du", t("Written from"), query))\(dayFilter("au", t("until", as: "day"), query))
            \(query.text("lot").map { hidden("lot", $0) })<button class="btn">\(t("Filter"))</button></form>
            \(query.text("lot").map { _ in onlyAlike })
            """
    }

    /// A day as every form of the site asks for it: a browser's own field would follow the browser's language.
    private func dayFilter(_ name: String, _ label: String, _ query: Fields) -> HTML {
        let typed = query.text(name)
        let day = typed.flatMap { formats.parseDay($0) }
        let value = day.map { formats.fieldDay($0) } ?? typed ?? ""
        let isOdd = typed != nil && day == nil
        let fault: HTML = isOdd ? "<span class=\"error\" id=\"\(name)-error\">\(noSuchDay(name))</span>" : ""
        let told: HTML = isOdd ? " aria-invalid=\"true\" aria-describedby=\"\(name)-error\"" : ""
        return """
            <label>\(label) (\(dayExample))<input class="input short" name="\(name)" value="\(value)" autocomplete="off"\(told)>\(fault)</label>
            """
    }

    private var dayExample: String { t("dd/mm/yyyy") }
    private func noSuchDay(_ name: String) -> String {
        name == "du"
            ? t("Write the first day as 15/09/2014. This one does not exist.")
            : t("Write the last day as 17/10/2014. This one does not exist.")
    }

    private var onlyAlike: HTML {
        "<p>\(t("Only the messages about the same thing.")) <a href=\"\(to("/agence/messages"))\">\(t("Show all messages"))</a></p>"
    }

    private func batchOffers(_ list: MessageList) -> HTML {
        let links = list.offers.map { offer -> HTML in
            let asked = list.filters.without("tri").urlEncoded
            let kind: HTML = offer.act == .cancel ? "btn bad" : "btn"
            return
                "<a class=\"\(kind)\" href=\"\(to(offer.act.listPath))?\(asked)\">\(batchTitle(offer.act, offer.count))</a>"
        }
        let elsewhere = list.elsewhere.map { edition, page -> HTML in
            """
            <p>\(t("Letters that wait for the release of \(typeset(edition.name)) leave with it.")) \
            <a href="\(to(edition.path(page)))">\(t("To the release"))</a></p>
            """
        }
        let row: HTML = links.isEmpty ? "" : "<p class=\"row\">\(links)</p>"
        return "\(elsewhere)\(row)"
    }

    func batchTitle(_ act: Message.Act, _ count: Int) -> String {
        switch act {
        case .release: t("Let \(count) message go", "Let \(count) messages go", count: count)
        case .cancel: t("Cancel \(count) message", "Cancel \(count) messages", count: count)
        case .retry: t("Send \(count) message again", "Send \(count) messages again", count: count)
        case .restore: t("Take \(count) message back", "Take \(count) messages back", count: count)
        }
    }

    private func batchDone(_ query: Fields) -> String? {
        guard let count = query.number("n") else { return nil }
        return switch query["ok"].flatMap(Message.Act.init(rawValue:)) {
        case .release, .retry: t("\(count) message leaves.", "\(count) messages leave.", count: count)
        case .cancel: t("\(count) message is cancelled.", "\(count) messages are cancelled.", count: count)
        case .restore: t("\(count) message is held again.", "\(count) messages are held again.", count: count)
        case nil: nil
        }
    }

    private func messageTable(_ list: MessageList) -> HTML {
        let order = MessageOrder.asked(list.query)
        let head = { (title: String, column: String) in sortHead(title, column, order, query: list.filters) }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="messages"><table class="table stack-sm">
            <caption id="messages">\(t("\(list.count) message", "\(list.count) messages", count: list.count))</caption>
            <thead><tr>\(head(t("Subject"), "objet"))\(head(t("Addressee"), "destinataire"))<th scope="col">\(t("Edition"))</th>\
            <th scope="col">\(t("State"))</th>\(head(t("Written"), "ecrit"))</tr></thead>
            <tbody>\(list.lines.map { messageRow($0, list) })</tbody></table></div>
            """
    }

    private func messageRow(_ message: Message, _ list: MessageList) -> HTML {
        let (editions, asked) = (list.editions, list.filters)
        // The way back leads to the list as it was asked for.
        let query: HTML = asked.pairs.isEmpty ? "" : "?\(asked.urlEncoded)"
        return """
            <tr><th scope="row" class="name"><a href="\(to(message.id.path))\(query)" lang="\(message.language)">\(message.subject)</a></th>
            <td data-th="\(t("Addressee"))">\(addressee(of: message))</td><td data-th="\(t("Edition"))">\(editionName(of: message, editions) ?? "–")</td>
            <td data-th="\(t("State"))"><span>\(state(of: message))\(stateDetail(of: message).map { "<span class=\"sub\">\($0)</span>" as HTML })</span></td>
            <td data-th="\(t("Written"))">\(formats.shortDay(message.createdAt)), \(formats.clock(message.createdAt))</td></tr>
            """
    }

    func addressee(of message: Message) -> HTML {
        guard !message.name.isEmpty else { return "\(message.address)" }
        return "<span>\(typeset(message.name))<span class=\"sub\">\(message.address)</span></span>"
    }

    private func editionName(of message: Message, _ editions: [Edition]) -> String? {
        editions.first { $0.id.description == message.edition }.map { typeset($0.name) }
    }

    private func messagePager(_ list: MessageList) -> HTML {
        guard list.pages > 1 else { return "" }
        func link(_ number: Int, _ label: String, _ relation: HTML) -> HTML {
            let asked = Fields(list.filters.pairs + [(name: "page", value: String(number))])
            return "<a rel=\"\(relation)\" href=\"\(to("/agence/messages"))?\(asked.urlEncoded)\">\(label)</a>"
        }
        return pageLinks(
            t("Pages of the list"),
            [
                list.page > 1 ? link(list.page - 1, t("Previous"), "prev") : nil,
                "<span aria-current=\"page\">\(t("Page \(list.page) of \(list.pages)"))</span>",
                list.page < list.pages ? link(list.page + 1, t("Next", as: "page"), "next") : nil,
            ])
    }

    func languageName(of message: Message) -> String { message.language == "fr" ? t("French") : t("English") }

    var messageColumns: [String] {
        [
            t("Written"), t("State"), t("Addressee"), t("Mail address"), t("Subject"), t("Edition"), t("Language"),
            t("Handed to the mail server"), t("Attempts"), t("Last answer of the mail server"),
        ]
    }

    func messageCells(_ message: Message, _ editions: [Edition]) -> [Cell] {
        [
            formats.stampCell(message.createdAt), .text(word(of: message.state)), .text(message.name),
            .text(message.address), .text(message.subject), Cell(editionName(of: message, editions)),
            .text(languageName(of: message)), formats.stampCell(message.sentAt), .integer(message.attempts),
            Cell(message.lastError),
        ]
    }
}
