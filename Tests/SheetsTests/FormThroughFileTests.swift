import Forms
import Foundation
import Storage
import StorageTesting
import Tables
import Testing
import WebTesting
import Workbooks
import World

@testable import Sheets

/// A form leaves as a file, comes back changed, and everything follows: pages, tables, papers, sheets, imports.
struct FormThroughFileTests {
    private static let form = "/agence/editions/2014/formulaire"
    private static let own = "/dossiers/\(World.ovens)"
    private static let (label, answer) = ("Les nuits rendues", "Deux nuits par semaine.")

    @Test(arguments: Engine.available)
    func `a form that is exported, changed and imported again is followed everywhere`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let world = folder.world
        try await CompleteFile.fill(World.ovens, in: world)
        let julien = world.visitor(.julien)
        let yaml = try await julien.get(Self.form + "/source.yaml").html
        let before = try FormFile.form(from: yaml)
        try await publish(try Self.changed(yaml), by: julien)
        try await answer(before, by: world.visitor(.romain))
        try await tables(by: julien)
        try await papers(world)
        try await sheet(by: world.visitor(.sabine))
        try await imported(in: folder)
    }

    /// A part moved behind the next one, a question added to it and to the sheet, all English taken out.
    private static func changed(_ yaml: String) throws -> String {
        let (head, rest) = try halves(of: yaml, at: "sections:\n")
        let (body, sheet) = try halves(of: rest, at: "\nsheet:\n")
        var parts = ("\n" + body).components(separatedBy: "\n  - id: ").dropFirst().map { $0 }
        let place = try #require(parts.firstIndex { $0.hasPrefix("need\n") })
        parts[place] += "\n      - {id: nights, kind: text, limit: 500, label: {fr: \"\(label)\"}}"
        parts.swapAt(place, place + 1)
        let told = "  - title: {fr: \"Les nuits\"}\n    fields:\n      - id: nights\n"
        let whole =
            head + "sections:\n" + parts.map { "  - id: " + $0 }.joined(separator: "\n") + "\nsheet:\n" + told + sheet
        return whole.replacing(/, en: "(?:[^"\\]|\\.)*"/, with: "")
    }

    private static func halves(of text: String, at mark: String) throws -> (String, String) {
        let range = try #require(text.firstRange(of: mark))
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }

    private func publish(_ yaml: String, by julien: Visitor) async throws {
        let page = try await julien.get(Self.form)
        let begun = try await julien.submit(Self.form + "/ouvrir", on: page, ["start": "file", "source": yaml])
        #expect(begun.status == .seeOther)
        #expect(try await julien.follow(begun).text.contains("Rien ne manque : il peut être publié."))
        let path = Self.form + "/publier"
        let published = try await julien.submit(path, on: julien.get(path), [:])
        #expect(published.status == .seeOther)
    }

    private func answer(_ before: Form, by romain: Visitor) async throws {
        let place = try #require(before.sections.firstIndex { $0.id == "need" })
        let (need, next) = (before.sections[place].word, before.sections[place + 1].word)
        let path = "\(Self.own)/parties/\(need)"
        let page = try await romain.get(path)
        #expect(page.text.contains(Self.label))
        let order = [next, need].compactMap { page.html.firstRange(of: "/parties/\($0)\"")?.lowerBound }
        #expect(order.count == 2 && order[0] < order[1])
        let english = try await romain.get("/en" + path)
        let former = try #require(before[id: "need"]?.label.english)
        #expect(english.text.contains(Self.label) && !english.text.contains(former))
        let saved = try await romain.submit(path, on: page, ["nights": Self.answer, "go": "stay"])
        #expect(saved.status == .seeOther)
        let sending = Self.own + "/transmettre"
        let sent = try await romain.submit(sending, on: romain.get(sending), [:])
        #expect(sent.status == .seeOther)
        #expect(try await romain.get(Self.own).text.contains(Self.answer))
    }

    private func tables(by julien: Visitor) async throws {
        let list = "/agence/editions/2014/dossiers"
        let csv = try Table(data: Array(try await julien.get(list + ".csv").bytes), needing: [])
        let book = try await WorkbookReader.beside(World.root).read(Array(try await julien.get(list + ".xlsx").bytes))
        for table in [csv, try Table(sheet: book.text, needing: [])] {
            let column = try #require(table.header.firstIndex { $0.hasPrefix(Self.label) })
            #expect(table.rows.contains { $0.fields.indices.contains(column) && $0.fields[column] == Self.answer })
        }
    }

    private func papers(_ world: World) async throws {
        let whole = try await world.visitor(.romain).get(Self.own + "/dossier.pdf")
        #expect(whole.text.contains(Self.label) && whole.text.contains(Self.answer))
        let empty = try await world.stranger.get("/dossiers/nouveau/2014/formulaire.pdf")
        #expect(empty.text.contains(Self.label))
    }

    private func sheet(by sabine: Visitor) async throws {
        let made = try await sabine.post(
            "/agence/editions/2014/fiches", ["token": "token-of-sabine", "submission": "\(World.ovens)"])
        let path = String(try #require(made.location).prefix { $0 != "?" })
        #expect(try await sabine.get(path).html.contains("name=\"nights\""))
        let preview = try await sabine.get(path + "/apercu")
        #expect(preview.html.contains("<h2>Les nuits</h2>") && preview.text.contains(Self.answer))
    }

    private func imported(in folder: ImportFolder) async throws {
        let mapping = ImportFolder.mapping.replacing("  website: site", with: "  website: site\n  nights: nuits")
        try folder.write("nights.yaml", Data(mapping.utf8))
        let list = "\(ImportFolder.header),nuits\nz,Partager la nuit,Un besoin,,,À Portée de pas,,25,,Trois nuits\n"
        let answer = try await folder.take(list, mapping: "nights.yaml")
        #expect(answer.exit == .complete)
        #expect(try await folder.everything().contains { $0.contains("Trois nuits") })
    }
}
