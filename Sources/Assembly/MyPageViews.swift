import Accounts
import Campaigns
import Foundation
import Web
import Words

extension Reader {
    func myPage(_ duties: [Duty], hats: [HeldHat] = [], now: Date) -> HTML {
        let formats = Formats(language: language.rawValue)
        let day = formats.day(now)
        return desk(
            PageHead(t("My page")),
            """
            <div class="wrap flow flow-6"><header><p class="quiet">\(day.prefix(1).uppercased() + day.dropFirst())</p>
            <h1>\(greeting(duties.count { $0.block == .toDo }))</h1></header>
            \(newsBlock(duties.filter { $0.block == .news }, formats, now))
            <div class="thirds blocks">\(Duty.Block.columns.map { block in
                dutyBlock(block, duties.filter { $0.block == block }, formats, now)
            })</div>\(hatList(hats))</div>
            """)
    }

    /// Rights in words, and which hat is worn where.
    private func hatList(_ hats: [HeldHat]) -> HTML {
        guard !hats.isEmpty else { return "" }
        let roles = hats.map(\.role).enumerated().filter { place, role in
            !hats.prefix(place).contains { $0.role == role }
        }.map(\.element)
        return """
            <section class="sect flow flow-2" aria-labelledby="hats"><h2 id="hats" class="h4">\(t("Your roles"))</h2>
            <ul class="flow flow-2">\(roles.map { hatLine($0, of: hats) })</ul></section>
            """
    }

    /// What a role opens is the same in each of its editions, and stands once.
    private func hatLine(_ role: Role, of hats: [HeldHat]) -> HTML {
        let names = hats.filter { $0.role == role }.compactMap(\.edition).map { typeset($0) }
        let editions: HTML = names.isEmpty ? "" : " <span class=\"tag\">\(names.joined(separator: ", "))</span>"
        return """
            <li><b>\(name(of: role))</b>\(editions) <span class="sub">\(rights(of: role))\(door(of: role))</span></li>
            """
    }

    /// Where a role that opens no page of its own finds what it promises.
    private func door(of role: Role) -> HTML {
        let (path, words): (String, String)
        switch role {
        case .partner: (path, words) = ("/partenaires", t("Partners"))
        case .relay: (path, words) = ("/dossiers/nouveau", t("The call for initiatives"))
        case .observer: (path, words) = ("/grille", t("The checkpoints"))
        case .funder: (path, words) = ("/", t("The figures of the campaign"))
        case .agencyAdministrator, .campaignLead, .editor, .submitter, .coAuthor, .coach, .juror, .chair: return ""
        }
        return " <a href=\"\(to(path))\">\(words)</a>"
    }

    private func greeting(_ count: Int) -> String {
        guard let name = Account.greeted(session?.name ?? "") else { return namelessGreeting(count) }
        guard count > 0 else { return t("Hello \(name). Nothing is late, nothing is waiting for you.") }
        return t("Hello \(name). \(count) thing to do.", "Hello \(name). \(count) things to do.", count: count)
    }

    private func namelessGreeting(_ count: Int) -> String {
        guard count > 0 else { return t("Hello. Nothing is late, nothing is waiting for you.") }
        return t("Hello. \(count) thing to do.", "Hello. \(count) things to do.", count: count)
    }

    /// Nothing where nothing was decided: an empty block would speak of what is still under embargo.
    private func newsBlock(_ duties: [Duty], _ formats: Formats, _ now: Date) -> HTML {
        duties.isEmpty ? "" : dutyBlock(.news, duties, formats, now)
    }

    private func dutyBlock(_ block: Duty.Block, _ duties: [Duty], _ formats: Formats, _ now: Date) -> HTML {
        let (title, empty) = words(for: block)
        let content: HTML =
            duties.isEmpty
            ? "<p class=\"quiet\">\(empty)</p>"
            : "<ul class=\"todo\">\(duties.map { dutyLine($0, formats, now) })</ul>"
        let count: HTML = duties.isEmpty ? "" : " <span class=\"k\">\(duties.count)</span>"
        return """
            <section class="sect" aria-labelledby="\(key(of: block))"><h2 id="\(key(of: block))" class="h3">\(title)\(count)</h2>
            \(content)</section>
            """
    }

    private func dutyLine(_ duty: Duty, _ formats: Formats, _ now: Date) -> HTML {
        // Titles of files and of sheets in it stand as people typed them.
        let words = sentence(typeset(duty.title))
        let title: HTML = duty.path.map { path -> HTML in "<a href=\"\(to(path))\">\(words)</a>" } ?? "<b>\(words)</b>"
        let details = [
            duty.due.map { date(of: $0, of: duty, formats) }, duty.detail.isEmpty ? nil : typeset(duty.detail),
        ]
        .compactMap { $0 }
        let typed = duty.isDetailTyped ? typeset(duty.detail) : ""
        let line = sentence(details.joined(separator: " · "), saying: typed)
        let sub: HTML = details.isEmpty ? "" : "<span class=\"sub\">\(line)</span>"
        return "<li>\(title)\(duty.due.map { relativeDay($0, of: duty, formats, now) })\(sub)</li>"
    }

    /// What comes next may take a whole day, which its midnight stands for; what is to be done has an end.
    private func date(of due: Date, of duty: Duty, _ formats: Formats) -> String {
        let block = duty.block
        guard !duty.isMoment else { return formats.moment(due) }
        guard block == .next || block == .news else { return formats.deadline(due) }
        return formats.start(of: formats.calendarDay(of: due)) == due ? formats.day(due) : formats.moment(due)
    }

    /// Late and today are said in words; the colour only repeats it.
    private func relativeDay(_ due: Date, of duty: Duty, _ formats: Formats, _ now: Date) -> HTML {
        let (block, today) = (duty.block, formats.calendarDay(of: now))
        let isAsItIs = duty.isMoment || block == .next || block == .news
        let shown = isAsItIs ? due : formats.lastMinute(until: due)
        let days = formats.relative(shown, now: now)
        if block == .toDo, due <= now {
            return "<span class=\"late\">\(t("late: \(days)"))</span>"
        }
        return formats.calendarDay(of: shown) == today
            ? "<span class=\"due\">\(days)</span>" : "<span class=\"quiet\">\(days)</span>"
    }

    private func words(for block: Duty.Block) -> (title: String, empty: String) {
        switch block {
        case .toDo: (t("To do"), t("Nothing to do for the moment."))
        case .waiting: (t("Waiting"), t("Nothing is waiting for somebody else."))
        case .next: (t("Next"), t("Nothing to come."))
        case .news: (t("News"), "")
        }
    }

    private func key(of block: Duty.Block) -> String {
        switch block {
        case .toDo: "to-do"
        case .waiting: "waiting"
        case .next: "next"
        case .news: "news"
        }
    }
}
