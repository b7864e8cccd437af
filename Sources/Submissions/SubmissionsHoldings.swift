import Storage

/// What the tables of files hold.
public enum SubmissionsHoldings {
    /// How many years after its edition closed the text of a file is kept.
    static let yearsOfAnswers = 3

    public static let all = [
        Holding(
            nothingIn: "initiative", "A practice, across editions.", nextEdition: .shared, archive: .whole),
        Holding(
            nothingIn: "initiative_organisation", "Which organisation carries a practice.", nextEdition: .shared,
            archive: .whole),
        Holding(
            "submission", "A practice presented to an edition: its state, its number, whether it may compete and why.",
            of: .init(
                [.key, .judgement, .conduct], purpose: "To run the call and say what became of a file.",
                term: .lasting(because: "what an edition received and retained is its history"), export: .given,
                erasure: .emptied(["created_by", "eligibility_note", "withdrawn_reason"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            nothingIn: "file_progress",
            "What lists show of a file: its title, its organisation, how far it is filled in.",
            nextEdition: .stays, archive: .whole),
        Holding(
            nothingIn: "file_count", "How many files an edition has in each state.", nextEdition: .stays,
            archive: .whole),
        Holding(
            "submission_answer", "One answer of a file, whom to call among them, and whoever wrote it.",
            of: .init(
                [.key, .contact, .writing],
                purpose: "To let the jury judge and, with the owner's agreement, to publish.",
                term: .years(yearsOfAnswers, after: .closureOfEdition, by: .agency), export: .given,
                erasure: .emptied(
                    ["value", "person"],
                    only:
                        """
                        the value of the answers that say whom to call, or name somebody as a question of the form asks; \
                        the story of the practice is the organisation's
                        """
                )),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "left_answer", "What was answered to a question that is no longer asked, and whoever wrote it.",
            of: .init(
                [.key, .contact, .writing], purpose: "To lose nothing that its authors wrote when the form changes.",
                term: .years(yearsOfAnswers, after: .closureOfEdition, by: .agency), export: .given,
                erasure: .emptied(
                    ["value", "person"],
                    only:
                        "the value of the answers that say whom to call; the story of the practice is the organisation's"
                )),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            nothingIn: "submission_rebase", "Which versions of the form a draft followed.", nextEdition: .stays,
            archive: .whole),
        Holding(
            "rebase_seen", "Who has said to have seen what changed in the form of a file.",
            of: .init(
                [.key, .conduct], purpose: "To tell each author once what changed.", term: .asLongAs("submission"),
                export: .given, erasure: .deleted),
            nextEdition: .stays, archive: .none),
        Holding(
            nothingIn: "answer_media",
            "Which files and pictures answer which question of a file, in which order.", nextEdition: .stays,
            archive: .whole),
        Holding(
            "submission_author", "Who writes a file, and who may send it.",
            of: .init(
                [.key], purpose: "To let authors in, and to keep whoever writes from judging.",
                term: .asLongAs("submission"), export: .given, erasure: .deleted),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "former_author", "Who wrote in a file that was sent, and left it.",
            of: .init(
                [.key], purpose: "To keep whoever wrote a file from judging it.",
                term: .asLongAs("submission"), export: .given, erasure: .deleted),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            "submission_event", "What happened to a file: by whom, when, and with which words.",
            of: .init(
                [.key, .conduct, .writing, .judgement],
                purpose: "To show authors and staff what was done, and to give a receipt.",
                term: .years(5, after: .closureOfEdition, by: .agency), export: .given,
                erasure: .emptied(["person", "note", "was"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            nothingIn: "submission_numbering", "Taken by whoever gives the next number of an edition.",
            nextEdition: .stays, archive: .none),
        Holding(
            nothingIn: "submission_reminder", "Which reminder was sent for a file before which deadline.",
            nextEdition: .stays, archive: .none),
        Holding(
            nothingIn: "organisation_left",
            "What a file says of its organisation, and staff left with the file.", nextEdition: .stays, archive: .whole),
        Holding(
            nothingIn: "file_rule", "How many files an organisation may send to an edition.", nextEdition: .offered,
            archive: .whole),
        Holding(
            "shortlisted", "A file that goes on to the second round: why, whoever chose it, and its second part.",
            of: .init(
                [.key, .judgement, .conduct], purpose: "To run the second round, and say who chose what and when.",
                term: .lasting(because: "what an edition received and retained is its history"), export: .given,
                erasure: .emptied(["person"])),
            nextEdition: .stays, archive: .withoutPeople),
        Holding(
            nothingIn: "round_letter", "What the letters say that tell of a shortlist.", nextEdition: .stays,
            archive: .whole),
        Holding(
            nothingIn: "export_template", "Columns that staff chose for the export of files, under a name.",
            nextEdition: .offered, archive: .whole, impersonal: ["name"]),
        Holding(
            "file_beginning", "A file that somebody asked to begin, until the link of the letter is opened.",
            of: .init(
                [.contact, .writing, .access],
                purpose: "To begin a file for whoever has the address, and for nobody else.",
                term: .days(1, after: .creation, by: .program),
                export: .notGiven(because: "anybody may have typed the address"),
                erasure: .kept(because: "it goes within a day")),
            nextEdition: .stays, archive: .none),
        Holding(
            "author_invitation", "An address that was asked to write along in a file, by whom, until it is answered.",
            of: .init(
                [.key, .contact, .conduct, .access],
                purpose: "To let in whoever accepts, and nobody before; to say why a link no longer opens.",
                term: .days(21, after: .creation, by: .program),
                export: .partly("those that somebody sent: anybody may have typed an address"), erasure: .deleted),
            nextEdition: .stays, archive: .none),
        Holding(
            "submission_request",
            "How many files were begun and people invited in an hour, by digests of address and network.",
            of: .init(
                [.conduct], purpose: "To slow down whoever begins files in somebody else's name.",
                term: .days(1, after: .creation, by: .program),
                export: .notGiven(because: "a digest that leads to nobody by itself"),
                erasure: .kept(because: "it goes within a day")),
            nextEdition: .stays, archive: .none),
    ]
}
