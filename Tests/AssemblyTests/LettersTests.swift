import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

/// Each letter that the site writes, from its first line to its link.
struct LettersTests {
    @Test(arguments: Engine.available)
    func `each letter names its agency, says one thing, is in its reader's language, and leads them somewhere`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE person SET language = 'en' WHERE id = \(Somebody.awa.id)")
            try connection.run("UPDATE agency SET phone = '0381000000'")
        }
        try await world.writeAllLetters()
        let letters = try await world.allLetters()
        #expect(letters.count >= 9)
        for letter in letters {
            try check(letter)
            try await follow(letter, in: world)
        }
    }

    private func check(_ letter: Sent) throws {
        let lines = letter.plain.split(separator: "\n").map(String.init)
        #expect(
            lines.first == letter.html.firstMatch(of: /class="name"[^>]*>([^<]+)</).map { String($0.1) },
            "\(letter.subject)")
        // Who signs can be called; the letter that lets somebody in says but that.
        let signer = letter.language == "en" ? "Comtoise agency" : "Agence comtoise"
        if !letter.html.contains("/connexion/") || letter.plain.contains("dossier") {
            let read = letter.plain.replacing("\u{A0}", with: " ")
            #expect(lines.contains(signer) && read.contains("\n03 81 00 00 00"), "\(letter.plain)")
        }
        #expect(!letter.subject.isEmpty && letter.subject.count <= 90, "\(letter.subject)")
        for bad in ["%1", "%2", "nil", "Optional", "{", "}", "  "] {
            #expect(!letter.plain.contains(bad) && !letter.subject.contains(bad), "«\(bad)» in \(letter.subject)")
        }
        #expect(letter.html.contains("<html lang=\"\(letter.language)\">"), "\(letter.subject)")
        #expect(letter.language == (letter.address == "awa@example.org" ? "en" : "fr"), "\(letter.subject)")
        let french = ["Vous recevez", "Bonjour", "dossier"].contains { letter.plain.contains($0) }
        #expect(letter.language == "en" ? !french : true, "\(letter.subject)")
        #expect(lines.count >= 4, "\(letter.subject)")
    }

    /// The button opens a page for whoever reads the letter.
    private func follow(_ letter: Sent, in world: World) async throws {
        let link = try #require(letter.html.firstMatch(of: /class="button" href="([^"]+)"/)?.1, "\(letter.subject)")
        #expect(letter.plain.contains(link) && link.hasPrefix(World.address + "/"), "\(letter.subject)")
        // What stands after the sign is the browser's.
        let path = String(link.dropFirst(World.address.count).prefix { $0 != "#" })
        let reader = Somebody.allCases.first { $0.email == letter.address }.map(world.visitor) ?? world.stranger
        let status = try await reader.get(path).status.code
        #expect(status == 200 || status == 303, "\(letter.subject): \(path) answers \(status)")
    }
}

private struct Sent {
    let address: String
    let subject: String
    let language: String
    let plain: String
    let html: String
}

extension World {
    /// Lets everybody do what makes the site write.
    fileprivate func writeAllLetters() async throws {
        let (julien, desk) = (visitor(.julien), "/agence/dossiers/\(World.nursery)")
        let edition = "/agence/editions/2014"
        func press(_ path: String, on page: String, _ fields: KeyValuePairs<String, String> = [:]) async throws {
            let answer = try await julien.submit(path, on: julien.get(page), fields)
            #expect(answer.status == .seeOther, "\(path)")
        }
        try await press(desk + "/recevabilite", on: desk, ["verdict": "to-complete", "note": "Il manque le coût."])
        try await press(
            desk + "/prolongation", on: desk, ["until_day": "15/12/2014", "until_hour": "18:00", "reason": "Panne"])
        try await press(desk + "/recevabilite", on: desk, ["verdict": "not-eligible", "note": "Hors territoire."])
        try await press(desk + "/recevabilite", on: desk, ["verdict": "eligible", "note": "", "unlooked": "on"])
        try await press(
            edition + "/dossiers/saisir", on: edition + "/dossiers/saisir",
            ["organisation": "Levain", "title": "Au téléphone", "email": "odile@example.org"])
        let found: Submission.ID? = try await database.read { connection in
            try connection.row("SELECT id FROM submission WHERE title = \("Au téléphone")").map { try $0["id"] }
        }
        let typed = try #require(found)
        try await press(typed.deskPath + "/relecture", on: typed.deskPath)
        let points = desk + "?precisions=need-established"
        try await leaveOpen("need-established")
        try await press(desk + "/precisions", on: points)
        try await takeReadingBack()
        try await press(
            edition + "/dossiers/ecrire", on: edition + "/dossiers/ecrire",
            ["subject": "Il reste une semaine", "text": "Bonjour {nom}, appelez-nous.", "step": "send"])
        try await press("\(edition)/jury/\(World.juror(.awa))/rappel", on: "\(edition)/jury")
        try await press("\(edition)/jury", on: "\(edition)/jury", ["name": "Paul", "email": "paul@example.org"])
        try await press(
            "\(edition)/decisions/\(World.nursery)", on: "\(edition)/decisions/\(World.nursery)",
            ["choice": "retained", "reason": "Une équipe qui décide", "meant": "on"])
        try await press("\(edition)/publication/lettres", on: "\(edition)/publication")
        let authors = "/dossiers/\(World.nursery)/auteurs"
        let coralie = visitor(.coralie)
        _ = try await coralie.submit(authors, on: coralie.get(authors), ["email": "luc@example.org"])
        _ = try await stranger.post("/connexion", ["email": "coralie@example.org"])
    }

    /// So that its juror still has something to send.
    private func takeReadingBack() async throws {
        try await database.write { connection in
            try connection.run("DELETE FROM mark WHERE assessment = \(World.reading)")
            try connection.run("UPDATE assessment SET state = 'draft', sent_at = NULL WHERE id = \(World.reading)")
        }
    }

    fileprivate func allLetters() async throws -> [Sent] {
        try await database.read { connection in
            try connection.rows("SELECT address, subject, language, plain, html FROM message ORDER BY id").map { row in
                Sent(
                    address: try row["address"], subject: try row["subject"], language: try row["language"],
                    plain: try row["plain"], html: try row["html"])
            }
        }
    }
}
