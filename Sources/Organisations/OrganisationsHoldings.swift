import Storage

/// What the tables of organisations hold.
public enum OrganisationsHoldings {
    public static let all = [
        Holding(
            "organisation", "A company, association or public body, as registers and files describe it.",
            of: .init(
                [.contact], purpose: "To know one organisation under one name; that of a sole trader is a person's.",
                term: .lasting(because: "registers publish it, and the catalogue says who carries a practice"),
                export: .given,
                erasure: .emptied(
                    ["name", "name_key", "siret", "website", "latitude", "longitude"], only: "of a sole trader")),
            nextEdition: .shared, archive: .whole)
    ]
}
