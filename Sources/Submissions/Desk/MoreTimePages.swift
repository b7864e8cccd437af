import Campaigns
import Foundation
import Storage
import Web
import Words

// More time for one file: by itself, or along with a verdict.
extension DeskFilePages {
    func extend(_ visit: Visit) async throws -> Answer {
        if let answer = try await frozen(visit) { return answer }
        if let answer = try await braced(visit, "reason") { return answer }
        if let answer = try await goneOn(visit) { return answer }
        let id: Submission.ID = try visit.path("submission")
        let until = end(visit.fields, "until")
        let call = try await call(visit)
        if let fault = fault(of: until, as: "until", beyond: call, visit) {
            return try await refused(visit, fault.field, fault.sentence)
        }
        if let call, let until, until <= call.endsAt {
            return try await refused(visit, "until_day", visit.reader.lastDayNotLater)
        }
        guard let until, let reason = visit.fields.text("reason") else {
            return try await refused(visit, "reason", visit.reader.words(for: .reasonMissing))
        }
        guard reason.count <= Submission.longestReason else {
            return try await refused(visit, "reason", visit.reader.words(for: .reasonTooLong))
        }
        guard let granted = try await grant(until, reason, visit) else {
            return try await refused(visit, "until_day", visit.reader.t("This edition has no call yet."))
        }
        return .seeOther("\(id.deskPath)?ok=\(granted.isSilent ? "extended-silently" : "extended")")
    }

    /// The first part of a file that is told to be on the shortlist has no more time. Nil while it may.
    private func goneOn(_ visit: Visit) async throws -> Answer? {
        let file = try await submissions.find(visit.path("submission"), runBy: visit.person).orNotFound()
        guard file.submission.goesOnAt != nil else { return nil }
        return try await refused(visit, "eligibility", visit.reader.t("This first part stays as it is."))
    }

    /// A day without an hour is that whole day.
    func end(_ fields: Fields, _ name: String) -> Date? {
        let paris = Formats(language: "fr")
        guard let day = self.day(fields, name) else { return nil }
        guard let hour = fields.text("\(name)_hour") else { return paris.start(of: day.adding(days: 1)) }
        return paris.parseMoment(day, hour)
    }

    private func day(_ fields: Fields, _ name: String) -> Day? {
        Formats(language: "fr").parseDay(fields.text("\(name)_day") ?? "")
            .flatMap { (1990...2200).contains($0.year) ? $0 : nil }
    }

    /// Why a file cannot have time up to that moment, at the field that says it; nil when it can.
    private func fault(of end: Date?, as name: String, beyond call: Phase?, _ visit: Visit) -> Fault? {
        let reader = visit.reader
        guard let end else {
            return day(visit.fields, name) == nil
                ? Fault("\(name)_day", reader.noSuchLastDay) : Fault("\(name)_hour", reader.noSuchClosingHour)
        }
        if let call, Extension.isTooFar(end, beyond: call, now: visit.now) {
            return Fault("\(name)_day", reader.lastDayTooFar)
        }
        return end > visit.now ? nil : Fault("\(name)_day", reader.lastDayOver)
    }

    /// Why a file cannot be completed up to that moment; nil when it can, or when no moment was given.
    func faultOfEnd(_ end: Date?, _ visit: Visit) async throws -> Fault? {
        guard visit.fields.text("end_day") != nil else { return nil }
        let call = try await call(visit)
        if let fault = fault(of: end, as: "end", beyond: call, visit) { return fault }
        guard let call, let end, end <= call.endsAt else { return nil }
        return Fault("end_day", visit.reader.openAnyway(until: call.endsAt))
    }

    /// The time that goes along with a verdict, told by its letter where there is one.
    func moreTime(
        _ until: Date?, _ reason: String, _ visit: Visit
    ) async throws -> @Sendable (SubmissionFile, Bool, any Connection) throws -> Void {
        guard let until, let call = try await call(visit) else { return { _, _, _ in } }
        let (mail, person, now, time) = (mail, try visit.person, visit.now, visit.time)
        return { file, isNews, connection in
            _ = try ExtensionStore.grant(
                until, of: call.id, in: file.edition.slug, for: file.submission.id.description, reason: reason,
                by: person, at: now, time: time, in: connection
            ) { try SubmissionStore.follow($0, by: mail, isTold: !isNews, in: $1) }
        }
    }

    private func grant(_ until: Date, _ reason: String, _ visit: Visit) async throws -> ExtensionStore.Granted? {
        let id: Submission.ID = try visit.path("submission")
        let person = try visit.person
        guard let call = try await call(visit) else { return nil }
        let file = try await submissions.find(id, runBy: person).orNotFound()
        let mail = mail
        return try await extensions.grant(
            until, of: call.id, in: file.edition.slug, for: id.description, reason: reason, by: person, at: visit.now,
            time: visit.time
        ) { try SubmissionStore.follow($0, by: mail, in: $1) }.orNotFound()
    }

    /// The call that is given a later end: the last one that has begun.
    private func call(_ visit: Visit) async throws -> Phase? {
        let file = try await submissions.find(visit.path("submission"), runBy: visit.person).orNotFound()
        return file.edition.phases.filter { $0.kind == .call && $0.startsAt <= visit.now }
            .max { $0.endsAt < $1.endsAt }
    }
}

extension Reader {
    fileprivate var lastDayOver: String { t("The last day is over: more time ends later than now.") }

    fileprivate func openAnyway(until end: Date) -> String {
        t("The file can be changed until \(formats.deadline(end)) anyway: leave the day empty, or give a later one.")
    }
}
