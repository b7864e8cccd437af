import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

struct InterestTests {
    static let form = "/jury/2014/interets"
    static let degree = "degree-\(World.nursery)"
    static let words = "words-\(World.nursery)"

    @Test func `a weak tie is said in words`() {
        let weak = InterestStatement(submission: World.nursery, degree: .weak, words: " ")
        #expect([weak].faults(agrees: true) == [.wordsMissing(World.nursery)])
        #expect(
            [InterestStatement(submission: World.nursery, degree: .weak, words: "Once")].faults(agrees: true).isEmpty)
    }

    @Test func `all that is missing is said at once`() {
        let silent = InterestStatement(submission: World.nursery, degree: nil, words: "")
        #expect([silent].faults(agrees: false) == [.notAgreed, .degreeMissing(World.nursery)])
    }

    @Test func `a file opens once its ties are stated`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest")
            try connection.run("UPDATE juror SET agreed_at = NULL, state = 'invited'")
        }
        let awa = world.visitor(.awa)
        #expect(try await awa.get(World.page).location == Self.form)
        let page = try await awa.get(Self.form)
        let refused = try await awa.submit(Self.form, on: page, [Self.degree: "none"])
        #expect(refused.status == .unprocessableContent && refused.lostFaults == [])
        let answer = try await awa.submit(Self.form, on: page, [Self.degree: "none", "agree": "on"])
        #expect(answer.location == "/jury?ok=stated")
        #expect(try await awa.get(World.page).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `with a strong tie the file is nowhere, and its marks count no more`(engine: Engine) async throws {
        let world = try await World(engine)
        let (awa, julien) = (world.visitor(.awa), world.visitor(.julien))
        _ = try await awa.post(
            "\(World.page)/points/beneficiaries", ["token": "token-of-awa", "revision": "1", "mark": "2"])
        let title = "Composer les tournées"
        for path in ["/jury", Self.form, World.page] { #expect(try await awa.get(path).html.contains(title)) }
        #expect(try await awa.get("/jury").html.contains("0 lecture envoyée sur 1"))
        #expect(try await julien.get("/jury/2014/resultats/\(World.nursery)").html.contains("Awa"))

        let page = try await awa.get(Self.form)
        _ = try await awa.submit(Self.form, on: page, [Self.degree: "strong", Self.words: "My employer"])
        for path in ["/jury", Self.form, World.page] { #expect(try await !awa.get(path).html.contains(title)) }
        #expect(try await awa.get(World.page).status == .notFound)
        // That she stepped back is said; what she gave is not.
        let result = try await julien.get("/jury/2014/resultats/\(World.nursery)")
        #expect(result.text.contains("Ne lit pas ce dossier"))
        #expect(result.html.split(separator: "Awa", omittingEmptySubsequences: false).count == 2)
        let kept = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM assessment_event WHERE kind = 'ended'")
        }
        #expect(kept == 1)
    }

    @Test func `a chair who is bound does not see the results of that file, in any form`() async throws {
        let world = try await World()
        let chair = world.visitor(.genevieve)
        let paths = ["/jury/2014/resultats", "/jury/2014/resultats.csv", "/jury/2014/resultats/\(World.nursery)"]
        try await sendAwas(in: world)
        for path in paths { #expect(try await chair.get(path).html.contains("Composer les tournées")) }
        try await world.database.write { connection in
            try connection.run("UPDATE interest SET degree = 'strong' WHERE juror = \(World.juror(.genevieve))")
        }
        for path in paths { #expect(try await !chair.get(path).html.contains("Composer les tournées")) }
    }

    @Test func `a juror steps back for another reason, and the file leaves the desk`() async throws {
        let world = try await World()
        let awa = world.visitor(.awa)
        let path = "\(World.page)/abstention"
        let page = try await awa.get(path)
        let refused = try await awa.submit(path, on: page, ["words": ""])
        #expect(refused.status == .unprocessableContent && refused.lostFaults == [], "RGAA 11.10")
        let answer = try await awa.submit(path, on: page, ["reason": "other", "words": "No time left"])
        #expect(answer.location == "/jury?ok=abstained")
        #expect(try await awa.get(World.page).status == .notFound)
        let degrees = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM interest WHERE degree = 'strong'")
        }
        #expect(degrees == 0)
    }

    @Test(arguments: Engine.available)
    func `whoever stepped back from a file is missing in its results, and said to be`(engine: Engine) async throws {
        let world = try await World(engine)
        try await sendAwas(in: world)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO assessment (id, submission, juror, assigned_at, ended_at, ended_reason, abstained_at)
                VALUES (\("01480000-0011-7000-8000-000000000009"), \(World.nursery), \(World.juror(.benoit)),
                    \(World.monday), \(World.monday), \("Pas le temps"), \(World.monday))
                """)
        }
        let julien = world.visitor(.julien)
        let list = try await julien.get("/jury/2014/resultats").text
        #expect(list.contains("1 sur 2") && list.contains("d’après 1 lecture sur 2") && list.contains("1 abstention"))
        let file = try await julien.get("/jury/2014/resultats/\(World.nursery)").text
        #expect(file.contains("Ne lit pas ce dossier : Benoit"))
        let table = try await julien.get("/jury/2014/dossiers.csv").html
        #expect(table.contains("1 abstention") && table.contains(";2;1;"))
        let jury = try await julien.get("/agence/editions/2014/jury.csv").html
        #expect(jury.contains("Liens étroits;Liens faibles;Abstentions;"))
        let row = try #require(jury.split(whereSeparator: \.isNewline).first { $0.contains("Benoit") })
        #expect(row.contains(";0;0;1;"))
    }

    private func sendAwas(in world: World) async throws {
        let awa = world.visitor(.awa)
        for checkpoint in World.theGrid.checkpoints {
            _ = try await awa.post(
                "\(World.page)/points/\(checkpoint.id)", ["token": "token-of-awa", "revision": "1", "mark": "2"])
        }
        _ = try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"])
    }
}
