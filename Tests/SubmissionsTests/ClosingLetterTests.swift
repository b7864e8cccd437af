import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// An edition that is closed with drafts in it.
struct ClosingLetterTests {
    private static let turn = "/agence/editions/2014/etat"

    @Test(arguments: Engine.available)
    func `whoever owns a draft is told once that it is kept and until when, in their language`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE person SET language = 'en' WHERE id = \(Somebody.romain.id)")
        }
        let julien = world.visitor(.julien)
        #expect(try await julien.get(Self.turn).text.contains("apprend par une lettre"))
        try await turn(in: world)
        let letters = try await world.written()
        #expect(letters.map(\.language) == ["en"])
        let letter = try #require(letters.first)
        #expect(
            letter.subject.contains("is closed") && letter.subject.contains("September")
                && letter.subject.contains("2017"))
        #expect(letter.plain.contains("Un pain qui attend le matin") && letter.plain.contains("copy"))
        #expect(letter.plain.contains(World.address + "/en/dossiers/\(World.ovens)"))
        // What the letter leads to is there, and can be read.
        #expect(try await world.visitor(.romain).get("/dossiers/\(World.ovens)").status == .ok)
        // Opened and closed again, it tells nobody twice.
        try await turn(in: world)
        try await turn(in: world)
        #expect(try await world.written().count == 1)
    }

    @Test(arguments: Engine.available)
    func `a draft of a closed edition stays on the home page until the next call, and on the list of files`(
        engine: Engine
    ) async throws {
        for (days, isThere) in [(26.0, true), (400.0, false)] {
            let world = try await World(engine, now: World.monday + days * 86_400)
            try await world.database.write {
                try $0.run("UPDATE edition SET status = 'closed' WHERE id = \(World.edition2014)")
            }
            let romain = world.visitor(.romain)
            #expect(try await romain.get("/ma-page").text.contains("n’a pas été transmis") == isThere, "\(days)")
            #expect(try await romain.get("/dossiers").text.contains("Un pain qui attend le matin"))
        }
    }

    @Test(arguments: Engine.available)
    func `several drafts of one person are told of in one letter, and one begun after a reopening in another`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.begin("Un second brouillon", by: .romain)
        try await turn(in: world)
        let letters = try await world.written()
        #expect(letters.count == 1)
        let letter = try #require(letters.first)
        #expect(letter.subject.contains("22 septembre 2017"))
        for title in ["Un pain qui attend le matin", "Un second brouillon"] { #expect(letter.plain.contains(title)) }
        #expect(letter.plain.contains(World.address + "/dossiers\n"))
        try await turn(in: world)
        try await world.begin("Un troisième", by: .romain)
        try await turn(in: world)
        let later = try await world.written()
        #expect(later.count == 2)
        #expect(later.filter { $0.plain.contains("Un troisième") && !$0.plain.contains("Un second") }.count == 1)
    }

    @Test(arguments: Engine.available)
    func `nobody is written to of a file that is sent, or whose role is gone, or that the agency alone has seen`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET is_on_behalf = 1 WHERE id = \(World.ovens)")
        }
        try await turn(in: world)
        #expect(try await world.written().isEmpty)
        try await turn(in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET is_on_behalf = 0 WHERE id = \(World.ovens)")
            try connection.run("DELETE FROM role_grant WHERE person = \(Somebody.romain.id)")
        }
        try await turn(in: world)
        #expect(try await world.written().isEmpty)
    }

    /// Closes the edition, or opens it again.
    private func turn(in world: World) async throws {
        let julien = world.visitor(.julien)
        #expect(try await julien.submit(Self.turn, on: julien.get(Self.turn), [:]).status == .seeOther)
    }
}
