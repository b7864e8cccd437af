import Storage

/// What the tables of public sheets hold.
public enum SheetsHoldings {
    public static let all = [
        Holding(
            "sheet", "The public sheet of a practice, with whoever is quoted in it and whoever agreed to it.",
            of: .init(
                [.contact, .writing], purpose: "To let others take the practice up, with the owner's agreement.",
                term: .lasting(because: "it is published for good, until its owner or the agency withdraws it"),
                export: .given,
                erasure: .emptied(
                    ["approved_by", "content", "unpublished_reason"],
                    only: "in the content, the words that are quoted and the name beneath them")),
            nextEdition: .stays, archive: .whole),
        Holding(
            "sheet_event", "What happened to a sheet, version by version: by whom and with which words.",
            of: .init(
                [.key, .conduct, .writing],
                purpose: "To prove the owner's agreement to the very version that is published.",
                term: .asLongAs("sheet"), export: .given, erasure: .emptied(["person", "note"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "sheet_media",
            "A picture or paper of a public sheet: what it shows, who made it, and whether those shown agree.",
            of: .init(
                [.contact, .writing], purpose: "To tell a practice with its pictures, and to name whoever made them.",
                term: .asLongAs("sheet"), export: .partly("pictures and papers that bear the person's name"),
                erasure: .emptied(["credit"], only: "of those that bear the person's name")),
            nextEdition: .stays, archive: .whole),
        Holding(
            nothingIn: "import_run", "A list that was taken in from a file, so that it can be undone.",
            nextEdition: .stays, archive: .none),
        Holding(
            "import_change", "What an import made or changed, with what stood there before.",
            of: .init(
                [.key, .contact, .writing], purpose: "To undo an import that was a mistake.",
                term: .years(1, after: .creation, by: .agency), export: .partly("what stood there before an import"),
                erasure: .emptied(["was"])),
            nextEdition: .stays, archive: .none),
        Holding(
            "import_left", "A cell of a list that an import did not take as it stood, with what its row is of.",
            of: .init(
                [.contact, .writing],
                purpose: "To let whoever took the list in write in the records what could not be read.",
                term: .years(1, after: .creation, by: .program),
                export: .partly("cells of rows that bear the person's name"),
                erasure: .emptied(["title", "cell"], only: "of rows that bear the person's name or address")),
            nextEdition: .stays, archive: .none),
    ]
}
