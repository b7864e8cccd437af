import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// Whoever takes a file back, and those who read it, hear of it.
struct WithdrawalLettersTests {
    private static let file = "/dossiers/\(World.nursery)"

    @Test(arguments: Engine.available)
    func `an owner who takes a file back gets the confirmation, and its juror hears of it`(engine: Engine) async throws
    {
        let world = try await World(engine)
        try await world.takeBack()
        let letters = try await world.letters()
        #expect(letters.count { $0.address == Somebody.coralie.email && $0.subject.contains("est retiré") } == 1)
        let juror = try #require(letters.first { $0.address == Somebody.awa.email })
        #expect(juror.subject.contains("2014-001") && juror.plain.contains("Composer les tournées en équipe"))
        // Benoît reads other files.
        #expect(!letters.contains { $0.address == Somebody.benoit.email })
        #expect(try await world.visitor(.awa).get("/ma-page").text.contains("vous n’avez rien à faire pour lui"))
        #expect(try await !world.visitor(.benoit).get("/ma-page").text.contains("rien à faire pour lui"))
    }

    @Test(arguments: Engine.available)
    func `a juror who is tied to the file, or has accepted nothing, is told nothing of it`(engine: Engine) async throws
    {
        let changes: [SQL] = ["UPDATE interest SET degree = 'strong'", "UPDATE juror SET agreed_at = NULL"]
        for change in changes {
            let world = try await World(engine)
            try await world.database.write { try $0.run(change) }
            try await world.takeBack()
            #expect(try await world.letters().allSatisfy { $0.address != Somebody.awa.email })
        }
    }

    @Test func `the list of one's files says of a withdrawn one that it is withdrawn, and not that it never came`()
        async throws
    {
        let world = try await World()
        try await world.takeBack()
        let list = try await world.visitor(.coralie).get("/dossiers")
        #expect(list.text.contains("Retiré le") && !list.text.contains("L’agence ne l’a pas reçu"))
    }
}

private struct Sent {
    let address: String
    let subject: String
    let plain: String
}

extension World {
    fileprivate func takeBack() async throws {
        let (coralie, path) = (visitor(.coralie), "/dossiers/\(World.nursery)/retirer")
        let answer = try await coralie.submit(path, on: coralie.get(path), ["reason": "Pas cette année"])
        #expect(answer.status == .seeOther)
    }

    fileprivate func letters() async throws -> [Sent] {
        try await database.read { connection in
            try connection.rows("SELECT address, subject, plain FROM message ORDER BY id").map { row in
                Sent(address: try row["address"], subject: try row["subject"], plain: try row["plain"])
            }
        }
    }
}
