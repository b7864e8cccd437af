import Foundation
import Grids
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

struct AssessmentPagesTests {
    @Test func `a juror finds the file on the desk, marks it, and is led to the next checkpoint`() async throws {
        let awa = try await World().visitor(.awa)
        #expect(try await awa.get("/jury").html.contains(World.page))
        let answer = try await save(["mark": "3", "comment": "Seen on site"], by: awa)
        #expect(answer.status == .seeOther)
        #expect(answer.location == "\(World.page)?point=beneficiaries")
        let page = try await awa.get("\(World.page)?point=need-established")
        #expect(page.html.contains("value=\"3\" checked"))
        #expect(page.html.contains("Seen on site</textarea>"))
    }

    @Test func `a juror reads the file without whom to call, the agency with it`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            for (field, value) in [
                ("contact.name", "Zélie Perrenot"), ("contact.email", "zelie@example.org"), ("need", "Un besoin"),
            ] {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), \(field), \(value), \(World.monday))
                    """)
            }
        }
        let staff = try await world.visitor(.julien).get("/agence/dossiers/\(World.nursery)").text
        #expect(staff.contains("Zélie Perrenot") && staff.contains("zelie@example.org"))
        for (somebody, path) in [(Somebody.awa, World.page), (.julien, "/agence/lectures/\(World.reading)")] {
            let room = try await world.visitor(somebody).get(path).text
            #expect(room.contains("Un besoin"))
            #expect(!room.contains("Perrenot") && !room.contains("zelie@") && !room.contains("à appeler"), "\(path)")
        }
    }

    @Test(arguments: Engine.available)
    func `on paper a juror has all marks and words, the choices of the screen, and no button`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let awa = world.visitor(.awa)
        _ = try await save(["mark": "not-documented", "comment": "À demander au siège"], by: awa)
        let page = try await awa.get(World.page).html
        let after = try #require(page.split(separator: "<div class=\"on-paper\">").last)
        let paper = after.split(separator: "</section>").first ?? ""
        #expect(paper.contains("Les notes de cette lecture") && paper.contains("À demander au siège"))
        #expect(!paper.contains("<button") && !paper.contains("<input"))
        let sheet = try await awa.get(World.page + "/feuille").html
        #expect(sheet.contains("<strong>[×] Non documenté"))
        // Where the screen offers it, so does the paper.
        let optional = try World.defaultGrid().grid.checkpoints.count { $0.isOptional }
        #expect(optional > 0 && sheet.matches(of: /<br>Sans objet/).count == optional)
    }

    @Test func `a mark without its reason is kept, and the reason asked for`() async throws {
        let awa = try await World().visitor(.awa)
        let page = try await awa.follow(try await save(["mark": "4", "comment": ""], by: awa))
        #expect(page.html.contains("value=\"4\" checked"))
        #expect(page.html.contains("id=\"comment-error\""))
    }

    @Test func `a form that saves itself is answered with its revision`() async throws {
        let awa = try await World().visitor(.awa)
        let answer = try await awa.post(
            World.needForm, ["token": "token-of-awa", "revision": "1", "mark": "0"], [.accept: "application/json"])
        #expect(answer.status == .ok)
        #expect(answer.html.contains("\"revision\":2"))
        #expect(answer.html.contains("comment"))
        // Whoever hears this line alone learns that something is asked.
        #expect(answer.html.contains("il reste à écrire la raison"))
    }

    @Test func `a second window cannot overwrite the first silently`() async throws {
        let awa = try await World().visitor(.awa)
        let (first, second) = try await (awa.get(World.page), awa.get(World.page))
        #expect(try await save(["mark": "3", "comment": "First"], by: awa, on: first).status == .seeOther)
        let answer = try await save(["mark": "1", "comment": "Second"], by: awa, on: second)
        #expect(answer.status == .conflict)
        #expect(answer.html.contains("First"))
        #expect(answer.html.contains("Second</textarea>"))
        #expect(try await save(["mark": "1", "comment": "Second"], by: awa, on: answer).status == .seeOther)
    }

    @Test func `after the end nothing changes, and what was typed is shown again`() async throws {
        let database = try await World()
        let page = try await database.visitor(.awa).get(World.page)
        let late = try await World(now: World.closing)
        let answer = try await late.visitor(.awa).submit(
            World.needForm, on: page, ["mark": "3", "comment": "Too late"])
        #expect(answer.status == .conflict)
        #expect(answer.html.contains("Too late</textarea>"))
        #expect(try await late.database.read { try $0.count("SELECT count(*) AS count FROM mark") } == 0)
    }

    @Test func `a forged form saves nothing, and keeps what was typed`() async throws {
        let world = try await World()
        let answer = try await save(["token": "forged", "mark": "3", "comment": "Typed"], by: world.visitor(.awa))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("Typed"))
        #expect(try await world.database.read { try $0.count("SELECT count(*) AS count FROM mark") } == 0)
    }

    @Test func `another juror's file does not exist`() async throws {
        let world = try await World()
        #expect(try await world.visitor(.awa).get(World.page).status == .ok)
        #expect(try await world.visitor(.benoit).get(World.page).status == .notFound)
        #expect(try await world.visitor(.coralie).get(World.page).status == .forbidden)
        #expect(try await world.stranger.get(World.page).status == .seeOther)
    }

    @Test func `a reading is sent, seen as sent, and reopened`() async throws {
        let awa = try await World().visitor(.awa)
        for checkpoint in World.theGrid.checkpoints {
            _ = try await awa.post(
                "\(World.page)/points/\(checkpoint.id)", ["token": "token-of-awa", "revision": "1", "mark": "2"])
        }
        let check = try await awa.get("\(World.page)/envoi")
        let sent = try await awa.follow(try await awa.submit("\(World.page)/envoi", on: check, [:]))
        #expect(sent.html.contains("band sent"))
        #expect(!sent.html.contains("name=\"mark\""))
        let reopened = try await awa.follow(try await awa.submit("\(World.page)/rouvrir", on: sent, [:]))
        #expect(reopened.html.contains("name=\"mark\""))
    }

    @Test func `an incomplete reading is not sent, and says what is missing`() async throws {
        let awa = try await World().visitor(.awa)
        let answer = try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("\(World.page)?point=need-established"))
    }

    @Test func `hostile text never becomes markup`() async throws {
        let hostile = "\"'<>& \"\u{301} <\u{301}script><script>alert(1)</script>"
        let awa = try await World().visitor(.awa)
        let plain = try await awa.follow(try await save(["mark": "4", "comment": "harmless", "then": "stay"], by: awa))
        let screen = try await awa.get("\(World.page)?point=need-established")
        let answer = try await save(["mark": "4", "comment": hostile, "then": "stay"], by: awa, on: screen)
        let page = try await awa.follow(answer)
        #expect(page.bytes.filter("<>\"'".utf8.contains) == plain.bytes.filter("<>\"'".utf8.contains))
        #expect(page.html.utf8.count > plain.html.utf8.count)
    }

    private func save(
        _ fields: KeyValuePairs<String, String>, by juror: Visitor, on screen: Screen? = nil
    ) async throws -> Screen {
        let screen = if let screen { screen } else { try await juror.get(World.page) }
        return try await juror.submit(World.needForm, on: screen, fields)
    }
}
