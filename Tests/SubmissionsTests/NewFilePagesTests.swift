import Accounts
import Assembly
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Submissions

struct NewFilePagesTests: BeginsFiles {
    @Test func `a known address is treated like an unknown one, until its link is opened`() async throws {
        let world = try await World()
        let (known, unknown) = (
            try await begin(world.stranger, email: "Romain@example.org"),
            try await begin(world.stranger, email: "inconnue@example.org")
        )
        #expect(known.status == .ok && known.status == unknown.status && known.text.contains("Romain@example.org"))
        // Its own address stands in the way to the other language.
        let place = /demande=[0-9a-f]+/
        #expect(known.html.contains(place))
        #expect(
            known.html.replacing("Romain@example.org", with: "").replacing(place, with: "")
                == unknown.html.replacing("inconnue@example.org", with: "").replacing(place, with: ""))
        #expect(try await files(of: "romain@example.org", in: world).count == 1)
    }

    @Test func `whoever has begun a draft goes on with it, or begins another one`() async throws {
        let world = try await World()
        for goesOn in [true, false] {
            _ = try await begin(world.stranger, email: "romain@example.org")
            let (reader, link) = (world.stranger, try await link(to: "Romain@example.org", in: world))
            let page = try await reader.get(link)
            #expect(
                page.text.contains("Continuer « Un pain qui attend le matin »")
                    || page.text.contains("Un pain qui attend le matin"))
            let chosen = goesOn ? World.ovens.description : ""
            let begun = try await reader.post(link, [("file", chosen)])
            #expect((begun.location == "/dossiers/\(World.ovens)/parties/organisation") == goesOn)
            #expect(reader.sessionCookie != nil)
            #expect(try await files(of: "romain@example.org", in: world).count == (goesOn ? 1 : 2))
        }
        // Somebody else's draft is no choice.
        _ = try await begin(world.stranger, email: "autre@example.org")
        let other = try await world.stranger.post(
            try await link(to: "autre@example.org", in: world), [("file", "\(World.ovens)")])
        #expect(other.location?.contains("\(World.ovens)") == false)
    }

    @Test(arguments: Engine.available)
    func `twenty posts at once of somebody signed in give one draft`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let places = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await romain.post(
                        Self.path, ["token": "token-of-romain", "organisation": "Levain", "title": "Autre"]
                    ).location
                }
            }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(try await files(of: "romain@example.org", in: world).count == 2)
        #expect(places.compactMap(\.self).count == 1)
        #expect(try await romain.get(Self.path).html.contains("/parties/organisation\">"))
    }

    @Test func `somebody signed in goes straight to the form`() async throws {
        let world = try await World()
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.path)
        #expect(!page.html.contains("name=\"email\""))
        #expect(page.text.contains("Un pain qui attend le matin"))
        let answer = try await romain.submit(Self.path, on: page, ["organisation": "Levain", "title": "Autre"])
        let form = try await romain.follow(answer)
        #expect(form.html.contains("name=\"organisation.name\" type=\"text\" value=\"Levain\""))
    }

    @Test func `the page after it says the address, and beginning again keeps what was typed`() async throws {
        let world = try await World()
        let page = try await world.stranger.get(Self.path)
        #expect(page.text.contains("Tout est demandé") && page.html.split(separator: "aria-required").count == 4)
        let sent = try await begin(world.stranger, email: "faute@example.org")
        #expect(sent.text.contains("faute@example.org"))
        let before = try await letters(in: world)
        let again = try await world.stranger.submit(Self.path, on: sent, ["again": "on"])
        #expect(again.status == .ok && again.text.contains("Présenter une initiative"))
        let kept = again.fields(of: Self.path)
        #expect(kept["email"] == "faute@example.org" && kept["title"] == "La nuit rendue")
        #expect(kept["organisation"] == "Levain" && kept["edition"] == "2014")
        #expect(try await letters(in: world) == before)
    }

    @Test(arguments: Engine.available)
    func `the page after it is read again without another letter, and by no other browser`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let sent = try await world.stranger.post(
            Self.path, ["email": "nadia@example.org", "organisation": "Levain", "title": "La nuit rendue"])
        let place = try #require(sent.location)
        #expect(sent.status == .seeOther && !place.contains("nadia") && !place.contains("Levain"))
        for _ in 0..<2 {
            let page = try await world.stranger.get(place)
            #expect(page.status == .ok && page.text.contains("nadia@example.org"))
        }
        #expect(try await letters(in: world) == 1)
        for other in [world.elsewhere, world.visitor(.romain)] {
            let page = try await other.get(place)
            #expect(page.location == Self.path && !page.html.contains("nadia"))
        }
    }

    @Test func `what is wrong is said, and what was typed stays`() async throws {
        let answer = try await begin(try await World().stranger, email: "nouvelle", title: "")
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("href=\"#email\""))
        #expect(answer.html.contains("href=\"#title\""))
        #expect(answer.html.contains("value=\"nouvelle\""))
        let long = try await World().stranger.post(
            Self.path,
            [
                "email": "a@example.org", "organisation": String(repeating: "é", count: 151),
                "title": String(repeating: "👩‍🌾", count: 150),
            ])
        #expect(long.html.contains("href=\"#organisation\"") && !long.html.contains("href=\"#title\""))
    }

    @Test func `without an open call the page says when, and a form that comes late loses nothing`() async throws {
        let before = try await World(now: World.monday - 200 * 86_400).stranger.get(Self.path)
        #expect(before.text.contains("L’appel ouvre le"))
        let after = try await World(now: World.monday + 25 * 86_400).stranger
        #expect(try await after.get(Self.path).text.contains("L’appel a été clos le vendredi 17 octobre 2014 à 9 h."))
        let late = try await begin(after, email: "x@example.org")
        #expect(late.status == .conflict)
        #expect(late.text.contains("La nuit rendue"))
    }
}
