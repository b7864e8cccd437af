import Campaigns
import Identifiers
import Jury
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// Somebody withdrew a file, sits in the jury since, and the file is sent again by another of its authors.
struct AuthorSeatTests {
    private static let told = "siège au jury et fait partie des auteurs de « Composer les tournées en équipe »"

    @Test(arguments: Engine.available)
    func `staff are told of a juror who is an author of a file that is sent again`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.withdraw(writtenBy: .awa)
        #expect(try await !julien.get("/ma-page").text.contains(Self.told))
        try await world.sendAgain()
        let page = try await julien.get("/ma-page")
        #expect(page.text.contains("Awa \(Self.told)"))
        #expect(page.html.contains("/agence/editions/2014/jury/\(World.juror(.awa))"))
        // Who is no author any more is none for staff either, and stays tied.
        try await world.database.write { connection in
            let whose: SQL = "submission = \(World.nursery) AND person = \(Somebody.awa.id)"
            try connection.run("DELETE FROM submission_author WHERE \(whose)")
            try connection.run(
                "INSERT INTO former_author (submission, person) VALUES (\(World.nursery), \(Somebody.awa.id))")
        }
        #expect(try await !julien.get("/ma-page").text.contains(Self.told))
        #expect(try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").status == .notFound)
    }

    @Test(arguments: Engine.available, [Somebody.awa, .genevieve])
    func `whoever wrote it reads nothing of it, and is told nothing`(engine: Engine, somebody: Somebody)
        async throws
    {
        let world = try await World(engine)
        let visitor = world.visitor(somebody)
        let pages = ["/jury/2014/resultats/\(World.nursery)", "/jury/2014/interets", "/jury", "/ma-page"]
        var before = false
        for page in pages { before = try await visitor.get(page).text.contains("Composer les tournées") || before }
        #expect(before)
        try await world.withdraw(writtenBy: somebody)
        try await world.sendAgain()
        #expect(try await visitor.get("/jury/dossiers/\(World.reading)").status == .notFound)
        for page in pages {
            #expect(try await !visitor.get(page).text.contains("Composer les tournées"), "\(page)")
        }
        #expect(try await !visitor.get("/ma-page").text.contains("fait partie des auteurs"))
    }

    @Test func `whoever runs the edition and is tied to the file is told nothing of its authors`() async throws {
        let world = try await World()
        try await world.withdraw(writtenBy: .awa)
        try await world.sendAgain()
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains(Self.told))
        try await world.writeAlong(.julien, in: World.nursery)
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains(Self.told))
    }
}

extension World {
    fileprivate func withdraw(writtenBy somebody: Somebody) async throws {
        try await writeAlong(somebody, in: World.nursery)
        try await change("state = 'withdrawn', withdrawn_at = \(World.monday)")
    }

    /// By its owner, and found eligible once more.
    fileprivate func sendAgain() async throws {
        try await change("state = 'transmitted', withdrawn_at = NULL, transmitted_at = \(World.monday)")
    }

    private func change(_ columns: SQL) async throws {
        try await database.write { connection in
            try connection.run("UPDATE submission SET \(columns) WHERE id = \(World.nursery)")
            try SubmissionStore.noteFiles(in: connection)
        }
    }
}
