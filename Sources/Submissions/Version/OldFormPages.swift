import Forms
import Foundation
import Identifiers
import Web

// A page that was given before the file followed another version of the form.
extension SectionPages {
    /// What it says is saved or kept apart; it is told that the form has changed, and where to go on.
    func ofOldForm(
        _ outcome: SaveOutcome, _ part: String, _ reading: TypedPart, _ base: FormBase, _ visit: Visit
    ) async throws -> Answer {
        let isSaved = outcome.conflicts.isEmpty && outcome.refused.isEmpty
        if visit.wantsData { return try told(outcome, isSaved: isSaved, base, visit) }
        guard isSaved else {
            let words =
                outcome.conflicts.isEmpty
                ? visit.reader.savedWords(except: outcome.refused.count)
                : visit.reader.t("The same answers were changed meanwhile")
            let copy = try await copy(of: reading, in: outcome.file, part, base, visit, words)
            return try copy.orNotFound()
        }
        return .seeOther("\(outcome.file.path)?ok=form")
    }

    private func told(_ outcome: SaveOutcome, isSaved: Bool, _ base: FormBase, _ visit: Visit) throws -> Answer {
        let reader = visit.reader
        let refused = outcome.refused.map { ($0.control, reader.sentence(for: $0.begun ?? $0.fault)) }
        let message =
            outcome.conflicts.first.map { reader.conflictTold($0) }
            ?? (isSaved
                ? reader.formMovedWords(isApart: !outcome.apart.isEmpty) : reader.savedWords(except: refused.count))
        let answer = AutosaveAnswer(
            revision: base.revisionText, message: message, fields: Dictionary(refused) { first, _ in first },
            onward: true)
        return .data(try JSONAnswer(isSaved ? .saved : refused.isEmpty ? .outOfDate : .refused, answer))
    }

    /// What such a page said and is not saved, to be copied; nil of a page of the form as it is.
    func copy(
        of reading: TypedPart, in file: SubmissionFile, _ part: String, _ base: FormBase, _ visit: Visit,
        _ words: String? = nil
    ) async throws -> Answer? {
        guard !visit.wantsData,
            let page = try await submissions.page(part, of: file.submission.id, base: base), page.isOld
        else { return nil }
        let typed = Self.unsaved(reading, page.section, in: file)
        let shown = visit.reader.oldFormPage(
            file, words ?? visit.reader.stateWords(file.submission), typed, now: visit.now)
        return .outOfDate(shown)
    }

    /// What a page says that does not stand in the file.
    static func unsaved(
        _ reading: TypedPart, _ section: FormSection, in file: SubmissionFile
    ) -> [(FormField, AnswerValue)] {
        reading.touched(in: section).compactMap { field in
            guard let typed = reading.value(of: field, over: .empty(field.kind)), !typed.isEmpty else { return nil }
            let isThere = file.form[id: field.id]?.kind.likeness == field.kind.likeness && typed == file.answers[field]
            return isThere ? nil : (field, typed)
        }
    }
}
