import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// No field without a bound: every text of every form that the world's people meet refuses what is longer than anybody reads, in
/// words, and gives it back.
struct TextBoundTests {
    private static let readers: [Somebody?] = [.mireille, .julien, .sabine, .coralie, .awa, .genevieve, nil]

    /// Signs of a field of one line, and of one of several: more than any holds.
    private static let (line, text) = (6_001, 300_001)

    @Test(arguments: Engine.available)
    func `a text beyond its bound is refused and kept`(engine: Engine) async throws {
        var (seen, sent): (Set<String>, Int) = ([], 0)
        for reader in Self.readers {
            let world = try await World.furnished(engine)
            for page in world.readableRoutes.map(\.path) {
                for form in try await world.screen(page, reader).typedForms {
                    guard seen.insert("\(form.path) \(form.typed.map(\.name))").inserted else { continue }
                    sent += try await send(form, in: world, as: reader)
                }
            }
        }
        #expect(seen.count > 40)
        #expect(sent > 120)
    }

    /// Each of its texts in turn; answers how many were sent.
    private func send(_ form: TypedForm, in world: World, as reader: Somebody?) async throws -> Int {
        for field in form.typed {
            let mark = "bornes "
            let size = field.isLine ? Self.line : Self.text
            let long = mark + String(repeating: "un mot ", count: size / 7)
            let typed = form.fields.map { ($0.0, $0.0 == field.name ? long : $0.1) }
            let answer = try await world.visitor(of: reader).post(form.path, typed)
            #expect([409, 422].contains(answer.status.code), "\(form.path) \(field.name): \(answer.status)")
            // Of all fields of a form, the one that is too long is named.
            if answer.text.contains("Ce texte est trop long") {
                let summary = answer.html.components(separatedBy: "class=\"error-summary\"").last ?? ""
                let named = summary.firstMatch(of: /<li><a href="#[^"]*">([^<]*)<\/a>/)?.1 ?? ""
                #expect(named.first?.isNumber == false, "\(form.path) \(field.name): \(named)")
                // By its label: what was typed names nothing.
                #expect(!named.contains(mark.dropLast()), "\(form.path) \(field.name): \(named)")
            }
            // A password alone is never shown again.
            #expect(answer.html.contains(mark) == (field.name != "password"), "\(form.path) \(field.name) is lost")
        }
        return form.typed.count
    }

    private func plain(_ page: Screen) -> String {
        page.text.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
    }

    @Test func `two texts that are too long have two names`() async throws {
        let mireille = try await World().visitor(.mireille)
        let (settings, long) = ("/agence/reglages", String(repeating: "a", count: 400))
        let refused = try await mireille.submit(
            settings, on: mireille.get(settings), ["name_fr": long, "short_name": long])
        #expect(refused.status == .unprocessableContent)
        for name in ["Nom en français : 400 signes", "Nom court : 400 signes"] {
            #expect(plain(refused).contains(name), "\(name)")
        }
    }

    @Test func `what is shortened on the page of the refusal is saved, with all the rest of its form`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let (page, form) = ("/agence/editions/2014/objectifs/nouveau", "/agence/editions/2014/objectifs")
        let refused = try await julien.submit(
            form, on: julien.get(page),
            ["name": "Visites", "goal": "12", "rule": String(repeating: "une visite ", count: 1_000)])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Ce texte est trop long"))
        #expect(plain(refused).contains("Règle de comptage : 11 000 signes ; ce champ en tient 5 000 au plus"))
        let saved = try await julien.submit(form, on: refused, ["rule": "Une visite faite"])
        #expect(saved.status == .seeOther)
        let list = try await julien.get(form).text
        #expect(list.contains("Visites") && list.contains("Une visite faite"))
    }
}

/// A form with the fields that somebody types in.
private struct TypedForm {
    let path: String
    let fields: [(String, String)]
    let typed: [(name: String, isLine: Bool)]
}

extension Screen {
    fileprivate var typedForms: [TypedForm] {
        let written = html.split(separator: "<form ").dropFirst().filter {
            !$0.prefix { $0 != ">" }.contains("method=\"get\"")
        }
        return zip(forms, written).compactMap { form, markup in
            let inside = markup.split(separator: "</form>", maxSplits: 1)[0]
            let texts = inside.matches(of: /<(input|textarea)\b([^>]*)>/).compactMap { match -> (String, Bool)? in
                let attributes = String(match.2)
                guard let name = attributes.firstMatch(of: /\bname="([^"]*)"/)?.1 else { return nil }
                let kind = attributes.firstMatch(of: /\btype="([^"]*)"/).map { String($0.1) } ?? "text"
                guard match.1 == "textarea" || ["text", "email", "tel", "url", "password"].contains(kind) else {
                    return nil
                }
                return (String(name), match.1 == "input")
            }
            return texts.isEmpty ? nil : TypedForm(path: form.path, fields: form.fields, typed: texts)
        }
    }
}

extension World {
    fileprivate func visitor(of reader: Somebody?) -> Visitor { reader.map(visitor) ?? stranger }

    fileprivate func screen(_ path: String, _ reader: Somebody?) async throws -> Screen {
        try await visitor(of: reader).get(path)
    }
}
