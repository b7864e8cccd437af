import Campaigns
import Grids
import TextSimilarity
import Words

/// How a question is answered, as the cells of its row change it.
struct KindCells {
    static let columns: [QuestionColumn] = [.choices, .unit, .unitEnglish, .limit, .least, .most, .grid]

    private(set) var kind: FormField.Kind
    private(set) var choices: [FormField.Choice]

    init(of field: FormField) { (kind, choices) = (field.kind, field.choices) }

    mutating func take(_ said: String, _ column: QuestionColumn) throws(QuestionFault.Kind) {
        switch column {
        case .choices where kind.hasChoices: try list(said)
        case .unit: try unit(Localized(said, english: kind.unit?.english), said)
        case .unitEnglish: try unit(Localized(kind.unit?.french ?? "", english: said), said)
        case .limit: try limit(said)
        case .least: try bound(said, isLeast: true)
        case .most: try bound(said, isLeast: false)
        case .grid: try name(said)
        default: try check(said.isEmpty)
        }
    }

    private func check(_ isRight: Bool) throws(QuestionFault.Kind) { if !isRight { throw .notOfKind } }

    /// A line each: a name, and the words. What is written without a name is the choice of those words, or a new one.
    private mutating func list(_ said: String) throws(QuestionFault.Kind) {
        let before = choices
        var list: [FormField.Choice] = []
        for line in said.split(whereSeparator: \.isNewline).map({ String($0).trimmed }) where !line.isEmpty {
            let choice = before.first { $0.cellLine == line } ?? Self.choice(line, among: before)
            guard choice.id.isEmpty || !list.contains(where: { $0.id == choice.id }) else { throw .doubled(choice.id) }
            list.append(choice)
        }
        choices = list
    }

    private static func choice(_ line: String, among before: [FormField.Choice]) -> FormField.Choice {
        let sides = Self.raw(line, at: "=")
        let words = CellSigns.parts(sides.last ?? "", at: "|", most: 2)
        let label = Localized(words[0], english: words.count > 1 && !words[1].isEmpty ? words[1] : nil)
        if sides.count > 1 { return FormField.Choice(id: CellSigns.parts(sides[0], at: "\n")[0], label: label) }
        let known = before.first { fold($0.label.french) == fold(label.french) }
        return FormField.Choice(
            id: known?.id ?? "", label: Localized(label.french, english: label.english ?? known?.label.english))
    }

    /// Before and after the first such sign that is not quoted, quoted still.
    private static func raw(_ line: String, at separator: Character) -> [String] {
        var isQuoted = false
        for place in line.indices {
            if !isQuoted, line[place] == separator {
                return [String(line[..<place]), String(line[line.index(after: place)...])]
            }
            isQuoted = !isQuoted && line[place] == "\\"
        }
        return [line]
    }

    private mutating func unit(_ text: Localized, _ said: String) throws(QuestionFault.Kind) {
        guard case .number(var figures) = kind else { return try check(said.isEmpty) }
        let isNone = text.french.isEmpty && (text.english ?? "").isEmpty
        figures.unit =
            isNone ? nil : Localized(text.french, english: text.english?.isEmpty == true ? nil : text.english)
        kind = .number(figures)
    }

    private mutating func limit(_ said: String) throws(QuestionFault.Kind) {
        switch kind {
        case .line: kind = .line(try whole(said))
        case .text: kind = .text(try whole(said))
        default: try check(said.isEmpty)
        }
    }

    private mutating func bound(_ said: String, isLeast: Bool) throws(QuestionFault.Kind) {
        switch kind {
        case .number(var figures):
            figures.bounds = try with(said, isLeast, in: figures.bounds)
            kind = .number(figures)
        case .money(let bounds): kind = .money(try with(said, isLeast, in: bounds))
        case .block(var block):
            if isLeast { block.least = try whole(said) } else { block.most = try whole(said) }
            kind = .block(block)
        case .picture where !isLeast: kind = .picture(try whole(said))
        case .file(var papers) where !isLeast:
            papers.most = try whole(said)
            kind = .file(papers)
        default: try check(said.isEmpty)
        }
    }

    private func with(
        _ said: String, _ isLeast: Bool, in bounds: FormField.Bounds
    ) throws(QuestionFault.Kind) -> FormField.Bounds {
        let figure = said.isEmpty ? nil : TypedFigure(said)?.value
        guard said.isEmpty || figure != nil else { throw .notFigure(said) }
        return isLeast
            ? FormField.Bounds(least: figure, most: bounds.most) : FormField.Bounds(least: bounds.least, most: figure)
    }

    private func whole(_ said: String) throws(QuestionFault.Kind) -> Int {
        guard let figure = TypedFigure(said)?.value, let number = Int(exactly: figure) else { throw .notFigure(said) }
        return number
    }

    private mutating func name(_ said: String) throws(QuestionFault.Kind) {
        switch kind {
        case .terms:
            guard Slug<Vocabulary>(said) != nil else { throw .notName(said) }
            kind = .terms(said)
        case .checkpoint:
            guard Checkpoint.ID(said) != nil else { throw .notName(said) }
            kind = .checkpoint(said)
        default: try check(said.isEmpty)
        }
    }
}

/// Who must answer a question, who reads it and when it is asked, as the cells of its row change it.
struct UseCells {
    static let columns: [QuestionColumn] = [
        .asking, .unless, .only, .from, .until, .feeds, .jury, .sheet, .open, .tables,
    ]

    var use: QuestionUse
    let sheet: QuestionSheet
    /// Of the edition: a cell may call them by their names.
    let categories: [Category]

    mutating func take(_ said: String, _ column: QuestionColumn) throws(QuestionFault.Kind) {
        switch column {
        case .unless: use.unless = said.isEmpty ? nil : said
        case .only: use.only = try codes(said)
        case .from: use.from = try Self.moment(said)
        case .until: use.until = try Self.moment(said)
        case .feeds: use.feeds = try Self.names(said)
        // Left empty, it stays as it was.
        case _ where said.isEmpty: break
        case .asking: use.asking = try sheet.asking(said)
        case .jury: use.isForJury = try sheet.flag(said)
        case .sheet: use.isForSheet = try sheet.flag(said)
        case .open: use.isOpen = try sheet.flag(said)
        default: use.isInTables = try sheet.flag(said)
        }
    }

    /// Their codes, in the order of the cell; a name may have a comma in it, and is then the whole cell or line.
    private func codes(_ said: String) throws(QuestionFault.Kind) -> [String] {
        var codes: [String] = []
        for line in said.split(whereSeparator: { $0.isNewline || $0 == ";" }).map({ String($0).trimmed }) {
            let parts =
                code(line).map { [$0] }
                ?? line.split(separator: ",").map { part in
                    let name = String(part).trimmed
                    return code(name) ?? name
                }
            for part in parts where !part.isEmpty && !codes.contains(part) {
                guard Slug<FormSection>(part) != nil else { throw .noCategory(part) }
                codes.append(part)
            }
        }
        return codes
    }

    private func code(_ said: String) -> String? {
        categories.first { $0.code == said || [$0.code, $0.nameFR, $0.nameEN].map(fold).contains(fold(said)) }?.code
    }

    private static func moment(_ said: String) throws(QuestionFault.Kind) -> FieldMoment? {
        if said.isEmpty { return nil }
        if let moment = FieldMoment(said) ?? Day.typed(said).map({ .day($0) }) { return moment }
        throw .notMoment(said)
    }

    private static func names(_ said: String) throws(QuestionFault.Kind) -> [String] {
        let names = said.split { $0 == "," || $0 == ";" || $0.isNewline }.map { String($0).trimmed }
        if let wrong = names.first(where: { Checkpoint.ID($0) == nil }) { throw .notName(wrong) }
        return names
    }
}
