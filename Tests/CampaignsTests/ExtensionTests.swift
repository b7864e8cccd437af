import Foundation
import StorageTesting
import Testing
import Web
import World

@testable import Campaigns

struct ExtensionTests {
    private let call = phase(.call, "15/09/2014", "0:00", "17/10/2014", "18:00")
    private let subjects = [ExtensionSubject(key: World.nursery.description, label: "2014-001")]

    @Test(arguments: [
        (["end_day": "17/10/2014", "end_hour": "18:00"], ExtensionForm.Problem.notLater),
        (["end_day": "40/10/2014"], .noSuchEnd), (["end_day": "20/10/2014", "end_hour": "25"], .noSuchHour),
        (["end_day": "01/01/2099"], .tooFar),
        (["end_day": "20/10/2015"], .tooFar),
        (["end_day": "20/10/2014", "reason": " "], .reasonMissing),
        (["end_day": "20/10/2014", "subject": "other"], .noSubject),
    ])
    func `a later end needs a later day, a reason and somebody it is for`(
        typed: [String: String], problem: ExtensionForm.Problem
    ) {
        #expect(
            form(typed).end(of: call, subjects: subjects, now: World.monday)
                == .failure(ExtensionForm.Problems(all: [problem])))
    }

    @Test func `a day without hour lasts to its midnight`() throws {
        let end = try form(["end_day": "20/10/2014"]).end(of: call, subjects: subjects, now: World.monday).get()
        #expect(end == EditionCalendar.paris.parseMoment("21/10/2014", "0:00"))
    }

    @Test func `a year is counted from the phase's own end, or from when it is given after that`() throws {
        for (day, now) in [("15/10/2015", World.monday), ("20/10/2015", World.monday + 90 * 86_400)] {
            let end = try form(["end_day": day]).end(of: call, subjects: subjects, now: now).get()
            #expect(end > call.endsAt, "\(day)")
        }
    }

    private func form(_ typed: [String: String]) -> ExtensionForm {
        let usual = ["subject": World.nursery.description, "reason": "Panne de réseau"].merging(typed) { $1 }
        return ExtensionForm(Fields(usual.map { (name: $0.key, value: $0.value) }))
    }

    @Test(arguments: Engine.available)
    func `a file has its later end until it is taken back, and the others do not`(engine: Engine) async throws {
        let world = try await World(engine)
        let extensions = ExtensionStore(database: world.database)
        let later = World.monday + 60 * 86_400
        let grant = { (person: Somebody, end: Date) in
            try await extensions.grant(
                end, of: World.call, in: "2014", for: World.nursery.description, reason: "Panne", by: person.id,
                at: World.monday)
        }
        #expect(try await grant(.awa, later) == nil)
        #expect(try await extensions.all(of: World.call).isEmpty)
        _ = try await grant(.julien, later - 86_400)
        _ = try await grant(.julien, later)
        let granted = try #require(try await extensions.all(of: World.call).first)
        #expect(granted.grantedBy == "Julien")
        let revoke = { (person: Somebody) in
            try await extensions.revoke(
                granted.id, of: World.call, in: "2014", by: person.id, at: World.monday)
        }
        #expect(try await end(for: World.nursery.description, in: world) == later)
        #expect(try await end(for: World.ovens.description, in: world) < later)
        #expect(try await revoke(.awa) == nil)
        _ = try await revoke(.julien)
        #expect(try await end(for: World.nursery.description, in: world) < later)
    }

    private func end(for subject: String, in world: World) async throws -> Date {
        let edition = try #require(try await EditionStore(database: world.database).find("2014"))
        let call = try #require(edition.phases.first { $0.id == World.call })
        return try await world.database.read { try EditionStore.end(of: call, for: subject, in: $0) }
    }
}
