import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// The agency looks at the eligibility of one file after the other.
struct NextToLookAtTests {
    private static let list = "/agence/editions/2014/dossiers"
    private static let next = "Dossier suivant à examiner</a>"

    @Test(arguments: Engine.available)
    func `after a verdict the next file to look at is one link away, until none is left`(engine: Engine) async throws {
        let world = try await waiting(engine)
        let julien = world.visitor(.julien)
        let (first, last) = (World.many(1_001), World.many(1_003))
        let begun = try await julien.get(first.deskPath)
        #expect(begun.html.contains("href=\"\(last.deskPath)\">\(Self.next)"))
        let judged = try await julien.follow(
            julien.submit("\(first.deskPath)/recevabilite", on: begun, ["verdict": "eligible", "readings": "on"]))
        #expect(judged.status == .ok, "\(judged.text)")
        #expect(judged.html.contains("href=\"\(last.deskPath)\">\(Self.next)"))
        let page = try await julien.get(last.deskPath)
        #expect(!page.html.contains(Self.next))
        let done = try await julien.follow(
            julien.submit("\(last.deskPath)/recevabilite", on: page, ["verdict": "eligible", "readings": "on"]))
        #expect(!done.html.contains(Self.next))
        #expect(done.text.contains("Aucun autre dossier n’attend que sa recevabilité soit examinée."))
    }

    @Test func `a file that staff are tied to is never the next one`() async throws {
        let world = try await waiting(.sqlite)
        let julien = world.visitor(.julien)
        let first = World.many(1_001)
        #expect(try await julien.get(first.deskPath).html.contains(Self.next))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.many(1_003)), \(Somebody.julien.id), 'co-author')
                """)
        }
        #expect(try await !julien.get(first.deskPath).html.contains(Self.next))
    }

    @Test(arguments: Engine.available)
    func `the list of files says of each one sent whether it is eligible, and of a draft nothing`(engine: Engine)
        async throws
    {
        let world = try await waiting(engine)
        let html = try await world.visitor(.julien).get(Self.list).html
        let rows = html.components(separatedBy: "<tr>")
        for (file, words) in [
            (World.nursery, ">Recevable<"), (World.many(1_001), ">À examiner<"), (World.ovens, ">–<"),
        ] {
            let row = try #require(rows.first { $0.contains("\"\(file.deskPath)\"") })
            let cell = try #require(row.components(separatedBy: "data-th=\"Recevabilité\"").last)
            #expect(row.contains("data-th=\"Recevabilité\"") && cell.contains(words), "\(row)")
        }
    }

    /// Three more files, of which the first and the last wait.
    private func waiting(_ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.add(files: 3, on: ScaledGrid(0...10))
        try await world.database.write { connection in
            for number in [1_001, 1_003] {
                try connection.run("UPDATE submission SET eligibility = 'pending' WHERE id = \(World.many(number))")
            }
            try SubmissionStore.noteFiles(in: connection)
        }
        return world
    }
}
