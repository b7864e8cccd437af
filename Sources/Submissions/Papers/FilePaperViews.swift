import Campaigns
import Documents
import Forms
import Foundation
import Grids
import Organisations
import Web
import Words

// A file and its receipt on paper, from the same values as their pages.
extension Reader {
    /// Everything a file tells, in the reader's language: to the jury without what is not for it. `first` is what was sent in the first
    /// round, printed after a second part.
    public func filePaper(_ file: SubmissionFile, after first: SubmissionFile? = nil) -> Paper {
        let title = typeset(file.title, in: Language.french.rawValue)
        var paper = Paper("file", title: title, kicker: typeset(file.edition.name), for: self)
        paper.state = paperState(of: file.submission)
        paper.facts = facts(of: file)
        paper.parts = printedParts(of: file)
        if let first {
            let head = t("First part, no. \(first.submission.number ?? "")")
            paper.parts += [.newPage, .chapter(head)] + printedParts(of: first)
        }
        paper.reference = file.submission.number ?? t("Draft, not sent")
        return paper
    }

    /// The proof that a file was received: one page, then the answers as they stand.
    func receiptPaper(_ file: SubmissionFile, _ receipt: Receipt, now: Date) -> Paper {
        var paper = Paper("receipt", title: t("We have your file"), kicker: typeset(file.edition.name), for: self)
        paper.state = paperState(of: file.submission)
        paper.number = .init(t("Number"), receipt.number)
        paper.facts = [
            .init(t("Campaign"), typeset(file.edition.name)), .init(t("Received"), formats.moment(receipt.at)),
            .init(t("File"), typeset(receipt.title, in: Language.french.rawValue)),
            .init(t("Organisation"), typeset(receipt.organisation)), file.category.map(categoryFact),
            .init(t("What we received"), contents(of: receipt)), .init(t("Form answered"), formWords(of: file)),
            .init(t("Received by"), receiver.joined(separator: " · ")),
        ].compactMap(\.self)
        let asOf = t(
            "Answers as they stand on \(formats.moment(now)). Each change after the sending is kept and dated.")
        paper.parts =
            [.chapter(t("What was sent")), .table(head: [t("Part"), t("Answers")], rows: counts(of: file))]
            + receivedFiles(file) + [.small(asOf), .newPage] + printedParts(of: file)
        paper.running = "\(t("Receipt")) – \(typeset(receipt.title, in: Language.french.rawValue))"
        paper.reference = receipt.number
        return paper
    }

    /// The agency, as the settings name it: a receipt that is printed says who has the file, and where they are reached.
    var receiver: [String] {
        // A number is not torn by the end of a line.
        let phone = frame.phone.replacing(" ", with: "\u{A0}")
        let lines = [frame.agency, frame.email, phone].filter { !$0.isEmpty }
        return lines.isEmpty ? [frame.campaign] : lines
    }

    private func paperState(of submission: Submission) -> Paper.State {
        Paper.State(submission.state == .transmitted ? .sent : .draft, stateWords(submission))
    }

    private func facts(of file: SubmissionFile) -> [Paper.Fact] {
        [
            file.submission.number.map { .init(t("Number"), $0) },
            .init(t("Organisation"), organisationWords(of: file)),
            file.category.map(categoryFact),
            file.submission.transmittedAt.map { .init(t("Received"), formats.moment($0)) },
            .init(t("Form answered"), formWords(of: file)),
        ].compactMap(\.self)
    }

    private func categoryFact(_ category: Campaigns.Category) -> Paper.Fact {
        .init(t("Category"), typeset(name(of: category)))
    }

    private func counts(of file: SubmissionFile) -> [[String]] {
        let (answers, unasked) = (file.shownAnswers, file.unasked)
        return file.form.sections.compactMap { section in
            let asked = section.fields.filter { $0.kind.isAsked && !unasked.contains($0.id) }
            guard !asked.isEmpty else { return nil }
            let given = asked.count { !answers[$0].isEmpty }
            return [title(of: section, grid: file.grid), t("\(given) of \(asked.count)")]
        }
    }

    /// Agreements are no business of the jury's.
    private func printedParts(of file: SubmissionFile) -> [PaperPart] {
        file.form.sections.filter { $0.isTold || !file.omitsContact }.flatMap { printed($0, of: file) }
    }

    private func printed(_ section: FormSection, of file: SubmissionFile) -> [PaperPart] {
        let (answers, unasked) = (file.shownAnswers, file.unasked)
        let fields = section.fields.filter {
            $0.kind.isAsked && !unasked.contains($0.id) && ($0.isForJury || !file.omitsContact)
        }
        let asked = fields.map { field in
            (
                field: field,
                parts: field.kind.isOfMedia
                    ? printedMedia(answers[field], file) : printed(answers[field], to: field, grid: file.grid)
            )
        }
        let told = asked.filter { !$0.parts.isEmpty }
        let silent = asked.filter { field, parts in
            parts.isEmpty && field.mayBeMissed && !(field.unless.map { answers.isOn($0) } ?? false)
        }
        guard !told.isEmpty || !silent.isEmpty else { return [] }
        let names = silent.map { label(of: $0.field) }.joined(separator: " · ")
        let end: [PaperPart] = silent.isEmpty ? [] : [.small(t("Without an answer: \(names)"))]
        return [.chapter(title(of: section, grid: file.grid))]
            + told.flatMap { field, parts in [.question(label(of: field), note: note(on: field, file))] + parts } + end
    }

    /// Whose word it is, and what the jury reads by it.
    private func note(on field: FormField, _ file: SubmissionFile) -> String {
        let points = field.feeds.compactMap { Checkpoint.ID($0) }.compactMap { file.grid?[$0] }.map { plain($0.title) }
        let read = points.isEmpty ? nil : t("Read for: \(points.joined(separator: " · "))")
        return [file.isOwnersWord(field) ? ownersWord : nil, read].compactMap(\.self).joined(separator: ". ")
    }
}
