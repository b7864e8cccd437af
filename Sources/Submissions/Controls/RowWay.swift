import Forms
import Foundation
import Identifiers
import Media

extension SubmissionFile {
    /// Where a button of a row leads, once the part is saved: to itself at the place where the row is now, so that it can be pressed
    /// again; to the question where the row is gone; to a page that asks first where a file would go. Without language. Nil where no
    /// row of that part has it.
    func way(after pressed: String, in section: FormSection) -> String? {
        guard let field = section.fields.first(where: { $0.kind.hasRows && pressed.hasPrefix($0.id + ".") }) else {
            return nil
        }
        let (here, rows) = ("\(path)/parties/\(section.word)", answers.rows(field.id))
        let said = pressed.dropFirst(field.id.count + 1).split(separator: ".").map(String.init)
        guard said.count == 2 else { return "\(here)#\(field.id)" }
        if field.kind.isOfMedia {
            // In an old page it may be gone meanwhile.
            guard let place = rows.firstIndex(where: { $0["id"] == said[0] }) else { return "\(here)#\(field.id)" }
            if said[1] == "remove", let id = Medium.ID(said[0]) { return removalPath(of: id, in: field) }
            return here + Self.button(said[1], of: "\(field.id).\(said[0])", at: place, of: rows.count, or: field.id)
        }
        guard let place = Int(said[0]), said[1] != "remove" else { return "\(here)#\(field.id)" }
        let now = min(max(0, place + (said[1] == "up" ? -1 : 1)), max(0, rows.count - 1))
        return here + Self.button(said[1], of: "\(field.id).\(now)", at: now, of: rows.count, or: field.id)
    }

    /// At the top there is no way up, nor one down at the end: there the other one has the focus.
    private static func button(_ act: String, of row: String, at place: Int, of count: Int, or whole: String) -> String
    {
        let ways = (place > 0 ? ["up"] : []) + (place + 1 < count ? ["down"] : [])
        guard let way = ways.contains(act) ? act : ways.first else { return "#\(whole)" }
        return "#row-\(row).\(way)"
    }
}
