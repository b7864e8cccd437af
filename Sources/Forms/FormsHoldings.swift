import Storage

/// What the tables of forms hold: nothing of a person.
public enum FormsHoldings {
    public static let all = [
        Holding(
            nothingIn: "form", "A version of a form: its questions, and what of them a sheet tells.",
            nextEdition: .shared, archive: .whole),
        Holding(
            nothingIn: "edition_form", "The form that an edition's files answer.", nextEdition: .offered,
            archive: .whole),
    ]
}
