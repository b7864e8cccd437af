import Storage

/// What the tables of awards hold.
public enum AwardsHoldings {
    public static let all = [
        Holding(
            nothingIn: "award", "A distinction that the jury gives.", nextEdition: .offered, archive: .whole,
            impersonal: ["name_fr", "name_en"]),
        Holding(
            "decision", "What the jury decided of a file, with its reason and whoever recorded it.",
            of: .init(
                [.key, .judgement], purpose: "To tell authors the decision, and to publish the laureates.",
                term: .lasting(because: "what an edition decided is its history"), export: .given,
                erasure: .pseudonymised(["recorded_by"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "amendment",
            "A change of a decision that is out, which waits for a second person, and whoever asked for it.",
            of: .init(
                [.key, .judgement, .conduct], purpose: "To let two people change what is out.",
                term: .asLongAs("submission"), export: .given, erasure: .pseudonymised(["asked_by"])),
            nextEdition: .stays, archive: .none),
        Holding(
            "release",
            "The moment that an edition's next release is planned for, and who planned, asked and confirmed.",
            of: .init(
                [.key, .conduct], purpose: "To let everything out at once, and to say who did.",
                term: .asLongAs("edition"), export: .given,
                erasure: .pseudonymised(["released_by", "planned_by", "asked_by", "confirmed_by"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "release_set", "Decisions that came out together: when, and whoever let them out.",
            of: .init(
                [.key, .conduct], purpose: "To say who let what out, and when.",
                term: .lasting(because: "what an edition decided is its history"), export: .given,
                erasure: .pseudonymised(["released_by", "confirmed_by"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "decision_event", "A decision as it was recorded, changed, voided or released, by whom and why.",
            of: .init(
                [.key, .judgement, .conduct], purpose: "To show what changed after the fact, and why.",
                term: .lasting(because: "what an edition decided is its history"), export: .given,
                erasure: .pseudonymised(["person"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "letter", "Which message told whom the decision on their file.",
            of: .init(
                [.key], purpose: "To tell everybody once, and again when the decision changed.",
                term: .asLongAs("message"), export: .notGiven(because: "the message itself is given"),
                erasure: .deleted),
            nextEdition: .stays, archive: .none),
    ]
}
