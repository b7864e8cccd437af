import Forms
import Web

/// A commune as the page's script offers it while its name is typed.
struct CommuneOffer: Encodable, Equatable {
    let code: String
    let name: String
    /// «Arbois (39, 39600)»: many are called alike.
    let words: String
    /// Nil where it has several: then it is typed.
    let postcode: String?
}

/// Communes whose name or postcode begins as somebody has begun to type. Without the script nobody asks, and what was typed is
/// looked up when the part is saved.
struct CommunePages: Sendable {
    /// Of signs: no commune is called longer.
    static let longest = 60

    func suggest(_ visit: Visit) async throws -> Answer {
        let typed = String((visit.query[CommuneOffer.asked] ?? "").prefix(Self.longest))
        let found = Communes.bundled?.beginning(with: typed, most: CommuneOffer.most) ?? []
        let offers = found.map { commune in
            CommuneOffer(
                code: commune.code, name: commune.name, words: visit.reader.communeWords(commune),
                postcode: commune.postcodes.count == 1 ? commune.postcodes[0] : nil)
        }
        return .data(try JSONAnswer(.saved, offers))
    }
}

extension CommuneOffer {
    /// At one time.
    static let most = 12
    /// What the address calls the typed beginning.
    static let asked = "debut"
}

extension Reader {
    /// The town of an address. The script makes a list to choose from of it; without it, it is a line like any other.
    func communeControl(_ field: FormField, _ parts: [String: String], _ form: SectionForm) -> HTML {
        let name = "\(field.id).commune"
        let offered: HTML =
            Communes.bundled == nil
            ? ""
            : """
            data-communes="\(to(CommuneOffer.path))?\(CommuneOffer.asked)=" data-of="\(field.id)" data-list="\(t("Towns to choose from"))" \
            data-one="\(t("One town: arrow down, then Enter."))" data-several="\(t("\("%1") towns: arrow down, then Enter."))" \
            data-none="\(t("No town begins so."))" autocomplete="off"
            """
        return cell(
            name, label(ofCell: "commune", of: field) ?? "commune", parts["commune"], form, isFigure: false,
            attributes: offered)
    }
}
