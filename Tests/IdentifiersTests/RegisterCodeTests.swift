import Identifiers
import Testing

struct RegisterCodeTests {
    @Test func `an association's number is a W and nine digits, letters being unusual`() throws {
        #expect(try Rna("w 251 000 001").description == "W251000001")
        #expect(try !Rna("W251000001").isUnusual)
        #expect(try Rna("W2A1000001").isUnusual)
        #expect(try Rna("W9N1000001").isUnusual)
    }

    @Test(arguments: [
        ("W25100000", RnaRefusal.wrongLength(found: 9)), ("1251000001", .noLeadingW), ("W25100000é", .wrongCharacter),
        ("", .wrongLength(found: 0)),
    ])
    func `a wrong number of an association is refused with the reason`(typed: String, refusal: RnaRefusal) {
        #expect(throws: refusal) { try Rna(typed) }
    }

    @Test func `an activity keeps the version of its nomenclature`() throws {
        let code = try NafCode("9499z", version: .revision2)
        #expect(code.description == "94.99Z")
        #expect(try NafCode("94.99Z", version: .revision2) == code)
        #expect(try NafCode("94.99Z", version: .naf2025) != code)
    }

    @Test(arguments: ["", "94.9Z", "94.991", "Z4.99Z", "94.99ZZ", "94.99é"])
    func `what is no activity is refused`(typed: String) {
        #expect(throws: NafRefusal.wrongShape) { try NafCode(typed, version: .naf2025) }
    }

    @Test(arguments: [
        ("25056", "25"), ("90010", "90"), ("2a004", "2A"), ("2B033", "2B"), ("97411", "974"), ("01001", "01"),
    ])
    func `a commune lies in its department`(typed: String, department: String) throws {
        #expect(try CommuneCode(typed).department?.description == department)
    }

    @Test func `a commune overseas may have no department`() throws {
        #expect(try CommuneCode("98735").department == nil)
        #expect(try CommuneCode("97502").department == nil)
    }

    @Test(arguments: ["", "2505", "250566", "20004", "2C001", "A5056", "2505A", "3A004"])
    func `what is no commune is refused`(typed: String) {
        #expect(throws: CommuneRefusal.wrongShape) { try CommuneCode(typed) }
    }

    @Test func `departments stand in the order of their codes`() throws {
        let codes = ["974", "90", "2B", "30", "29", "2a", "01"]
        let sorted = try codes.map { try Department($0) }.sorted().map(\.description)
        #expect(sorted == ["01", "29", "2A", "2B", "30", "90", "974"])
    }

    @Test(arguments: [
        ("Doubs", "25"), ("le DOUBS", "25"), ("haute saone", "70"), ("Haute‑Saône", "70"), ("Jura (39)", "39"),
        ("90 – Territoire de Belfort", "90"), ("territoire-de-belfort", "90"), ("Côte-d’Or", "21"), ("l'Ain", "01"),
        ("Département du Nord", "59"), ("La Réunion", "974"), ("corse du sud", "2A"), ("2b", "2B"), ("25", "25"),
    ])
    func `a department is known by its name as by its code`(typed: String, code: String) throws {
        #expect(try Department(said: typed).description == code)
    }

    @Test(arguments: ["", "le", "Besançon", "Doubs (39)", "Jura Doubs", "Franche-Comté", "99"])
    func `what names no department, or two, is refused`(typed: String) {
        #expect(throws: DepartmentRefusal.unknown) { try Department(said: typed) }
    }

    @Test func `every department is found by its own name`() throws {
        for one in Department.all { #expect(try Department(said: one.name) == one, "\(one.name)") }
    }

    @Test(arguments: ["", "0", "1", "20", "96", "975", "2C", "250"])
    func `what is no department is refused`(typed: String) {
        #expect(throws: DepartmentRefusal.unknown) { try Department(typed) }
    }
}
