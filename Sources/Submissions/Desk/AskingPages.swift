import Accounts
import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Mail
import Organisations
import Storage
import Web

// What the agency asks of the owners of a file, from its page.
extension DeskFilePages {
    /// To read what was typed for them.
    func askReading(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let fate = try await submissions.askReading(
            of: id, by: visit.person, now: visit.now,
            then: mail.ownership(at: visit.time, isTakenOver: false, now: visit.now)
        ).orNotFound()
        return .seeOther("\(id.deskPath)?\(fate.query(leaves: "reading", nobody: "reading-nobody"))")
    }

    /// To tell more of what the jury did not find.
    func askPrecisions(_ visit: Visit) async throws -> Answer {
        if let answer = try await frozen(visit) { return answer }
        let id: Submission.ID = try visit.path("submission")
        let file = try await submissions.find(id, runBy: visit.person).orNotFound()
        let points = Self.points(visit.fields.text("precisions"), in: file)
        guard let words = visit.fields.text("words") else {
            return try await refused(visit, "words", visit.reader.t("Say what you ask of them."))
        }
        guard words.count <= Submission.longestReason else {
            return try await refused(visit, "words", visit.reader.words(for: .reasonTooLong))
        }
        if let answer = try await braced(visit, "words") { return answer }
        do {
            let fate = try await submissions.askPrecisions(
                points.map(\.id.description), words, of: id, by: visit.person, now: visit.now, found: openPoints,
                then: letter(points, words, visit)
            ).orNotFound()
            return .seeOther("\(id.deskPath)?\(fate.query(leaves: "precisions", nobody: "precisions-nobody"))")
        } catch let refusal as AskingRefusal {
            return try await refused(visit, "people", visit.reader.words(for: refusal))
        } catch let refusal as Submission.Refusal {
            return try await refused(visit, "eligibility", visit.reader.words(for: refusal))
        }
    }

    /// Of the points that one comes here to ask about, those that may be asked about now.
    func asked(_ names: String?, in file: SubmissionFile) async throws -> [Checkpoint] {
        let points = Self.points(names, in: file)
        guard !points.isEmpty else { return [] }
        let open = try await submissions.pointsToAsk(of: file, openPoints)
        return points.filter { open.contains($0.id.description) }
    }

    private func letter(
        _ points: [Checkpoint], _ words: String, _ visit: Visit
    ) -> @Sendable (SubmissionFile, any Connection) throws -> Int {
        let (mail, time) = (mail, visit.time)
        return { file, connection in
            try mail.sendToOwners(of: file, now: time, in: connection) { reader, sender in
                reader.precisionsLetter(file, points, words, sender)
            }.count
        }
    }

    /// Those of the file's grid, in its order.
    static func points(_ asked: String?, in file: SubmissionFile) -> [Checkpoint] {
        let names = (asked ?? "").split(separator: ".").map(String.init)
        return (file.grid?.checkpoints ?? []).filter { names.contains($0.id.description) }
    }
}

extension Reader {
    fileprivate func words(for refusal: AskingRefusal) -> String {
        switch refusal {
        case .notRead:
            t(
                "Nobody was written to: the jury does not read this file. Only a sent file that was found eligible is asked about."
            )
        case .notOpen:
            t(
                "Nobody was written to: not all of these points are without an answer in the readings. Ask from the results."
            )
        }
    }

    /// The agency's words, and the points that they are about.
    fileprivate func precisionsLetter(
        _ file: SubmissionFile, _ points: [Checkpoint], _ words: String, _ sender: FileMail.Sender
    ) -> Letter {
        Letter(
            language: language.rawValue, subject: t("To tell us more: your file \(file.submission.number ?? "")"),
            band: .sent(sentWords(file.submission)), lead: t("The jury looks for something in your file"),
            paragraphs: words.split(separator: "\n").map(String.init),
            points: points.map { labelled(wording($0.title), wording($0.question)) },
            button: .init(t("Answer on the page of the file"), to: address(file.path + "#precisions")),
            closing: sender.closing,
            footnote: t("You receive this message because you own this file."))
    }

    /// What the jury did not find, to be asked by letter, and the way back to where one came from.
    func asking(_ desk: FileDesk) -> HTML {
        guard !desk.asked.isEmpty else { return "" }
        let file = desk.file
        let points = desk.asked.map { point -> HTML in
            "<li>\(wording(point.title))<br><span class=\"small quiet\">\(wording(point.question))</span></li>"
        }
        let back = to(file.edition.juryPath("resultats/\(file.submission.id)"))
        return """
            <div class="notice flow flow-2"><p>\(t("The jury found nothing in the file on these points:"))</p><ul>\(points)</ul>\
            \(askingForm(desk))<p><a href="\(back)#questions">\(t("Back to the results of this file"))</a></p></div>
            """
    }

    private func askingForm(_ desk: FileDesk) -> HTML {
        let file = desk.file
        guard !file.addressees.isEmpty else {
            return "<p>\(t("No owner opens this file: nobody can be written to. Ask on the telephone."))</p>"
        }
        let first = t(
            "The jury found nothing in your file on the points below. Can you tell us more about them? Answer this message."
        )
        let names = desk.asked.map(\.id.description).joined(separator: ".")
        return form(
            to: desk.path + "/precisions", attributes: "class=\"flow flow-2\" novalidate",
            """
            \(hidden("precisions", names))
            \(textArea("words", t("What we write to its owners"), desk.typed["words"] ?? first,
                hint: t("The points follow in the letter. It is kept in the history of the file."), faults: desk.faults,
                attributes: "rows=\"4\""))
            <p><button class="btn main">\(t("Send this letter"))</button></p>
            """)
    }

    /// A draft that the agency typed: nobody else is written to before this is pressed, or the file is sent.
    func readingPart(_ desk: FileDesk) -> HTML {
        let file = desk.file
        guard file.submission.isOnBehalf, file.submission.state == .draft, !file.addressees.isEmpty else { return "" }
        let asked = desk.events.first { $0.kind == .readingAsked }
        let names = formats.list(file.addressees.map(\.name))
        let words =
            asked.map { t("The letter left on \(formats.moment($0.at)), to: \(names).") }
            ?? t("Its owner was not written to yet: \(names). Ask when it can be read.")
        let look: HTML = asked == nil ? "btn main" : "btn"
        return """
            <section class="flow" aria-labelledby="reading"><h2 class="h3" id="reading">\(t("To be read again by its owner"))</h2><p>\(words)</p>
            \(form(to: desk.path + "/relecture", """
                <p><button class="\(look)">\(asked == nil ? t("Ask to read it again") : t("Ask once more"))</button></p>
                """))</section>
            """
    }
}
