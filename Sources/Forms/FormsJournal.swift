import Journal

// What the journal is told of forms.
extension Act {
    static let formPublished = Act("form-published")
}

extension Thing {
    static func form(_ id: Form.ID) -> Thing { Thing("form", id) }
}
