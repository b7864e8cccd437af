import Forms
import Foundation
import Identifiers
import Organisations
import Submissions
import Tables
import TextSimilarity
import Words

/// Reads one row of a list under its mapping.
struct ImportRowReader {
    static let keyLimit = 200
    static let titleLimit = 300
    static let nameLimit = 500
    static let textLimit = 100_000

    let mapping: ImportMapping
    let row: TableRow
    let now: Date

    func initiative() throws(ImportFault) -> ImportedInitiative {
        if let fault = row.fault { throw ImportFault(column: nil, reason: .row(fault)) }
        let key = try needed(mapping.key, limit: Self.keyLimit)
        let (website, remarks) = address(in: mapping.website)
        var content = SheetContent()
        for part in mapping.texts.keys.sorted() where !["title", "strapline"].contains(part) {
            content[text: part] = try text(part)
        }
        content.website = website
        if let part = mapping.stepsPart { content[part] = try steps().map(SheetValue.steps) }
        return ImportedInitiative(
            line: row.line, key: "\(mapping.id)/\(key)", language: mapping.language, title: try title(),
            strapline: try text("strapline").map(oneLine) ?? "", content: content, tags: tags(), source: mapping.source,
            organisations: try mapping.organisation.map(organisations) ?? [], remarks: remarks)
    }

    /// What the report calls the row, even when it is refused.
    var label: String {
        mapping.texts["title"].flatMap { row[$0.column] }.map { String(oneLine($0).prefix(80)) } ?? ""
    }

    // MARK: texts

    private func value(_ column: String) -> String? {
        row[column]?.tidied.ifFilled
    }

    private func needed(_ column: String, limit: Int) throws(ImportFault) -> String {
        guard let text = value(column) else { throw ImportFault(column: column, reason: .missing) }
        return try within(limit, text, column)
    }

    private func within(_ limit: Int, _ text: String, _ column: String) throws(ImportFault) -> String {
        guard text.count <= limit else { throw ImportFault(column: column, reason: .tooLong(limit: limit)) }
        return text
    }

    private func title() throws(ImportFault) -> String {
        oneLine(try needed(mapping.texts["title"]?.column ?? "", limit: Self.titleLimit))
    }

    private func text(_ part: String) throws(ImportFault) -> String? {
        guard let place = mapping.texts[part], var text = value(place.column) else { return nil }
        for other in place.without {
            if let part = value(other) { text = text.replacingOccurrences(of: part, with: "") }
        }
        let plain = place.isMarkdown ? PlainMarkdown(text).text : text
        return try within(Self.textLimit, plain, place.column).ifFilled
    }

    private func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    // MARK: dates, addresses, terms

    private func steps() throws(ImportFault) -> [Told.Step]? {
        var steps: [Told.Step] = []
        for place in mapping.steps {
            guard let typed = value(place.column) else { continue }
            guard let date = sheetDate(typed) else { throw ImportFault(column: place.column, reason: .notADate(typed)) }
            steps.append(Told.Step(date: date, text: place.text))
        }
        return steps.isEmpty ? nil : steps.sorted { $0.date < $1.date }
    }

    // Some cells hold several addresses, or one with words around it: the first that is an address stands.
    private func address(in column: String?) -> (String?, [ImportRemark]) {
        guard let column, let typed = value(column) else { return (nil, []) }
        let words = typed.replacing("&#x2F;", with: "/").replacing("&amp;", with: "&").split(
            whereSeparator: \.isWhitespace)
        for word in words.map({ $0.trimmingCharacters(in: CharacterSet(charactersIn: ",;")) }) {
            let start = word.prefix(8).lowercased()
            if start.hasPrefix("https://") || start.hasPrefix("http://") { return (word, []) }
            if start.hasPrefix("www.") { return ("https://" + word, []) }
        }
        return (nil, [.notAnAddress(column: column, String(typed.prefix(80)))])
    }

    private func tags() -> [String: [String]] {
        mapping.tags.mapValues(terms).filter { !$0.value.isEmpty }
    }

    private func terms(_ place: ImportMapping.TermColumn) -> [String] {
        let typed = place.column.flatMap(value).map { parts(of: $0, separator: place.separator) } ?? []
        let terms = place.always + typed.flatMap { place.values.isEmpty ? [$0] : place.values[fold($0)] ?? [] }
        var seen: Set<String> = []
        return terms.filter { seen.insert($0).inserted }
    }

    private func parts(of text: String, separator: String?) -> [String] {
        guard let separator else { return [text] }
        return text.components(separatedBy: separator).map(\.tidied).filter { !$0.isEmpty }
    }
}

// Who carries it.
extension ImportRowReader {
    private func organisations(_ place: ImportMapping.Carrier) throws(ImportFault) -> [Organisation] {
        guard let typed = value(place.name) else { return [] }
        var organisations: [Organisation] = []
        var seen: Set<String> = []
        for name in parts(of: typed, separator: place.separator).map(oneLine) {
            let one = Organisation(
                id: .new(at: now), name: try within(Self.nameLimit, name, place.name), kind: try kind(place))
            if seen.insert(one.nameKey).inserted { organisations.append(one) }
        }
        // The row's numbers and place belong to one: with several, nobody knows to which.
        guard organisations.count == 1 else { return organisations }
        return [try described(organisations[0], place)]
    }

    private func described(
        _ organisation: Organisation, _ place: ImportMapping.Carrier
    ) throws(ImportFault) -> Organisation {
        var one = organisation
        one.siret = try checked(place.siret, ImportFault.Reason.notASiret) { text in try Siret(text) }
        one.rna = try checked(place.rna, ImportFault.Reason.notAnRna) { text in try Rna(text) }
        one.website = address(in: place.website).0 ?? ""
        one.sizeBracket = try place.size.map(size) ?? ""
        one.place.country = try place.country.map(country) ?? ""
        one.place.communeName = place.communeName.flatMap(value) ?? ""
        let commune = try checked(place.communeCode, ImportFault.Reason.notACommune) { text in try CommuneCode(text) }
        let department = try checked(place.department, ImportFault.Reason.notADepartment) { text in try Department(text)
        }
        one.place.communeCode = commune?.description ?? ""
        one.place.department = (department ?? commune?.department)?.description ?? ""
        one.place.latitude = try coordinate(place.latitude, within: 90)
        one.place.longitude = try coordinate(place.longitude, within: 180)
        if one.place.latitude == nil || one.place.longitude == nil {
            (one.place.latitude, one.place.longitude) = (nil, nil)
        }
        return one
    }

    private func checked<Fact>(
        _ column: String?, _ reason: (String) -> ImportFault.Reason, _ read: (String) throws -> Fact
    ) throws(ImportFault) -> Fact? {
        guard let column, let typed = value(column) else { return nil }
        do { return try read(typed) } catch { throw ImportFault(column: column, reason: reason(typed)) }
    }

    private func kind(_ place: ImportMapping.Carrier) throws(ImportFault) -> Organisation.Kind {
        guard let word = place.kind.map(terms)?.first else { return .other }
        guard let kind = Organisation.Kind(rawValue: word) else {
            throw ImportFault(column: place.kind?.column, reason: .notAKind(word))
        }
        return kind
    }

    private func size(_ place: ImportMapping.TermColumn) throws(ImportFault) -> String {
        guard let code = terms(place).first else { return "" }
        guard SizeBracket(code) != nil else { throw ImportFault(column: place.column, reason: .notASize(code)) }
        return code
    }

    private func country(_ place: ImportMapping.TermColumn) throws(ImportFault) -> String {
        guard let code = terms(place).first?.uppercased() else { return "" }
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw ImportFault(column: place.column, reason: .notACountry(code))
        }
        return code
    }

    private func coordinate(_ column: String?, within limit: Double) throws(ImportFault) -> Double? {
        guard let column, let typed = value(column) else { return nil }
        guard let number = Double(typed.replacing(",", with: ".")), abs(number) <= limit else {
            throw ImportFault(column: column, reason: .notACoordinate(typed))
        }
        return number
    }
}

/// A day, a month or a year as sheets keep it: `2014-09-30`, `2014-09`, `2014`; also from `30/09/2014`. Nil for anything else.
func sheetDate(_ typed: String) -> String? {
    let slashed = typed.split(separator: "/", omittingEmptySubsequences: false)
    let text = slashed.count > 1 ? slashed.reversed().joined(separator: "-") : typed
    switch text.utf8.count {
    case 4: return Day(text + "-01-01") == nil ? nil : text
    case 7: return Day(text + "-01") == nil ? nil : text
    default: return Day(text) == nil ? nil : text
    }
}
