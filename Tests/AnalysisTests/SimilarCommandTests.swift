import Testing
import TextSimilarity

@testable import Analysis

struct SimilarCommandTests {
    private func answer(_ csv: String, columns: [String] = ["title", "text"], queries: [String] = []) throws -> String {
        let file = try DataFile(Array(csv.utf8), name: "texts.csv")
        let answer = try SimilarAnswer(file, id: "id", columns: columns, language: .french)
        return String(decoding: answer.neighbours(5, queries: queries), as: UTF8.self)
    }

    private let texts = "id,title,text\nb,Vélo,Prêt de vélos aux salariés\na,Vélos pour tous,Un prêt\nc,Jardin,\n"

    @Test func `neighbours are written in the order of their names with the shared words`() throws {
        #expect(
            try answer(texts) == """
                id,other_id,score,reasons\r
                a,b,0.524134,vélos|prêt\r
                b,a,0.524134,vélo|prêt\r

                """)
    }

    @Test func `a query stands where a text would`() throws {
        #expect(
            try answer(texts, queries: ["trottinette, jardni"])
                == "id,other_id,score,reasons\r\n\"trottinette, jardni\",c,1,jardin\r\n")
    }

    @Test func `a name that stands twice, or is empty, is refused with its line`() {
        #expect(throws: DataRefusal(file: "texts.csv", line: 3, column: "id", reason: "«a» stands twice")) {
            try answer("id,title,text\na,Un,\na,Deux,\n")
        }
        #expect(throws: DataRefusal(file: "texts.csv", line: 3, column: "id", reason: "is empty")) {
            try answer("id,title,text\na,Un,\n,Deux,\n")
        }
    }

    @Test(arguments: ["id,title,text\n", "id,title,text\na,,\nb,le,la\nc,...,\n", "id,title,text\na,un vélo,\n"])
    func `nothing to compare gives a header alone`(csv: String) throws {
        #expect(try answer(csv) == "id,other_id,score,reasons\r\n")
    }

    @Test(arguments: [
        ["similar", "--texts", "-", "--text", "a", "--neighbours", "0"],
        ["similar", "--texts", "-", "--text", "a", "--neighbours", "-5"],
        ["similar", "--texts", "-", "--text", " , "], ["similar", "--texts", "-"],
        ["similar", "--texts", "-", "--text", "a", "--language", "de"],
    ])
    func `bad arguments are refused before anything is read`(arguments: [String]) {
        #expect(throws: (any Error).self) { try AnalyseCommands.parseAsRoot(arguments) }
    }
}
