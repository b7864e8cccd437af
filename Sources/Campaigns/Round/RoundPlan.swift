import Foundation
import Web
import Words

/// The dates of a second round as somebody types them: from when and until when those who go on fill in their second part.
struct RoundPlan: Equatable, Sendable {
    enum Refusal: Error, Equatable {
        /// It is in preparation, or over.
        case notUnderWay
        /// A second round has none of its own.
        case isRound
        /// It has one already, and two rounds are the most.
        case isThere
    }

    /// How long the jury reads after it, in seconds, until staff say otherwise.
    static let reading: TimeInterval = 21 * 86_400

    let call: PhaseDraft

    /// The call, then the jury's reading.
    var phases: [PhaseDraft] {
        let reading = PhaseDraft(
            kind: .jury, nameFR: "Lecture des finalistes", nameEN: "Reading of the finalists", startsAt: call.endsAt,
            endsAt: call.endsAt + Self.reading)
        return [call, reading]
    }

    /// What was typed as a phase is typed, which has its rules for days and hours; the name is given.
    init(_ form: PhaseForm, now: Date) throws(PhaseForm.Problems) {
        var form = form
        (form.kind, form.nameFR, form.nameEN) = (.call, "Second dossier des finalistes", "Second file of the finalists")
        switch form.draft(now: now) {
        case .success(let draft): call = draft
        case .failure(let problems): throw problems
        }
    }

    func check(_ edition: Edition) throws(Refusal) {
        guard edition.firstRound == nil else { throw .isRound }
        guard edition.status == .running else { throw .notUnderWay }
    }

    /// As it is called in both languages: names of editions are written once.
    static func name(of edition: Edition) -> String { "\(edition.name) – finalistes" }
}
