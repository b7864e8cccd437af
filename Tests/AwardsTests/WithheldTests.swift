import StorageTesting
import Testing
import WebTesting
import World

/// A list that is exported says how much it holds back from whoever reads it, and never what.
struct WithheldTests {
    private static let desk = "/agence/editions/2014"
    private static let results = "/jury/2014/resultats"
    private static let lists = [results, "\(desk)/decisions", "\(desk)/dossiers"]

    @Test(arguments: Engine.available)
    func `a tie is counted on each list, and its file is not named`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        for path in Self.lists {
            let page = try await julien.get(path).text
            #expect(page.contains("Composer les tournées") && !page.contains("auquel vous êtes lié"), "\(path)")
        }
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.nursery), \(Somebody.julien.id), 'co-author')
                """)
        }
        for path in Self.lists {
            let page = try await julien.get(path).text
            #expect(
                page.contains("1 dossier auquel vous êtes lié") && !page.contains("Composer les tournées"), "\(path)")
        }
        #expect(try await !julien.get("\(Self.desk)/decisions.csv").text.contains("Composer les tournées"))
    }

    @Test(arguments: Engine.available)
    func `results say how many readings are not sent, and that one's own comes first`(engine: Engine) async throws {
        let world = try await World(engine)
        #expect(
            try await world.visitor(.julien).get(Self.results).text.contains("1 lecture que son juré n’a pas envoyée"))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO assessment (id, submission, juror, assigned_at)
                VALUES (\("01480000-0011-7000-8000-000000000007"), \(World.nursery), \(World.juror(.genevieve)), \(World.monday))
                """)
        }
        let chair = try await world.visitor(.genevieve).get(Self.results).text
        #expect(chair.contains("les résultats de 1 dossier tant que votre propre lecture n’est pas envoyée"))
        #expect(chair.contains("1 lecture que son juré n’a pas envoyée"))
        try await world.database.write { connection in
            try connection.run("UPDATE assessment SET state = 'sent', sent_at = \(World.monday)")
        }
        for somebody in [Somebody.julien, .genevieve] {
            let page = try await world.visitor(somebody).get(Self.results).text
            #expect(page.contains("Rien ne vous est caché, ni ici ni dans l’export."), "\(somebody)")
        }
    }

    @Test func `a chair is told how many files wait for their ties`() async throws {
        let world = try await World()
        try await world.database.write { try $0.run("DELETE FROM interest WHERE juror = \(World.juror(.genevieve))") }
        for path in [Self.results, "\(Self.desk)/decisions"] {
            let page = try await world.visitor(.genevieve).get(path).text
            #expect(page.contains("1 dossier tant que vous n’avez pas dit vos liens avec lui"), "\(path)")
        }
    }

    @Test func `a sheet of a file that one is tied to is counted`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, updated_at)
                SELECT \("01480000-0031-7000-8000-000000000001"), initiative, edition, id, 'draft', title, 1
                FROM submission WHERE id = \(World.nursery)
                """)
        }
        let sabine = world.visitor(.sabine)
        #expect(try await sabine.get("\(Self.desk)/fiches").text.contains("Rien ne vous est caché"))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.nursery), \(Somebody.sabine.id), 'co-author')
                """)
        }
        let page = try await sabine.get("\(Self.desk)/fiches").text
        #expect(page.contains("1 dossier auquel vous êtes lié") && !page.contains("Composer les tournées"))
    }
}
