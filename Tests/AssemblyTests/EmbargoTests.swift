import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Assembly

/// What is decided comes out at one moment; before it, nothing of it is on any page of anybody outside.
struct EmbargoTests {
    /// Everybody but those who run the edition, publish from it, or chair its jury.
    private static let outside = Somebody.allCases.filter {
        ![.agencyAdministrator, .campaignLead, .editor, .chair].contains($0.role)
    }
    private static let sheet = "/agence/fiches/\(World.thing("0a09", 14))"
    private static let initiative = "/initiatives/fiche-a-garder"
    private static let secrets = ["Prix du silence", "Motif gardé", "Fiche gardée", "fiche-a-garder", "Lettre gardée"]

    @Test func `before the release nobody outside finds any of it, and then everybody does`() async throws {
        let world = try await World.decided()
        try await world.findNothing(of: Self.secrets, asking: Self.outside)
        #expect(try await world.stranger.get(Self.initiative).status == .notFound)
        let before = try await world.stranger.get("/catalogue").text

        try await world.release()
        #expect(try await world.stranger.get(Self.initiative).text.contains("Fiche gardée"))
        #expect(try await world.stranger.get("/laureats").text.contains("Prix du silence"))
        #expect(try await world.stranger.get("/laureats").text.contains("Motif gardé"))
        for path in ["/", "/catalogue", "/catalogue?q=gardee", "/atom.xml", "/editions/2014/laureats"] {
            #expect(try await world.stranger.get(path).html.contains("Fiche gardée"), "\(path)")
        }
        #expect(try await world.stranger.get("/sitemap.xml").html.contains(Self.initiative))
        #expect(try await world.stranger.get("/catalogue").text != before)
    }

    @Test func `what is withdrawn is gone at once, for those as well who have seen it`() async throws {
        let world = try await World.decided()
        try await world.release()
        let pages = ["/", "/catalogue", "/catalogue?q=gardee", "/atom.xml", "/sitemap.xml"]
        for path in pages + [Self.initiative] { #expect(try await world.stranger.get(path).status == .ok) }
        let desk = try await world.visitor(.sabine).get(Self.sheet)
        let withdrawn = try await world.visitor(.sabine).submit(
            Self.sheet + "/retirer", on: desk, ["reason": "À la demande de l’association"])
        #expect(withdrawn.status == .seeOther)
        #expect(try await world.stranger.get(Self.initiative).status == .gone)
        for path in pages {
            let html = try await world.stranger.get(path).html
            #expect(!html.contains("Fiche gardée") && !html.contains(Self.initiative), "\(path)")
        }
    }
}

extension World {
    /// The edition of 2014 decided, its letters written and its sheet ready, and nothing of it out.
    fileprivate static func decided() async throws -> World {
        let world = try await furnished()
        try await world.database.write { connection in
            try connection.run("UPDATE award SET name_fr = 'Prix du silence' WHERE edition = \(edition2014)")
            try connection.run(
                """
                UPDATE initiative SET slug = 'fiche-a-garder', revision = revision + 1
                WHERE id = (SELECT initiative FROM submission WHERE id = \(nursery))
                """)
            try connection.run("UPDATE decision SET reason = 'Motif gardé' WHERE submission = \(nursery)")
            try connection.run(
                """
                UPDATE sheet SET state = 'published', title = 'Fiche gardée', published_at = \(monday), revision = revision + 1
                WHERE edition = \(edition2014)
                """)
            try connection.run(
                "UPDATE message SET subject = 'Lettre gardée', plain = 'Lettre gardée' WHERE edition = \(edition2014)")
        }
        return world
    }

    /// As the agency does it: letters first, then all at one moment.
    fileprivate func release() async throws {
        let (julien, path) = (visitor(.julien), "/agence/editions/2014/publication")
        let prepared = try await julien.submit(path + "/lettres", on: julien.get(path), [:])
        let out = try await julien.submit(
            path + "/maintenant", on: julien.follow(prepared), ["confirmation": "publier 2014"])
        #expect(out.status == .seeOther)
    }

    fileprivate func findNothing(of secrets: [String], asking people: [Somebody]) async throws {
        let searches = ["/catalogue?q=gardee", "/catalogue?q=silence", "/en/catalogue", "/en"]
        let paths = readableRoutes.map(\.path) + searches
        for (name, visitor) in people.map({ ($0.rawValue, visitor($0)) }) + [("a stranger", stranger)] {
            for path in paths {
                // The owner has read the sheet to agree to it.
                let known = name == "coralie" && path.hasSuffix("/fiche") ? ["Fiche gardée"] : []
                let html = try await visitor.get(path).html
                for secret in secrets where !known.contains(secret) {
                    #expect(!html.contains(secret), "\(name) reads «\(secret)» on \(path)")
                }
            }
        }
    }
}
