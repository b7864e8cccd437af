import Foundation
import Grids
import StorageTesting
import Tables
import Testing
import WebTesting
import Workbooks
import World

@testable import Forms

/// The questions of a form taken out as a workbook, changed there, and taken in again.
struct FormWorkbookTests {
    private static let path = BuilderPagesTests.path
    private static let upload = "\(path)/fichiers"
    private static let take = "\(path)/classeur"

    /// A workbook as somebody has it open: its titles, and its rows under them.
    private struct Opened {
        var titles: [String]
        var rows: [[String]]

        init(_ bytes: [UInt8]) async throws {
            let book = try await WorkbookReader.beside(World.root).read(bytes)
            let table = try Table(sheet: book.text)
            titles = table.header
            let width = titles.count
            rows = table.rows.map { row in
                (0..<width).map { row.fields.indices.contains($0) ? row.fields[$0] : "" }
            }
        }

        func place(_ title: String) throws -> Int { try #require(titles.firstIndex(of: title), "\(title)") }

        func row(_ key: String) throws -> Int {
            let place = try place("Clé")
            return try #require(rows.firstIndex { $0[place] == key }, "\(key)")
        }

        mutating func set(_ title: String, of key: String, to text: String) throws {
            rows[try row(key)][try place(title)] = text
        }

        mutating func add(_ cells: [String: String], after key: String) throws {
            var row = Array(repeating: "", count: titles.count)
            for (title, text) in cells { row[try place(title)] = text }
            rows.insert(row, at: try self.row(key) + 1)
        }

        func saved() throws -> [UInt8] {
            let words = WorkbookWords(
                language: "fr", dayFormat: "dd/mm/yyyy", longTexts: "Suite", longTextColumns: [], goesOn: { "\($0)" })
            let writer = try WorkbookWriter(title: "Questions", words: words, created: World.monday)
            try writer.begin("Questions", columns: titles)
            for row in rows { try writer.append(row.map(Cell.text)) }
            return try writer.finish()
        }
    }

    private static func send(_ bytes: [UInt8], by staff: Visitor, called name: String = "q.xlsx") async throws -> Screen
    {
        let token = try #require(try await staff.get(path).fields(of: upload)["token"])
        return try await staff.send(bytes, called: name, to: upload, ["token": token])
    }

    private static func form(_ staff: Visitor) async throws -> Form {
        try FormFile.form(from: try await staff.get("\(path)/source.yaml").html)
    }

    private static func begun(from yaml: String, _ engine: Engine = .sqlite) async throws -> Visitor {
        let staff = try await World(engine).visitor(.julien)
        let answer = try await staff.submit(
            "\(path)/ouvrir", on: staff.get(path), ["start": "file", "source": yaml])
        #expect(answer.location == "\(path)?ok=begun", "\(answer.text)")
        return staff
    }

    @Test(arguments: ["social-innovation-default", "short", "finalists", "every kind"])
    func `what goes out comes back as the same form, in either language`(name: String) async throws {
        let yaml =
            name == "every kind"
            ? FormFile.yaml(ShapedForm.form(ShapedForm.everyKind)) : try ShapedForm.file(name)
        let staff = try await Self.begun(from: yaml)
        let form = try await Self.form(staff)
        for prefix in ["", "/en"] {
            let book = try await staff.get("\(prefix)\(Self.path)/questions.xlsx")
            #expect(try await Opened(book.bytes).rows.count == form.fields.count)
            let read = try await Self.send(book.bytes, by: staff)
            #expect(read.status == .ok, "\(read.text)")
            #expect(read.text.contains("rien ne changerait"), "\(read.text)")
        }
        let table = try await staff.get("\(Self.path)/questions.csv")
        #expect(try await Self.send(table.bytes, by: staff, called: "q.csv").text.contains("rien ne changerait"))
        // Written by another program, as text alone.
        let saved = try await Opened(staff.get("\(Self.path)/questions.xlsx").bytes).saved()
        #expect(try await Self.send(saved, by: staff).text.contains("rien ne changerait"))
    }

    @Test(arguments: Engine.available)
    func `questions are changed, added, moved and taken out, and all else stays`(engine: Engine) async throws {
        let staff = try await Self.begun(from: ShapedForm.file("short"), engine)
        let before = try await Self.form(staff)
        var book = try await Opened(staff.get("\(Self.path)/questions.xlsx").bytes)
        let fields = before.sections.flatMap(\.fields).filter { !Form.indispensable.contains($0.id) && $0.kind.isAsked }
        let text = try #require(fields.first { $0.kind.word == "text" && $0.when == nil })
        let gone = try #require(fields.last { $0.id != text.id && before.references(to: $0.id).isEmpty })
        try book.set("Question (français)", of: text.id, to: "Qu’est-ce qui « change » ; vraiment ?")
        try book.set("Longueur maximale, en signes", of: text.id, to: "800")
        try book.set("Lue par le jury", of: text.id, to: "non")
        let part = try #require(before.section(of: text)).title.french
        try book.add(
            [
                "Partie du formulaire": part, "Type de question": "Choix, une réponse", "Clé": "taille",
                "Question (français)": "Votre taille", "Choix possibles": "Petite | Small\ngrande = Grande",
                "Nécessaire à l’envoi": "Oui",
            ], after: text.id)
        try book.add(
            [
                "Partie du formulaire": part, "Type de question": "Ligne", "Question (français)": "Combien de sites",
                "Montrée si": "taille est Grande", "Aide (français)": "Tous.",
            ], after: "taille")
        book.rows.remove(at: try book.row(gone.id))

        let shown = try await Self.send(book.saved(), by: staff)
        #expect(shown.status == .ok, "\(shown.text)")
        for words in [
            "Nouvelle question, nécessaire : « Votre taille »", "N’est plus demandé", "Posée avec d’autres mots",
        ] {
            #expect(shown.text.contains(words), "\(words): \(shown.text)")
        }
        #expect(try await Self.form(staff) == before)
        let taken = try await staff.submit(Self.take, on: shown, [:])
        #expect(taken.location == "\(Self.path)?ok=imported", "\(taken.text)")
        #expect(try await staff.follow(taken).text.contains("ce que disait le classeur"))

        let after = try await Self.form(staff)
        #expect(after[id: gone.id] == nil && after.fields.count == before.fields.count + 1)
        let changed = try #require(after[id: text.id])
        #expect(changed.label.french == "Qu’est-ce qui « change » ; vraiment ?" && changed.kind == .text(800))
        #expect(!changed.isForJury && changed.label.english == text.label.english && changed.hint == text.hint)
        let size = try #require(after[id: "taille"])
        #expect(size.choices.map(\.id) == ["petite", "grande"] && size.isNeeded)
        #expect(size.choices[0].label == Localized("Petite", english: "Small"))
        let sites = try #require(after[id: "combien-de-sites"])
        #expect(sites.when == Condition(.all, [Condition.Part(field: "taille", test: .is, values: ["grande"])]))
        #expect(sites.kind == .line(150) && sites.hint?.french == "Tous.")
        let others = before.fields.filter { $0.id != text.id && $0.id != gone.id }
        for field in others { #expect(after[id: field.id] == field, "\(field.id)") }
    }

    @Test func `what cannot be is said by row and column, and nothing is taken`() async throws {
        let staff = try await Self.begun(from: ShapedForm.file("short"))
        let before = try await Self.form(staff)
        var book = try await Opened(staff.get("\(Self.path)/questions.xlsx").bytes)
        let texts = before.fields.filter { $0.kind.word == "text" }
        try book.set("Type de question", of: texts[0].id, to: "Devinette")
        try book.set("Montrée si", of: texts[1].id, to: "title ressemble à 3\nnowhere est 1")
        try book.set("Lue par le jury", of: texts[1].id, to: "peut-être")
        try book.set("Longueur maximale, en signes", of: texts[1].id, to: "beaucoup")
        let title = try book.row("title")
        book.rows.remove(at: title)
        let refused = try await Self.send(book.saved(), by: staff)
        #expect(refused.status == .unprocessableContent)
        let rows = try [book.row(texts[0].id) + 2, book.row(texts[1].id) + 2]
        for words in [
            "Ligne \(rows[0]), colonne « Type de question »", "« Devinette » n’est pas un type",
            "Ligne \(rows[1]), colonne « Montrée si »", "Ligne \(rows[1]), colonne « Lue par le jury »",
            "« peut-être » n’est ni oui ni non", "« beaucoup » n’est pas un nombre", "a question « title » manque",
        ] {
            #expect(refused.text.contains(words), "\(words): \(refused.text)")
        }
        #expect(try await Self.form(staff) == before)
        for (bytes, words) in [
            (Array("Nom;Taille\na;b".utf8), "Ces colonnes manquent"), ([], "Choisissez un fichier"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], "n’est pas un classeur XLSX"),
        ] as [([UInt8], String)] {
            let refused = try await Self.send(bytes, by: staff)
            #expect(refused.status == .unprocessableContent && refused.text.contains(words), "\(refused.text)")
        }
    }

    @Test func `a working copy that moved meanwhile is compared anew, and one is begun where there is none`()
        async throws
    {
        let world = try await World()
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        var book = try await Opened(julien.get("\(Self.path)/questions.xlsx").bytes)
        try book.set("Question (français)", of: "need", to: "Le besoin")
        let shown = try await Self.send(book.saved(), by: julien)
        _ = try await mireille.submit("\(Self.path)/ouvrir", on: mireille.get(Self.path), ["start": "current"])
        let moved = try await julien.submit(Self.take, on: shown, [:])
        #expect(moved.status == .conflict && moved.text.contains("a modifié le formulaire entre-temps"))
        let taken = try await julien.submit(Self.take, on: moved, [:])
        #expect(taken.location == "\(Self.path)?ok=imported")
        #expect(try await Self.form(julien)[id: "need"]?.label.french == "Le besoin")
        #expect(try await julien.get(Self.path).text.contains("modifié par un classeur"))

        let alone = try await World().visitor(.julien)
        let first = try await Self.send(book.saved(), by: alone)
        #expect(try await alone.submit(Self.take, on: first, [:]).location == "\(Self.path)?ok=imported")
        #expect(try await Self.form(alone)[id: "need"]?.label.french == "Le besoin")
    }

    @Test func `a form begins from a file that is chosen, and faults leave it in the field`() async throws {
        let staff = try await World().visitor(.julien)
        let to = "\(Self.upload)/source"
        let token = try #require(try await staff.get(Self.path).fields(of: to)["token"])
        let yaml = try ShapedForm.file("short")
        let refused = try await staff.send(
            Array(yaml.replacing("kind: text", with: "kind: poem").utf8), called: "f.yaml", to: to, ["token": token])
        #expect(refused.status == .unprocessableContent && refused.html.contains("kind: poem"))
        let none = try await staff.send([0xFF], called: "f.yaml", to: to, ["token": token, "source": "schema: typed"])
        #expect(none.status == .unprocessableContent && none.html.contains("schema: typed"))
        let begun = try await staff.send(Array(yaml.utf8), called: "f.yaml", to: to, ["token": token])
        #expect(begun.location == "\(Self.path)?ok=begun")
        #expect(try await Self.form(staff) == FormFile.form(from: yaml))
    }

    @Test func `it is for those who run the edition`() async throws {
        let world = try await World()
        for somebody in [Somebody.sabine, .awa, .romain] {
            #expect(try await world.visitor(somebody).get("\(Self.path)/questions.xlsx").status == .forbidden)
        }
        let other = Self.path.replacing("2014", with: "2013")
        #expect(try await world.visitor(.julien).get("\(other)/questions.xlsx").status == .notFound)
        let sent = try await world.visitor(.awa).send([1], called: "q.xlsx", to: Self.upload, ["token": "token-of-awa"])
        #expect(sent.status == .forbidden)
    }
}
