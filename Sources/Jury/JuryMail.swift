import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Web

// What the jury is written. The agency signs it; the look on top says whose campaign it is.
extension Reader {
    func invitationLetter(
        to name: String, edition: String, isChair: Bool, link: SignInLetter, until end: Date?
    ) -> Letter {
        let chair = t(
            "The agency asks you to chair it: you see the results of the reading, and record what the jury decides.")
        let reading = end.map { t("Reading lasts until \(formats.deadline($0)).") }
        return Letter(
            language: language.rawValue,
            subject: isChair
                ? t("You are invited to chair the jury of \(edition)") : t("You are invited to the jury of \(edition)"),
            lead: Account.greeted(name).map { t("Hello \($0), would you read files for the jury of \(edition)?") }
                ?? t("Hello, would you read files for the jury of \(edition)?"),
            paragraphs: [
                isChair ? chair : nil,
                t("First accept the undertaking of confidentiality and state your ties with the organisations.")
                    + " " + t("Then your files open one by one, and your marks save themselves."),
                reading, doorWords(link),
            ].compactMap { $0 },
            button: .init(t("Open my desk"), to: address(link.path)), closing: juryClosing,
            footnote: t(
                "You receive this message because the agency proposed you as a juror. If you do not wish to be one, answer it."
            ))
    }

    func assignmentLetter(to name: String, files: Int, edition: String, _ window: ReadingWindow?, now: Date) -> Letter {
        // A file waits for nobody before it can be marked: until then the letter says from when.
        let isWaiting = window.map { $0.state(at: now) != .before } ?? false
        let opening = isWaiting ? nil : window.map { t("Reading opens on \(formats.moment($0.opensAt)).") }
        return Letter(
            language: language.rawValue,
            subject: t("\(files) file to read for \(edition)", "\(files) files to read for \(edition)", count: files),
            lead: isWaiting
                ? t("\(name), \(files) file waits for you.", "\(name), \(files) files wait for you.", count: files)
                : t(
                    "\(name), \(files) file is given to you.", "\(name), \(files) files are given to you.", count: files
                ),
            paragraphs: [
                opening, window.map { t("Send your readings before \(formats.deadline($0.closesAt)).") },
            ].compactMap { $0 },
            button: .init(t("Open my desk"), to: address("/jury")), closing: juryClosing, footnote: juryFootnote)
    }

    func moreTimeLetter(to name: String, edition: String, until end: Date) -> Letter {
        Letter(
            language: language.rawValue,
            subject: t("More time to read for \(edition), until \(formats.deadline(end))"),
            lead: t("\(name), you have until \(formats.deadline(end))."),
            paragraphs: [t("The jury reads for longer. What you have not sent yet can be sent until then.")],
            button: .init(t("Open my desk"), to: address("/jury")), closing: juryClosing, footnote: juryFootnote)
    }

    func lessTimeLetter(to name: String, edition: String, until end: Date, now: Date) -> Letter {
        let (until, isOver) = (formats.deadline(end), end <= now)
        return Letter(
            language: language.rawValue,
            subject: isOver
                ? t("The reading of \(edition) is closed") : t("Less time to read for \(edition), until \(until)"),
            lead: isOver ? t("\(name), the reading closed on \(until).") : t("\(name), you have until \(until)."),
            paragraphs: [
                t("The agency has changed the dates: the jury reads for less long."),
                isOver
                    ? t("What you have not sent stays as it is, and is not counted.")
                    : t("What you have not sent yet can be sent until then."),
                t("If this leaves you too little time, answer this message."),
            ],
            button: .init(t("Open my desk"), to: address("/jury")), closing: juryClosing, footnote: juryFootnote)
    }

    func chairLetter(to name: String, edition: Edition) -> Letter {
        Letter(
            language: language.rawValue, subject: t("You chair the jury of \(edition.name)"),
            lead: t("\(name), the jury of \(edition.name) is in your hands."),
            paragraphs: [
                t(
                    "The agency asks you to chair it from now on: you see the results of the reading, and record what the jury decides."
                )
            ],
            button: .init(t("See the results"), to: address(edition.juryPath("resultats"))), closing: juryClosing,
            footnote: juryFootnote)
    }

    func reminderLetter(_ juror: JurorLine, edition: String, _ window: ReadingWindow?, now: Date) -> Letter {
        let (unstated, end) = (juror.unstated, window?.closesAt)
        let points = [
            readingsLeft(juror.toSend, window, now: now),
            unstated > 0
                ? t(
                    "\(unstated) file of which to state your ties", "\(unstated) files of which to state your ties",
                    count: unstated) : nil,
        ]
        return Letter(
            language: language.rawValue, subject: t("Jury of \(edition): what is left for you to do"),
            lead: t("\(juror.name), the jury of \(edition) counts on your reading."),
            paragraphs: [
                end.map {
                    t(
                        "It closes on \(formats.deadline($0)). If time is short, tell us: a file can be given to somebody else."
                    )
                }
            ]
            .compactMap { $0 },
            points: points.compactMap { $0 }, button: .init(t("Open my desk"), to: address("/jury")),
            closing: juryClosing, footnote: juryFootnote)
    }

    /// Nobody is asked to send what cannot be marked yet.
    private func readingsLeft(_ left: Int, _ window: ReadingWindow?, now: Date) -> String? {
        guard left > 0 else { return nil }
        guard let window, window.state(at: now) == .before else {
            return t("\(left) reading to send", "\(left) readings to send", count: left)
        }
        let opening = formats.moment(window.opensAt)
        return t(
            "\(left) reading to send, from \(opening)", "\(left) readings to send, from \(opening)", count: left)
    }

    var juryFootnote: String {
        t("You receive this message because you are a juror of this edition. If you no longer wish to be, answer it.")
    }

    var juryClosing: [String] { [t("With our thanks for your time.")] + frame.signature }
}

// What letters to the jury are about.
extension JurorStore {
    static func manner(_ edition: Edition) -> Correspondence.Manner {
        Correspondence.Manner(about: subject(of: edition.id), edition: edition.id.description)
    }

    static func subject(of edition: Edition.ID) -> String { "jury:\(edition)" }

    static func reminder(of juror: Juror.ID) -> String { "jury-reminder:\(juror)" }
}
