import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// What staff write to all whose file is a draft: one letter a person, filled in, in one language.
struct DraftLetterTests {
    private static let path = "/agence/editions/2014/dossiers/ecrire"

    @Test func `a word in braces that nobody knows is refused, with what was typed`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        for text in ["Bonjour {prénom}, il reste une semaine.", "Bonjour {first name}", "Bonjour { prénom }"] {
            let refused = try await julien.submit(
                Self.path, on: julien.get(Self.path), ["subject": "Rappel", "text": text, "step": "send"])
            #expect(refused.status == .unprocessableContent, "\(text)")
            #expect(refused.html.contains(text))
        }
        #expect(try await world.written().isEmpty)
    }

    @Test func `marks and other files are seen in a letter before it goes`() async throws {
        let julien = try await World().visitor(.julien)
        let letter: (String) -> KeyValuePairs<String, String> = { ["subject": "Rappel", "text": $0] }
        let relative = try await julien.submit(
            Self.path, on: julien.get(Self.path), letter("Votre dossier est mieux noté que les autres dossiers."))
        #expect(relative.html.contains("notice warn") && relative.text.contains("mieux noté que"))
        let own = try await julien.submit(Self.path, on: julien.get(Self.path), letter("Appelez-nous."))
        #expect(!own.html.contains("notice warn"))
    }

    @Test func `a letter that was shown is taken up again with all that was typed, and then leaves once`() async throws
    {
        let world = try await World()
        let julien = world.visitor(.julien)
        let typed: KeyValuePairs = [
            "subject": "Un rappel", "text": "Appelez-nous.", "subject_en": "A reminder", "text_en": "Call us.",
        ]
        let shown = try await julien.submit(Self.path, on: julien.get(Self.path), typed)
        #expect(shown.html.contains("role=\"status\" tabindex=\"-1\" autofocus"), "it is heard that it was shown")
        #expect(shown.html.contains("name=\"step\" value=\"change\"") && shown.text.contains("Rien n’est parti"))
        let again = try await julien.submit(Self.path, on: shown, ["step": "change"])
        let fields = again.fields(of: Self.path)
        for (name, value) in typed { #expect(fields[name] == value, "\(name)") }
        #expect(fields["key"] == shown.fields(of: Self.path)["key"])
        let changed = try await julien.submit(Self.path, on: again, ["text": "Écrivez-nous."])
        #expect(try await julien.submit(Self.path, on: changed, ["step": "send"]).status == .seeOther)
        #expect(try await world.written().map { $0.plain.contains("Écrivez-nous.") } == [true])
    }

    @Test func `a known word is filled in with blanks beside it, too`() async throws {
        let world = try await World()
        try await world.write("Il reste { titre }", "Bonjour {\u{A0}nom }, « {titre } » attend.")
        let letter = try #require(try await world.written().first)
        #expect(!letter.subject.contains("{") && !letter.plain.contains("{"), "\(letter.plain)")
    }

    @Test func `known words are filled in for each, and double braces are only text`() async throws {
        let world = try await World()
        try await world.write("Il reste {{peu}} de temps", "Bonjour {nom}, « {titre} » attend. {{titre}} reste.")
        let letter = try #require(try await world.written().first)
        #expect(letter.subject.contains("{{peu}}"))
        #expect(letter.plain.contains("Bonjour Romain"))
        #expect(letter.plain.contains("Un pain qui attend le matin"))
        #expect(letter.plain.contains("{{titre}} reste"))
    }

    @Test(arguments: Engine.available)
    func `somebody with three drafts gets one letter that names them all`(engine: Engine) async throws {
        let world = try await World(engine)
        for title in ["Deuxième brouillon", "Troisième brouillon"] { try await world.begin(title, by: .romain) }
        let julien = world.visitor(.julien)
        let shown = try await julien.submit(
            Self.path, on: julien.get(Self.path), ["subject": "Rappel", "text": "Appelez-nous."])
        #expect(shown.text.contains("Envoyer à 1 personne"))
        _ = try await julien.submit(Self.path, on: shown, ["step": "send"])
        let twice = try await julien.follow(julien.submit(Self.path, on: shown, ["step": "send"]))
        #expect(twice.text.contains("Déjà écrit à") && !twice.text.contains("boîte d’envoi et part"))
        #expect(twice.html.contains("href=\"/agence/messages/"))
        let letters = try await world.written()
        #expect(letters.count == 1)
        let plain = try #require(letters.first?.plain)
        for title in ["Un pain qui attend le matin", "Deuxième brouillon", "Troisième brouillon"] {
            #expect(plain.contains(title))
        }
        #expect(plain.contains("/dossiers\n"))
    }

    @Test(arguments: Engine.available)
    func `a letter is in one language from its first line to its last`(engine: Engine) async throws {
        for isWritten in [false, true] {
            let world = try await World(engine)
            try await world.database.write { connection in
                try connection.run("UPDATE person SET language = 'en' WHERE id = \(Somebody.romain.id)")
            }
            #expect(try await world.visitor(.julien).get(Self.path).text.contains("lit l’anglais"))
            try await world.write("Rappel", "Appelez-nous.", english: isWritten ? ("Reminder", "Call us.") : nil)
            let letter = try #require(try await world.written().first)
            #expect(letter.language == (isWritten ? "en" : "fr"))
            #expect(letter.plain.contains("Open the file") == isWritten)
            #expect(letter.plain.contains("Ouvrir le dossier") == !isWritten)
            #expect(letter.plain.contains("Call us.") == isWritten)
            #expect(letter.html.contains("<html lang=\"\(isWritten ? "en" : "fr")\">"))
        }
    }

    @Test func `whoever gave no name is greeted without their address`() {
        let text = DraftLetter.Text(subject: "{titre}", text: "Bonjour {nom}, « {titre} » attend.")
        #expect(text.filled(name: "Romain", title: "Un pain").text == "Bonjour Romain, « Un pain » attend.")
        #expect(text.filled(name: "romain@example.org", title: "Un pain").text == "Bonjour, « Un pain » attend.")
    }

    @Test func `half an English letter is refused`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let refused = try await julien.submit(
            Self.path, on: julien.get(Self.path),
            ["subject": "Rappel", "text": "Appelez-nous.", "subject_en": "Reminder", "step": "send"])
        #expect(refused.status == .unprocessableContent)
        #expect(try await world.written().isEmpty)
    }

    @Test(arguments: Engine.available)
    func `a reminder that did not arrive is told with whom it did not reach`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.write("Rappel", "Appelez-nous.")
        let (julien, desk) = (world.visitor(.julien), "/agence/dossiers/\(World.ovens)")
        #expect(try await julien.get(desk).text.contains("Rappel envoyé"))
        try await world.database.write { connection in
            try connection.run("UPDATE message SET state = 'failed', last_error = '550 5.1.1 no such user'")
        }
        for page in [try await julien.get(desk), try await world.visitor(.romain).get("/dossiers/\(World.ovens)")] {
            #expect(!page.text.contains("Rappel envoyé"))
            #expect(page.text.contains("Rappel qui n’est pas arrivé, à Romain (romain@example.org)"))
        }
    }
}

extension World {
    struct Written { let subject: String, language: String, plain: String, html: String }

    func written() async throws -> [Written] {
        try await database.read { connection in
            try connection.rows("SELECT subject, language, plain, html FROM message ORDER BY id").map { row in
                let subject: String = try row["subject"]
                let plain: String = try row["plain"]
                return Written(
                    subject: subject.replacing("\u{A0}", with: " "), language: try row["language"],
                    plain: plain.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " "), html: try row["html"])
            }
        }
    }

    /// Julien writes to all who have a draft.
    fileprivate func write(_ subject: String, _ text: String, english: (String, String)? = nil) async throws {
        let (julien, path) = (visitor(.julien), "/agence/editions/2014/dossiers/ecrire")
        let sent = try await julien.submit(
            path, on: julien.get(path),
            [
                "subject": subject, "text": text, "subject_en": english?.0 ?? "", "text_en": english?.1 ?? "",
                "step": "send",
            ])
        #expect(sent.status == .seeOther)
    }

    func begin(_ title: String, by somebody: Somebody) async throws {
        try await database.write { connection in
            let new = NewFile(edition: World.edition2014, title: title, organisation: "Levain")
            _ = try SubmissionStore.create(
                new, owner: somebody.id, by: somebody.id, now: World.monday, in: connection)
        }
    }
}
