import Forms
import Foundation
import Grids
import Jury
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Catalogue

/// The index follows what is written, whoever writes it.
struct FollowingTests {
    @Test(arguments: Engine.available)
    func `a sheet is found with its publication, and gone with its withdrawal`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.publish(1..<4) { "Atelier \($0)" }
        #expect(try await shelf.titles("atelier") == ["Atelier 1", "Atelier 2", "Atelier 3"])
        try await shelf.write("UPDATE sheet SET state = 'unpublished' WHERE id = \(Shelf.sheet(2))")
        #expect(try await shelf.titles("atelier") == ["Atelier 1", "Atelier 3"])
        try await shelf.write("UPDATE sheet SET title = 'Fournil' WHERE id = \(Shelf.sheet(3))")
        #expect(try await shelf.titles() == ["Atelier 1", "Fournil"])
        try await shelf.write("UPDATE sheet SET state = 'published' WHERE id = \(Shelf.sheet(2))")
        #expect(try await shelf.titles() == ["Atelier 1", "Atelier 2", "Fournil"])
        try await shelf.write("DELETE FROM sheet WHERE id = \(Shelf.sheet(1))")
        #expect(try await shelf.titles() == ["Atelier 2", "Fournil"])
    }

    @Test(arguments: Engine.available)
    func `who carries a sheet and where it is reached change with it`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.publish(1..<3) { "Atelier \($0)" }
        #expect(try await shelf.titles("poligny") == [])
        try await shelf.write(
            "UPDATE organisation SET commune_name = 'Poligny', name = 'Les Deux Rives' WHERE id = \(Shelf.organisation(2))"
        )
        #expect(try await shelf.titles("poligny") == ["Atelier 2"])
        #expect(try await shelf.keeper.index().entry(Shelf.sheet(2))?.organisations == ["Les Deux Rives"])
        try await shelf.write("UPDATE initiative SET slug = 'autre' WHERE slug = 'pratique-1'")
        #expect(try await shelf.keeper.index().entry(Shelf.sheet(1))?.slug == "autre")
        try await shelf.write("DELETE FROM initiative_organisation WHERE organisation = \(Shelf.organisation(2))")
        #expect(try await shelf.keeper.index().entry(Shelf.sheet(2))?.organisations == [])
    }

    @Test(arguments: Engine.available)
    func `a category narrows the catalogue, and its name is told and found as it is now`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        let key = "c1"
        try await shelf.world.database.write { connection in
            try shelf.publish(1, "Les tournées", of: World.nursery, in: connection)
            try shelf.publish(2, "Le four", in: connection)
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 3_600) WHERE id = \(World.nursery)")
            try connection.run(
                """
                INSERT INTO category (id, edition, code, name_fr, name_en, position)
                VALUES (\(key), \(World.edition2014), 'sante', 'Santé', 'Health', 0)
                """)
        }
        // Its index was made before anybody chose one.
        #expect(try await shelf.titles("santé") == [])
        try await shelf.write("UPDATE submission SET category = \(key) WHERE id = \(World.nursery)")
        #expect(try await shelf.titles("santé") == ["Les tournées"])
        var question = CatalogueQuestion()
        question.terms[.category] = ["sante"]
        let index = try await shelf.keeper.index()
        #expect(index.answer(question).entries.map(\.title) == ["Les tournées"])
        #expect(index.categoryNames == ["sante": Localized("Santé", english: "Health")])
        try await shelf.write("UPDATE category SET name_fr = 'Bien travailler' WHERE id = \(key)")
        #expect(try await shelf.keeper.index().categoryNames["sante"]?.french == "Bien travailler")
        #expect(try await shelf.titles("santé") == [])
        #expect(try await shelf.titles("travailler") == ["Les tournées"])
    }

    @Test(arguments: Engine.available)
    func `what is decided and marked shows with the release, and what changes afterwards at once`(
        engine: Engine
    ) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.world.database.write { connection in
            try shelf.publish(1, "Les tournées", of: World.nursery, in: connection)
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr) VALUES (\("a1"), \(World.edition2014), 0, 'Prix du silence')
                """)
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_at)
                VALUES (\(World.nursery), 'award', \("a1"), 'Motif', 0)
                """)
            try connection.run(
                """
                INSERT INTO mark (assessment, checkpoint, kind, updated_at)
                VALUES (\(World.reading), 'need-established', 'not-documented', 0)
                """)
            try connection.run("UPDATE assessment SET state = 'sent' WHERE id = \(World.reading)")
        }
        #expect(try await shelf.titles() == [])
        try await shelf.write(
            "UPDATE submission SET announced_at = 1 WHERE id = \(World.nursery)",
            "INSERT INTO release (edition, released_at) VALUES (\(World.edition2014), 1)")
        #expect(try await shelf.titles("silence") == ["Les tournées"])
        #expect(try await shelf.levels(of: 1) == [])

        try await shelf.write("UPDATE award SET name_fr = 'Prix du partage' WHERE id = 'a1'")
        #expect(try await shelf.titles("silence") == [])
        #expect(try await shelf.titles("partage") == ["Les tournées"])
        // As the jury's desk writes it: for nobody outside.
        try await shelf.world.database.write(for: .insiders) { connection in
            try connection.run("UPDATE mark SET resolved_points = 4 WHERE assessment = \(World.reading)")
        }
        #expect(try await shelf.levels(of: 1) == [4])
        try await shelf.write(
            "UPDATE submission SET announced_at = NULL WHERE id = \(World.nursery)",
            "UPDATE release SET released_at = NULL WHERE edition = \(World.edition2014)")
        #expect(try await shelf.titles() == [])
    }

    @Test(arguments: Engine.available)
    func `a mark that is resolved after the release drops the pages that were kept`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.world.database.write { connection in
            try shelf.publish(1, "Les tournées", of: World.nursery, in: connection)
            try connection.run(
                """
                INSERT INTO mark (assessment, checkpoint, kind, updated_at)
                VALUES (\(World.reading), 'need-established', 'not-documented', 0)
                """)
            try connection.run("UPDATE assessment SET state = 'sent' WHERE id = \(World.reading)")
            try connection.run("UPDATE submission SET announced_at = 1 WHERE id = \(World.nursery)")
        }
        let path = "/initiatives/pratique-1"
        let before = try await shelf.world.stranger.get(path)
        try await shelf.world.database.write(for: .insiders) { connection in
            try connection.run("UPDATE mark SET resolved_points = 4 WHERE assessment = \(World.reading)")
        }
        // As the server's own look does, ten times while somebody blinks.
        try await shelf.world.house.catalogue.prepare()
        #expect(try await shelf.world.stranger.get(path).text != before.text)
    }

    @Test(arguments: Engine.available) func `another process is followed as well`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.publish(1..<3) { "Atelier \($0)" }
        #expect(try await shelf.titles().count == 2)
        let other = try #require(shelf.world.database as? TestDatabase).secondHandle()
        try await other.write { connection in
            try connection.run("UPDATE sheet SET state = 'unpublished' WHERE id = \(Shelf.sheet(1))")
        }
        #expect(try await shelf.titles() == ["Atelier 2"])
        try await other.close()
    }

    @Test(arguments: Engine.available)
    func `whoever has written finds it, however many read and write at once`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await shelf.publish(number..<number + 1) { "Atelier \($0)" }
                    let isThere = try await shelf.keeper.index().entry(Shelf.sheet(number)) != nil
                    try await shelf.write("UPDATE sheet SET state = 'unpublished' WHERE id = \(Shelf.sheet(number))")
                    let isGone = try await shelf.keeper.index().entry(Shelf.sheet(number)) == nil
                    return isThere && isGone
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(try await shelf.titles() == [])
    }

    @Test(arguments: Engine.available)
    func `while many sheets are read the old index answers, without what was withdrawn`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.publish(1..<5) { "Atelier \($0)" }
        #expect(try await shelf.titles().count == 4)
        try await shelf.world.database.write { connection in
            for number in 10..<200 { try shelf.publish(number, "Fournil \(number)", in: connection) }
            try connection.run("UPDATE sheet SET state = 'unpublished' WHERE id = \(Shelf.sheet(2))")
        }
        let meanwhile = try await shelf.titles("atelier")
        #expect(meanwhile == ["Atelier 1", "Atelier 3", "Atelier 4"])
        try await shelf.write("UPDATE sheet SET state = 'unpublished' WHERE id = \(Shelf.sheet(3))")
        #expect(try await shelf.titles("atelier") == ["Atelier 1", "Atelier 4"])
        try await shelf.keeper.tend()
        #expect(try await shelf.titles("atelier") == ["Atelier 1", "Atelier 4"])
        #expect(try await shelf.keeper.index().count == 192)
    }

    @Test(arguments: Engine.available)
    func `a start reads the snapshot and what came after it`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.publish(0..<600) { "Atelier \($0)" }
        _ = try await shelf.keeper.index()
        try await shelf.keeper.tend()
        try await shelf.write(
            "UPDATE sheet SET state = 'unpublished' WHERE id = \(Shelf.sheet(7))",
            "UPDATE sheet SET title = 'Fournil' WHERE id = \(Shelf.sheet(8))")
        for content in ["", "zzzz", nil] {
            let again = try Shelf.keeper(of: shelf.world.database)
            let index = try await again.index()
            #expect(index.count == 599)
            #expect(index.entry(Shelf.sheet(7)) == nil && index.entry(Shelf.sheet(8))?.title == "Fournil")
            #expect(try await shelf.titles("fournil", keeper: again) == ["Fournil"])
            // One that was damaged is as good as none.
            if let content {
                try await shelf.write("UPDATE catalogue_snapshot SET content = \(content) WHERE part = 0")
            }
        }
    }

    @Test func `a snapshot is what is read, not only what is kept`() async throws {
        let shelf = try await Shelf()
        try await shelf.publish(0..<600) { "Atelier \($0)" }
        _ = try await shelf.keeper.index()
        try await shelf.keeper.tend()
        // Nobody notes this one, so that only whoever reads all sheets again would see it.
        try await shelf.write(
            "DROP TRIGGER catalogue_sheet_changed", "UPDATE sheet SET title = 'Fournil' WHERE id = \(Shelf.sheet(8))")
        let again = try Shelf.keeper(of: shelf.world.database)
        #expect(try await again.index().entry(Shelf.sheet(8))?.title == "Atelier 8")
        try await shelf.write("UPDATE catalogue_snapshot SET form = 'of another program'")
        let other = try Shelf.keeper(of: shelf.world.database)
        #expect(try await other.index().entry(Shelf.sheet(8))?.title == "Fournil")
    }

    @Test(arguments: Engine.available)
    func `whoever is further behind than the lines reach reads everything`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        try await shelf.publish(1..<3) { "Atelier \($0)" }
        #expect(try await shelf.titles().count == 2)
        try await shelf.write(
            "UPDATE sheet SET state = 'unpublished' WHERE id = \(Shelf.sheet(1))", "DELETE FROM catalogue_change")
        try await shelf.publish(5..<6) { "Atelier \($0)" }
        #expect(try await shelf.titles() == ["Atelier 2", "Atelier 5"])
    }
}
