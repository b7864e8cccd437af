import Forms
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// What the agency ticked as it typed a file is nobody's agreement before its owner gives it.
struct OwnAgreementTests {
    private static let sending = "/dossiers/\(World.ovens)/transmettre"
    private static let asked = "Votre propre accord"

    private static func agreed(_ field: String, in world: World) async throws -> (value: String, isOwners: Bool)? {
        try await world.database.read { connection in
            try connection.row(
                """
                SELECT value, person FROM submission_answer
                WHERE submission = \(World.ovens) AND field = \(field)
                """
            ).map { row in
                let person: String? = try row["person"]
                return (try row["value"], person == Somebody.romain.id.description)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `an owner sends what the agency typed only once they accept the rules themselves`(engine: Engine) async throws
    {
        let world = try await World.typedByStaff(engine)
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.sending)
        #expect(page.text.contains(Self.asked))
        #expect(page.fields(of: Self.sending)["agree.rules_accepted"] == nil)
        let refused = try await romain.submit(Self.sending, on: page, ["agree.publication_agreed": "on"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Cochez vous-même ce que vous acceptez"))
        #expect(try await Self.agreed("rules_accepted", in: world)?.isOwners == false)
        let sent = try await romain.submit(Self.sending, on: refused, ["agree.rules_accepted": "on"])
        #expect(sent.location == "/dossiers/\(World.ovens)/accuse")
        #expect(try await Self.agreed("rules_accepted", in: world)?.isOwners == true)
    }

    @Test(arguments: Engine.available)
    func `a consent that the owner does not give again is not given`(engine: Engine) async throws {
        let world = try await World.typedByStaff(engine)
        let romain = world.visitor(.romain)
        let sent = try await romain.submit(
            Self.sending, on: romain.get(Self.sending), ["agree.rules_accepted": "on"])
        #expect(sent.status == .seeOther)
        let consent = try #require(try await Self.agreed("publication_agreed", in: world))
        #expect(consent.value.isEmpty && consent.isOwners)
    }

    @Test(arguments: Engine.available)
    func `who ticked it themselves is not asked again, nor is the agency when it sends`(engine: Engine) async throws {
        let world = try await World.typedByStaff(engine)
        #expect(try await !world.visitor(.julien).get(Self.sending).text.contains(Self.asked))
        try await world.database.write { connection in
            try connection.run(
                "UPDATE submission_answer SET person = \(Somebody.romain.id) WHERE submission = \(World.ovens)")
        }
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.sending)
        #expect(page.status == .ok && !page.text.contains(Self.asked))
        #expect(try await romain.submit(Self.sending, on: page, [:]).status == .seeOther)
    }
}
