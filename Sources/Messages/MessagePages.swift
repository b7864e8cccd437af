import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Tables
import Web
import Workbooks

/// The outbox, for those who run the edition a message belongs to; what belongs to none, for administrators.
struct MessagePages: Sendable {
    static let pageSize = 100

    let editions: EditionStore
    let messages: MessageStore
    let database: any Database
    let plannedRelease: PlannedLetters
    let look: @Sendable (any Connection) throws -> MailLook

    init(
        database: any Database, mail: Correspondence, hidden: [HiddenMessages],
        whenChanging: @escaping MessageFollower, plannedRelease: @escaping PlannedLetters
    ) {
        (self.database, self.plannedRelease) = (database, plannedRelease)
        editions = EditionStore(database: database)
        messages = MessageStore(
            database: database, outbox: mail.outbox,
            reach: { person in
                .all([Rights.isStaff(person, of: "message.edition")] + hidden.map { "NOT (\($0(person)))" })
            }, whenChanging: whenChanging)
        look = mail.look
    }

    func list(_ visit: Visit) async throws -> Answer {
        let filter = MessageFilter(visit.query, visit.reader)
        let counts = try await messages.counts(filter, for: visit.person)
        let count = filter.state.map { counts[$0] ?? 0 } ?? counts.values.reduce(0, +)
        let pages = max(1, (count + Self.pageSize - 1) / Self.pageSize)
        let page = min(max(1, visit.query.number("page") ?? 1), pages)
        let lines = try await messages.list(
            filter, for: visit.person, by: MessageOrder(MessageOrder.asked(visit.query)), limit: Self.pageSize,
            offset: (page - 1) * Self.pageSize)
        let list = MessageList(
            lines: lines, count: count, counts: counts, page: page, pages: pages,
            offers: try await offers(filter, for: visit.person),
            editions: try await editions.all(runBy: visit.person), query: visit.query)
        return .page(visit.reader.messagesPage(list))
    }

    /// What may be done with all messages of a list at once: nothing before their state is chosen.
    private func offers(_ filter: MessageFilter, for person: Person.ID) async throws -> [BatchOffer] {
        guard let state = filter.state, state != .sent else { return [] }
        var offers: [BatchOffer] = []
        for act in Message.Act.allCases {
            let count = try await messages.count(act, filter, for: person)
            if count > 0 { offers.append(BatchOffer(act: act, count: count)) }
        }
        return offers
    }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let (reader, editions) = (visit.reader, try await editions.all(runBy: visit.person))
        let filter = MessageFilter(visit.query, reader)
        let found = try await messages.list(
            filter, for: visit.person, by: MessageOrder(MessageOrder.asked(visit.query)))
        return try visit.listFile(
            "messages", reader.t("Messages"), columns: reader.messageColumns,
            rows: found.lazy.map { reader.messageCells($0, editions) }, as: format)
    }

    func show(_ visit: Visit) async throws -> Answer {
        let message = try await messages.find(visit.path("message"), for: visit.person).orNotFound()
        return .page(try await page(visit, message))
    }

    /// The letter as its reader sees it, for the frame of its page.
    func letter(_ visit: Visit) async throws -> Answer {
        let message = try await messages.find(visit.path("message"), for: visit.person).orNotFound()
        return .framed(html: try message.content.orNotFound().html)
    }

    func act(_ act: Message.Act, _ visit: Visit) async throws -> Answer {
        let id: Message.ID = try visit.path("message")
        let revision = visit.fields.revision()
        do {
            _ = try await messages.act(act, on: id, at: revision, by: visit.person, now: visit.time).orNotFound()
            return .seeOther(id.path(ok: act.rawValue, in: MessageFilter.list(of: visit.fields)))
        } catch let refusal as MessageStore.Refusal {
            let message = try await messages.find(id, for: visit.person).orNotFound()
            return .outOfDate(try await page(visit, message, refusal: refusal))
        }
    }

    private func page(
        _ visit: Visit, _ message: Message, refusal: MessageStore.Refusal? = nil, typed: LetterForm? = nil
    ) async throws -> HTML {
        var about = MessageFilter()
        about.about = message.about
        let alike = message.about == nil ? 0 : try await messages.counts(about, for: visit.person).values.reduce(0, +)
        let edition = try await editions.all(runBy: visit.person).first { $0.id.description == message.edition }
        let list = visit.fields.pairs.isEmpty ? visit.query : visit.fields
        let neighbours = try await messages.neighbours(
            of: message.id, in: MessageFilter(list, visit.reader), for: visit.person,
            by: MessageOrder(MessageOrder.asked(list)))
        let shown = ShownMessage(message: message, edition: edition, alike: alike, neighbours: neighbours)
        return visit.reader.messagePage(
            shown, refusal: refusal, typed: typed, list: MessageFilter.list(of: list), done: visit.query["ok"])
    }
}

// Changing what a held letter says.
extension MessagePages {
    func edit(_ visit: Visit) async throws -> Answer {
        let message = try await messages.find(visit.path("message"), for: visit.person).orNotFound()
        guard message.isEditable, let content = message.content else {
            return .seeOther(message.id.path)
        }
        let form = LetterForm(content.letter, at: message.revision)
        return .page(visit.reader.letterFormPage(message, form, list: MessageFilter.list(of: visit.query)))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let message = try await messages.find(visit.path("message"), for: visit.person).orNotFound()
        let form = LetterForm(visit.fields)
        guard message.isEditable, let letter = message.content?.letter else {
            return .outOfDate(try await page(visit, message, refusal: .tooLate, typed: form))
        }
        let problems = form.problems(insteadOf: letter)
        let list = MessageFilter.list(of: visit.fields)
        guard problems.isEmpty else {
            return .refused(visit.reader.letterFormPage(message, form, problems, list: list))
        }
        do {
            let changed = form.applied(to: letter)
            _ = try await messages.edit(message.id, at: form.revision, changed, by: visit.person, look: look)
                .orNotFound()
            return .seeOther(message.id.path(ok: "saved", in: list))
        } catch let refusal as MessageStore.Refusal {
            return try await refused(visit, message.id, form, refusal)
        }
    }

    private func refused(
        _ visit: Visit, _ id: Message.ID, _ form: LetterForm, _ refusal: MessageStore.Refusal
    ) async throws -> Answer {
        let now = try await messages.find(id, for: visit.person).orNotFound()
        guard refusal == .outdated, let letter = now.content?.letter else {
            return .outOfDate(try await page(visit, now, refusal: refusal, typed: form))
        }
        var form = form
        form.revision = now.revision
        return .outOfDate(
            visit.reader.letterFormPage(
                now, form, saved: LetterForm(letter, at: now.revision), list: MessageFilter.list(of: visit.fields)))
    }
}

// All messages of a list at once, after their number was seen.
extension MessagePages {
    func ask(_ act: Message.Act, _ visit: Visit) async throws -> Answer {
        .page(try await batchPage(visit, act, visit.query, isChanged: false))
    }

    func actOnAll(_ act: Message.Act, _ visit: Visit) async throws -> Answer {
        let filter = MessageFilter(visit.fields, visit.reader)
        do {
            let count = try await messages.act(
                act, on: filter, expecting: visit.fields.number("count") ?? -1, by: visit.person, now: visit.time)
            return .seeOther("/agence/messages?ok=\(act.rawValue)&n=\(count)")
        } catch is MessageStore.Refusal {
            return .outOfDate(try await batchPage(visit, act, visit.fields, isChanged: true))
        }
    }

    private func batchPage(
        _ visit: Visit, _ act: Message.Act, _ fields: Fields, isChanged: Bool
    ) async throws -> HTML {
        let filter = MessageFilter(fields, visit.reader)
        let lines = try await messages.list(filter, for: visit.person).filter { $0.allows(act) }
        let batch = MessageBatch(act: act, lines: lines, filter: fields.only(MessageFilter.names), isChanged: isChanged)
        return visit.reader.batchPage(batch)
    }
}
