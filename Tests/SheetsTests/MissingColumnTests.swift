import StorageTesting
import Testing
import WebTesting
import World

/// A list that is refused for its columns names them as a header would.
struct MissingColumnTests: PastesLists {
    @Test(arguments: [
        ("", "les colonnes Adresse électronique, Nom manquent"), ("/en", "the columns Mail address, Name"),
    ])
    func `columns that are missing are named in the language of the page`(language: String, words: String) async throws
    {
        let mireille = try await World().visitor(.mireille)
        let page = try await mireille.get(language + Self.path + "?kind=people")
        let refused = try await mireille.submit(
            language + Self.path, on: page, ["rows": "Titre;Ville\nUn;Dole", "step": "try"])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains(words), "\(refused.text)")
    }

    @Test func `one column that is missing is said to be one`() async throws {
        let mireille = try await World().visitor(.mireille)
        let page = try await mireille.get(Self.path + "?kind=organisations")
        let refused = try await mireille.submit(Self.path, on: page, ["rows": "Ville;Taille\nDole;3", "step": "try"])
        #expect(refused.text.contains("la colonne Nom manque."), "\(refused.text)")
    }
}
