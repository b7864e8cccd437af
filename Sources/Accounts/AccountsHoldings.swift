import Storage

/// What the tables of accounts hold.
public enum AccountsHoldings {
    public static let all = [
        Holding(
            "person", "Somebody the system writes to or who signs in.",
            of: .init(
                [.key, .contact], purpose: "To let people in, to write to them, and to say who wrote or decided what.",
                term: .years(3, after: .lastContact, by: .agency), export: .given,
                erasure: .pseudonymised(["email", "email_key", "name", "function"])),
            nextEdition: .shared, archive: .withoutPeople),
        Holding(
            "session", "A browser that somebody is signed in with.",
            of: .init(
                [.key, .access, .conduct], purpose: "To keep somebody signed in, and to end it everywhere on request.",
                term: .days(0, after: .end, by: .program),
                export: .partly("when each began and was last used, and with which browser"), erasure: .deleted),
            nextEdition: .shared, archive: .none),
        Holding(
            "sign_in_link",
            "A link that lets somebody in once, or a door: the link of an invitation, which sends one and says what its letter said.",
            of: .init(
                [.key, .writing, .access],
                purpose: "To sign in without a password, and to say why a link no longer opens.",
                term: .days(7, after: .end, by: .program),
                export: .notGiven(because: "it is a digest of a secret"), erasure: .deleted),
            nextEdition: .shared, archive: .none),
        Holding(
            "sign_in_request",
            "How many links were asked for in a quarter of an hour, by digests of address and network.",
            of: .init(
                [.conduct], purpose: "To slow down whoever asks for links in somebody else's name.",
                term: .days(1, after: .creation, by: .program),
                export: .notGiven(because: "a digest that leads to nobody by itself"),
                erasure: .kept(because: "it goes within a day")),
            nextEdition: .shared, archive: .none),
        Holding(
            "letter_count",
            "How many letters were written in an hour, by digests of who had them written, of what and of the address.",
            of: .init(
                [.conduct], purpose: "To keep anybody from flooding somebody with letters.",
                term: .days(1, after: .creation, by: .program),
                export: .notGiven(because: "a digest that leads to nobody by itself"),
                erasure: .kept(because: "it goes within a day")),
            nextEdition: .shared, archive: .none),
        Holding(
            nothingIn: "demonstration", "That a demonstration made this database, and when.", nextEdition: .shared,
            archive: .none),
    ]
}
