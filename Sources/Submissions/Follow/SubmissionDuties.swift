import Campaigns
import Forms
import Foundation
import Organisations
import Web

/// What files ask of those who write them, and of those who run the edition.
struct SubmissionDuties: Sendable {
    let submissions: SubmissionStore

    func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        let person = try visit.person
        let asked = try await submissions.invitations(for: person, now: visit.now, time: visit.time)
        // The journal has the machine's clock.
        let lost = try await submissions.lost(by: person, since: visit.time - Self.news)
        let waiting = try await submissions.askedInvitations(of: person, at: visit.time).map { visit.reader.duty($0) }
        let written = try await ownDuties(editions, visit)
        let own =
            lost.map { visit.reader.duty($0) } + asked.map { visit.reader.duty($0, now: visit.now) } + written
            + waiting
        guard Policy.staff.allows(visit.session) else { return own }
        var duties = own + (try await submissions.orphaned(for: person)).map(visit.reader.duty)
        for edition in editions.run where edition.status == .running {
            duties += try await roundDuties(edition, visit).map { $0.of(edition.name) }
            let work = try await submissions.work(in: edition, runBy: person, now: visit.now)
            let answered = try await submissions.answeredPrecisions(in: edition.id, runBy: person)
            duties += (answered.map(visit.reader.duty) + agencyDuties(work, edition, visit)).map { $0.of(edition.name) }
        }
        return duties
    }

    /// How long a file that was given to another owner is told of, in seconds.
    private static let news: TimeInterval = 14 * 86_400

    /// Each is said to be of its edition where somebody writes in several, or where several are open.
    private func ownDuties(_ editions: KnownEditions, _ visit: Visit) async throws -> [Duty] {
        let files = try await submissions.all(of: visit.person).map { $0.looked(at: visit.now) }
        let changed = files.isEmpty ? [] : try await submissions.draftsWithNews(for: visit.person)
        let asked = try await submissions.openPrecisions(of: files)
        let lending = Set(try await submissions.lending(of: files))
        let known = files.flatMap { file -> [(Edition, Duty)] in
            let news = changed.contains(file.submission.id) ? formNews(file, visit.reader) : nil
            let precisions = asked[file.submission.id].map { visit.reader.duty(answering: $0, file) }
            let agreement = lending.contains(file.submission.id) ? visit.reader.duty(agreeing: file) : nil
            return [news, precisions, agreement, duty(file, visit)].compactMap { duty in duty.map { (file.edition, $0) }
            }
        }
        guard !known.isEmpty else { return [] }
        let open = editions.underWay.map(\.id)
        guard Set(known.map(\.0.id) + open).count > 1 else { return known.map(\.1) }
        return known.map { edition, duty in duty.of(edition.name) }
    }

    private func duty(_ file: SubmissionFile, _ visit: Visit) -> Duty? {
        let (reader, closing) = (visit.reader, file.window.closing(at: visit.now))
        return switch file.submission.state {
        case .draft: closing.map { sending(file, until: $0, reader) } ?? unsent(file, visit)
        case .transmitted: sent(file, until: closing, reader)
        case .withdrawn: nil
        }
    }

    private func formNews(_ file: SubmissionFile, _ reader: Reader) -> Duty {
        Duty(.toDo, reader.t("See what the new form changes in “\(file.title)”"), path: file.path)
    }

    private func sending(_ file: SubmissionFile, until closing: Date, _ reader: Reader) -> Duty {
        let missing = file.openCount
        let title =
            file.mayTransmit ? reader.t("Finish and send “\(file.title)”") : reader.t("Write in “\(file.title)”")
        return Duty(
            .toDo, title, path: file.path, due: closing,
            detail: missing == 0 ? reader.t("Complete, not sent") : answersToGive(missing, reader))
    }

    /// Nobody can send it now: it is said where it stands, and after its edition for as long as a year.
    private func unsent(_ file: SubmissionFile, _ visit: Visit) -> Duty? {
        let (reader, status) = (visit.reader, file.edition.status)
        if let opening = file.window.opening(after: visit.now) {
            let title = reader.t("“\(file.title)” can be sent once the call opens")
            let detail = reader.t("The call opens on \(reader.formats.moment(opening)).")
            return Duty(.waiting, title, path: file.path, detail: detail)
        }
        let end = file.edition.phases.filter { $0.kind == .call }.map(\.endsAt).max()
        let isLongOver = end.map { visit.now.timeIntervalSince($0) > 366 * 86_400 } ?? false
        guard status == .running || status == .closed && !isLongOver else { return nil }
        let title =
            status == .closed
            ? reader.t("“\(file.title)” was not sent, and its edition is closed")
            : reader.t("“\(file.title)” was not sent, and the call is closed")
        let detail = reader.t(
            "The jury does not read it. What you wrote is kept: you may read it, copy it or print it.")
        return Duty(.news, title, path: file.path, detail: detail)
    }

    private func sent(_ file: SubmissionFile, until closing: Date?, _ reader: Reader) -> Duty? {
        switch (file.submission.eligibility, closing) {
        case (.notEligible, _):
            // News while its edition runs; after it, the file's own page keeps it.
            guard file.edition.status == .running else { return nil }
            let title = reader.t("“\(file.title)” is not eligible for this edition")
            return typed(.news, title, file)
        case (.toComplete, _) where file.submission.completedAt != nil:
            return Duty(.waiting, reader.t("The agency looks again at “\(file.title)”"), path: file.path)
        case (.toComplete, let closing?):
            return typed(.toDo, reader.t("Complete “\(file.title)”"), file, due: closing)
        case (.toComplete, nil):
            let title = reader.t("The agency asks for more on “\(file.title)”, and the call is closed: write to it")
            return typed(.waiting, title, file)
        case (_, let closing?) where !file.faults.isEmpty:
            // Changed since it was sent, so that it would not be taken in as it is now.
            return Duty(
                .toDo, reader.t("Something is missing again in “\(file.title)”"), path: file.path, due: closing,
                detail: answersToGive(file.faults.count, reader))
        case (.pending, _):
            let title = reader.t("The agency checks “\(file.title)”, no. \(file.submission.number ?? "")")
            return Duty(.waiting, title, path: file.path)
        case (.eligible, _) where file.submission.announcedAt == nil:
            return Duty(
                .waiting, reader.t("The jury reads “\(file.title)”, no. \(file.submission.number ?? "")"),
                path: file.path)
        case (.eligible, _): return nil
        }
    }

    /// What the agency wrote to the organisation stands beside it.
    private func typed(_ block: Duty.Block, _ title: String, _ file: SubmissionFile, due: Date? = nil) -> Duty {
        var duty = Duty(block, title, path: file.path, due: due, detail: file.submission.eligibilityNote)
        duty.isDetailTyped = true
        return duty
    }

    private func answersToGive(_ missing: Int, _ reader: Reader) -> String {
        reader.t("\(missing) answer to give", "\(missing) answers to give", count: missing)
    }

    private func agencyDuties(_ work: DeskWork, _ edition: Edition, _ visit: Visit) -> [Duty] {
        let reader = visit.reader
        let list = edition.path("dossiers")
        let (pending, drafts, nearly) = (work.pending, work.drafts, work.nearly)
        var duties: [Duty] = []
        if pending > 0 {
            let title = reader.t(
                "Look at the eligibility of \(pending) file", "Look at the eligibility of \(pending) files",
                count: pending)
            duties.append(Duty(.toDo, title, path: list + "?etat=transmitted&recevabilite=pending"))
        }
        duties += completion(work, list, reader)
        duties += withdrawn(work, list, reader)
        if drafts > 0 {
            let title = reader.t("\(drafts) draft not sent", "\(drafts) drafts not sent", count: drafts)
            let detail =
                nearly == 0
                ? ""
                : reader.t(
                    "of which \(nearly) with more than 80 % of the needed answers",
                    "of which \(nearly) with more than 80 % of the needed answers",
                    count: nearly)
            duties.append(Duty(.waiting, title, path: list + "?etat=draft", due: work.closing, detail: detail))
        }
        return duties
    }

    private func withdrawn(_ work: DeskWork, _ list: String, _ reader: Reader) -> [Duty] {
        guard work.withdrawn > 0 else { return [] }
        let title = reader.t(
            "\(work.withdrawn) file withdrawn these last two weeks",
            "\(work.withdrawn) files withdrawn these last two weeks", count: work.withdrawn)
        return [Duty(.news, title, path: list + "?etat=withdrawn")]
    }

    private func completion(_ work: DeskWork, _ list: String, _ reader: Reader) -> [Duty] {
        let path = list + "?etat=transmitted&recevabilite=to-complete"
        var duties: [Duty] = []
        if work.completed > 0 {
            let title = reader.t(
                "\(work.completed) file completed: look at it again",
                "\(work.completed) files completed: look at them again", count: work.completed)
            duties.append(Duty(.toDo, title, path: path))
        }
        if work.asked > 0 {
            let title = reader.t(
                "\(work.asked) file that its organisation completes",
                "\(work.asked) files that their organisations complete", count: work.asked)
            duties.append(Duty(.waiting, title, path: path))
        }
        return duties
    }
}
