import Forms
import Foundation
import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// Pages that were open while a version of the form was published.
struct OldFormPageTests {
    private static let file = "/dossiers/\(World.ovens)"
    private static let part = "\(file)/parties/demarche"
    private static let json: HTTPFields = [.accept: "application/json"]

    @Test(arguments: Engine.available)
    func `what an old page saves of a question that is gone is kept apart, and the page is told`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let old = try await romain.get(Self.part)
        try await world.publish(NextForm().without("who_with").without("tags.approach"))
        // The whole part is gone with its questions.
        #expect(try await romain.get(Self.part).status == .notFound)
        let revision = old.fields(of: Self.part)["revision"] ?? ""
        for text in ["Avec", "Avec toute l’équipe"] {
            let answer = try await romain.post(
                Self.part, [("token", "token-of-romain"), ("revision", revision), ("who_with", text)], Self.json)
            #expect(answer.status == .ok)
            #expect(answer.html.contains("\"onward\":true") && answer.html.contains("Le formulaire a changé"))
        }
        #expect(try await world.left(in: World.ovens) == ["who_with": "Avec toute l’équipe"])
        #expect(try await world.saved(in: World.ovens)["who_with"] == nil)
        // Its button leads on, to where what was typed stands.
        let pressed = try await romain.submit(Self.part, on: old, ["who_with": "Avec les voisins aussi"])
        #expect(pressed.status == .seeOther)
        let page = try await romain.get(Self.file)
        #expect(page.html.contains("Avec les voisins aussi</textarea>"))
    }

    @Test(arguments: Engine.available)
    func `what stays is saved where it stands now, and new questions are not emptied`(engine: Engine) async throws {
        let world = try await World(engine)
        let need = "\(Self.file)/parties/besoin"
        let romain = world.visitor(.romain)
        let old = try await romain.get(need)
        // One question goes to another part, another one is new.
        var next = NextForm().adding(NextForm.languages)
        let moved = try #require(CompleteFile.form[id: "before"])
        next = next.without("before")
        let place = try #require(next.sections.firstIndex { $0.word == "avenir" })
        next.sections[place].fields.append(moved)
        next.sections[place].fields[next.sections[place].fields.count - 1].section = next.sections[place].id
        try await world.publish(next)
        let future = "\(Self.file)/parties/besoin"
        let fresh = try await romain.get(future)
        _ = try await romain.submit(future, on: fresh, ["languages": "Le comtois"])
        let answer = try await romain.submit(need, on: old, ["need": "Le besoin", "before": "Avant cela"])
        #expect(answer.status == .seeOther)
        let saved = try await world.saved(in: World.ovens)
        #expect(saved["need"] == "Le besoin" && saved["before"] == "Avant cela" && saved["languages"] == "Le comtois")
        #expect(try await world.left(in: World.ovens).isEmpty)
    }

    @Test(arguments: Engine.available)
    func `whoever saves while it is published loses nothing, whichever comes first`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let old = try await romain.get(Self.part)
        async let published = world.publish(NextForm().without("who_with"))
        async let saved = romain.submit(Self.part, on: old, ["who_with": "Pendant ce temps"])
        _ = try await (published, saved)
        #expect(try await world.saved(in: World.ovens)["who_with"] == nil)
        #expect(try await world.left(in: World.ovens)["who_with"] == "Pendant ce temps")
    }

    @Test func `a page names a version of its own edition, or is read as one of now`() async throws {
        let world = try await World()
        let romain = world.visitor(.romain)
        let answer = try await romain.post(
            Self.part,
            [
                ("token", "token-of-romain"), ("revision", "9.w.draft.\(World.key("0099", 1) as Form.ID)"),
                ("who_with", "Nous"),
            ], Self.json)
        #expect(answer.status == .ok)
        #expect(try await world.saved(in: World.ovens)["who_with"] == "Nous")
    }
}
