import Identifiers
import Testing
import Web

@testable import Catalogue

struct CatalogueQuestionTests {
    @Test func `an address says the whole question, and the question the whole address`() {
        let query = "q=%C3%A9quipe&besoin=health&besoin=mobility&departement=25&tri=titre&page=2"
        let question = CatalogueQuestion(Fields(urlEncoded: query)!)
        #expect(question.words == "équipe")
        #expect(question.terms == [.need: ["health", "mobility"], .territory: ["25"]])
        #expect(question.order == .title && question.page == 2)
        #expect(question.fields.urlEncoded == query)
    }

    @Test func `what can't be read is left out`() {
        let question = CatalogueQuestion(Fields(urlEncoded: "page=-3&tri=hasard&besoin=&inconnu=1")!)
        #expect(question == CatalogueQuestion())
    }
}

struct SheetSetTests {
    @Test(arguments: [0, 1, 63, 64, 65, 1665]) func `a full set has every place and no other`(size: Int) {
        let set = SheetSet(all: size)
        #expect(set.count == size)
        #expect(set.places == Array(0..<size))
    }

    @Test func `sets meet and join`() {
        var (odd, low) = (SheetSet(empty: 130), SheetSet(empty: 130))
        for place in 0..<130 {
            if place % 2 == 1 { odd.insert(place) }
            if place < 65 { low.insert(place) }
        }
        #expect(odd.intersection(low).count == 32)
        #expect(odd.count(meeting: low) == 32)
        odd.formUnion(low)
        #expect(odd.count == 65 + 33)
    }
}

struct NafSectionTests {
    @Test func `a code's division tells its section`() {
        #expect(NafSection.of("88.10A") == "Q")
        #expect(NafSection.of("01.11Z") == "A")
        #expect(NafSection.of("C") == "C")
        #expect(NafSection.of("") == nil)
    }
}
