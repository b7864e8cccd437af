import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Web

// A form that is being shaped, as those who write and those who read files will see it.
extension SubmissionsFeature {
    /// One part as an applicant fills it in: its controls lead nowhere.
    public static let applicantPreview: FormPreviews.Drawing = { sample, reader in
        let file = SubmissionFile(sample)
        let base = FormBase(revision: 0, window: "", shown: [:], state: Submission.State.draft.rawValue)
        var unasked = sample.form.unasked(sample.answers)
        if let shown = sample.shown { unasked.remove(shown) }
        let form = SectionForm(
            file, sample.section, answers: sample.answers, base: base, now: sample.now, unasked: unasked)
        let lead = reader.lead(of: sample.section, grid: sample.grid)
        return """
            <h3>\(reader.title(of: sample.section, grid: sample.grid))</h3>\(lead.isEmpty ? nil : reader.hintLine(lead))\(reader.questions(of: form))
            """
    }

    /// The same part as the jury reads it, with answers that nobody gave.
    public static let jurorPreview: FormPreviews.Drawing = { sample, reader in
        var file = SubmissionFile(sample)
        var unasked = sample.form.unasked(sample.answers)
        if let shown = sample.shown { unasked.remove(shown) }
        file.knownUnasked = unasked
        let told = reader.fileView(file.asJuryReads)
        return told.isEmpty ? "<p class=\"quiet\">\(reader.t("The jury reads nothing of this part."))</p>" : told
    }

    /// How many of the drafts of an edition would be asked a question.
    public static let reach: FormPreviews.Counting = { form, field, edition, connection in
        try FormReachStore(form: form, field: field).reach(in: edition, connection)
    }

    /// In how many drafts of an edition something stands at a question.
    public static let answered: FormPreviews.Tally = { field, edition, connection in
        try FormReachStore.answered(field, in: edition, connection)
    }
}

extension SubmissionFile {
    /// A file of the part that is looked at, which is nobody's and is kept nowhere.
    fileprivate init(_ sample: FormSample) {
        let (form, now) = (sample.form, sample.now)
        let part = Form(
            name: form.name, version: form.version, title: form.title, sections: [sample.section], sheet: form.sheet)
        let submission = Submission(
            id: .new(at: now), edition: sample.edition.id, initiative: .new(at: now), organisation: nil,
            confirmedOrganisation: nil, state: .draft, number: nil, title: "", eligibility: .pending, gates: [:],
            eligibilityNote: "", isOnBehalf: false, createdAt: now, updatedAt: now, transmittedAt: nil,
            completedAt: nil, withdrawnAt: nil, withdrawnReason: "", announcedAt: nil, revision: 0)
        let saved = sample.section.fields.map { field in
            (field.id, SavedAnswer(value: sample.answers[field], revision: 0, window: ""))
        }
        self.init(
            submission: submission, edition: sample.edition, form: part, formID: .new(at: now), grid: sample.grid,
            organisation: nil,
            authors: [], window: CallWindow(sample.edition) { $0.endsAt }, part: nil,
            saved: Dictionary(saved) { first, _ in first })
    }
}
