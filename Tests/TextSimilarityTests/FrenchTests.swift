import Testing
import TextSimilarity

struct FrenchTests {
    private let analysis = TextAnalysis(language: .french)

    @Test(arguments: [
        ["mobilité", "mobilite", "mobilités", "Mobilités", "MOBILITÉ", "mobilite\u{301}", "mobi\u{AD}lité"],
        ["handicap", "handicaps", "handicapé", "handicapés", "handicapee", "handicapées", "l’handicapé"],
        ["première", "premiere", "premier", "premières"], ["publié", "publie", "publier", "publiés"],
        ["employé", "employe", "employer", "emploi", "emplois"], ["associé", "association", "associes"],
        ["accessible", "accessibilité", "accessibilite"], ["solidaire", "solidarité", "solidarites"],
        ["œuvre", "oeuvre", "Œuvres"], ["local", "locaux", "locale"], ["élu", "élus", "élue", "elues"],
        ["comtois", "comtoise"], ["français", "Française"], ["relais", "relai"], ["vélo", "vélos"],
        ["usager", "usagers"],
        ["numéro", "numeros"], ["commission", "commissions"], ["lieu", "lieux"], ["jeu", "jeux"],
        ["travail", "travaux"],
        ["enjeu", "enjeux"], ["milieu", "milieux"], ["environnement", "environnementale", "environnementaux"],
        ["réseau", "réseaux"], ["donnée", "données"],
        ["salarié", "salarié·es", "salarié(e)s", "salariées"],
        ["directeur", "directeur·rice·s", "directeurs"], ["aujourd’hui", "aujourd'hui", "aujourdʼhui"],
    ])
    func `spellings of one word have one stem`(spellings: [String]) {
        #expect(Set(spellings.map(analysis.stems)).count == 1)
        #expect(analysis.stems(of: spellings[0]).count == 1)
    }

    @Test(arguments: [("don", "données"), ("accès", "acculer"), ("commune", "commande"), ("vers", "ver\u{200B}rue")])
    func `other words have other stems`(first: String, second: String) {
        #expect(analysis.stems(of: first) != analysis.stems(of: second))
    }

    @Test func `articles and elisions say nothing`() {
        #expect(analysis.stems(of: "L’eau de l'Ain, jusqu’à ce qu’elle déborde") == ["eau", "ain", "debord"])
        #expect(analysis.stems(of: "le de la et pour").isEmpty)
        #expect(analysis.stems(of: "l’été en car") == ["ete", "car"])
    }

    @Test func `a compound is found in parts, whole, with a space and without`() {
        #expect(analysis.stems(of: "Centre-ville") == ["centr", "vill", "centrevill"])
        for (query, text) in [
            ("centre-ville", "centre ville"), ("centre ville", "centre-ville"), ("autopartage", "auto-partage"),
            ("auto-partage", "autopartage"), ("rendez‑vous", "rendez-vous"), ("covid 19", "COVID-19"),
        ] {
            #expect(answers(query, text), "\(query) in \(text)")
        }
        #expect(!answers("centre-ville", "centre culturel"))
    }

    @Test func `a query asks for each of its words once`() {
        #expect(analysis.queryTerms(of: "la mobilité des handicapés, mobilités") == [["mobil"], ["handicap"]])
        #expect(analysis.queryTerms(of: "centre-ville") == [["centr", "centrevill"], ["vill", "centrevill"]])
        #expect(analysis.queryTerms(of: "?! de").isEmpty)
        #expect(analysis.queryTerms(of: (0..<1000).map(String.init).joined(separator: " ")).count == 32)
    }

    @Test func `the word at the end may still be growing`() {
        #expect(analysis.unfinishedWord(of: "la Mobilité dou") == "dou")
        #expect(analysis.unfinishedWord(of: "accompagné") == "accompagne")
        #expect(analysis.unfinishedWord(of: "mobilité ") == nil)
        #expect(analysis.unfinishedWord(of: "la mo") == nil)
        #expect(analysis.unfinishedWord(of: "") == nil)
    }

    @Test func `what answers a query can be marked in the text`() {
        let text = "L’accès des Handicapés : l’handi\u{301}cap en centre-ville, ville 🚲 et mobili\u{301}te\u{301}s."
        let terms = analysis.queryTerms(of: "handicap centre-ville mobilite")
        let marked = analysis.matches(of: terms, in: text).map { String(text[$0]) }
        #expect(marked == ["Handicapés", "handícap", "centre-ville", "ville", "mobilítés"])
        #expect(analysis.matches(of: [], unfinished: "acc", in: text).map { text[$0] } == ["accès"])
        #expect(analysis.matches(of: [], in: text).isEmpty)
    }

    private func answers(_ query: String, _ text: String) -> Bool {
        let stems = Set(analysis.stems(of: text))
        return analysis.queryTerms(of: query).allSatisfy { !stems.isDisjoint(with: $0) }
    }
}
