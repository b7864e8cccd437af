import Forms
import Organisations
import Web

/// A commune as the page's script offers it while its name is typed.
struct CommuneOffer: Encodable, Equatable {
    let code: String
    let name: String
    /// «Arbois (39, 39600)»: many are called alike.
    let words: String
    /// Nil where it has several: then it is typed.
    let postcode: String?
    /// `25`, `2A`, `974`.
    let department: String
}

/// Communes whose name or postcode begins as somebody has begun to type. Without the script nobody asks, and what was typed is
/// looked up when the part is saved.
struct CommunePages: Sendable {
    /// Of signs: no commune is called longer.
    static let longest = 60

    func suggest(_ visit: Visit) async throws -> Answer {
        let typed = String((visit.query[CommuneSuggestions.asked] ?? "").prefix(Self.longest))
        let found = Communes.bundled?.beginning(with: typed, most: CommuneOffer.most) ?? []
        let offers = found.map { commune in
            CommuneOffer(
                code: commune.code, name: commune.name, words: visit.reader.communeWords(commune),
                postcode: commune.postcodes.count == 1 ? commune.postcodes[0] : nil,
                department: commune.department)
        }
        return .data(try JSONAnswer(.saved, offers))
    }
}

extension CommuneOffer {
    /// At one time.
    static let most = 12
}

extension Reader {
    /// The town of an address.
    func communeControl(_ field: FormField, _ parts: [String: String], _ form: SectionForm) -> HTML {
        let name = "\(field.id).commune"
        let offered: HTML =
            Communes.bundled == nil
            ? ""
            : communeOffers(code: "\(field.id).insee", postcode: "\(field.id).postcode") + " autocomplete=\"off\""
        return cell(
            name, label(ofCell: "commune", of: field) ?? "commune", parts["commune"], form, isFigure: false,
            attributes: offered)
    }
    /// A line on which the town of an organisation is typed: the department of the one that is chosen has its own line beside it.
    func townLine(_ field: FormField, _ told: HTML, in form: SectionForm) -> HTML {
        guard field.isTown, Communes.bundled != nil else { return told }
        let department = form.section.fields.first { $0.id == FormField.departmentOfOrganisation && $0.kind.isLine }
        return "\(told) \(communeOffers(department: department?.id))"
    }
}

extension FormField {
    /// A plain line that the program knows as a town.
    var isTown: Bool { id == "organisation.commune" && kind.isLine }

    fileprivate static let departmentOfOrganisation = "organisation.department"
}

extension FormField.Kind {
    fileprivate var isLine: Bool { if case .line = self { true } else { false } }
}
