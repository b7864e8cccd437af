import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Words

/// A file with all that is needed to show it: what it tells, who writes it, the grid it is read by, until when it may change.
public struct SubmissionFile: Equatable, Sendable {
    public var submission: Submission
    public let edition: Edition
    /// What it answers: its own version, whatever its edition asks of others.
    public let form: Form
    let formID: Form.ID
    /// Nil while the edition has none.
    public let grid: Grid?
    public let organisation: Organisation?
    public let authors: [Submission.Author]
    public let window: CallWindow
    /// What whoever asks is in this file; nil for the agency, or when nobody asks.
    public let part: Submission.Part?
    var saved: [String: SavedAnswer]
    /// True for the jury, to whom it does not say whom to call.
    var omitsContact = false
    /// When its questions are looked at; nil where none is asked by date.
    var clock: FormClock?
    /// The files and pictures that answer its questions, by their identifiers.
    var media: [String: AnswerMedium] = [:]
    /// What its other answers leave out, where some of them are not read here.
    var knownUnasked: Set<String>?

    /// What the file tells, and nothing that somebody else told of its organisation.
    public var answers: Answers {
        var answers = content.answers
        answers.until = lastDay
        answers.clock = clock
        return answers
    }

    /// The questions that its other answers leave out: what stands there is told to nobody, and kept.
    public var unasked: Set<String> { knownUnasked ?? form.unasked(content.answers) }

    /// What the file tells without what is not asked.
    public var toldAnswers: Answers {
        let unasked = unasked
        var told = answers
        for field in form.fields where unasked.contains(field.id) { told[field] = .empty(field.kind) }
        return told
    }

    /// Without what is not for the jury, some of which may have left out questions that are.
    var asJuryReads: SubmissionFile {
        var (file, unasked) = (self, self.unasked)
        (file.omitsContact, file.knownUnasked) = (true, unasked)
        unasked.formUnion(form.fields.filter { !$0.isForJury }.map(\.id))
        file.saved = saved.filter { !unasked.contains($0.key) }
        return file
    }

    /// As its questions stand at that moment, some of which may be asked by date.
    func looked(at now: Date) -> SubmissionFile {
        var file = self
        file.clock = FormClock(edition, at: now)
        return file
    }

    /// What is dated after it had not happened when the file was written: the end of the call.
    private var lastDay: Day {
        Formats(language: "fr").calendarDay(of: window.spans.map(\.end).max() ?? submission.updatedAt)
    }

    /// Everything that keeps it from being sent, in the order of the form.
    public var faults: [FieldFault] { answers.faults(in: form) }

    /// Of the answers that are needed, how many are given, or need not be since another says so.
    public var answered: Int { content.answered }

    public var needed: Int { answers.needed(of: form).count }

    public var organisationName: String { content.organisationName }

    /// The name of its record, where the file calls its organisation otherwise and would not be the one that the record speaks
    /// by: what the jury reads once it is found eligible.
    var recordName: String? { name(of: organisation) }

    /// The same of the record that it is about to be tied to.
    func name(of record: Organisation?) -> String? {
        let told = answers.text("organisation.name")
        guard let record, record.isClaimed != true, !told.isEmpty, Organisation.nameKey(told) != record.nameKey
        else { return nil }
        return record.name
    }

    /// Whether a page that showed this name of the record is up to date.
    func isNamed(_ shown: String?) -> Bool {
        shown.map { Organisation.nameKey($0) } == recordName.map { Organisation.nameKey($0) }
    }

    public var title: String { content.title }

    private var content: FileContent {
        FileContent(submission: submission, form: form, organisation: organisation, saved: saved)
    }

    public var owners: [Submission.Author] { authors.filter { $0.part == .owner } }

    /// The owners to whom letters about it go: whoever has lost the role is told nothing more.
    public var addressees: [Submission.Author] { owners.filter(\.hasRole) }

    /// Owners and the agency; a co-author writes only.
    public var mayTransmit: Bool { part != .coAuthor }

    /// Where the file is, without language.
    public var path: String { submission.id.path }

    /// The part of the form that a field stands in.
    func part(of field: FormField) -> FormSection { form.section(of: field) ?? form.start }

    func base(showing section: FormSection, window: String) -> FormBase {
        let answers = answers
        let shown = section.fields.map { ($0.id, answers[$0].fingerprint) }
        return FormBase(
            revision: submission.revision, window: window, shown: Dictionary(uniqueKeysWithValues: shown),
            state: submission.state.rawValue, form: formID.description)
    }
}

extension Answers {
    init(_ saved: [String: SavedAnswer], of submission: Submission) {
        var values = saved.mapValues(\.value)
        if values["title"] == nil { values["title"] = .text(submission.title) }
        self.init(values)
        refused = saved.values.reduce(into: []) { $0.formUnion($1.refused) }
    }
}
