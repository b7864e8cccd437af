import Forms
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// What the agency ticked in a file that it sent itself is asked of its owner too.
struct SentAgreementTests {
    private static let file = "/dossiers/\(World.ovens)"
    private static let asked = "L’agence a transmis ce dossier pour vous"
    private static let duty = "Dire ce que vous acceptez dans"

    /// What staff typed for him, sent by them.
    private static func sent(_ engine: Engine) async throws -> World {
        let world = try await World.typedByStaff(engine)
        let (julien, sending) = (world.visitor(.julien), file + "/transmettre")
        _ = try await julien.submit(sending, on: julien.get(sending), [:])
        return world
    }

    private static func writer(of field: String, in world: World) async throws -> (value: String, person: String?)? {
        try await world.database.read { connection in
            try connection.row(
                "SELECT value, person FROM submission_answer WHERE submission = \(World.ovens) AND field = \(field)"
            ).map { (try $0["value"], try $0["person"]) }
        }
    }

    @Test(arguments: Engine.available)
    func `the owner of a file that the agency sent agrees on its page, in their name`(engine: Engine) async throws {
        let world = try await Self.sent(engine)
        let romain = world.visitor(.romain)
        let letter = try #require(try await world.written().first { $0.plain.contains("/connexion/") })
        #expect(letter.plain.contains("L’agence a coché pour vous"))
        let home = try await romain.get("/ma-page")
        #expect(home.text.contains(Self.duty) && home.html.contains("href=\"\(Self.file)#agree\""))
        let page = try await romain.get(Self.file)
        #expect(page.text.contains(Self.asked) && page.text.contains("pas encore accepté par son porteur"))
        let refused = try await romain.submit(Self.file + "/accords", on: page, ["agree.publication_agreed": "on"])
        #expect(refused.status == .unprocessableContent)
        #expect(try await Self.writer(of: "rules_accepted", in: world)?.person == Somebody.julien.id.description)
        let done = try await romain.follow(
            romain.submit(Self.file + "/accords", on: page, ["agree.rules_accepted": "on"]))
        #expect(done.text.contains("à votre nom") && !done.text.contains(Self.asked))
        #expect(done.text.contains("Accepté par son porteur"))
        let rules = try await Self.writer(of: "rules_accepted", in: world)
        #expect(rules?.person == Somebody.romain.id.description && rules?.value.isEmpty == false)
        let publication = try await Self.writer(of: "publication_agreed", in: world)
        #expect(publication?.value.isEmpty == true)
        #expect(try await !romain.get("/ma-page").text.contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `neither the agency nor a stranger agrees for its owner`(engine: Engine) async throws {
        let world = try await Self.sent(engine)
        for (somebody, token) in [(Somebody.julien, "token-of-julien"), (.coralie, "token-of-coralie")] {
            let answer = try await world.visitor(somebody).post(
                Self.file + "/accords", ["token": token, "agree.rules_accepted": "on"])
            #expect(answer.status == .notFound)
        }
        #expect(try await Self.writer(of: "rules_accepted", in: world)?.person == Somebody.julien.id.description)
        #expect(try await !world.visitor(.julien).get(Self.file).text.contains(Self.asked))
    }

    @Test(arguments: Engine.available)
    func `an owner who agrees changes nothing that a juror has read`(engine: Engine) async throws {
        let world = try await Self.sent(engine)
        let romain = world.visitor(.romain)
        func last() async throws -> Date? {
            try await world.database.read { connection in
                let last = FileChangeStore.last(of: "submission.id")
                return try connection.row("SELECT \(last) AS at FROM submission WHERE id = \(World.ovens)")?["at"]
            }
        }
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission_answer SET updated_at = \(World.monday - 3_600) WHERE submission = \(World.ovens)")
        }
        let before = try await last()
        _ = try await romain.submit(
            Self.file + "/accords", on: romain.get(Self.file),
            ["agree.rules_accepted": "on", "agree.publication_agreed": "on"])
        #expect(try await last() == before)
        #expect(try await romain.get(Self.file).text.contains("Accepté le lundi 22 septembre 2014"))
    }
}
