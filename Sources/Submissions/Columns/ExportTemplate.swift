import Campaigns
import Identifiers
import Web

/// Columns of the list of files that staff have chosen, in their order, under a name.
struct ExportTemplate: Equatable, Sendable {
    typealias ID = Identifier<ExportTemplate>

    /// What an edition may have, with those of all editions: a list that is looked through.
    static let most = 50
    static let longestName = 80

    let id: ID
    /// Nil for all of them.
    let edition: Edition.ID?
    let name: String
    let columns: [String]
    let revision: Int
}

/// A template as staff type it. A button beside a column moves it and saves nothing.
struct TemplateForm: Equatable, Sendable {
    enum Problem: Error, Equatable, Sendable {
        case nameMissing, nameTooLong, nameTaken, noColumn, tooMany, keyTaken
    }

    /// Where a column goes.
    enum Move: String, Sendable { case up, down }

    var key: String
    var name: String
    var isForAll: Bool
    /// All columns, in the order of the page.
    private(set) var order: [String]
    private(set) var ticked: Set<String>
    var revision: Int
    /// What was just moved, and where to: its button keeps the focus.
    private(set) var moved: Moved?
    private var isMove = false

    struct Moved: Equatable, Sendable {
        let key: String
        let move: Move
    }

    /// Columns that are not offered fall away; those that the form does not know yet stand at the end.
    init(_ fields: Fields, offered: [String]) {
        (key, name) = (fields["key"] ?? "", fields.text("name") ?? "")
        (isForAll, revision) = (fields["scope"] == "all", fields.revision())
        order = Self.order(fields.all("order"), offered: offered)
        ticked = Set(fields.ticked("column")).intersection(offered)
        guard let step = fields["step"], let colon = step.firstIndex(of: ":") else { return }
        isMove = true
        if step.hasPrefix("place:") { place(fields.text("place-what") ?? "", after: fields.text("place-after")) }
        Move(rawValue: String(step[..<colon])).map { move(String(step[step.index(after: colon)...]), $0) }
    }

    init(_ template: ExportTemplate, offered: [String]) {
        (key, name, isForAll) = (template.id.description, template.name, template.edition == nil)
        order = Self.order(template.columns, offered: offered)
        (ticked, revision) = (Set(template.columns).intersection(offered), template.revision)
    }

    /// Nothing chosen yet.
    init(key: ExportTemplate.ID, offered: [String]) {
        (self.key, name, isForAll) = (key.description, "", false)
        (order, ticked, revision) = (offered, [], 0)
    }

    private static func order(_ wished: [String], offered: [String]) -> [String] {
        var seen: Set<String> = []
        let known = Set(offered)
        let first = wished.filter { known.contains($0) && seen.insert($0).inserted }
        return first + offered.filter { !seen.contains($0) }
    }

    private mutating func move(_ key: String, _ move: Move) {
        guard let place = order.firstIndex(of: key) else { return }
        let target = place + (move == .up ? -1 : 1)
        guard order.indices.contains(target) else { return }
        order.swapAt(place, target)
        moved = Moved(key: key, move: move)
    }

    /// At the beginning for nil; what is not among them, or after itself, stays where it is.
    private mutating func place(_ key: String, after other: String?) {
        guard key != other, let place = order.firstIndex(of: key) else { return }
        if let other, !order.contains(other) { return }
        order.remove(at: place)
        let there = other.flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        order.insert(key, at: there)
        moved = Moved(key: key, move: there < place ? .up : .down)
    }

    /// Whether it was sent to be kept: a button that moves a column only shows the page again.
    var isToBeSaved: Bool { !isMove }

    /// What is exported, in order.
    var columns: [String] { order.filter(ticked.contains) }

    var problems: [Problem] {
        [
            name.isBlank ? .nameMissing : nil, name.count > ExportTemplate.longestName ? .nameTooLong : nil,
            columns.isEmpty ? .noColumn : nil,
        ].compactMap(\.self)
    }
}
