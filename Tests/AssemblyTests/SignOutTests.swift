import Foundation
import StorageTesting
import Testing
import WebTesting
import World

@testable import Assembly

/// Whoever is signed in can leave from wherever they are.
struct SignOutTests {
    @Test func `every page of somebody who is signed in has the way out, in a form with its token`() async throws {
        let world = try await World.furnished()
        for somebody in Somebody.allCases {
            let visitor = world.visitor(somebody)
            for (_, path) in world.readableRoutes {
                let screen = try await visitor.get(path)
                guard screen.html.hasPrefix("<!DOCTYPE html>"), screen.html.contains("<main") else { continue }
                let out = screen.fields(of: "/deconnexion")
                #expect(out["token"] == "token-of-\(somebody.rawValue)", "\(somebody): \(path)")
            }
        }
    }

    @Test(arguments: ["/", "/catalogue", "/grille", "/partenaires", "/plan-du-site", "/connexion/abc"])
    func `public pages have it too, and only for whoever is in`(path: String) async throws {
        let world = try await World.furnished()
        let coralie = try await world.visitor(.coralie).get(path)
        #expect(coralie.text.contains("Ma page Se déconnecter"))
        #expect(coralie.html.contains("data-owner=\"\(Somebody.coralie.id)\"") && coralie.html.contains("owner.js"))
        let stranger = try await world.stranger.get(path)
        #expect(!stranger.html.contains("/deconnexion"))
        #expect(!stranger.html.contains("data-owner") && !stranger.html.contains("owner.js"))
        let english = try await world.visitor(.coralie).get(path == "/" ? "/en" : "/en" + path)
        #expect(english.html.contains("action=\"/en/deconnexion\""))
    }

    @Test(arguments: [
        "/ma-page", "/dossiers", "/dossiers/nulle-part", "/nulle-part", "/agence/personnes", "/catalogue",
    ])
    func
        `each page of somebody has the words for a text that their device alone kept, a page that is closed to them too`(
            path: String
        ) async throws
    {
        let world = try await World.furnished()
        let coralie = world.visitor(.coralie)
        let words = "data-kept-title=\"Un texte écrit sur cet appareil n’a pas été enregistré\""
        let french = try await coralie.get(path).html
        #expect(french.contains(words) && french.contains("data-zone=\"Europe/Paris\""), "\(path)")
        let english = try await coralie.get("/en" + path).html
        #expect(french.contains("data-kept-back=\"Remettre dans le formulaire\""), "\(path)")
        #expect(english.contains("data-kept-title=\"A text written on this device was not saved\""), "\(path)")
        #expect(try await !world.stranger.get(path).html.contains("data-kept-title"))
    }
}
