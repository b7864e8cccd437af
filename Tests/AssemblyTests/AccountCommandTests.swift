import Accounts
import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Assembly

struct AccountCommandTests {
    @Test(arguments: Engine.available)
    func `whoever adds somebody of nearly the name of another is told, and somebody known is not asked about`(
        engine: Engine
    ) async throws {
        let command = AccountCommand(database: try await engine.database())
        let now = World.monday
        _ = try await command.add(.init(email: "nadia@example.org", name: "Nadia Petit"), now: now)
        let again = try await command.add(.init(email: "n.petit@example.org", name: "Mme PETIT Nadia"), now: now)
        #expect(again.exit == 0)
        #expect(again.text.hasSuffix("under another address: Nadia Petit <nadia@example.org>"), "\(again.text)")
        let other = try await command.add(.init(email: "otto@example.org", name: "Otto Petit"), now: now)
        #expect(!other.text.contains("another address"), "\(other.text)")
    }

    @Test(arguments: Engine.available)
    func `the first administrator comes in without a mail server`(engine: Engine) async throws {
        let database = try await engine.database()
        let house = try House(database: database, settings: HouseSettings(root: World.root, address: World.address))
        let command = AccountCommand(database: database)
        let added = try await command.add(addition("nadia@example.org", role: "agency-administrator"), now: Date())
        #expect(added == .init(text: "added: Nadia <nadia@example.org>, agency-administrator", exit: 0))
        let link = try await command.link(email: "NADIA@example.org", address: World.address + "/", now: Date())
        #expect(link.exit == 0)
        let lines = link.text.dropFirst(World.address.count).split(separator: "\n").map(String.init)
        let (path, digits) = (try #require(lines.first), try #require(lines.last))
        #expect(digits.wholeMatch(of: /\d{6}/) != nil)
        let visitor = Visitor(house.site)
        let page = try await visitor.get(path)
        // No browser asked for it.
        #expect(try await visitor.submit(path, on: page, [:]).status == .unprocessableContent)
        let answer = try await visitor.submit(path, on: page, ["code": digits])
        #expect(answer.status == .seeOther)
        #expect(try await visitor.get("/agence/reglages").status == .ok)
        #expect(try await visitor.get("/ma-page").text.contains("Vos rôles"))
    }

    @Test func `somebody who is there is given the role, and the list says so`() async throws {
        let command = AccountCommand(database: try await World().database)
        let given = try await command.add(
            addition("awa@example.org", role: "observer", edition: "2013"), now: World.monday)
        #expect(given == .init(text: "already there: Awa <awa@example.org>, observer", exit: 0))
        let list = try await command.list().text.split(separator: "\n")
        #expect(list.contains("awa@example.org\tAwa\tjuror 2014, observer 2013"))
        #expect(list.contains("mireille@example.org\tMireille\tagency-administrator"))
    }

    @Test(arguments: [
        (Wrong("awa@example.org"), "awa@example.org is somebody's address already"),
        (Wrong("awa@example.org", role: "submitter", edition: "2014"), "awa@example.org is juror already"),
        (Wrong("nobody"), "«nobody» is no mail address"), (Wrong("a@example.org", name: " "), "the name is empty"),
        (Wrong("a@example.org", role: "king"), "«king» is no role; the roles are agency-administrator, "),
        (Wrong("a@example.org", role: "juror", edition: "1999"), "there is no edition «1999»"),
        (Wrong("a@example.org", edition: "2014"), "--edition says which edition a role is for"),
        (Wrong("a@example.org", language: "xx"), "«xx» is no language"),
    ])
    private func `what is wrong is said in one line, and nothing is changed`(wrong: Wrong, words: String) async throws {
        let command = AccountCommand(database: try await World().database)
        let before = try await command.list()
        let answer = try await command.add(wrong.addition, now: World.monday)
        #expect(answer.exit == 1)
        #expect(answer.text.hasPrefix(words))
        #expect(!answer.text.contains("\n"))
        #expect(try await command.list() == before)
    }

    @Test func `signs that turn or break a name are not taken from a command line`() async throws {
        let command = AccountCommand(database: try await World().database)
        let wrong = Wrong("nadia@example.org", name: "Na\u{202E}di\u{2}a\u{B}Petit\u{200F}", role: "observer")
        let added = try await command.add(wrong.addition, now: World.monday)
        #expect(added == .init(text: "added: Nadia Petit <nadia@example.org>, observer", exit: 0))
    }

    @Test(arguments: Engine.available)
    func `a link that the machine prints is noted, and one that it refuses is not`(engine: Engine) async throws {
        let world = try await World(engine)
        let command = AccountCommand(database: world.database)
        _ = try await command.link(email: "xyz@example.org", address: World.address, now: World.monday)
        #expect(try await world.noted("link-printed").isEmpty)
        #expect(try await command.link(email: "awa@example.org", address: World.address, now: World.monday).exit == 0)
        let noted = try await world.noted("link-printed")
        #expect(noted.map(\.thing) == ["account \(Somebody.awa.id)"] && noted.allSatisfy { $0.actor == nil })
    }

    @Test func `nobody gets a link who is not there`() async throws {
        let command = AccountCommand(database: try await World().database)
        let answer = try await command.link(email: "xyz@example.org", address: World.address, now: World.monday)
        #expect(answer == .init(text: "nobody has the address xyz@example.org", exit: 1))
    }

    @Test(arguments: Engine.available)
    func `an account is disabled and enabled by its address, and its sessions end`(engine: Engine) async throws {
        let world = try await World(engine)
        let command = AccountCommand(database: world.database)
        let awa = "awa@example.org"
        try await world.database.write { connection in
            for _ in 1...2 {
                _ = try SessionStore.begin(for: Somebody.awa.id, next: .home, at: World.monday, in: connection)
            }
        }
        let ended = try await command.turn(.endSessions, email: "AWA@example.org", now: World.monday)
        #expect(ended == .init(text: "ended: 2 sessions of awa@example.org", exit: 0))
        #expect(try await command.turn(.disable, email: awa, now: World.monday).text == "disabled: \(awa)")
        #expect(try await command.turn(.disable, email: awa, now: World.monday).text == "disabled already: \(awa)")
        #expect(try await command.list().text.contains("awa@example.org\tAwa\tjuror 2014\tdisabled\n"))
        let link = try await command.link(email: awa, address: World.address, now: World.monday)
        #expect(link == .init(text: "the account of awa@example.org is disabled", exit: 1))
        #expect(try await command.turn(.enable, email: awa, now: World.monday).text == "enabled: \(awa)")
        #expect(try await command.link(email: awa, address: World.address, now: World.monday).exit == 0)
        let noted = try await world.noted("sessions-ended", "account-disabled", "account-enabled")
        #expect(noted.map(\.act) == ["sessions-ended", "account-disabled", "account-enabled"])
        #expect(noted.allSatisfy { $0.actor == nil })
    }

    @Test(arguments: Engine.available)
    func `the sessions of everybody end at once`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            for somebody in [Somebody.awa, .benoit] {
                _ = try SessionStore.begin(for: somebody.id, next: .home, at: World.monday, in: connection)
            }
        }
        let command = AccountCommand(database: world.database)
        #expect(try await command.endAllSessions() == .init(text: "ended: 2 sessions", exit: 0))
        #expect(try await command.endAllSessions() == .init(text: "ended: 0 sessions", exit: 0))
        #expect(try await world.noted("sessions-ended").map(\.thing) == ["accounts all"])
    }

    @Test func `the last administrator is not disabled by the command either`() async throws {
        let command = AccountCommand(database: try await World().database)
        let refused = try await command.turn(.disable, email: "mireille@example.org", now: World.monday)
        #expect(refused.exit == 1)
        #expect(refused.text == "mireille@example.org is the last administrator: name another one first")
        let nobody = try await command.turn(.endSessions, email: "xyz@example.org", now: World.monday)
        #expect(nobody == .init(text: "nobody has the address xyz@example.org", exit: 1))
    }

    private func addition(_ email: String, role: String? = nil, edition: String? = nil) -> AccountCommand.Addition {
        Wrong(email, role: role, edition: edition).addition
    }
}

private struct Wrong: Sendable {
    var addition: AccountCommand.Addition

    init(
        _ email: String, name: String = "Nadia", role: String? = nil, edition: String? = nil, language: String = "fr"
    ) {
        addition = AccountCommand.Addition(email: email, name: name)
        (addition.role, addition.edition, addition.language) = (role, edition, language)
    }
}
