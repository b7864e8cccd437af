import Storage

/// What the tables of the jury hold.
public enum JuryHoldings {
    public static let all = jurors + readings

    private static let jurors = [
        Holding(
            "juror", "A member of an edition's jury: since when, in whose place, agreed to confidentiality or not.",
            of: .init(
                [.key, .conduct], purpose: "To say who was of the jury, and to let them in.",
                term: .lasting(because: "the composition of a jury belongs to its decisions"), export: .given,
                erasure: .kept(because: "its key leads to a person without name")),
            nextEdition: .offered, archive: .withoutPeople),
        Holding(
            "juror_category", "The categories that a juror reads, where they do not read all.",
            of: .init(
                [.key], purpose: "To give each juror the files that they are to read.", term: .asLongAs("juror"),
                export: .given, erasure: .kept(because: "its key leads to a person without name")),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "interest", "A juror's tie with a file, in their own words.",
            of: .init(
                [.key, .writing, .conduct], purpose: "To keep those who are tied from judging, and to prove it.",
                term: .years(5, after: .closureOfEdition, by: .agency), export: .given, erasure: .emptied(["words"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "juror_proposal",
            "Somebody of an earlier jury, or with the role of juror, who may be invited, or whom staff do without.",
            of: .init(
                [.key], purpose: "To spare staff the typing of names that are known.",
                term: .years(1, after: .creation, by: .agency), export: .given, erasure: .deleted),
            nextEdition: .stays, archive: .none),
        Holding(
            "chair_event", "Who began and ceased to chair, and whoever decided it.",
            of: .init(
                [.key, .conduct], purpose: "To say who presided when a decision was taken.", term: .asLongAs("juror"),
                export: .given, erasure: .pseudonymised(["person"])),
            nextEdition: .stays, archive: .withoutPeople),
    ]

    private static let readings = [
        Holding(
            "assessment", "One juror's reading of a file: given, begun, sent or taken back, and why.",
            of: .init(
                [.key, .conduct, .writing], purpose: "To share the reading out, and to count what was sent.",
                term: .years(5, after: .closureOfEdition, by: .agency), export: .given,
                erasure: .emptied(["ended_reason"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "mark", "A level given on a checkpoint, with the juror's comment.",
            of: .init(
                [.key, .writing, .judgement], purpose: "To decide, and to tell each organisation where it stands.",
                term: .years(5, after: .closureOfEdition, by: .agency),
                export: .partly("the juror's own marks and comments; authors are given their profile, not who marked"),
                erasure: .emptied(["comment", "resolved_how", "resolved_by", "typed_by"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "assessment_event", "What was sent and when, with the marks and comments as they stood.",
            of: .init(
                [.key, .writing, .judgement, .conduct], purpose: "To prove that no mark was changed after it was sent.",
                term: .years(5, after: .closureOfEdition, by: .agency), export: .partly("the juror's own"),
                erasure: .emptied(["marks"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "reading_change", "When a reading ceased to count, counted again, or came once its file was decided.",
            of: .init(
                [.conduct], purpose: "To show what changed under a decision.", term: .asLongAs("assessment"),
                export: .given, erasure: .kept(because: "its juror's key leads to a person without name")),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            nothingIn: "file_result", "What the readings of a file come to: number, mean, spread, profile.",
            nextEdition: .stays, archive: .whole),
    ]
}
