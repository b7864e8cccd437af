import Testing

@testable import Words

/// A reason that sets a file beside the others is noticed; one that speaks of its own file is not.
struct RelativeWordsTests {
    @Test(arguments: [
        ("Placée 3e sur 60 par le jury.", ["3e sur 60"]),
        ("Une note de 12/20 au critère.", ["12/20"]), ("Elle obtient 14,5 sur 20.", ["14,5 sur 20"]),
        ("C’est la meilleure note que nous ayons donnée.", ["meilleure note que"]),
        ("Moins bien notée que la crèche.", ["Moins bien notée que"]),
        ("Au-dessus de la moyenne.", ["Au-dessus de la moyenne"]),
        ("Plus solide que les autres dossiers reçus.", ["que les autres dossiers"]),
        ("Voyez aussi 2014-007.", ["2014-007"]), ("Voyez le dossier n° 12.", ["dossier n° 12"]),
        ("It came 2nd out of 40 files.", ["2nd out of 40"]),
        ("A better score than file no. 7", ["better score than", "file no. 7"]),
        ("Avec 73 points, ce dossier convainc.", ["73 points"]), ("Il obtient 68,5 pts.", ["68,5 pts"]),
        ("Il a 3 points de plus.", ["3 points"]), ("Avec 73 %, il convainc.", ["Avec 73 %"]),
        ("Une note de 73, et le rang 4.", ["note de 73", "rang 4"]),
        ("A score of 73, rank 4.", ["score of 73", "rank 4"]),
        ("Note 4/4 partout, 3 / 4 ailleurs.", ["4/4", "3 / 4"]),
        ("Elle obtient 3,5 sur 4, puis 3 sur 4.", ["3,5 sur 4", "3 sur 4"]),
        ("La note du jury est haute.", ["La note"]),
        ("Its scores were high: 4 out of 4.", ["Its scores", "4 out of 4"]),
        ("Seize sur vingt, et quinze et demi sur vingt.", ["Seize sur vingt", "quinze et demi sur vingt"]),
        ("Arrivée deuxième de peu.", ["Arrivée deuxième"]), ("It came in second.", ["came in second"]),
        ("C’était le 18e dossier lu.", ["18e dossier"]), ("Comme le no 12, et le n° 7.", ["no 12", "n° 7"]),
        ("Ranked first by all.", ["Ranked"]), ("Premier ex æquo, premier sur 12.", ["ex æquo", "premier sur 12"]),
    ])
    func `what is relative is found as it was written`(text: String, expected: [String]) {
        #expect(RelativeWords.found(in: text, own: "2014-001") == expected)
    }

    @Test(arguments: [
        "Les équipes décident ensemble de leurs tournées, 24 h/24 et 7 jours sur 7.",
        "Depuis le 12/03/2014, en 2014-2015.",
        "Une moitié (1/2) des salariés, 3 salariés sur 4.", "Ici, 3 sur 4 des équipes, un poste à 3/4 temps.",
        "Du 12/04/2014 au 5/12, puis dès le 3/4 ; ouvert 7 jours sur 7, 7/7.",
        "Les trois quarts (3/4) des familles, 2 sur 3 sont seules.",
        "Une note de service, et la loi no 12 ; article n° 3, étape no 2, le no 001.",
        "Le dossier 2014-001 dit tout ; le dossier n° 001 aussi.",
        "Neuf sur dix des salariés, deux sur trois ; arrivés en 2012, ils came last year.",
        "Trois salariés sur dix ; 80 % des équipes, 12 % d’absences en moins, avec 30 % de femmes.",
        "Ouvrir 3 points de vente, 2 points d’accueil et 4 points forts.",
        "Une meilleure organisation, une plus haute exigence.", "The best way to share the rounds.", "",
    ])
    func `what speaks of its own file alone is not`(text: String) {
        #expect(RelativeWords.found(in: text, own: "2014-001").isEmpty)
    }

    @Test(arguments: [
        ("Les pires dossiers.", "pires dossiers"), ("The WORST files of all.", "WORST files"),
        ("Its lowest means.", "lowest means"),
        ("Le palmarès le dira.", "palmarès"), ("Far below the mean.", "below the mean"), ("ex aequo", "ex aequo"),
        ("Than all other entries.", "Than all other entries"), ("Mieux classée que la crèche.", "Mieux classée que"),
        ("The same grades.", "same grades"), ("Bad ratings.", "Bad ratings"),
        ("Arrivées dernières.", "Arrivées dernières"),
        ("Classée devant.", "Classée devant"), ("Avec ٧٣ points.", "٧٣ points"),
        ("Une plus haute note", "plus haute note"),
    ])
    func `what is found is found where nothing else of its kind stands beside it`(text: String, expected: String) {
        #expect(RelativeWords.found(in: text, own: "2014-001") == [expected])
    }

    @Test func `a clue is heard in any case, and only where it stands whole`() {
        let clues = RelativeClues(in: "La MEILLEURE note, en été.")
        #expect(!clues.hasDigit && clues.say("x", "meilleur") && clues.say("note") && clues.say("la"))
        #expect(!clues.say("notes") && !clues.say("mieux") && !RelativeClues(in: "").say("note"))
        #expect(RelativeClues(in: "en 2014").hasDigit && RelativeClues(in: "٧٣").hasDigit)
    }

    @Test func `a word of thousands of letters is read once, and a text that no reason may have not at all`() {
        let word = String(repeating: "x", count: 5_000)
        #expect(RelativeWords.found(in: "\(word) 2014-007", own: "2014-001") == ["2014-007"])
        #expect(RelativeWords.found(in: "2014-007 " + String(repeating: word, count: 12), own: "2014-001").isEmpty)
    }

    @Test func `without a number of its own no number is looked for`() {
        #expect(RelativeWords.found(in: "Votre dossier 2014-007 est retenu.").isEmpty)
    }

    @Test func `in a text that goes to many each number is another file's`() {
        #expect(RelativeWords.found(in: "Voyez 2014-007 et le no 12.", own: "") == ["2014-007", "no 12"])
        #expect(RelativeWords.found(in: "Depuis 2014-2015, le 12/03/2014.", own: "").isEmpty)
    }

    @Test func `each is told once, in the order of the text`() {
        let text = "12/20 puis classement, puis 12/20."
        #expect(RelativeWords.found(in: text) == ["12/20", "classement"])
    }
}
