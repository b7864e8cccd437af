import Forms
import Foundation
import Identifiers
import Organisations

/// What a file's form asks of an organisation and its record keeps; each by the form's field.
enum OrganisationFact: String, CaseIterable, Sendable {
    case name = "organisation.name"
    case kind = "organisation.kind"
    case siret = "organisation.siret"
    case rna = "organisation.rna"
    case commune = "organisation.commune"
    case department = "organisation.department"
    case activity = "organisation.activity"
    case size = "organisation.size_bracket"
    case website = "organisation.website"

    /// As a file answers it; empty when it is not known.
    func value(of one: Organisation) -> String {
        switch self {
        case .name: one.name
        case .kind: one.kind == .other ? "" : one.kind.rawValue
        case .siret: one.siret?.formatted ?? ""
        case .rna: one.rna?.formatted ?? ""
        case .commune: one.place.communeName
        case .department: one.place.department
        case .activity: one.activityFR
        case .size: one.sizeBracket
        case .website: one.website
        }
    }

    /// Whether two values say the same, however they are spelt.
    func isSame(_ one: String, _ other: String) -> Bool {
        switch self {
        case .name, .commune, .activity: Organisation.nameKey(one) == Organisation.nameKey(other)
        case .website: Self.place(one) == Self.place(other)
        case .kind, .siret, .rna, .department, .size: one == other
        }
    }

    private static func place(_ address: String) -> String {
        var place = address.lowercased().replacing(/^https?:\/\/(www\.)?/, with: "")
        while place.hasSuffix("/") { place.removeLast() }
        return place
    }

    /// Takes this over from what a file says.
    func take(from told: Organisation, into record: inout Organisation) {
        switch self {
        case .name:
            record.name = told.name
            record.confirm()
        case .kind: record.kind = told.kind
        case .siret: record.siret = told.siret
        case .rna: record.rna = told.rna
        case .commune:
            record.place.communeName = told.place.communeName
            // They were those of the former place.
            (record.place.communeCode, record.place.latitude, record.place.longitude) = ("", nil, nil)
        case .department: record.place.department = told.place.department
        case .activity: record.activityFR = told.activityFR
        case .size: record.sizeBracket = told.sizeBracket
        case .website: record.website = told.website
        }
    }
}

extension Organisation {
    /// Whether an organisation is found again by this field of a form.
    static func isKnown(by field: String) -> Bool {
        guard let fact = OrganisationFact(rawValue: field) else { return false }
        return [.name, .siret, .rna, .department].contains(fact)
    }

    /// The organisation that a file describes, as far as it can be read.
    init(describedIn answers: Answers, now: Date) {
        self.init(
            id: .new(at: now), name: answers.text("organisation.name"),
            kind: Kind(rawValue: answers.text("organisation.kind")) ?? .other)
        siret = try? Siret(answers.text("organisation.siret"))
        rna = try? Rna(answers.text("organisation.rna"))
        place.communeName = answers.text("organisation.commune")
        place.department = answers.text("organisation.department").uppercased()
        place.country = "FR"
        activityFR = answers.text("organisation.activity")
        sizeBracket = answers.text("organisation.size_bracket")
        website = WebAddress.read(answers.text("organisation.website")) ?? ""
    }
}
