import Campaigns
import Foundation
import Web

/// What files that were read ask: of those who decide, a decision; of those who publish, the sheet of what is retained.
struct DecisionDuties: Sendable {
    let waiting: DecisionDutyStore

    func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        var duties: [Duty] = []
        if Policy.deciders.allows(visit.session) {
            duties +=
                try await toDecide(editions, visit) + changed(visit) + fileChanges(visit) + voided(visit)
                + amendments(visit)
                + notEligible(visit)
        }
        if Policy.staff.allows(visit.session) { duties += try await awardless(editions.run, visit) }
        if Policy.publishers.allows(visit.session) { duties += try await toBegin(visit) + toFinish(visit) }
        return duties
    }

    private func toDecide(_ editions: KnownEditions, _ visit: Visit) async throws -> [Duty] {
        let (person, reader) = (try visit.person, visit.reader)
        var duties: [Duty] = []
        for edition in editions.underWay where edition.firstRound == nil {
            let sent = try await waiting.undecided(in: edition.id, isReadingOver: false, for: person)
            let isOver = edition.isReadingOver(at: visit.now)
            var files = sent
            if files == 0, isOver {
                files = try await waiting.undecided(in: edition.id, isReadingOver: true, for: person)
            }
            guard files > 0 else { continue }
            let unread = try await waiting.unread(in: edition.id, for: person)
            let title = reader.deciding(files, areAllSent: sent > 0 && unread == 0, isOver: isOver)
            duties.append(
                Duty(
                    .toDo, title, path: edition.path("decisions") + "?etat=" + DecisionStore.Filter.toDecide.rawValue,
                    due: edition.endOfDeliberation(after: visit.now),
                    detail: reader.decidingDetail(edition.name, unread: unread)))
        }
        return duties
    }

    /// Named: what was decided may rest on nothing any more.
    private func changed(_ visit: Visit) async throws -> [Duty] {
        try await waiting.onOtherReadings(for: visit.person).map { file in
            let title = visit.reader.typeset(file.title)
            var duty = Duty(
                .toDo, visit.reader.t("The readings of “\(title)” have changed since the decision"),
                path: Edition.path(file.slug, "decisions/\(file.submission)"), detail: file.edition)
            duty.holdsUp = true
            return duty
        }
    }

    /// Named: what was decided was decided of something else.
    private func fileChanges(_ visit: Visit) async throws -> [Duty] {
        try await waiting.changedFiles(for: visit.person).map { visit.reader.changedFileDuty($0) }
    }

    /// Named, for two weeks: whoever decided knows nothing of it otherwise.
    private func voided(_ visit: Visit) async throws -> [Duty] {
        let since = visit.now.addingTimeInterval(-14 * 86_400)
        return try await waiting.withdrawn(since: since, for: visit.person).map { decision in
            let taker = decision.by.map { visit.reader.t("\(decision.edition), withdrawn by \($0)") }
            return Duty(
                .news, visit.reader.voidTitle(decision), path: Edition.path(decision.slug, "decisions"),
                due: decision.at, detail: taker ?? decision.edition)
        }
    }

    private func amendments(_ visit: Visit) async throws -> [Duty] {
        let (person, reader) = (try visit.person, visit.reader)
        return try await waiting.amendments(for: person).map { reader.amendmentDuty($0, for: person) }
    }

    /// The same of what was read and does not count now.
    private func notEligible(_ visit: Visit) async throws -> [Duty] {
        let (since, reader) = (visit.now.addingTimeInterval(-14 * 86_400), visit.reader)
        return try await waiting.notEligible(since: since, for: visit.person).map { file in
            let title = reader.typeset(file.title)
            let words = reader.t(
                "“\(title)” is not eligible any more: \(file.readings) reading sent does not count",
                "“\(title)” is not eligible any more: \(file.readings) readings sent do not count",
                count: file.readings)
            return Duty(.news, words, path: Edition.path(file.slug, "decisions"), due: file.at, detail: file.edition)
        }
    }

    private func toBegin(_ visit: Visit) async throws -> [Duty] {
        let (person, reader) = (try visit.person, visit.reader)
        return try await waiting.withoutSheet(for: person).map { line in
            let title = reader.t(
                "\(line.files) sheet to begin, of a retained file", "\(line.files) sheets to begin, of retained files",
                count: line.files)
            return Duty(.toDo, title, path: Edition.path(line.slug, "fiches"), detail: line.edition)
        }
    }

    private func toFinish(_ visit: Visit) async throws -> [Duty] {
        let (person, reader) = (try visit.person, visit.reader)
        return try await waiting.withDraft(for: person).map { line in
            let title = reader.t(
                "\(line.files) sheet to finish, of a retained file",
                "\(line.files) sheets to finish, of retained files",
                count: line.files)
            return Duty(.toDo, title, path: Edition.path(line.slug, "fiches") + "?etat=draft", detail: line.edition)
        }
    }
}

extension Reader {
    fileprivate func voidTitle(_ decision: VoidDecision) -> String {
        let title = typeset(decision.title)
        return decision.isOut
            ? t("“\(title)” was withdrawn after its decision")
            : t("“\(title)” was withdrawn: the decision on it is void")
    }

    /// Above the list of decisions: what is no longer in it, and why.
    func voidNotice(_ decisions: [VoidDecision]) -> HTML {
        guard !decisions.isEmpty else { return "" }
        let lines = decisions.map { decision -> HTML in
            let why = typeset(decision.why)
            let when = sentence(t("Withdrawn on \(formats.day(decision.at)): \(why)"), saying: why)
            return """
                <li><span class="num">\(decision.number)</span> \(sentence(voidTitle(decision))) <span class="sub">\(when)</span></li>
                """
        }
        return "<div class=\"notice\"><ul>\(lines)</ul></div>"
    }

    /// A reading that never came is not said to be sent.
    fileprivate func deciding(_ files: Int, areAllSent: Bool, isOver: Bool) -> String {
        guard areAllSent || isOver else {
            return t("Decide on \(files) file", "Decide on \(files) files", count: files)
        }
        return areAllSent
            ? t(
                "Decide on \(files) file: its readings are sent", "Decide on \(files) files: their readings are sent",
                count: files)
            : t(
                "Decide on \(files) file: the time to read is over",
                "Decide on \(files) files: the time to read is over",
                count: files)
    }

    /// Nobody decides unawares on what nobody read.
    fileprivate func decidingDetail(_ edition: String, unread: Int) -> String {
        guard unread > 0 else { return edition }
        let name = typeset(edition)
        return t(
            "\(name): nobody has sent a reading of \(unread) file",
            "\(name): nobody has sent a reading of \(unread) files", count: unread)
    }
}

extension Edition {
    /// It had days of reading, and all of them are past.
    fileprivate func isReadingOver(at now: Date) -> Bool {
        let reading = phases.filter { $0.kind == .jury }
        return !reading.isEmpty && reading.allSatisfy { $0.endsAt <= now }
    }

    fileprivate func endOfDeliberation(after now: Date) -> Date? {
        phases.filter { $0.kind == .deliberation && $0.endsAt > now }.map(\.endsAt).min()
    }
}
