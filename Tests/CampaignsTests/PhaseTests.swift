import Foundation
import Testing
import Web
import Words
import World

@testable import Campaigns

struct PhaseFormTests {
    private let paris = Formats(language: "fr")

    @Test func `a day without hour is the whole day, an hour is a minute on the wall`() throws {
        let whole = try form(["start_day": "15/09/2014", "end_day": "17/10/2014"]).draft(now: World.monday).get()
        #expect(whole.startsAt == paris.parseMoment("15/09/2014", "0:00"))
        #expect(whole.endsAt == paris.parseMoment("18/10/2014", "0:00"))
        let closed = try form([
            "start_day": "15 septembre 2014", "start_hour": "9h", "end_day": "17/10/2014", "end_hour": "18 h 30",
        ]).draft(now: World.monday).get()
        #expect(closed.startsAt == paris.parseMoment("15/09/2014", "9:00"))
        #expect(closed.endsAt == paris.parseMoment("17/10/2014", "18:30"))
    }

    @Test(arguments: [
        (["start_day": "31/02/2014", "end_day": "17/10/2014"], PhaseForm.Problem.noSuchStart),
        (["start_day": "15/09/2014", "end_day": ""], .noSuchEnd),
        (["start_day": "15/09/2014", "end_day": "17/10/2014", "end_hour": "25"], .noSuchEndHour),
        (["start_day": "15/09/2014", "start_hour": "9:75", "end_day": "17/10/2014"], .noSuchStartHour),
        (["start_day": "17/10/2014", "end_day": "15/09/2014"], .endBeforeStart),
        (
            ["start_day": "17/10/2014", "start_hour": "18:00", "end_day": "17/10/2014", "end_hour": "18:00"],
            .endBeforeStart
        ),
        (["start_day": "01/03/2014", "end_day": "30/03/2014", "end_hour": "2:30"], .endSkipped),
        (["start_day": "30/03/2014", "start_hour": "2h", "end_day": "30/04/2014"], .startSkipped),
        (["start_day": "15/09/2014", "end_day": "15/09/2020"], .tooLong),
        (["start_day": "01/01/2099", "end_day": "01/01/2100"], .tooFar),
    ])
    func `a date that makes no sense is refused`(typed: [String: String], problem: PhaseForm.Problem) {
        #expect(form(typed).draft(now: World.monday) == .failure(PhaseForm.Problems(all: [problem])))
    }

    @Test func `the hour that comes twice in October is a good hour`() throws {
        #expect(throws: Never.self) {
            try form(["start_day": "01/10/2014", "end_day": "26/10/2014", "end_hour": "2:30"])
                .draft(now: World.monday).get()
        }
    }

    @Test func `a phase shown in its form and read again is the same phase`() throws {
        let call = phase(.call, "15/09/2014", "9:00", "18/10/2014", "0:00", name: "Dépôt")
        let draft = try PhaseForm(call, revision: 1).draft(now: World.monday).get()
        #expect(Phase(call.id, draft) == call)
    }

    private func form(_ typed: [String: String]) -> PhaseForm {
        PhaseForm(Fields([(name: "name_fr", value: "Dépôt")] + typed.map { (name: $0.key, value: $0.value) }))
    }
}

struct PhaseChangeTests {
    private let call = phase(.call, "15/09/2014", "0:00", "17/10/2014", "18:00", name: "Dépôt")
    private let jury = phase(.jury, "20/10/2014", "0:00", "01/11/2014", "0:00", name: "Jury")
    private let ceremony = phase(.ceremony, "04/12/2014", "0:00", "05/12/2014", "0:00", name: "Cérémonie")

    @Test func `a later closing tells which phases it would overlap, and moves nothing else`() {
        let later = phase(.call, "15/09/2014", "0:00", "24/10/2014", "18:00")
        let change = PhaseChange(edition, call, to: later, isWithFollowing: false)
        #expect(change.overlaps.map(\.nameFR) == ["Jury"])
        #expect(change.along.isEmpty)
    }

    @Test func `the phases that follow go along by whole weeks`() throws {
        let later = phase(.call, "15/09/2014", "0:00", "24/10/2014", "18:00")
        let change = PhaseChange(edition, call, to: later, isWithFollowing: true)
        #expect(change.overlaps.isEmpty)
        #expect(change.along.map(\.after.firstDay.description) == ["2014-10-27", "2014-12-11"])
        // Past the end of summer time, the days still begin at midnight.
        #expect(change.along.allSatisfy { $0.after.startsAt.isMidnight && $0.after.endsAt.isMidnight })
    }

    @Test(arguments: [
        ("19/10/2014", 7), ("25/10/2014", 14), ("15/10/2014", 0), ("10/10/2014", -7), ("04/10/2014", -7),
    ])
    func `days of the week stay, and nothing comes before the new end`(end: String, days: Int) throws {
        let moved = phase(.call, "15/09/2014", "0:00", end, "18:00")
        let change = PhaseChange(edition, call, to: moved, isWithFollowing: true)
        let first = try #require(Day("2014-10-20")).adding(days: days).description
        #expect(change.along.first?.after.firstDay.description == (days == 0 ? nil : first))
        #expect(change.overlaps.isEmpty)
    }

    @Test func `a phase that starts on the last day goes along`() {
        let screening = phase(.screening, "17/10/2014", "0:00", "19/10/2014", "0:00", name: "Recevabilité")
        let later = phase(.call, "15/09/2014", "0:00", "24/10/2014", "18:00")
        let change = PhaseChange(edition(with: screening), call, to: later, isWithFollowing: true)
        #expect(change.along.first { $0.before.kind == .screening }?.after.firstDay.description == "2014-10-24")
    }

    @Test func `what turns the usual order over is told, and what keeps it is not`() {
        let screening = phase(.screening, "01/10/2014", "0:00", "18/10/2014", "0:00", name: "Recevabilité")
        let edition = edition(with: screening)
        let earlier = phase(.call, "15/08/2014", "0:00", "12/09/2014", "18:00", name: "Dépôt")
        let turned = PhaseChange(edition, call, to: earlier, isWithFollowing: true).turns
        #expect(turned.map(\.earlier.nameFR) == ["Recevabilité"] && turned.map(\.later.nameFR) == ["Jury"])
        #expect(PhaseChange(edition, call, to: call.moved(days: -7), isWithFollowing: false).turns.isEmpty)
    }

    @Test func `it says which hats are concerned, in their usual order`() {
        let later = phase(.call, "15/09/2014", "0:00", "24/10/2014", "18:00")
        #expect(
            PhaseChange(edition, call, to: later, isWithFollowing: false).roles == [
                .relay, .submitter, .coAuthor, .coach,
            ])
        #expect(PhaseChange(edition, jury, to: nil, isWithFollowing: false).roles == [.juror, .chair])
    }

    @Test func `an edition opens nothing while it is in preparation or closed`() {
        let now = call.startsAt
        #expect(edition.open(.call, at: now) == call)
        for status in [Edition.Status.draft, .closed] {
            let still = Edition(
                id: edition.id, campaign: edition.campaign, slug: "2014", name: "", status: status,
                phases: edition.phases,
                revision: 1)
            #expect(still.open(.call, at: now) == nil)
        }
    }

    private var edition: Edition { edition(with: nil) }

    private func edition(with more: Phase?) -> Edition {
        Edition(
            id: World.edition2014, campaign: World.campaign, slug: "2014", name: "rally'nov 2014", status: .running,
            phases: [call, jury, ceremony] + [more].compactMap { $0 }, revision: 1)
    }
}
