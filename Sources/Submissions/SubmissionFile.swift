import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations

/// A file with all that is needed to show it: what it tells, who writes it, the grid it is read by, until when it may change.
public struct SubmissionFile: Equatable, Sendable {
    public var submission: Submission
    public let edition: Edition
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

    /// What the file tells; what it does not say of its organisation is taken from what is known of it.
    public var answers: Answers {
        var values = saved.mapValues(\.value)
        if values["title"] == nil { values["title"] = .text(submission.title) }
        for (field, text) in organisation?.facts ?? [:] where values[field]?.isEmpty ?? true {
            values[field] = .text(text)
        }
        return Answers(values)
    }

    public var organisationName: String {
        let typed = answers.text("organisation.name")
        return typed.isEmpty ? organisation?.name ?? "" : typed
    }

    public var title: String {
        let typed = answers.text("title")
        return typed.isEmpty ? submission.title : typed
    }

    public var owners: [Submission.Author] { authors.filter { $0.part == .owner } }

    /// Owners and the agency; a co-author writes only.
    public var mayTransmit: Bool { part != .coAuthor }

    /// Where the file is, without language.
    public var path: String { "/dossiers/\(submission.id)" }

    func base(showing section: FormSection, window: String) -> FormBase {
        let answers = answers
        let shown = section.fields.map { ($0.id, answers[$0].fingerprint) }
        return FormBase(
            revision: submission.revision, window: window, shown: Dictionary(uniqueKeysWithValues: shown))
    }
}

extension Organisation {
    /// What is known of it, by the form's fields.
    fileprivate var facts: [String: String] {
        [
            "organisation.name": name, "organisation.kind": kind == .other ? "" : kind.rawValue,
            "organisation.siret": siret?.formatted ?? "", "organisation.rna": rna?.formatted ?? "",
            "organisation.commune": place.communeName, "organisation.department": place.department,
            "organisation.activity": activityFR, "organisation.size_bracket": sizeBracket,
            "organisation.website": website,
        ]
    }

    /// The organisation that a file describes, as far as it can be read.
    init(describedIn answers: Answers, now: Date) {
        self.init(
            id: .new(at: now), name: answers.text("organisation.name"),
            kind: Kind(rawValue: answers.text("organisation.kind")) ?? .other)
        siret = try? Siret(answers.text("organisation.siret"))
        rna = try? Rna(answers.text("organisation.rna"))
        place.communeName = answers.text("organisation.commune")
        place.department = answers.text("organisation.department").uppercased()
        place.country = "FR"
        activityFR = answers.text("organisation.activity")
        sizeBracket = answers.text("organisation.size_bracket")
        website = answers.text("organisation.website")
    }
}
