import Foundation
import Identifiers
import Organisations
import Words

// Organisations of a row. What is told of them besides their name is optional: what cannot be read costs no row.
extension ImportCells {
    mutating func organisations(_ place: ImportMapping.Carrier) throws(ImportFault) -> [Organisation] {
        guard let typed = value(place.name) else { return [] }
        var organisations: [Organisation] = []
        var seen: Set<String> = []
        let names = place.separator.map { Self.parts(typed, [$0]) } ?? [typed]
        for name in names.map(Self.oneLine) {
            // Keys follow each other as the rows do: an index that is written at its end stays fast.
            let one = Organisation(
                id: .new(at: now + Double(row.line) / 10_000), name: try within(Self.nameLimit, name, place.name),
                kind: kind(place))
            if seen.insert(one.nameKey).inserted { organisations.append(one) }
        }
        // The row's numbers and place belong to one: with several, nobody knows to which.
        guard organisations.count == 1 else {
            for column in place.details { if let typed = value(column) { note(column, typed, .ofSeveral) } }
            return organisations
        }
        return [described(organisations[0], place)]
    }

    private mutating func described(_ organisation: Organisation, _ place: ImportMapping.Carrier) -> Organisation {
        var one = organisation
        one.siret = siret(place.siret)
        one.rna = rna(place.rna)
        one.website = address(in: place.website) ?? ""
        one.sizeBracket = place.size.flatMap { size($0) } ?? ""
        one.place.country = place.country.flatMap { country($0) } ?? ""
        one.place.communeName = place.communeName.flatMap(value) ?? ""
        let commune = read(place.communeCode, .notACommune) { cell in
            let read = try cell.commune()
            return (read.code, read.hasZerosBack)
        }
        let department = read(place.department, .notADepartment) { cell in
            let read = try cell.department()
            return (read.code, read.hasZerosBack)
        }
        one.place.communeCode = commune?.description ?? ""
        one.place.department = (department ?? commune?.department)?.description ?? ""
        let (latitude, longitude) = (coordinate(place.latitude, within: 90), coordinate(place.longitude, within: 180))
        if let latitude, let longitude { (one.place.latitude, one.place.longitude) = (latitude, longitude) }
        return one
    }

    mutating func siret(_ column: String?) -> Siret? {
        guard let column, let typed = value(column) else { return nil }
        let cell = SpreadsheetNumber(typed)
        if cell.isRounded {
            note(column, typed, .rounded)
        } else if (try? Siren(cell.text)) != nil {
            note(column, typed, .siren)
        } else {
            return read(column, .notASiret) { cell in
                let read = try cell.siret()
                return (read.number, read.hasZerosBack)
            }
        }
        return nil
    }

    mutating func rna(_ column: String?) -> Rna? {
        read(column, .notAnRna) { cell in (try Rna(cell.text), false) }
    }

    private mutating func read<Fact: CustomStringConvertible>(
        _ column: String?, _ reason: ImportRemark.Reason, _ read: (SpreadsheetNumber) throws -> (Fact, Bool)
    ) -> Fact? {
        guard let column, let typed = value(column) else { return nil }
        guard let (fact, hasZerosBack) = try? read(SpreadsheetNumber(typed)) else {
            note(column, typed, reason)
            return nil
        }
        if hasZerosBack { note(column, typed, .zerosBack(fact.description)) }
        return fact
    }

    private mutating func kind(_ place: ImportMapping.Carrier) -> Organisation.Kind {
        guard let column = place.kind, let word = terms(column, areKinds: true).first else { return .other }
        if let kind = Organisation.Kind(rawValue: word) { return kind }
        note(column.column ?? "", word, .notAKind)
        return .other
    }

    private mutating func size(_ place: ImportMapping.TermColumn) -> String? {
        guard let code = terms(place).first else { return nil }
        let whole = code.utf8.count == 1 ? "0" + code : code
        if SizeBracket(whole) != nil { return whole }
        note(place.column ?? "", code, .notASize)
        return nil
    }

    private mutating func country(_ place: ImportMapping.TermColumn) -> String? {
        guard let typed = terms(place).first else { return nil }
        let code = Self.countries[Organisation.nameKey(typed)] ?? typed.uppercased()
        if code.utf8.count == 2, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return code }
        note(place.column ?? "", typed, .notACountry)
        return nil
    }

    /// What people write in the place of a code: the countries that lists here speak of, in French and in English.
    private static let countries = [
        "france": "FR", "republique francaise": "FR", "allemagne": "DE", "germany": "DE", "belgique": "BE",
        "belgium": "BE", "canada": "CA", "espagne": "ES", "spain": "ES", "italie": "IT", "italy": "IT",
        "luxembourg": "LU", "monaco": "MC", "suisse": "CH", "switzerland": "CH",
    ]

    private mutating func coordinate(_ column: String?, within limit: Double) -> Double? {
        guard let column, let typed = value(column) else { return nil }
        if let number = Double(typed.replacing(",", with: ".")), abs(number) <= limit { return number }
        note(column, typed, .notACoordinate)
        return nil
    }
}

extension ImportMapping.Carrier {
    /// Columns that tell of one organisation.
    var details: [String] {
        [siret, rna, communeCode, communeName, department, country?.column, latitude, longitude, website]
            .compactMap(\.self)
    }
}
