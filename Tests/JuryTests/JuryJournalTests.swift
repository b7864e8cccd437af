import Identifiers
import Journal
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

struct JuryJournalTests {
    @Test(arguments: Engine.available)
    func `who comes to the jury and who leaves it is noted`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let desk = "/agence/editions/2014/jury"
        let page = try await mireille.get("\(desk)/\(World.juror(.awa))")
        let answer = try await mireille.submit(
            "\(desk)/\(World.juror(.awa))/remplacer", on: page, ["name": "Odile", "email": "odile@example.org"])
        #expect(answer.location == "\(desk)?ok=replaced")
        let noted = try await world.noted("juror-appointed", "juror-left")
        #expect(noted.map(\.act) == ["juror-appointed", "juror-left"])
        #expect(noted.allSatisfy { $0.actor == Somebody.mireille.id && $0.edition == World.edition2014.description })
        #expect((noted[1].thing, noted[1].whom) == ("juror \(World.juror(.awa))", Somebody.awa.id))
        #expect(noted[0].whom != nil && noted[0].whom != Somebody.awa.id)
        #expect(try await world.noted("role-granted", "role-revoked").map(\.thing) == ["role juror", "role juror"])
        #expect(try await world.noted("assessment-ended").map(\.thing) == ["assessment \(World.reading)"])
    }

    @Test(arguments: Engine.available)
    func `marks are noted when they are sent and when they are taken back, never before`(engine: Engine) async throws {
        let world = try await World(engine)
        let awa = world.visitor(.awa)
        try await ReferenceReading.some()[0].mark(in: world)
        let noted = try await world.noted("assessment-sent")
        #expect(noted.map(\.actor) == [Somebody.awa.id])
        #expect(noted.first?.thing == "assessment \(World.reading)")
        #expect(try await world.journalLength() == 1)
        let kept: String? = try await world.database.read {
            try $0.row("SELECT marks FROM assessment_event WHERE kind = 'sent'")?["marks"]
        }
        #expect(noted.first?.holds(["marks": try #require(kept)]) == true)

        let reopened = try await awa.post("\(World.page)/rouvrir", ["token": "token-of-awa"])
        #expect(reopened.status == .seeOther)
        _ = try await awa.post(
            "\(World.page)/points/beneficiaries",
            ["token": "token-of-awa", "revision": "9999", "mark": "2", "comment": "Seen again"])
        #expect(try await world.journalLength() == 2)
        _ = try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"])
        #expect(
            try await world.noted("assessment-sent", "assessment-reopened").map(\.act) == [
                "assessment-sent", "assessment-reopened", "assessment-sent",
            ])
    }

    @Test(arguments: Engine.available)
    func `a tie is noted with its words, and the file that goes with it`(engine: Engine) async throws {
        let world = try await World(engine)
        let awa = world.visitor(.awa)
        let page = try await awa.get(InterestTests.form)
        _ = try await awa.submit(
            InterestTests.form, on: page, [InterestTests.degree: "strong", InterestTests.words: "My employer"])
        let noted = try await world.noted("tie-stated", "assessment-ended")
        #expect(noted.map(\.act) == ["tie-stated", "assessment-ended"])
        #expect((noted[0].actor, noted[0].thing) == (Somebody.awa.id, "submission \(World.nursery)"))
        #expect(noted[0].holds(["degree": "strong", "words": "My employer"]))
    }

    @Test(arguments: Engine.available)
    func `a mark that was settled after it was sent is noted with how`(engine: Engine) async throws {
        let world = try await World(engine)
        let reading = try #require(try ReferenceReading.some().last)
        try await reading.mark(in: world)
        try await reading.resolve(in: world)
        let noted = try await world.noted("mark-resolved")
        #expect(noted.count == reading.resolved.count && !noted.isEmpty)
        let (checkpoint, level) = try #require(reading.resolved.first)
        let details: Details = ["checkpoint": checkpoint, "level": "\(level)", "how": "Asked by phone"]
        #expect(noted.contains { $0.holds(details) && $0.actor == Somebody.julien.id })
        #expect(noted.allSatisfy { $0.thing == "submission \(World.nursery)" })
    }
}
