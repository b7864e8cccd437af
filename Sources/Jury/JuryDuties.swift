import Campaigns
import Foundation
import Storage
import Web

extension JuryFeature {
    /// What the jury expects of somebody: to state ties, to read; of those who run the edition, to find readers.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        let person = try visit.person
        let gone = try await desk.desk.withdrawn(from: person, now: visit.now).map { visit.reader.withdrawnDuty($0) }
        let told = try await desk.desk.news(of: person, now: visit.now).map { visit.reader.news($0) } + gone
        let seats = try await desk.desk.seats(of: person).flatMap { visit.reader.duties(of: $0, now: visit.now) } + told
        guard visit.session.map(Policy.staff.allows) == true else { return seats }
        let taken = try await jurors.jurors.taken(for: person).map(visit.reader.takenDuty)
        let authors = try await AuthorSeatStore(database: results.results.database).all(runBy: person)
        let staff = try await staffDuties(for: visit, editions.underWay)
        return seats + taken + authors.map(visit.reader.authorDuty) + staff
    }

    private func staffDuties(for visit: Visit, _ underWay: [Edition]) async throws -> [Duty] {
        var duties: [Duty] = []
        let empty = try await EmptyJuryStore(database: results.results.database).editions(runBy: visit.person)
        for edition in underWay {
            if empty.contains(edition.id) { duties += visit.reader.invitingDuties(edition, now: visit.now) }
            duties += try await openPoints(in: edition, for: visit) + readingDuties(in: edition, for: visit)
        }
        return duties
    }

    private func openPoints(in edition: Edition, for visit: Visit) async throws -> [Duty] {
        let store = OpenPointStore(database: results.results.database)
        var duties: [Duty] = []
        for areAsked in [false, true] {
            let line = try await store.count(in: edition.id, for: visit.person, areAsked: areAsked)
            guard line.files > 0 else { continue }
            let path = line.file.map { edition.juryPath("resultats/\($0)") } ?? edition.juryPath("resultats")
            let title = visit.reader.openTitle(line.files, areAsked: areAsked)
            duties.append(Duty(areAsked ? .waiting : .toDo, title, path: path, detail: edition.name))
        }
        return duties
    }

    private func readingDuties(in edition: Edition, for visit: Visit) async throws -> [Duty] {
        let shortfall = try await assignments.assignments.shortfall(in: edition.id, for: visit.person)
        let (open, now) = (edition.open(.jury, at: visit.now), visit.now)
        let phases = edition.phases.filter { $0.kind == .jury }
        // What is to be ready when reading opens is due then.
        let due = open?.endsAt ?? phases.map(\.startsAt).filter { $0 > now }.min()
        let isOver = !phases.isEmpty && phases.allSatisfy { $0.endsAt <= now }
        let early = visit.reader.earlyDuties(edition, shortfall, due: due, isOver: isOver)
        guard open == nil else { return early + visit.reader.staffDuties(edition, shortfall, end: due) }
        guard isOver, shortfall.late > 0 else { return early }
        // Somebody may have more time of their own.
        let isPast = try await results.results.database.read {
            try ReadingWindow.isOver(of: edition, at: now, in: $0)
        }
        return early + [visit.reader.lateDuty(edition, shortfall.late, isPast: isPast)]
    }
}

extension Reader {
    /// Nobody is invited, and reading is open or near.
    fileprivate func invitingDuties(_ edition: Edition, now: Date) -> [Duty] {
        let near = edition.phases.filter { $0.kind == .jury && $0.isOpenOrNear(at: now) }
        guard let phase = near.min(by: { $0.startsAt < $1.startsAt }) else { return [] }
        let due = phase.startsAt > now ? phase.startsAt : phase.endsAt
        let detail = t("Nobody is invited to read yet.")
        return [
            Duty(
                .toDo, t("Invite the jury of \(typeset(edition.name))"), path: edition.path("jury"), due: due,
                detail: detail)
        ]
    }

    fileprivate func openTitle(_ files: Int, areAsked: Bool) -> String {
        areAsked
            ? t(
                "\(files) file whose owners are asked about what it did not document",
                "\(files) files whose owners are asked about what they did not document", count: files)
            : t(
                "Find out what \(files) file did not document", "Find out what \(files) files did not document",
                count: files)
    }

    fileprivate func duties(of seat: JurySeat, now: Date) -> [Duty] {
        let (end, path) = (seat.window?.closesAt, Edition.juryPath(seat.slug, "interets"))
        var duties: [Duty] = []
        if seat.agreedAt == nil || seat.unstated > 0 {
            duties.append(Duty(.toDo, tieTitle(seat), path: path, due: end, detail: seat.editionName))
        }
        let left = seat.toRead
        if left > 0, seat.window?.state(at: now) == .open {
            duties.append(
                Duty(
                    .toDo, t("\(left) file to read", "\(left) files to read", count: left), path: "/jury", due: end,
                    detail: seat.editionName))
        }
        let others = [
            changed(seat, now: now), unsent(of: seat, now: now), given(to: seat, now: now), results(of: seat, now: now),
        ]
        return duties + others.compactMap { $0 }
    }

    /// Until reading closes; then what they sent stays as it is.
    private func changed(_ seat: JurySeat, now: Date) -> Duty? {
        guard seat.changed > 0, seat.window?.state(at: now) == .open else { return nil }
        let title = t(
            "\(seat.changed) file has changed since your reading",
            "\(seat.changed) files have changed since your readings", count: seat.changed)
        return Duty(.toDo, title, path: "/jury", due: seat.window?.closesAt, detail: seat.editionName)
    }

    /// Time is over, and the agency alone can give some more.
    private func unsent(of seat: JurySeat, now: Date) -> Duty? {
        let left = seat.toRead
        guard left > 0, seat.window?.state(at: now) == .after else { return nil }
        let title = t(
            "\(left) file not sent when reading closed", "\(left) files not sent when reading closed", count: left)
        let detail = t("\(typeset(seat.editionName)): ask the agency for more time.")
        return Duty(.toDo, title, path: "/jury", detail: detail)
    }

    /// Somebody who has said all that is asked, and whom nothing is given to read.
    private func given(to seat: JurySeat, now: Date) -> Duty? {
        let isOver = seat.window.map { $0.state(at: now) == .after } ?? true
        let hasAnswered = seat.agreedAt != nil && seat.unstated == 0
        guard !seat.isChair, hasAnswered, seat.toRead + seat.sent == 0, !isOver, !seat.isDone else { return nil }
        return Duty(
            .waiting, t("Wait for the agency to give you files to read"), path: "/jury", due: nil,
            detail: seat.editionName)
    }

    /// What came of their reading.
    fileprivate func news(_ news: JuryNews) -> Duty {
        Duty(
            .news, t("Decisions of \(typeset(news.edition)) are out: see the laureates"),
            path: Edition.publicPath(news.slug, "laureats"), due: news.releasedAt)
    }

    /// Results that can be seen wait for nobody but the chair; once all is decided, or nothing came of the reading, they wait no
    /// more.
    private func results(of seat: JurySeat, now: Date) -> Duty? {
        let isOver = seat.window?.state(at: now) == .after
        let path = Edition.juryPath(seat.slug, "resultats")
        guard !seat.awaitsRelease else {
            return Duty(.waiting, t("Wait for the release of the decisions"), path: path, detail: seat.editionName)
        }
        guard seat.isChair, seat.shown > 0 || !isOver && !seat.isDone else { return nil }
        guard seat.shown == 0 else {
            return Duty(.toDo, t("See the results of the reading"), path: path, detail: seat.editionName)
        }
        return Duty(
            .waiting, t("Wait for the results of the reading"), path: path, due: seat.window?.closesAt,
            detail: seat.editionName)
    }

    /// How many there are to speak of, for whoever knows what is asked.
    private func tieTitle(_ seat: JurySeat) -> String {
        guard seat.agreedAt != nil else { return t("State your ties with the files") }
        let count = seat.unstated
        return t("State your ties with \(count) file", "State your ties with \(count) files", count: count)
    }
}
