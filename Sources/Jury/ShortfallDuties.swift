import Campaigns
import Foundation
import Web

// What a jury lacks, as those who run its edition read it at home.
extension Reader {
    /// Before reading opens and while it goes on; files without any reader, after it too.
    func earlyDuties(_ edition: Edition, _ shortfall: Shortfall, due: Date?, isOver: Bool) -> [Duty] {
        let (unread, invited) = (shortfall.unread, shortfall.invited)
        var duties: [Duty] = []
        if unread > 0 {
            let title = t("\(unread) file without any reader", "\(unread) files without any reader", count: unread)
            duties.append(
                Duty(.toDo, title, path: edition.path("jury/lectures") + "?moins=1", due: due, detail: edition.name))
        }
        if invited > 0, !isOver {
            let title = invitedTitle(invited)
            duties.append(Duty(.waiting, title, path: edition.path("jury"), due: due, detail: edition.name))
        }
        return duties
    }

    private func invitedTitle(_ invited: Int) -> String {
        let many = AssignmentBoard.manyLate
        guard invited <= many else { return t("More than \(many) jurors have not answered their invitation yet") }
        return t(
            "\(invited) juror has not answered the invitation yet",
            "\(invited) jurors have not answered the invitation yet", count: invited)
    }

    /// Once reading is over nobody is reminded, and what was not sent is still somebody's to settle.
    func lateDuty(_ edition: Edition, _ late: Int, isPast: Bool) -> Duty {
        let path = edition.path("jury")
        guard isPast else { return Duty(.waiting, lateTitle(late), path: path, detail: edition.name) }
        let detail = t("\(typeset(edition.name)): give them more time, or give their files to somebody else.")
        return Duty(.toDo, unsentTitle(late), path: path, detail: detail)
    }

    private func unsentTitle(_ late: Int) -> String {
        let many = AssignmentBoard.manyLate
        guard late <= many else { return t("More than \(many) jurors have not sent all their readings in time") }
        return t(
            "\(late) juror has not sent all their readings in time",
            "\(late) jurors have not sent all their readings in time", count: late)
    }

    func staffDuties(_ edition: Edition, _ shortfall: Shortfall, end: Date?) -> [Duty] {
        let (bare, late, wanted) = (shortfall.bare, shortfall.late, shortfall.wanted)
        var duties: [Duty] = []
        if bare > 0 {
            duties.append(
                Duty(
                    .toDo, bareTitle(bare, wanted),
                    path: edition.path("jury/lectures") + "?moins=\(wanted)", due: end,
                    detail: bareDetail(edition, shortfall.stuck)))
        }
        if late > 0 {
            duties.append(
                Duty(.waiting, lateTitle(late), path: edition.path("jury"), due: end, detail: edition.name))
        }
        if shortfall.silent > 0 {
            let title = silentTitle(shortfall.silent)
            duties.append(Duty(.waiting, title, path: edition.path("jury"), due: end, detail: edition.name))
        }
        return duties
    }

    private func bareTitle(_ bare: Int, _ wanted: Int) -> String {
        t(
            "\(bare) file with fewer than \(wanted) readers", "\(bare) files with fewer than \(wanted) readers",
            count: bare)
    }

    /// Where this jury cannot read more of them, somebody has to join it, or fewer readers have to do.
    private func bareDetail(_ edition: Edition, _ stuck: Int) -> String {
        guard stuck > 0 else { return edition.name }
        let name = typeset(edition.name)
        return t(
            "\(name): nobody else of this jury may read \(stuck) of them; invite somebody or ask for fewer readers",
            "\(name): nobody else of this jury may read \(stuck) of them; invite somebody or ask for fewer readers",
            count: stuck)
    }

    private func silentTitle(_ silent: Int) -> String {
        let many = AssignmentBoard.manyLate
        guard silent <= many else { return t("More than \(many) jurors have not stated all their ties") }
        return t(
            "\(silent) juror has not stated all their ties", "\(silent) jurors have not stated all their ties",
            count: silent)
    }

    private func lateTitle(_ late: Int) -> String {
        let many = AssignmentBoard.manyLate
        guard late <= many else { return t("More than \(many) jurors still have files to send") }
        return t("\(late) juror still has files to send", "\(late) jurors still have files to send", count: late)
    }
}
