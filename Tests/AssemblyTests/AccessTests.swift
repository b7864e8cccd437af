import Campaigns
import HTTPTypes
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// Role by route by thing, from the routes as they are declared: a new route is asked for here without a line being added.
struct AccessTests {
    /// Pages of one person, or of those a thing belongs to: fewer than their policy lets in.
    private static let narrower: [(prefix: String, here: Set<Somebody>, elsewhere: Set<Somebody>)] = [
        ("/dossiers/:submission/fiche", [.coralie], []),
        ("/dossiers/:submission", [.coralie, .edith, .mireille, .julien], [.mireille]),
        ("/jury/dossiers/:assessment", [.awa], [.awa]),
        ("/jury/:edition/interets", [.awa, .benoit, .genevieve], [.awa]),
        ("/jury/:edition/grille.pdf", [.awa, .benoit, .genevieve], [.awa]),
    ]

    /// Pages that send on, or say in their own way that there is nothing there.
    private static let otherwise: [String: Set<HTTPResponse.Status>] = [
        "/connexion/:token": [.gone],
        // It leads whoever is in to their account, and a stranger to the door.
        "/second-facteur": [.seeOther],
        "/second-facteur/confirmation": [.seeOther],
        // Nobody of the world has one.
        "/mon-compte/second-facteur/application/retirer": [.seeOther],
        "/mon-compte/second-facteur/codes": [.seeOther],
        "/mon-compte/second-facteur/cles/:passkey": [.notFound],
        // A link that was cut says so.
        "/dossiers/commencer": [.gone],
        "/dossiers/invitation": [.gone],
        "/dossiers/commencer/:token": [.gone],
        // Nobody of the world has asked for it.
        "/dossiers/nouveau/lettre": [.seeOther],
        "/dossiers/invitation/:token": [.gone],
        // Nobody of the world was invited.
        "/dossiers/:submission/invitation": [.notFound],
        // No file of the world is answered by files, and nothing is on its way to it.
        "/dossiers/:submission/pieces/:field": [.notFound],
        "/dossiers/:submission/pieces/:field/fichiers/envois/:upload": [.notFound],
        "/dossiers/:submission/pieces/:field/retirer/:media": [.notFound],
        "/dossiers/:submission/plus-demandes/:media/retirer": [.notFound],
        "/dossiers/:submission/fichiers/:media/:variant": [.notFound],
        // What was sent once is withdrawn, not deleted.
        "/dossiers/:submission/supprimer": [.ok, .seeOther],
        "/dossiers/:submission/parties/:part": [.ok, .seeOther],
        "/dossiers/:submission/transmettre": [.ok, .seeOther],
        // What was sent is put into another category by the agency alone.
        "/dossiers/:submission/categorie": [.ok, .seeOther],
        "/dossiers/:submission/accuse": [.ok, .notFound],
        "/dossiers/:submission/accuse.pdf": [.ok, .notFound],
        // The call of the edition before is over.
        "/dossiers/nouveau/:edition/formulaire.pdf": [.ok, .notFound],
        "/dossiers/nouveau/:edition/formulaire.docx": [.ok, .notFound],
        "/jury/:edition/grille.pdf": [.ok, .notFound],
        "/jury/dossiers/:assessment/dossier.pdf": [.ok, .notFound],
        // Of those of the jury, whoever reads the file.
        "/jury/fichiers/:submission/pieces.zip": [.ok, .notFound],
        // It says nothing before its release, and to nobody but the authors.
        "/dossiers/:submission/decision": [.ok, .notFound],
        "/dossiers/:submission/retirer": [.ok, .seeOther],
        "/jury/dossiers/:assessment": [.ok, .seeOther],
        // What is sent, or past, is no longer to be sent or left.
        "/jury/dossiers/:assessment/feuille": [.ok, .seeOther, .notFound],
        "/jury/dossiers/:assessment/envoi": [.ok, .seeOther, .notFound],
        "/jury/dossiers/:assessment/abstention": [.ok, .seeOther, .notFound],
        "/jury/:edition/interets": [.ok, .seeOther],
        // Without a working copy the form is only read, as that of an edition that is closed.
        "/agence/editions/:edition/formulaire/abandon": [.ok, .seeOther],
        "/agence/editions/:edition/formulaire/parties/:section": [.ok, .seeOther],
        "/agence/editions/:edition/formulaire/parties/:section/retrait": [.ok, .seeOther],
        "/agence/editions/:edition/formulaire/questions/:question/type": [.ok, .seeOther],
        "/agence/editions/:edition/formulaire/questions/:question/retrait": [.ok, .seeOther],
        // Where files are sent; opened, they lead to where one is chosen.
        "/agence/listes/fichiers": [.seeOther],
        "/agence/grilles/fichiers": [.seeOther],
        // No sheet of the world has pictures.
        "/agence/fiches/:sheet/image/:media": [.notFound],
        "/agence/fiches/:sheet/images/fichiers/envois/:upload": [.notFound],
        "/agence/fiches/:sheet/fichiers/:digest": [.notFound],
        "/dossiers/:submission/fiche/fichiers/:digest": [.notFound],
        "/initiatives/:slug/fichiers/:digest": [.notFound],
        // With one round there is no shortlist.
        "/jury/:edition/selection": [.notFound],
        "/agence/editions/:edition/tour/annoncer": [.notFound],
        // Only whoever may change the record merges it.
        "/agence/organisations/:organisation/reunir": [.ok, .notFound],
    ]

    @Test func `every route can be filled with things of the world`() async throws {
        let world = try await World.furnished()
        #expect(world.house.site.entries.count > 100)
        for entry in world.house.site.entries where Places.fill(entry.path) == nil && !entry.path.contains(":token") {
            Issue.record("Places knows nothing for \(entry.path)")
        }
    }

    @Test(arguments: Somebody.allCases.map(Optional.some) + [nil])
    func `each page answers a person as its policy and the thing's edition say`(somebody: Somebody?) async throws {
        let world = try await World.furnished()
        let visitor = somebody.map(world.visitor) ?? world.stranger
        for entry in world.house.site.entries where entry.method == "GET" {
            for asked in Asked.all(of: entry.path) {
                let status = try await visitor.get(asked.path).status
                let expected = Self.expected(somebody, entry, asked.thing)
                #expect(expected.contains(status), "\(somebody?.rawValue ?? "a stranger"): \(asked.path) \(entry.path)")
            }
        }
    }

    private static func expected(
        _ somebody: Somebody?, _ entry: Routes.Entry, _ thing: Asked.Thing
    ) -> Set<HTTPResponse.Status> {
        if let refused = refusal(of: somebody, entry) { return [refused] }
        if entry.path == "/connexion" { return [somebody == nil ? .ok : .seeOther] }
        if !entry.policy.isForSomebody, let special = otherwise[entry.path] { return special }
        guard mayAsk(somebody, entry, thing) else { return [.notFound] }
        return otherwise[entry.path] ?? [.ok]
    }

    /// What the policy alone answers.
    private static func refusal(of somebody: Somebody?, _ entry: Routes.Entry) -> HTTPResponse.Status? {
        guard let somebody else {
            return entry.policy == .always || entry.policy == .anyone ? nil : .seeOther
        }
        return somebody.passes(entry.policy) ? nil : .forbidden
    }

    private static func mayAsk(_ somebody: Somebody?, _ entry: Routes.Entry, _ thing: Asked.Thing) -> Bool {
        guard thing != .nothing else { return false }
        if let narrower = narrower.first(where: { entry.path.hasPrefix($0.prefix) }), let somebody {
            return (thing == .here ? narrower.here : narrower.elsewhere).contains(somebody)
        }
        // Everybody's hats are for 2014 but the administrator's, and Awa's of a juror.
        guard thing == .elsewhere, case .roles = entry.policy else { return true }
        return somebody == .mireille
    }

    @Test(arguments: Somebody.allCases.map(Optional.some) + [nil])
    func `a form without its token changes nothing`(somebody: Somebody?) async throws {
        let world = try await World.furnished()
        let changes = try await Changes.watching(world.database)
        let visitor = somebody.map(world.visitor) ?? world.stranger
        for entry in world.house.site.entries where entry.method == "POST" {
            guard let path = Places.fill(entry.path), somebody != nil || entry.policy.isForSomebody else { continue }
            for token in ["", "token-of-somebody-else"] {
                let status = try await visitor.post(path, ["token": token, "reason": "Essai"]).status
                let mayAsk = somebody?.passes(entry.policy) ?? false
                let expected: HTTPResponse.Status =
                    somebody == nil ? .unauthorized : mayAsk ? .unprocessableContent : .forbidden
                #expect(status == expected, "\(somebody?.rawValue ?? "a stranger"): \(path)")
            }
        }
        #expect(try await changes.seen() == [])
    }

    @Test(arguments: Somebody.allCases)
    func `a form about what is not theirs finds nothing and changes nothing`(somebody: Somebody) async throws {
        let world = try await World.furnished()
        let changes = try await Changes.watching(world.database)
        let visitor = world.visitor(somebody)
        for entry in world.house.site.entries where entry.method == "POST" {
            for asked in Asked.all(of: entry.path) where !Self.mayAsk(somebody, entry, asked.thing) {
                let screen = try await visitor.post(asked.path, [("token", "token-of-\(somebody.rawValue)")])
                // What was taken out meanwhile is a conflict to whoever still sees it.
                let refused: Set<HTTPResponse.Status> =
                    somebody.passes(entry.policy)
                    ? [.notFound, .gone, .badRequest, .unprocessableContent, .unsupportedMediaType, .conflict]
                    : [.forbidden]
                #expect(refused.contains(screen.status), "\(somebody): \(asked.path) \(entry.path)")
            }
            #expect(try await changes.seen() == [], "\(somebody): \(entry.path)")
        }
    }
}

/// A route as it is asked for: about which thing, and where that is.
private struct Asked {
    enum Thing { case here, elsewhere, nothing }

    let path: String
    let thing: Thing

    /// All of it here; all of the other edition; and each parameter in turn something that does not belong there.
    static func all(of pattern: String) -> [Asked] {
        let (parameters, bound) = (Places.parameters(of: pattern), Places.boundParameters(of: pattern))
        var asked = [(Places.fill(pattern), Thing.here)]
        if !bound.isEmpty { asked.append((Places.fill(pattern, otherwise: .elsewhere), .elsewhere)) }
        for parameter in parameters {
            for place in [Places.Place.unknown, .hostile] {
                asked.append((Places.fill(pattern, [parameter: place]), .nothing))
            }
        }
        if bound.count > 1 {
            for parameter in bound { asked.append((Places.fill(pattern, [parameter: .elsewhere]), .nothing)) }
        }
        return asked.compactMap { path, thing in path.map { Asked(path: $0, thing: thing) } }
    }
}

extension Somebody {
    fileprivate func passes(_ policy: Policy) -> Bool {
        policy.allows(Session(person: id, name: name, roles: [role], formToken: ""))
    }
}

extension Policy {
    var isForSomebody: Bool { self != .always && self != .anyone }
}
