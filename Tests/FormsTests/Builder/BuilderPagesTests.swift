import Foundation
import Grids
import Testing
import WebTesting
import World

@testable import Forms

/// The pages where staff shape the form of an edition.
struct BuilderPagesTests {
    static let path = "/agence/editions/2014/formulaire"

    /// Somebody with a working copy that has just begun.
    static func begun(_ world: World, _ somebody: Somebody = .julien) async throws -> Visitor {
        let staff = world.visitor(somebody)
        let answer = try await staff.submit("\(path)/ouvrir", on: staff.get(path), ["start": "current"])
        #expect(answer.location == "\(path)?ok=begun")
        return staff
    }

    @Test(arguments: [
        "", "/source.yaml", "/abandon", "/fiche", "/parties/need", "/questions/need", "/questions/need/type",
        "/questions/need/retrait",
    ])
    func `they are for those who run the edition`(page: String) async throws {
        let world = try await World()
        _ = try await Self.begun(world)
        #expect(try await world.visitor(.julien).get(Self.path + page).status == .ok)
        #expect(try await world.visitor(.mireille).get(Self.path + page).status == .ok)
        for somebody in [Somebody.sabine, .awa, .romain, .helene] {
            #expect(try await world.visitor(somebody).get(Self.path + page).status == .forbidden)
        }
        #expect(try await world.stranger.get(Self.path + page).status == .seeOther)
        let other = Self.path.replacing("2014", with: "2013") + page
        #expect(try await world.visitor(.julien).get(other).status == .notFound)
    }

    @Test func `without a working copy the form is read, and nothing of it changes`() async throws {
        let world = try await World()
        let staff = world.visitor(.julien)
        let page = try await staff.get(Self.path)
        #expect(page.text.contains("Innovation sociale, formulaire général") && page.text.contains("Partir de"))
        #expect(!page.text.contains("Modifications non publiées"))
        let question = try await staff.get("\(Self.path)/questions/need")
        #expect(question.forms.filter { $0.path.hasPrefix(Self.path) }.isEmpty)
        #expect(try await staff.get("\(Self.path)/parties/need").status == .seeOther)
        let posted = try await staff.post(
            "\(Self.path)/questions/need", ["token": "token-of-julien", "q:label_fr": "Autre"])
        #expect(posted.status == .notFound)
        #expect(try await staff.get("\(Self.path)/questions/nothing").status == .notFound)
    }

    @Test func `a label is changed, seen in the preview, and stands in the file`() async throws {
        let staff = try await Self.begun(World())
        let question = "\(Self.path)/questions/need"
        let saved = try await staff.submit(
            question, on: staff.get(question),
            [
                "q:label_fr": "Qu’est-ce qui n’allait pas ?", "q:label_en": "What was wrong?",
                "q:example_fr": "Les départs, à 5 heures.",
            ])
        #expect(saved.location == "\(question)?ok=saved")
        let page = try await staff.follow(saved)
        #expect(page.text.contains("La question est enregistrée."))
        let preview = try #require(page.html.split(separator: "class=\"phone\"").last)
        #expect(preview.contains("Qu’est-ce qui n’allait pas") && preview.contains("Les départs, à"))
        let file = try await staff.get("\(Self.path)/source.yaml")
        let form = try FormFile.form(from: file.html)
        #expect(form[id: "need"]?.label == Localized("Qu’est-ce qui n’allait pas ?", english: "What was wrong?"))
        let english = try await staff.get("/en\(question)")
        #expect(english.text.contains("What was wrong?") && english.text.contains("The question, as it will be read"))
        let home = try await staff.get("/ma-page")
        #expect(home.text.contains("Le formulaire a des modifications non publiées"))
    }

    @Test func `two windows: what was typed stays beside what is saved`() async throws {
        let world = try await World()
        let staff = try await Self.begun(world)
        let other = world.visitor(.mireille)
        let question = "\(Self.path)/questions/need"
        let (mine, theirs) = (try await staff.get(question), try await other.get(question))
        #expect(
            try await other.submit(question, on: theirs, ["q:label_fr": "Le besoin de Mireille"]).status == .seeOther)
        let late = try await staff.submit(question, on: mine, ["q:label_fr": "Le besoin de Julien"])
        #expect(late.status == .conflict)
        #expect(late.text.contains("Le besoin de Mireille") && late.html.contains("value=\"Le besoin de Julien\""))
        #expect(try await staff.submit(question, on: late, ["q:label_fr": "Le besoin de Julien"]).status == .seeOther)
        // Another question, changed meanwhile, keeps nobody from saving this one.
        let before = try await staff.get("\(Self.path)/questions/before")
        #expect(try await other.submit(question, on: other.get(question), ["q:label_fr": "Encore"]).status == .seeOther)
        let saved = try await staff.submit("\(Self.path)/questions/before", on: before, ["q:label_fr": "Avant"])
        #expect(saved.status == .seeOther)
        #expect(try await staff.get(Self.path).text.contains("Question « Encore » modifiée"))
    }

    @Test func `hostile words are shown as they were typed`() async throws {
        let staff = try await Self.begun(World())
        let question = "\(Self.path)/questions/need"
        let words = "</legend><script>alert(1)</script>\"'&amp;"
        let saved = try await staff.submit(
            question, on: staff.get(question), ["q:label_fr": words, "q:hint_fr": words])
        let page = try await staff.follow(saved)
        #expect(!page.html.contains("<script>alert") && page.html.contains("&lt;script&gt;alert(1)"))
        for viewer in ["jure", "visiteur"] {
            #expect(try await !staff.get("\(question)?vue=\(viewer)").html.contains("<script>alert"))
        }
        #expect(try await !staff.get(Self.path).html.contains("<script>alert"))
        let form = try FormFile.form(from: try await staff.get("\(Self.path)/source.yaml").html)
        #expect(form[id: "need"]?.label.french == words)
    }

    @Test func `a question without words in French comes back as it was typed`() async throws {
        let staff = try await Self.begun(World())
        let question = "\(Self.path)/questions/need"
        let refused = try await staff.submit(
            question, on: staff.get(question), ["q:label_fr": " ", "q:label_en": "Only English"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Écrivez-le en français") && refused.html.contains("value=\"Only English\""))
        let part = "\(Self.path)/parties/need"
        let kind = try await staff.submit(
            "\(part)/questions", on: staff.get(part), ["question:label_fr": "Une", "question:kind": "essay"])
        #expect(kind.status == .unprocessableContent && kind.html.contains("value=\"Une\""))
    }

    @Test func `a question that moves keeps the focus on its button, and says where it is`() async throws {
        let staff = try await Self.begun(World())
        let question = "\(Self.path)/questions/before"
        let up = try await staff.post("\(question)/ordre", ["token": "token-of-julien", "way": "up"])
        #expect(up.location == "\(question)?ok=moved&moved=before&way=up")
        let page = try await staff.follow(up)
        #expect(page.html.contains("role=\"status\" id=\"moved\""))
        #expect(page.html.contains("value=\"up\" autofocus aria-describedby=\"moved\""))
        let away = try await staff.post("\(question)/ordre", ["token": "token-of-julien", "part": "future"])
        #expect(try await staff.follow(away).status == .ok)
        let form = try FormFile.form(from: try await staff.get("\(Self.path)/source.yaml").html)
        #expect(form[id: "before"]?.section == "future")
        #expect(
            try await staff.post("\(question)/ordre", ["token": "token-of-julien", "way": "sideways"]).status
                == .badRequest)
    }

    @Test func `taking a question out says what goes with it, and no more goes`() async throws {
        let world = try await World()
        let staff = try await Self.begun(world)
        let question = "\(Self.path)/questions/organisation.rna"
        let asked = try await staff.get("\(question)/retrait")
        #expect(asked.text.contains("« SIRET » devient obligatoire quoi qu’on réponde ici"))
        #expect(asked.text.contains("Aucun dossier ouvert n’y répond pour l’instant."))
        let other = world.visitor(.mireille)
        _ = try await other.submit(question, on: other.get(question), ["q:label_fr": "RNA de l’association"])
        let late = try await staff.submit("\(question)/retrait", on: asked, [:])
        #expect(late.status == .conflict && late.text.contains("Quelqu’un l’a modifiée depuis"))
        let done = try await staff.submit("\(question)/retrait", on: late, [:])
        #expect(done.location == "\(Self.path)/parties/organisation?ok=removed")
        #expect(try await staff.get(question).status == .notFound)
        let title = try await staff.submit(
            "\(Self.path)/questions/title/retrait", on: staff.get("\(Self.path)/questions/title/retrait"), [:])
        #expect(
            title.status == .unprocessableContent && title.text.contains("Le site lui-même se sert de cette question"))
    }

    @Test func `another kind is said before it is taken`() async throws {
        let staff = try await Self.begun(World())
        let path = "\(Self.path)/questions/need/type"
        let asked = try await staff.get("\(path)?kind=person")
        #expect(asked.text.contains("est gardé à part") && asked.text.contains("La fiche ne la raconte plus."))
        let done = try await staff.submit(path, on: asked, [:])
        #expect(done.location == "\(Self.path)/questions/need?ok=kind")
        #expect(try await staff.follow(done).text.contains("Personne"))
        let wrong = try await staff.post(path, ["token": "token-of-julien", "kind": "essay", "shown": ""])
        #expect(wrong.status == .conflict)
    }

    @Test func `a form is started from a file, whose faults come back with their lines`() async throws {
        let staff = try await World().visitor(.julien)
        let yaml = try World.defaultForm().replacing("Innovation sociale, formulaire général", with: "Notre formulaire")
        let wrong = yaml.replacing("kind: siret", with: "kind: sirene")
        let first = try await staff.get(Self.path)
        let refused = try await staff.submit("\(Self.path)/ouvrir", on: first, ["start": "file", "source": wrong])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("kind: sirene") && refused.html.contains("kind: sirene"))
        let done = try await staff.submit("\(Self.path)/ouvrir", on: refused, ["start": "file", "source": yaml])
        #expect(try await staff.follow(done).text.contains("Notre formulaire"))
        let discarded = try await staff.submit("\(Self.path)/abandon", on: staff.get("\(Self.path)/abandon"), [:])
        #expect(try await staff.follow(discarded).text.contains("La copie de travail est abandonnée"))
    }

    @Test func `another form does not take the place of a working copy, and what was sent is not lost`() async throws {
        let staff = try await World().visitor(.julien)
        let first = try await staff.get(Self.path)
        _ = try await staff.submit("\(Self.path)/ouvrir", on: first, ["start": "short"])
        let yaml = try World.defaultForm().replacing("Innovation sociale, formulaire général", with: "Notre formulaire")
        let refused = try await staff.submit("\(Self.path)/ouvrir", on: first, ["start": "file", "source": yaml])
        #expect(refused.status == .conflict && refused.text.contains("n’a pas été remplacée"))
        #expect(refused.html.contains("Notre formulaire"))
        #expect(try await !staff.get(Self.path).html.contains("Notre formulaire"))
    }

    @Test(arguments: ["short", "finalists", "general"])
    func `the forms that the program brings are whole`(start: String) async throws {
        let staff = try await World().visitor(.julien)
        let begun = try await staff.submit("\(Self.path)/ouvrir", on: staff.get(Self.path), ["start": start])
        #expect(try await staff.follow(begun).text.contains("Rien ne manque : il peut être publié."))
    }

    @Test func `a juror sees answers that nobody gave, and a visitor the sheet`() async throws {
        let staff = try await Self.begun(World())
        let question = "\(Self.path)/questions/need"
        _ = try await staff.submit(
            question, on: staff.get(question), ["q:label_fr": "Le besoin", "q:example_fr": "Trop de départs."])
        let juror = try await staff.get("\(question)?vue=jure")
        #expect(try #require(juror.html.split(separator: "class=\"phone\"").last).contains("Trop de départs."))
        let visitor = try await staff.get("\(question)?vue=visiteur")
        #expect(try #require(visitor.html.split(separator: "class=\"phone\"").last).contains("Trop de départs."))
        let contact = try await staff.get("\(Self.path)/questions/contact.name?vue=jure")
        #expect(!(try #require(contact.html.split(separator: "class=\"phone\"").last).contains("Personne à appeler")))
    }
}
