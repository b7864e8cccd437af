import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Jury

/// What a shortlist says to whom: nothing of a file that somebody is bound to, nor before they have said that they are not.
struct ShortlistSeenTests {
    @Test(arguments: Engine.available)
    func `a chair who has not stated ties reads neither what is chosen nor why`(engine: Engine) async throws {
        let journey = try await chosen("Une équipe qui décide", engine)
        let chair = journey.october.visitor(.genevieve)
        let open = try await chair.get(RoundJourney.selection)
        #expect(open.html.contains("Une équipe qui décide") && open.text.contains("1 dossier est choisi"))
        try await journey.world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE juror = \(World.juror(.genevieve))")
        }
        let waiting = try await chair.get(RoundJourney.selection)
        #expect(waiting.text.contains("Composer les tournées") && waiting.text.contains("déclarez d’abord vos liens"))
        #expect(!waiting.html.contains("Une équipe qui décide") && waiting.text.contains("0 dossier est choisi"))
        #expect(!waiting.html.contains("name=\"chosen\""))
        try await journey.tell()
        let told = try await chair.get(RoundJourney.selection)
        #expect(!told.text.contains("annoncé le") && !told.html.contains("Une équipe qui décide"))
    }

    @Test(arguments: Engine.available)
    func `counts of a shortlist leave out what the reader is bound to`(engine: Engine) async throws {
        let journey = try await chosen("", engine)
        let chair = journey.october.visitor(.genevieve)
        #expect(try await chair.get(RoundJourney.selection).text.contains("1 dossier est choisi"))
        try await journey.world.database.write { connection in
            try connection.run("UPDATE interest SET degree = 'strong' WHERE juror = \(World.juror(.genevieve))")
        }
        #expect(try await chair.get(RoundJourney.selection).text.contains("0 dossier est choisi"))
        let list = "/agence/editions/2014/dossiers.csv"
        let julien = journey.october.visitor(.julien)
        #expect(try await julien.get(list).html.contains("Présélection"))
        try await bind(.julien, journey)
        #expect(try await !julien.get(list).html.contains("Présélection"))
    }

    @Test(arguments: Engine.available)
    func `whoever has a tie with a file tells no shortlist, whether it is on it or not, and somebody else does`(
        engine: Engine
    ) async throws {
        for isChosen in [true, false] {
            let journey = isChosen ? try await chosen("", engine) : try await opened(engine)
            let (julien, mireille) = (journey.october.visitor(.julien), journey.october.visitor(.mireille))
            let before = try await julien.get(RoundJourney.telling)
            try await bind(.julien, journey)
            let page = try await julien.get(RoundJourney.telling)
            #expect(page.form(to: RoundJourney.telling) == nil)
            #expect(page.text.contains("quelqu’un d’autre de l’agence annonce la présélection"))
            for words in ["Composer les tournées", "1 dossier", "lettre part", "Aucun dossier"] {
                #expect(!page.text.contains(words), "\(words), \(isChosen)")
            }
            #expect(try await !julien.get("/ma-page").text.contains("Annoncer la présélection"))
            let mark = before.fields(of: RoundJourney.telling)["mark"] ?? "any"
            let refused = try await julien.post(
                RoundJourney.telling, [("token", "token-of-julien"), ("mark", mark)])
            #expect(refused.status == .unprocessableContent, "\(isChosen)")
            #expect(refused.text.contains("quelqu’un d’autre de l’agence annonce la présélection"))
            #expect(try await journey.part == nil)
            guard isChosen else { continue }
            #expect(try await mireille.get("/ma-page").text.contains("Annoncer la présélection"))
            let told = try await mireille.submit(
                RoundJourney.telling, on: mireille.get(RoundJourney.telling), [:])
            #expect(told.location == RoundJourney.telling + "?ok=told")
            #expect(try await !julien.get(RoundJourney.telling).text.contains("1 dossier"))
        }
    }

    @Test(arguments: Engine.available)
    func `a page that was read before dates, a title, a name or another file changed tells nothing`(
        engine: Engine
    ) async throws {
        let changes: [(String, SQL)] = [
            (
                "dates",
                """
                UPDATE phase SET ends_at = ends_at + 86400000 WHERE kind = 'call' AND edition IN (
                    SELECT id FROM edition WHERE round_of = \(World.edition2014))
                """
            ),
            ("title", "UPDATE submission SET title = 'Un autre titre' WHERE id = \(World.nursery)"),
            ("name", "UPDATE person SET name = 'Coraline' WHERE id = \(Somebody.coralie.id)"),
            ("others", "UPDATE submission SET title = 'Un pain levé' WHERE id = \(World.ovens)"),
        ]
        for (name, change) in changes {
            let journey = try await chosen("", engine)
            try await putOvens(in: journey)
            let julien = journey.october.visitor(.julien)
            let page = try await julien.get(RoundJourney.telling)
            try await journey.world.database.write { try $0.run(change) }
            let old = try await julien.submit(RoundJourney.telling, on: page, ["others": "on"])
            #expect(old.status == .conflict, "\(name)")
            #expect(old.text.contains("relisez"), "\(name)")
            #expect(try await journey.part == nil, "\(name)")
            #expect(try await journey.letters().isEmpty, "\(name)")
            let again = try await julien.submit(RoundJourney.telling, on: old, ["others": "on"])
            #expect(again.location == RoundJourney.telling + "?ok=told", "\(name)")
        }
    }

    @Test func `the result of a second part leads to the decision on the file, which stands with the first`()
        async throws
    {
        let journey = try await chosen("")
        try await journey.tell()
        let part = try #require(try await journey.sendPart())
        let julien = try journey.world(on: 42).visitor(.julien)
        let decision = "/agence/editions/2014-2/decisions/\(World.nursery)"
        let page = try await julien.get("/jury/2014-2/resultats/\(part)")
        #expect(page.html.contains("href=\"\(decision)\"") && !page.html.contains("decisions/\(part)"))
        #expect(try await julien.get(decision).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `a juror whose role was taken back has no grid of the second round`(engine: Engine) async throws {
        let journey = try await chosen("", engine)
        try await journey.tell()
        let (benoit, grid) = (journey.october.visitor(.benoit), "/jury/2014-2/grille.pdf")
        #expect(try await benoit.get(grid).status == .ok)
        try await journey.world.database.write { connection in
            try connection.run("DELETE FROM role_grant WHERE person = \(Somebody.benoit.id)")
            // Another role lets them in: what is looked at is not whether they are anybody.
            try connection.run(
                """
                INSERT INTO role_grant (id, person, role, edition, granted_at)
                VALUES ('01480000-0007-7000-8000-000000000098', \(Somebody.benoit.id), 'juror', \(World.edition2013),
                    \(World.monday))
                """)
        }
        #expect(try await benoit.get(grid).status == .notFound)
        #expect(try await journey.october.visitor(.awa).get(grid).status == .ok)
    }

    private func opened(_ engine: Engine = .sqlite) async throws -> RoundJourney {
        let journey = try await RoundJourney(engine)
        try await journey.open()
        return journey
    }

    private func chosen(_ reason: String, _ engine: Engine = .sqlite) async throws -> RoundJourney {
        let journey = try await opened(engine)
        try await journey.choose(reason)
        return journey
    }

    /// Somebody writes in the nursery's file.
    private func bind(_ somebody: Somebody, _ journey: RoundJourney) async throws {
        try await journey.world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.nursery), \(somebody.id), 'co-author')
                """)
        }
    }

    /// The bakery's file is in competition, and not chosen.
    private func putOvens(in journey: RoundJourney) async throws {
        try await journey.world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET state = 'transmitted', number = '2014-002', eligibility = 'eligible',
                    transmitted_at = \(World.monday) WHERE id = \(World.ovens)
                """)
            try SubmissionStore.noteFiles(in: connection)
        }
    }
}
