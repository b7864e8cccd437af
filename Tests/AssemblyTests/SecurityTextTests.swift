import Foundation
import HTTPTypes
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Assembly

struct SecurityTextTests {
    private static let noon = Date(timeIntervalSince1970: 1_411_387_200)
    private static let path = "/.well-known/security.txt"

    @Test func `it says where to write, until when that holds, in which languages, and where it stands`() throws {
        let text = SecurityText(
            contact: try SecurityContact("securite@example.org"), address: "https://rallynov.example", now: Self.noon)
        #expect(
            text.lines == [
                "Contact: mailto:securite@example.org", "Expires: 2015-03-21T00:00:00Z", "Preferred-Languages: fr, en",
                "Canonical: https://rallynov.example/.well-known/security.txt",
            ])
    }

    @Test func `it is never good for a year, nor over when it is read`() throws {
        for hour in 0..<48 {
            let now = Self.noon + Double(hour) * 3_600
            let text = SecurityText(
                contact: try SecurityContact("https://example.org/faille"), address: World.address, now: now)
            let end = try Date(String(try #require(text.lines.dropFirst().first).dropFirst(9)), strategy: .iso8601)
            #expect(end > now + 150 * 86_400 && end < now + 365 * 86_400)
        }
    }

    @Test func `the machine's own contact stands before the agency's, whose address is given otherwise`() async throws {
        let world = try await World(.sqlite)
        let agency = try await world.stranger.get(Self.path)
        #expect(agency.status == .ok)
        #expect(agency.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(agency.html.contains("Contact: mailto:agence@example.org\n"))
        #expect(agency.html.contains("Canonical: \(World.address)\(Self.path)\n"))
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.securityContact = try SecurityContact("https://example.org/faille")
        let machine = try await Visitor(House(database: world.database, settings: settings).site).get(Self.path)
        #expect(machine.html.contains("Contact: https://example.org/faille\n"))
        #expect(!machine.html.contains("agence@example.org"))
    }

    @Test func `it is answered while the site is not public, and is not there while nobody can be written to`()
        async throws
    {
        let database = try await Engine.sqlite.database()
        var settings = HouseSettings(root: World.root, address: World.address)
        let nobody = Visitor(try House(database: database, settings: settings).site)
        #expect(try await nobody.get(Self.path).status == .notFound)
        settings.securityContact = try SecurityContact("mailto:securite@example.org")
        let visitor = Visitor(try House(database: database, settings: settings).site)
        #expect(try await visitor.get("/catalogue").status == .forbidden)
        #expect(try await visitor.get(Self.path).html.contains("Contact: mailto:securite@example.org\n"))
    }

    @Test func `a contact is read from the machine's settings, and one that is none stops the start`() throws {
        var settings = HouseSettings(root: ".", address: "https://rallynov.example")
        func read(_ contact: String) throws {
            try settings.readMachine(
                database: "postgres:///rallynov", environment: ["RALLYNOV_SECURITY_CONTACT": contact])
        }
        try read("")
        #expect(settings.securityContact == nil)
        try read("securite@example.org")
        #expect(settings.securityContact?.description == "mailto:securite@example.org")
        for wrong in ["securite", "http://example.org/faille", "https://", "a@example.org\nExpires: never"] {
            #expect(throws: SecurityContact.Refusal.notAContact(wrong)) { try read(wrong) }
        }
    }
}
