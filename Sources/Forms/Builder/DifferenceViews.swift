import Grids
import Web

// What a working copy changes of what the edition asks now, before it is published.
extension Reader {
    func draftDifference(_ kept: KeptDraft, _ desk: FormDesk) -> HTML {
        let difference = FormDifference(from: desk.current, to: kept.form)
        guard !difference.isEmpty else {
            return "<p class=\"quiet small\">\(t("So far it asks what the edition asks now."))</p>"
        }
        let groups = [
            (t("Added", as: "what a working copy changes"), added(difference, desk)),
            (t("Taken out", as: "what a working copy changes"), removed(difference)),
            (t("Moved", as: "what a working copy changes"), moved(difference, desk)),
            (t("Changed", as: "what a working copy changes"), changed(difference, desk)),
        ].filter { !$0.1.isEmpty }
        let lists = groups.map { title, lines -> HTML in
            "<h3 class=\"h4\">\(title)</h3><ul class=\"flow flow-2\">\(lines)</ul>"
        }
        return """
            <details class="small flow" id="difference"><summary>\(t("What it changes of what the edition asks now"))</summary>\(lists)</details>
            """
    }

    private func questionLink(_ field: FormField, _ desk: FormDesk) -> HTML {
        "<a href=\"\(to(desk.edition.formPath(question: field.id)))\">\(text(field.label))</a>"
    }

    private func added(_ difference: FormDifference, _ desk: FormDesk) -> [HTML] {
        let parts = difference.newParts.map { part -> HTML in "<li>\(t("Part “\(wording(part.title))”"))</li>" }
        return parts
            + difference.changes.filter { $0.what == .added }.map { change -> HTML in
                "<li>\(questionLink(change.field, desk))</li>"
            }
    }

    private func removed(_ difference: FormDifference) -> [HTML] {
        let parts = difference.goneParts.map { part -> HTML in "<li>\(t("Part “\(wording(part.title))”"))</li>" }
        return parts
            + difference.changes.filter { $0.what == .removed }.map { change -> HTML in
                "<li>\(text(change.field.label))</li>"
            }
    }

    /// From its place to its place, both as people count.
    private func moved(_ difference: FormDifference, _ desk: FormDesk) -> [HTML] {
        difference.changes.filter { $0.what == .moved }.map { change -> HTML in
            let places = [difference.before, difference.after].map { place(of: change.field.id, in: $0) }
            return "<li>\(questionLink(change.field, desk))\(turned("", places[0], places[1]))</li>"
        }
    }

    private func place(of id: String, in form: Form) -> String {
        guard let part = form.sections.first(where: { $0.fields.contains { $0.id == id } }),
            let place = part.fields.firstIndex(where: { $0.id == id })
        else { return "" }
        return t("\(wording(part.title)), no. \(place + 1)")
    }

    /// Each thing that changed once, with all that did.
    private func changed(_ difference: FormDifference, _ desk: FormDesk) -> [HTML] {
        let title: [HTML] =
            difference.before.title == difference.after.title
            ? []
            : [
                "<li>\(t("Title of the form"))\(turned("", wording(difference.before.title), wording(difference.after.title)))</li>"
            ]
        let parts = difference.retitled.map { part -> HTML in
            let old = difference.before.sections.first { $0.id == part.id }
            return "<li>\(t("Part “\(wording(part.title))”"))\(partLines(old, part))</li>"
        }
        let apart: [FormDifference.Change.What] = [.added, .removed, .moved]
        let questions = difference.after.fields.compactMap { field -> HTML? in
            let own = difference.changes.filter { $0.field.id == field.id && !apart.contains($0.what) }
            guard !own.isEmpty else { return nil }
            return "<li>\(questionLink(field, desk))\(own.map { lines(of: $0, difference, desk) })</li>"
        }
        let sheet: [HTML] =
            difference.isSheetChanged
            ? ["<li>\(t("What a public sheet tells, or its order, has changed."))</li>"] : []
        return title + parts + questions + sheet
    }

    private func partLines(_ old: FormSection?, _ new: FormSection) -> HTML {
        let titles = turned(t("Title"), old.map { wording($0.title) } ?? "", wording(new.title))
        let leads = turned(
            t("What is read first"), old?.lead.map { wording($0) } ?? "", new.lead.map { wording($0) } ?? "")
        return "\(titles)\(leads)"
    }

    /// Old words and new ones; where there is no telling them so, what is said to whoever publishes.
    private func lines(of change: FormDifference.Change, _ difference: FormDifference, _ desk: FormDesk) -> HTML {
        guard let old = change.before, let new = change.after else { return "" }
        switch change.what {
        case .reworded:
            return turned(t("The question, as it will be read"), both(old.label), both(new.label))
        case .help:
            return """
                \(turned(t("Help, under the question"), both(old.hint), both(new.hint)))\
                \(turned(t("A good example"), both(old.example), both(new.example)))
                """
        case .choicesReworded:
            let choices = new.choices.compactMap { choice -> HTML? in
                old.choices.first { $0.id == choice.id }.map { turned("", both($0.label), both(choice.label)) }
            }
            return HTML(choices)
        case .condition:
            let words = [(old, difference.before), (new, difference.after)].map { field, form in
                field.when.map { sentence(for: $0, in: form, grid: desk.grid) } ?? t("always")
            }
            return turned(t("When it is asked"), words[0], words[1])
        case .categories:
            let names = [difference.before.only(of: old), difference.after.only(of: new)].map { codes in
                categoryNames(codes, desk.edition) ?? t("all files")
            }
            return turned(t("Asked only of files of these categories"), names[0], names[1])
        case .limits where !limits(old.kind, new.kind).isEmpty: return limits(old.kind, new.kind)
        default: return "<span class=\"sub\">\(sentence(of: change))</span>"
        }
    }

    /// How long, how great, how many; nothing where that is not what changed.
    private func limits(_ old: FormField.Kind, _ new: FormField.Kind) -> HTML {
        switch (old, new) {
        case (.line(let before), .line(let now)), (.text(let before), .text(let now)):
            turned(t("Characters at most"), formats.number(before), formats.number(now))
        case (.number(let before), .number(let now)):
            turned(t("Unit"), both(before.unit), both(now.unit)) + limits(before.bounds, now.bounds)
        case (.money(let before), .money(let now)): limits(before, now)
        case (.picture(let before), .picture(let now)):
            turned(t("Pictures at most"), formats.number(before), formats.number(now))
        case (.file(let before), .file(let now)):
            turned(t("Files at most"), formats.number(before.most), formats.number(now.most))
        case (.block(let before), .block(let now)):
            turned(t("Rows at least"), formats.number(before.least), formats.number(now.least))
                + turned(t("Rows at most"), formats.number(before.most), formats.number(now.most))
        default: ""
        }
    }

    private func limits(_ old: FormField.Bounds, _ new: FormField.Bounds) -> HTML {
        let words = { (bound: Double?) in bound.map { figureWords("\($0)") } ?? "" }
        return turned(t("At least"), words(old.least), words(new.least))
            + turned(t("At most"), words(old.most), words(new.most))
    }

    /// Nothing where both are the same.
    private func turned(_ topic: String, _ old: String, _ new: String) -> HTML {
        guard old != new else { return "" }
        let (before, now) = (old.isEmpty ? "–" : old, new.isEmpty ? "–" : new)
        let words = t("before “\(before)”, now “\(now)”")
        return "<span class=\"sub\">\(topic.isEmpty ? words : "\(topic)\(colon)\(words)")</span>"
    }
}
