import Storage

/// What the tables of forms hold: of a person, only that they shaped or published one.
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
        Holding(
            "form_draft", "The working copy of an edition's form, and who changed it last.",
            of: .init(
                [.key, .conduct], purpose: "To shape a form together, and to see who did what.",
                term: .asLongAs("edition"), export: .given,
                erasure: .emptied(["changed_by"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "form_draft_change", "What was done to a working copy, by whom and when.",
            of: .init(
                [.key, .conduct], purpose: "To shape a form together, and to see who did what.",
                term: .asLongAs("form_draft"), export: .given, erasure: .emptied(["person"])),
            nextEdition: .stays, archive: .none),
    ]
}
