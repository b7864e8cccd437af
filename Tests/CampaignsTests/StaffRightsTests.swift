import Foundation
import Testing
import WebTesting
import World

@testable import Campaigns

/// Who may see and change what in the pages of campaigns.
struct StaffRightsTests {
    private static let editionPages = [
        "", "/phases", "/phases/nouvelle", "/objectifs", "/objectifs/nouveau", "/partenaires", "/etat", "/nom",
    ]

    @Test(arguments: editionPages)
    func `those who run an edition see its pages, everybody else is turned away`(page: String) async throws {
        let world = try await World()
        for somebody in Somebody.allCases {
            let status = try await world.visitor(somebody).get("/agence/editions/2014" + page).status
            let isStaff = [.agencyAdministrator, .campaignLead].contains(somebody.role)
            #expect(status == (isStaff ? .ok : .forbidden), "\(somebody)")
        }
        #expect(try await world.stranger.get("/agence/editions/2014" + page).status == .seeOther)
    }

    @Test(arguments: editionPages)
    func `an edition that somebody does not run does not exist for them`(page: String) async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        #expect(try await julien.get("/agence/editions/2014" + page).status == .ok)
        #expect(try await julien.get("/agence/editions/2013" + page).status == .notFound)
    }

    @Test func `a lead of 2013 changes nothing in 2014, even by a form of their own`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run(
                "UPDATE role_grant SET edition = \(World.edition2013) WHERE person = \(Somebody.julien.id)")
        }
        let julien = world.visitor(.julien)
        let before = try #require(try await EditionStore(database: world.database).find("2014"))
        let own = try await julien.get("/agence/editions/2013/phases/nouvelle")
        #expect(own.status == .ok)
        let token = "token-of-julien"
        let phase: KeyValuePairs = [
            "token": token, "key": World.call.description, "revision": "1", "name_fr": "Intrus",
            "start_day": "01/10/2014",
            "end_day": "02/10/2014", "confirmed": "yes",
        ]
        let call = "/agence/editions/2014/phases/\(World.call)"
        for path in [
            "/agence/editions/2014/phases", call, call + "/monter", call + "/retirer", "/agence/editions/2014/etat",
            "/agence/editions/2014/nom",
        ] {
            #expect(try await julien.post(path, phase).status == .notFound, "\(path)")
        }
        // Nor by the way of the edition that is theirs.
        #expect(try await julien.post("/agence/editions/2013/phases/\(World.call)", phase).status == .notFound)
        #expect(try await EditionStore(database: world.database).find("2014") == before)
    }

    @Test(arguments: [
        "/agence/reglages", "/agence/reglages/campagnes", "/agence/reglages/courriel",
        "/agence/reglages/second-facteur", "/agence/textes/legal-notice",
    ])
    func `only administrators set the site up`(path: String) async throws {
        let world = try await World()
        #expect(try await world.visitor(.mireille).get(path).status == .ok)
        for somebody in Somebody.allCases where somebody != .mireille {
            #expect(try await world.visitor(somebody).get(path).status == .forbidden, "\(somebody)")
        }
    }
}
