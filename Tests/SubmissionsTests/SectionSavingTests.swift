import Campaigns
import Foundation
import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Forms
@testable import Submissions

/// What the script of the page saves piece by piece, and two tabs of one part.
struct SectionSavingTests {
    private static let need = "/dossiers/\(World.ovens)/parties/besoin"
    private static let json: HTTPFields = [.accept: "application/json"]

    @Test func `the page's script saves one answer and leaves the others`() async throws {
        let romain = try await World().visitor(.romain)
        let page = try await romain.get(Self.need)
        _ = try await romain.submit(Self.need, on: page, ["need": "Un", "before": "Deux", "tags.need": "health"])
        let form = try await romain.get(Self.need).fields(of: Self.need)
        let answer = try await romain.post(
            Self.need, [("token", "token-of-romain"), ("revision", form["revision"] ?? ""), ("before", "Trois")],
            Self.json)
        #expect(answer.status == .ok)
        #expect(answer.html.contains(#""message":"Enregistré à 9"#))
        #expect(answer.html.contains("\"revision\":\"\(form["revision"] ?? "-")\""))
        let saved = try await romain.get(Self.need)
        #expect(saved.html.contains("Trois</textarea>"))
        #expect(saved.html.contains("Un</textarea>"))
        #expect(saved.html.contains("value=\"health\" checked"))
    }

    @Test func `RGAA 7.5: what saves itself says how much of its part is to be corrected`() async throws {
        let romain = try await World().visitor(.romain)
        let path = "/dossiers/\(World.ovens)/parties/effets"
        let revision = try await romain.get(path).fields(of: path)["revision"] ?? ""
        let send = { (fields: [(String, String)]) in
            try await romain.post(path, [("token", "token-of-romain"), ("revision", revision)] + fields, Self.json)
        }
        let faulty = try await send([
            ("indicators.0.name", "Nuits"), ("indicators.0.value", "beaucoup"), ("indicators.0.baseline", "trop"),
            ("indicators.0.source", "Planning"),
        ])
        #expect(faulty.status == .ok)
        #expect(faulty.html.contains(/"message":"Enregistré à 9[^"]*, 2 réponses à corriger"/), "\(faulty.html)")
        let other = try await send([("indicators.0.unit", "nuits")])
        #expect(other.html.contains("2 réponses à corriger"))
        let mended = try await send([("indicators.0.value", "2"), ("indicators.0.baseline", "5")])
        #expect(mended.html.contains(#""message":"Enregistré à 9"#) && !mended.html.contains("à corriger"))
    }

    @Test func `what stood against a row goes when the row holds no more`() async throws {
        let romain = try await World().visitor(.romain)
        let path = "/dossiers/\(World.ovens)/parties/effets"
        let revision = try await romain.get(path).fields(of: path)["revision"] ?? ""
        let send = { (name: String) in
            try await romain.post(
                path, [("token", "token-of-romain"), ("revision", revision), ("indicators.0.name", name)], Self.json)
        }
        let begun = try await send("Nuits")
        #expect(begun.html.contains(#""indicators.0.value":"Il reste"#), "\(begun.html)")
        let emptied = try await send("")
        #expect(emptied.status == .ok && emptied.html.contains(#""indicators.0.value":"""#), "\(emptied.html)")
        #expect(emptied.html.contains(#""indicators.0.source":"""#))
    }

    @Test(arguments: Engine.available)
    func `a box that is unticked is taken back, by the page's script as by its button`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let boxes = [
            ("accords", "publication_agreed", "on"), ("accords", "rules_accepted", "on"),
            ("effets", "not_measured", "on"), ("besoin", "tags.need", "health"),
        ]
        for (part, box, ticked) in boxes {
            let path = "/dossiers/\(World.ovens)/parties/\(part)"
            let revision = try await romain.get(path).fields(of: path)["revision"] ?? ""
            for value in [ticked, ""] {
                let sent = [("token", "token-of-romain"), ("revision", revision), (box, value)]
                let answer = try await romain.post(path, sent, Self.json)
                #expect(answer.status == .ok && answer.html.contains("Enregistré à 9"), "\(box)=\(value)")
                #expect(try await romain.get(path).fields(of: path)[box] == (value.isEmpty ? nil : value), "\(box)")
            }
        }
    }

    @Test func `in a second tab the other answer is kept, and the same one shown twice`() async throws {
        let romain = try await World().visitor(.romain)
        let (first, second) = try await (romain.get(Self.need), romain.get(Self.need))
        #expect(try await romain.submit(Self.need, on: first, ["need": "Premier"]).status == .seeOther)
        #expect(try await romain.submit(Self.need, on: second, ["before": "Avant"]).status == .seeOther)
        let conflict = try await romain.submit(Self.need, on: second, ["need": "Second", "before": "Avant"])
        #expect(conflict.status == .conflict)
        #expect(conflict.text.contains("Premier"))
        #expect(conflict.html.contains("Second</textarea>"))
        #expect(try await romain.submit(Self.need, on: conflict, ["need": "Second"]).status == .seeOther)
        #expect(try await romain.get(Self.need).html.contains("Second</textarea>"))
    }

    @Test func `the script is told of a conflict, and nothing is overwritten`() async throws {
        let romain = try await World().visitor(.romain)
        let (first, second) = try await (romain.get(Self.need), romain.get(Self.need))
        _ = try await romain.submit(Self.need, on: first, ["need": "Premier"])
        let answer = try await romain.post(
            Self.need,
            [
                ("token", "token-of-romain"), ("revision", second.fields(of: Self.need)["revision"] ?? ""),
                ("need", "Second"),
            ],
            Self.json)
        #expect(answer.status == .conflict)
        #expect(!answer.html.contains("Enregistré"))
        #expect(try await romain.get(Self.need).html.contains("Premier</textarea>"))
    }

    @Test func `a text without end is not kept, and comes back as it was typed, with all the rest saved`() async throws
    {
        let world = try await World()
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.need)
        let endless = String(repeating: "a", count: 900_000)
        let refused = try await romain.submit(Self.need, on: page, ["need": endless, "before": "Une nuit"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.fields(of: Self.need)["need"] == endless)
        #expect(refused.html.contains("<a href=\"#need\">"))
        #expect(refused.text.contains("850 000") || refused.text.contains("850\u{202F}000"))
        let saved = try await romain.get(Self.need).fields(of: Self.need)
        #expect(saved["need"] == "" && saved["before"] == "Une nuit")
        let script = try await romain.post(
            Self.need, [("token", "token-of-romain"), ("revision", saved["revision"] ?? ""), ("need", endless)],
            Self.json)
        #expect(script.status == .unprocessableContent)
        #expect(script.html.contains("\"need\":\"Non enregistré"))
        #expect(!script.html.contains("Enregistré à"))
        // A letter under a thousand accents is one, but not kept as one.
        let accents = "e" + String(repeating: "\u{301}", count: 210_000)
        #expect(accents.count == 1)
        #expect(AnswerValue.text(accents).excess == 2_500)
    }
}
