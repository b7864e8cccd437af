import Storage

/// What the tables of second factors hold.
public enum FactorHoldings {
    public static let all = [
        Holding(
            "authenticator_app", "The app that makes somebody's codes, with its secret, sealed.",
            of: .init(
                [.key, .access], purpose: "To ask for a second proof of who signs in.",
                term: .asLongAs("person"), export: .partly("since when there is one"), erasure: .deleted),
            nextEdition: .shared, archive: .none),
        Holding(
            "passkey", "A passkey: its public half, what its owner calls it, when it was last used.",
            of: .init(
                [.key, .access, .conduct, .writing], purpose: "To ask for a second proof of who signs in.",
                term: .asLongAs("person"), export: .given, erasure: .deleted),
            nextEdition: .shared, archive: .none),
        Holding(
            "passkey_challenge", "What a passkey is asked to sign in a session.",
            of: .init(
                [.access], purpose: "To take each answer of a passkey once.",
                term: .days(0, after: .end, by: .program),
                export: .notGiven(because: "it is chance, and gone in minutes"), erasure: .deleted),
            nextEdition: .shared, archive: .none),
        Holding(
            "recovery_code", "A code on paper that lets somebody in once, as a digest.",
            of: .init(
                [.key, .access, .conduct], purpose: "To let in whoever has lost their second factor.",
                term: .asLongAs("person"), export: .partly("how many are left, and when each was used"),
                erasure: .deleted),
            nextEdition: .shared, archive: .none),
        Holding(
            "factor_trial", "How many wrong codes somebody typed in a row, and until when none is looked at.",
            of: .init(
                [.key, .conduct], purpose: "To keep anybody from trying out all codes there are.",
                term: .days(7, after: .creation, by: .program), export: .given, erasure: .deleted),
            nextEdition: .shared, archive: .none),
    ]
}
