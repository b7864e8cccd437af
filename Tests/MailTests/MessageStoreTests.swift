import Foundation
import Identifiers
import Storage
import StorageTesting
import Tasks
import Testing

@testable import Mail

struct MessageStoreTests {
    private let now = Date(timeIntervalSince1970: 1_411_369_200)
    private let look = MailLook(name: "rally'nov 2014", accent: "")
    private let outbox = Outbox(queue: TaskQueue())
    private let staff = Person.ID.new(at: Date(timeIntervalSince1970: 0))

    @Test(arguments: Engine.available)
    func `a message is found by words of its addressee and its subject, whatever their accents`(engine: Engine)
        async throws
    {
        let database = try await engine.database()
        try await add(to: database, "Édith Maréchal", "e_m@example.org", "Il reste 6 jours")
        try await add(to: database, "Romain", "exm@example.org", "Dossier reçu")
        let store = store(database)
        for (words, count) in [
            ("marechal", 1), ("MARÉCHAL jours", 1), ("recu", 1), ("e_m@", 1), ("example.org", 2), ("marechal recu", 0),
            ("%", 0), ("!", 0), ("", 2),
        ] {
            var filter = MessageFilter()
            filter.words = words
            #expect(try await store.list(filter, for: staff).count == count, "\(words)")
            #expect(try await store.counts(filter, for: staff).values.reduce(0, +) == count, "\(words)")
        }
    }

    @Test(arguments: Engine.available)
    func `a list keeps to its days and its order`(engine: Engine) async throws {
        let database = try await engine.database()
        for (day, name) in ["Émile", "Awa", "Zoé"].enumerated() {
            try await add(to: database, name, "a@example.org", "Objet \(3 - day)", at: now + Double(day) * 86_400)
        }
        let store = store(database)
        var filter = MessageFilter()
        #expect(try await store.list(filter, for: staff, by: .newest).map(\.name) == ["Zoé", "Awa", "Émile"])
        #expect(
            try await store.list(filter, for: staff, by: .init(by: .addressee)).map(\.name) == ["Awa", "Émile", "Zoé"])
        #expect(
            try await store.list(filter, for: staff, by: .init(by: .subject, isDescending: true)).map(\.name)
                == ["Émile", "Awa", "Zoé"])
        (filter.since, filter.before) = (now + 86_400, now + 2 * 86_400)
        #expect(try await store.list(filter, for: staff).map(\.name) == ["Awa"])
    }

    @Test(arguments: Engine.available)
    func `what is out of reach is neither listed, counted, found nor changed`(engine: Engine) async throws {
        let database = try await engine.database()
        let near = try await add(to: database, "Awa", "a@example.org", "Objet", edition: "2014", held: true)
        let far = try await add(to: database, "Awa", "a@example.org", "Objet", edition: "2013", held: true)
        let store = MessageStore(database: database, outbox: outbox) { _ in "message.edition = '2014'" }
        #expect(try await store.list(for: staff).map(\.id) == [near])
        #expect(try await store.counts(for: staff) == [.held: 1])
        #expect(try await store.find(far, for: staff) == nil)
        #expect(try await store.edit(far, at: 1, .reminder, by: staff) { _ in look } == nil)
        for act in Message.Act.allCases {
            #expect(try await store.act(act, on: far, at: 1, by: staff, now: now) == nil)
        }
        #expect(try await store.act(.cancel, on: MessageFilter(), expecting: 1, by: staff, now: now) == 1)
        let all = self.store(database)
        #expect(try await all.find(far, for: staff)?.revision == 1)
        #expect(try await all.find(near, for: staff)?.state == .cancelled)
    }

    @Test(arguments: Engine.available)
    func `a message has those beside it that are in reach, in every order`(engine: Engine) async throws {
        let database = try await engine.database()
        var ids: [Message.ID] = []
        for (place, name) in ["Zoé", "Awa", "Émile"].enumerated() {
            ids.append(
                try await add(to: database, name, "a@example.org", "Objet", edition: "2014", at: now + Double(place)))
        }
        try await add(to: database, "Bob", "b@example.org", "Objet", edition: "2013")
        let store = MessageStore(database: database, outbox: outbox) { _ in "message.edition = '2014'" }
        for order in [MessageOrder.newest, .init(by: .addressee), .init(by: .subject)] {
            let listed = try await store.list(for: staff, by: order).map(\.id)
            for (place, id) in listed.enumerated() {
                let near = try #require(try await store.neighbours(of: id, in: MessageFilter(), for: staff, by: order))
                #expect(near.place == place + 1 && near.count == 3)
                #expect(near.before == (place > 0 ? listed[place - 1] : nil))
                #expect(near.after == (place < 2 ? listed[place + 1] : nil))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what was dropped is held again, unless another message says it anew`(engine: Engine) async throws {
        let database = try await engine.database()
        let first = try await add(to: database, "Awa", "a@example.org", "Objet", held: true)
        let second = try await add(to: database, "Awa", "a@example.org", "Objet", held: true)
        let store = store(database)
        let dropped = try #require(try await store.act(.cancel, on: second, at: 1, by: staff, now: now))
        let back = try #require(
            try await store.act(.restore, on: second, at: dropped.revision, by: staff, now: now))
        #expect(back.state == .held)
        try await database.write { try outbox.replace(first, by: second, in: $0) }
        let old = try #require(try await store.find(first, for: staff))
        #expect(old.replacedBy == second)
        #expect(!old.allows(.restore))
        await #expect(throws: MessageStore.Refusal.tooLate) {
            try await store.act(.restore, on: first, at: old.revision, by: staff, now: now)
        }
        #expect(try await store.find(first, for: staff) == old)
    }

    @Test(arguments: Engine.available)
    func `a letter held for a page is let go by it only, and is in reach of hands afterwards`(engine: Engine)
        async throws
    {
        let database = try await engine.database()
        let ids = try await [1, 2].asyncMap { _ in
            try await add(
                to: database, "Awa", "a@example.org", "Objet", about: "letters:1", held: true, heldFor: "publication")
        }
        let store = store(database)
        await #expect(throws: MessageStore.Refusal.tooLate) {
            try await store.act(.release, on: ids[0], at: 1, by: staff, now: now)
        }
        #expect(try await store.count(.release, MessageFilter(.held), for: staff) == 0)
        _ = try await store.act(.cancel, on: ids[1], at: 1, by: staff, now: now)
        #expect(try await database.write { try outbox.release(about: "letters:1", now: now, in: $0) } == 1)
        let dropped = try #require(try await store.find(ids[1], for: staff))
        #expect(dropped.state == .cancelled)
        let back = try #require(
            try await store.act(.restore, on: ids[1], at: dropped.revision, by: staff, now: now))
        #expect(back.allows(.release))
    }

    @Test(arguments: Engine.available)
    func `many messages move at once, and only those that were counted`(engine: Engine) async throws {
        let database = try await engine.database()
        for number in 1...3 {
            try await add(to: database, "Awa", "a@example.org", "Objet \(number)", about: "news", held: number < 3)
        }
        let store = store(database)
        let held = MessageFilter(.held, about: "news")
        #expect(try await store.count(.release, held, for: staff) == 2)
        await #expect(throws: MessageStore.Refusal.others(count: 2)) {
            try await store.act(.release, on: held, expecting: 3, by: staff, now: now)
        }
        #expect(try await store.counts(for: staff) == [.held: 2, .waiting: 1])
        #expect(try await store.act(.release, on: held, expecting: 2, by: staff, now: now) == 2)
        #expect(try await store.counts(for: staff) == [.waiting: 3])
        #expect(try await store.act(.cancel, on: MessageFilter(.waiting), expecting: 3, by: staff, now: now) == 3)
        #expect(try await store.act(.restore, on: MessageFilter(), expecting: 3, by: staff, now: now) == 3)
        #expect(try await store.counts(for: staff) == [.held: 3])
    }

    @Test(arguments: Engine.available)
    func `a link and a warning are not kept back, alone or with others, while they can still leave`(engine: Engine)
        async throws
    {
        let database = try await engine.database()
        let link = try await add(to: database, "Awa", "a@example.org", "Lien", isPrivate: true)
        let warning = try await add(to: database, "Awa", "a@example.org", "Codes", about: Message.warning + "awa")
        let other = try await add(to: database, "Awa", "a@example.org", "Objet", about: "news")
        let store = store(database)
        for state in [Message.State.waiting, .failed] {
            try await turn(to: state, in: database)
            for id in [link, warning] {
                #expect(try await store.find(id, for: staff)?.allows(.cancel) == false)
                await #expect(throws: MessageStore.Refusal.tooLate) {
                    try await store.act(.cancel, on: id, at: 1, by: staff, now: now)
                }
            }
            #expect(try await store.count(.cancel, MessageFilter(state), for: staff) == 1)
        }
        #expect(try await store.act(.cancel, on: MessageFilter(), expecting: 1, by: staff, now: now) == 1)
        #expect(try await store.find(other, for: staff)?.state == .cancelled)
        #expect(try await store.count(.retry, MessageFilter(.failed), for: staff) == 2)
        #expect(try await store.act(.retry, on: MessageFilter(.failed), expecting: 2, by: staff, now: now) == 2)
        #expect(try await store.counts(for: staff) == [.waiting: 2, .cancelled: 1])
    }

    @Test(arguments: Engine.available)
    func `a link that failed and is not kept can be put away, and no warning is written anew`(engine: Engine)
        async throws
    {
        let database = try await engine.database()
        let link = try await add(to: database, "Awa", "a@example.org", "Lien", isPrivate: true)
        let warning = try await add(
            to: database, "Awa", "a@example.org", "Codes", about: Message.warning + "awa", held: true)
        try await database.write { connection in
            try connection.run("UPDATE message SET state = 'failed', plain = '' WHERE id = \(link)")
        }
        let store = store(database)
        #expect(try await store.act(.cancel, on: link, at: 1, by: staff, now: now)?.state == .cancelled)
        await #expect(throws: MessageStore.Refusal.tooLate) {
            try await store.edit(warning, at: 1, .reminder, by: staff) { _ in look }
        }
    }

    @Test(arguments: Engine.available)
    func `a warning that found no mailbox can be put away, and one that failed otherwise cannot`(engine: Engine)
        async throws
    {
        let database = try await engine.database()
        let warning = try await add(to: database, "Awa", "a@example.org", "Codes", about: Message.warning + "awa")
        let store = store(database)
        for (answer, isLeft) in [("451 4.7.1 later", true), ("Login denied", true), ("550 5.1.1 no such user", false)] {
            try await database.write { connection in
                try connection.run("UPDATE message SET state = 'failed', last_error = \(answer) WHERE id = \(warning)")
            }
            let message = try #require(try await store.find(warning, for: staff))
            #expect(message.isOnItsWay == isLeft && message.allows(.cancel) == !isLeft, "\(answer)")
            #expect(message.allows(.retry))
        }
        #expect(try await store.act(.cancel, on: warning, at: 1, by: staff, now: now)?.state == .cancelled)
    }

    private func turn(to state: Message.State, in database: any Database) async throws {
        try await database.write { try $0.run("UPDATE message SET state = \(state)") }
    }

    private func store(_ database: any Database) -> MessageStore {
        MessageStore(database: database, outbox: outbox) { _ in "1 = 1" }
    }

    @discardableResult private func add(
        to database: any Database, _ name: String, _ address: String, _ subject: String, edition: String? = nil,
        about: String? = nil, held: Bool = false, heldFor: String? = nil, isPrivate: Bool = false, at date: Date? = nil
    ) async throws -> Message.ID {
        var letter = Letter.reminder
        letter.subject = subject
        var message = NewMessage(letter, look: look, to: try EmailAddress(address))
        (message.name, message.edition, message.about, message.heldFor) = (name, edition, about, heldFor)
        message.isPrivate = isPrivate
        return try await database.write { [message] in try outbox.add(message, held: held, now: date ?? now, in: $0) }
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ change: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await change(element)) }
        return results
    }
}
