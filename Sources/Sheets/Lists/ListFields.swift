import Campaigns
import Organisations
import TextSimilarity
import Web
import Words
import Yams

/// Which column of a list of organisations, partners or people says what. Without a mapping, columns are known by the names that
/// people and this site give them.
struct ListFields: Sendable {
    /// The column's name, and values of the source as ours, for each field that the list has.
    private(set) var columns: [String: ImportMapping.TermColumn]

    /// Fields of each kind of list; the first must be there.
    static func names(of kind: ImportRun.Kind) -> [String] {
        switch kind {
        case .organisations:
            [
                "name", "siret", "rna", "kind", "size", "commune_code", "commune_name", "department", "country",
                "latitude",
                "longitude", "website",
            ]
        case .partners:
            [
                "name", "name_en", "kind", "website", "contact_name", "contact_role", "contact_email", "engagement",
                "signed_on",
            ]
        case .people: ["email", "name", "first_name", "function", "language", "role"]
        case .initiatives: []
        }
    }

    /// Those that a list cannot be without.
    static func needed(for kind: ImportRun.Kind) -> [String] { kind == .people ? ["email", "name"] : ["name"] }

    /// What a header calls each of them, besides the field's own name.
    private static let known: [String: [String]] = [
        "name": [
            "nom", "nom en français", "name in french", "raison sociale", "dénomination", "organisation", "structure",
            "partenaire", "intitulé", "organization", "organisme", "entreprise", "association", "nom de la structure",
            "nom de l'organisation",
            "nom de l'organisme", "nom de l'entreprise", "nom de l'association", "nom du partenaire",
        ],
        // Of somebody: an organisation that stands beside them is not what they are called.
        "name of people": [
            "nom et prénom", "prénom et nom", "nom prénom", "prénom nom", "nom complet", "full name", "nom",
            "nom de famille", "surname", "last name",
        ],
        "first_name": ["prénom", "prénoms", "given name"],
        "name_en": ["nom en anglais", "name in english"],
        "kind": ["nature", "type", "catégorie", "category", "forme"],
        "size": ["taille", "tranche d'effectif", "effectif", "effectifs"],
        "commune_code": ["code commune", "code insee", "insee"],
        "commune_name": ["commune", "ville", "city"],
        "department": ["département", "dép.", "dept", "n° département", "code département", "territoire", "territory"],
        "country": ["pays"], "latitude": ["lat"], "longitude": ["lon", "lng"],
        "website": ["site", "site web", "site internet", "adresse web", "url"],
        "contact_name": ["contact", "interlocuteur"],
        "contact_role": ["fonction", "what they do", "fonction du contact", "ce qu'il fait"],
        "contact_email": [
            "courriel", "e-mail", "email", "mail", "mail address", "adresse électronique", "adresse mail",
        ],
        "email": [
            "courriel", "e-mail", "mail", "mail address", "adresse électronique", "adresse mail", "adresse e-mail",
            "adresse email", "adresse courriel", "mél", "email address",
        ],
        "engagement": ["engagements"],
        "signed_on": ["agreement signed on", "convention signée le", "signé le", "date de signature"],
        "function": ["fonction", "what they do", "poste"],
        "language": ["langue"], "role": ["rôle", "hat", "casquette", "roles", "rôles"],
        "siret": ["n° siret", "numéro siret", "n° de siret", "numéro de siret"],
        "rna": ["n° rna", "numéro rna", "n° de rna", "numéro de rna"],
    ]

    /// As the header names them; nil columns are not in the list.
    init(_ kind: ImportRun.Kind, header: [String], values: [String: [String: [String]]]) {
        let plain = header.map(Self.plain)
        var columns: [String: ImportMapping.TermColumn] = [:]
        var taken: Set<Int> = []
        for field in Self.names(of: kind) {
            let names =
                [field] + (Self.known[kind == .people ? "\(field) of people" : field] ?? Self.known[field] ?? [])
            let place = names.lazy.map(Self.plain).compactMap { name in
                plain.indices.first { plain[$0] == name && !taken.contains($0) }
            }.first
            guard let place else { continue }
            taken.insert(place)
            columns[field] = ImportMapping.TermColumn(
                column: header[place], separator: nil, values: values[field] ?? [:], always: [])
        }
        self.columns = columns
    }

    /// What a line is worth as the header of such a list: one with all that is needed before any other, then the one that names most.
    static func worth(of line: [String], for kind: ImportRun.Kind) -> Int {
        let fields = Self(kind, header: line, values: [:])
        let isWhole = needed(for: kind).allSatisfy { fields[$0] != nil }
        // «Partenaire» may be a title: of two that name as much, the one of several cells is the header.
        let isRow = line.count(where: { !$0.isEmpty }) > 1
        return fields.columns.isEmpty ? 0 : (isWhole ? 1_000 : 0) + fields.columns.count * 2 + (isRow ? 1 : 0)
    }

    /// From a mapping: `columns: {name: Structure}`, or `{column: …, values: {…}}`.
    init(yaml: String, for kind: ImportRun.Kind, values: [String: [String: [String]]]) throws(ImportMappingFaults) {
        let log = MappingLog()
        columns = [:]
        if let root = try ImportMapping.root(of: yaml, log) {
            let keys = root.keys(["schema", "columns"])
            _ = keys["schema"]?.word(among: [ImportMapping.schema])
            let needed = Self.needed(for: kind)
            let fields = keys["columns"]?.keys(needed, optional: Self.names(of: kind).filter { !needed.contains($0) })
            columns = fields?.mapValues { ImportMapping.terms($0) } ?? [:]
            for (field, own) in values where columns[field]?.values.isEmpty == true {
                columns[field] = columns[field].map { $0.with(own) }
            }
        }
        guard log.faults.isEmpty else { throw ImportMappingFaults(faults: log.faults) }
    }

    /// The column of a field; nil when the list has none.
    subscript(field: String) -> String? { columns[field]?.column }

    var all: [String] { columns.values.compactMap(\.column).sorted() }

    private static func plain(_ name: String) -> String {
        fold(name).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}

extension ImportMapping.TermColumn {
    fileprivate func with(_ values: [String: [String]]) -> Self {
        Self(column: column, separator: separator, values: values, always: always)
    }
}

extension Reader {
    /// What lists may say for our kinds and roles: our own words, in both languages.
    func listValues(of kind: ImportRun.Kind, _ other: Reader) -> [String: [String: [String]]] {
        func table<Value: RawRepresentable<String>>(
            _ values: [Value], _ name: (Reader) -> (Value) -> String
        ) -> [String: [String]] {
            let pairs = values.flatMap { value in
                ([value.rawValue] + forms(name(self)(value)) + forms(name(other)(value))).map {
                    (ImportCells.termKey($0), [value.rawValue])
                }
            }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
        // «Juré·e» is written «Juré» and «Jurée», too.
        func forms(_ name: String) -> [String] {
            [name, String(name.prefix { $0 != "·" }), name.replacing("·", with: "")]
        }
        switch kind {
        case .organisations:
            return ["kind": table(Organisation.Kind.allCases, { reader in reader.kindLabel }), "size": sizes(other)]
        case .partners: return ["kind": table(Partner.Kind.allCases, { reader in { reader.name(of: $0) } })]
        case .people: return ["role": table(Role.allCases, { reader in { reader.name(of: $0) } })]
        case .initiatives: return [:]
        }
    }

    /// Insee's codes, without their first zero too, and our own words.
    private func sizes(_ other: Reader) -> [String: [String]] {
        let pairs = SizeBracket.all.flatMap { one in
            [one.code, String(one.code.drop { $0 == "0" }), sizeLabel(one), other.sizeLabel(one)]
                .map { (ImportCells.termKey($0), [one.code]) }
        }
        return Dictionary(pairs.filter { !$0.0.isEmpty }, uniquingKeysWith: { first, _ in first })
    }
}
