import Storage

/// What the outbox holds.
public enum MailHoldings {
    public static let all = [
        Holding(
            "message", "A message to somebody, as it was sent or is to be sent.",
            of: .init(
                [.key, .contact, .writing, .judgement],
                purpose: "To send it once, to show staff what was sent, and to answer those who did not receive it.",
                term: .years(3, after: .closureOfEdition, by: .agency), export: .given,
                erasure: .emptied([
                    "person", "address", "name", "reply_to", "subject", "letter", "plain", "html", "search_key",
                    "unsubscribe", "last_error", "link",
                ])),
            nextEdition: .stays, archive: .withoutPeople)
    ]
}
