import Storage

/// What the tables of forms hold: of a person, only who published a version.
public enum FormsHoldings {
    public static let all = [
        Holding(
            nothingIn: "form", "A version of a form: its questions, and what of them a sheet tells.",
            nextEdition: .shared, archive: .whole),
        Holding(
            nothingIn: "edition_form", "The form that an edition's files answer.", nextEdition: .offered,
            archive: .whole),
        Holding(
            "form_publication", "A version of a form that took the place of another one: when, and by whom.",
            of: .init(
                [.key, .conduct], purpose: "To say which questions a file answered, and who changed them.",
                term: .lasting(because: "what an edition asked is its history"), export: .given,
                erasure: .emptied(["person"])),
            nextEdition: .stays, archive: .withoutPeople),
    ]
}
