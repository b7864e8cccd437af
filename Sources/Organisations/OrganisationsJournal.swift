import Journal

// What the journal is told of the record of an organisation.
extension Act {
    static let organisationAdded = Act("organisation-added")
}

extension Thing {
    public static func organisation(_ id: Organisation.ID) -> Thing { Thing("organisation", id) }
}
