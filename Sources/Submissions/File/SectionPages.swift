import Forms
import Foundation
import Identifiers
import Organisations
import Web

/// The form, part by part.
struct SectionPages: Sendable {
    let submissions: SubmissionStore

    func show(_ visit: Visit) async throws -> Answer {
        let file = try await submissions.find(visit.path("submission"), by: visit.person).orNotFound().looked(
            at: visit.now)
        let section = try file.form.section(word: try visit.word("part")).orNotFound()
        guard file.window.isOpen(at: visit.now) else { return .seeOther(file.path) }
        var form = Self.form(file, section, visit.now)
        form.extraRows = visit.query.isOn("more") ? Self.emptyRows : 1
        form.hasEmptyRows = visit.query["more"]
        if section.fields.contains(where: { OutsideTerritory.fields.contains($0.id) }) {
            form.outside = try await submissions.outside(file)
        }
        form.isWithout = visit.query["removed"]
        return .page(visit.reader.sectionPage(form, done: done(visit, file), now: visit.now))
    }

    /// Saves whatever came in; both the script and the buttons of the page ask for it.
    func save(_ visit: Visit) async throws -> Answer {
        let (id, part): (Submission.ID, String) = (try visit.path("submission"), try visit.word("part"))
        let base = FormBase(revision: visit.fields["revision"] ?? "", shown: visit.fields["shown"] ?? "")
        let reading = TypedPart(fields: visit.fields, isWhole: !visit.wantsData, language: visit.reader.language)
        do {
            let outcome = try await submissions.save(
                reading, of: part, in: id, by: visit.person, base: base, now: visit.now
            ).orNotFound()
            if outcome.isOfOldForm { return try await ofOldForm(outcome, part, reading, base, visit) }
            let section = try outcome.file.form.section(word: part).orNotFound()
            if visit.wantsData { return try data(outcome, section, base, reading, visit) }
            let isSaved = outcome.conflicts.isEmpty && outcome.refused.isEmpty
            guard isSaved else {
                let page = shownAgain(outcome, section, reading, visit)
                return outcome.conflicts.isEmpty ? .refused(page) : .outOfDate(page)
            }
            return .seeOther(next(outcome.file, section, visit))
        } catch Submission.Refusal.tooManyOfOrganisation(let most) {
            return try await refused(.tooManyOfOrganisation(most), id, part, reading, base, visit)
        } catch Submission.Refusal.closed {
            return try await late(id, part, reading, base, visit)
        } catch let moved as FileMoved {
            if let copy = try await copy(of: reading, in: moved.file, part, base, visit) { return copy }
            return try self.moved(moved.file, part, reading, base, visit)
        }
    }

    /// A page of its own: what it saves is no surprise to it, what others save is.
    private static func form(_ file: SubmissionFile, _ section: FormSection, _ now: Date) -> SectionForm {
        let window = Identifier<SectionForm>.new(at: file.submission.updatedAt).description
        return SectionForm(
            file, section, answers: file.answers, base: file.base(showing: section, window: window),
            now: now)
    }

    private func done(_ visit: Visit, _ file: SubmissionFile) -> String? {
        visit.query["ok"] == "saved" ? visit.reader.savedWords(at: file.submission.updatedAt) : nil
    }

    private func data(
        _ outcome: SaveOutcome, _ section: FormSection, _ base: FormBase, _ reading: TypedPart, _ visit: Visit
    ) throws -> Answer {
        let unasked = outcome.file.unasked
        let faults = section.fields.filter { !unasked.contains($0.id) }.flatMap { field in
            outcome.file.typing(of: field).map { ($0.control, visit.reader.sentence(for: $0.fault)) }
        }
        let refused = outcome.refused.map { ($0.control, visit.reader.sentence(for: $0.begun ?? $0.fault)) }
        let isBegun = !refused.isEmpty && outcome.refused.allSatisfy { $0.begun != nil }
        let isSaved = outcome.conflicts.isEmpty && refused.isEmpty
        // What stood against a cell goes with what made it wrong, which another cell of its row may have been.
        let mended = reading.controls(in: section).map { ($0, "") }
        let isInPart = reading.touched(in: section).count > refused.count
        let saved = AutosaveAnswer(
            revision: base.revisionText,
            message: outcome.conflicts.first.map { visit.reader.conflictTold($0) }
                ?? (isSaved
                    ? visit.reader.savedWords(at: visit.now, toCorrect: faults.count)
                    : isBegun
                        ? visit.reader.begunWords
                        : isInPart ? visit.reader.savedWords(except: refused.count) : nil),
            fields: Dictionary(refused + faults + mended) { first, _ in first },
            compare: !outcome.conflicts.isEmpty)
        return .data(try JSONAnswer(isSaved ? .saved : refused.isEmpty ? .outOfDate : .refused, saved))
    }

    /// Nothing was saved: the page stands as it was typed, under the reason.
    private func refused(
        _ refusal: Submission.Refusal, _ id: Submission.ID, _ part: String, _ reading: TypedPart, _ base: FormBase,
        _ visit: Visit
    ) async throws -> Answer {
        let words = visit.reader.words(for: refusal)
        if visit.wantsData {
            let answer = AutosaveAnswer(revision: base.revisionText, message: words, fields: [:])
            return .data(try JSONAnswer(.refused, answer))
        }
        let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
        if let copy = try await copy(of: reading, in: file, part, base, visit, words) { return copy }
        let section = try file.form.section(word: part).orNotFound()
        let open = section.open(at: FormClock(file.edition, at: visit.now))
        let typed = Self.typed(reading, section, over: file.answers, only: reading.touched(in: open))
        let form = SectionForm(
            file, section, answers: typed, base: Self.form(file, section, visit.now).base, now: visit.now)
        return .refused(visit.reader.sectionPage(form, refusal: words, now: visit.now))
    }

    /// The file is in another state than the page says: the script is told which, and the page shows it with what was typed.
    private func moved(
        _ file: SubmissionFile, _ part: String, _ reading: TypedPart, _ base: FormBase, _ visit: Visit
    ) throws -> Answer {
        let section = try file.form.section(word: part).orNotFound()
        if visit.wantsData {
            let reader = visit.reader
            let answer = AutosaveAnswer(
                revision: base.revisionText, message: reader.movedWords(file), fields: [:], band: reader.bandTold(file))
            return .data(try JSONAnswer(.outOfDate, answer))
        }
        let shown = Self.form(file, section, visit.now)
        let open = section.open(at: FormClock(file.edition, at: visit.now))
        let typed = Self.typed(reading, section, over: file.answers, only: reading.touched(in: open))
        let form = SectionForm(file, section, answers: typed, base: shown.base, now: visit.now)
        return .outOfDate(visit.reader.sectionPage(form, isMoved: true, now: visit.now))
    }

    /// The page as it is now, with what was typed and not saved in it: too long, or beside the text of somebody else.
    private func shownAgain(
        _ outcome: SaveOutcome, _ section: FormSection, _ reading: TypedPart, _ visit: Visit
    ) -> HTML {
        var form = Self.form(outcome.file, section, visit.now)
        let typed = Self.typed(
            reading, section, over: outcome.file.answers,
            only: outcome.conflicts.map(\.field) + outcome.refused.map(\.field))
        form = SectionForm(outcome.file, section, answers: typed, base: form.base, now: visit.now)
        form.refused = outcome.refused
        return visit.reader.sectionPage(form, conflicts: outcome.conflicts, now: visit.now)
    }

    private static func typed(
        _ reading: TypedPart, _ section: FormSection, over answers: Answers, only fields: [FormField]
    ) -> Answers {
        // What was not done is not shown as if it were.
        let reading = reading.unmoved
        var typed = answers
        for field in fields { typed[field] = reading.value(of: field, over: answers[field]) ?? answers[field] }
        return typed
    }

    private func next(_ file: SubmissionFile, _ section: FormSection, _ visit: Visit) -> String {
        let here = "\(file.path)/parties/\(section.word)"
        if let named = visit.fields["files"], let field = file.mediaField(named, at: visit.now) {
            return file.mediaPath(of: field)
        }
        if let more = visit.fields["more"], let field = file.form[id: more], field.section == section.id {
            let place = file.answers.rows(field.id).count
            let first = field.firstControl.split(separator: ".").last ?? ""
            // Where there were empty lines enough, none is added: it is said, and the first of them waits.
            let shown = Set(visit.fields.names.compactMap { Self.row(of: $0, in: field) }).count
            let isThere = shown >= min(field.mostRows, place + max(Self.emptyRows, field.firstRows - place))
            return "\(here)?more=\(isThere ? field.id : "1")#\(field.id).\(place).\(first)"
        }
        // What was typed wrong is corrected where it stands, not three parts further on; what is still empty may wait.
        if let pressed = visit.fields["row"], let way = file.way(after: pressed, in: section) { return way }
        // What cannot take part is said here, before anything else is asked.
        let unasked = file.unasked
        let isBarred = section.isEligibility && !file.answers.ineligible(in: file.form).isEmpty
        let isSound =
            !isBarred && section.fields.allSatisfy { unasked.contains($0.id) || file.typing(of: $0).isEmpty }
        guard visit.fields["go"] == "next", isSound else { return here + "?ok=saved" }
        return file.form.section(after: section).map { "\(file.path)/parties/\($0.word)?ok=saved" } ?? end(of: file)
    }

    /// After the last part: what is missing, or where its owner says that what the agency asked for is there.
    private func end(of file: SubmissionFile) -> String {
        file.submission.isToBeCompleted ? file.path + "?ok=part#complete" : file.path + "/transmettre"
    }

    /// After a line was asked for.
    private static let emptyRows = 2

    private static func row(of control: String, in field: FormField) -> Int? {
        guard control.hasPrefix(field.id + ".") else { return nil }
        return control.dropFirst(field.id.count + 1).split(separator: ".").first.flatMap { Int($0) }
    }

    /// Too late: what was typed is shown, to be copied, and what can still be done.
    private func late(
        _ id: Submission.ID, _ part: String, _ reading: TypedPart, _ base: FormBase, _ visit: Visit
    ) async throws -> Answer {
        let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
        let section = try await submissions.page(part, of: id, base: base).orNotFound().section
        let refused = AutosaveAnswer(revision: "", message: visit.reader.words(for: .closed), fields: [:])
        if visit.wantsData { return .data(try JSONAnswer(.refused, refused)) }
        return .refused(visit.reader.latePage(file, Self.unsaved(reading, section, in: file), now: visit.now))
    }
}

/// What the page's script is told.
struct AutosaveAnswer: Encodable {
    let revision: String
    /// Nil where the page has its own sentence.
    let message: String?
    /// What stands against a control, by its name; empty where nothing does any more.
    let fields: [String: String]
    /// Where the file stands, when that is not what the page says.
    var band: Band?
    /// The page shows both texts of a conflict.
    var compare = false
    /// The form has another version by now: the page offers to go on in it.
    var onward = false

    struct Band: Encodable {
        /// The style of the band: `sent` or `draft`.
        let kind: String
        let words: String
    }
}
