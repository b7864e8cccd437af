import Storage

/// What the tables of files that people send hold.
public enum MediaHoldings {
    public static let all = [
        Holding(
            "media",
            "A file that somebody sent, or is sending: what it is called, what it is, the words that were read of it.",
            of: .init(
                [.key, .conduct, .writing],
                purpose: "To keep with a practice the pictures and papers that tell it, and to know who brought them.",
                term: .asLongAs("submission"), export: .partly("what they sent, by name, size and time"),
                erasure: .emptied(["brought_by"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "media_brought", "How many bytes of a file somebody sent, and when, also where it is gone.",
            of: .init(
                [.key, .conduct],
                purpose: "To keep anybody from filling the disk with what is sent and taken out again.",
                term: .days(2, after: .creation, by: .program), export: .given, erasure: .deleted),
            nextEdition: .shared, archive: .none),
        Holding(
            nothingIn: "media_form", "A size of a picture, or the first page of a paper, as it is shown.",
            nextEdition: .stays,
            archive: .whole),
        Holding(
            nothingIn: "media_blob", "Which bytes lie in the store of files.", nextEdition: .shared, archive: .none),
    ]
}
