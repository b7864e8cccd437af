import Campaigns
import Grids
import Organisations
import Web
import Words

// What the form asks, in the reader's language.
extension Reader {
    public func title(of section: FormSection, grid: Grid?) -> String {
        wording(dimension(of: section, grid)?.title ?? section.title)
    }

    /// What the dimension asks, as the jury reads it.
    public func lead(of section: FormSection, grid: Grid?) -> String {
        (dimension(of: section, grid)?.question ?? section.lead).map(wording) ?? ""
    }

    private func dimension(of section: FormSection, _ grid: Grid?) -> Grid.Dimension? {
        section.dimension.flatMap { id in grid?.dimensions.first { $0.id == id } }
    }

    /// A text of the grid or of the form, in the reader's language when there is one.
    public func wording(_ text: Localized) -> String {
        let said = text.wording(in: language.rawValue)
        return typeset(said.language == Language.english.rawValue ? said.text.quotedAsEnglish : said.text)
    }

    public func label(of field: FormField) -> String { wording(field.label) }

    /// The same marked as French where nobody wrote it in the reader's language.
    public func marked(_ text: Localized) -> HTML {
        let said = text.wording(in: language.rawValue)
        return said.language == language.rawValue ? "\(wording(text))" : inFrench(said.text)
    }

    public func markedTitle(of section: FormSection, grid: Grid?) -> HTML {
        marked(dimension(of: section, grid)?.title ?? section.title)
    }

    /// Nil where a part has none.
    public func markedLead(of section: FormSection, grid: Grid?) -> HTML? {
        (dimension(of: section, grid)?.question ?? section.lead).map(marked)
    }

    /// The choices, by their names, that nobody wrote in the reader's language.
    public func french(_ choices: [FormField.Choice]) -> Set<String> {
        guard language != .french else { return [] }
        return Set(choices.filter { $0.label.wording(in: language.rawValue).language == "fr" }.map(\.id))
    }

    /// Help that the form gives, marked likewise, or else the program's own.
    public func markedHint(of field: FormField) -> HTML? {
        field.hint.map(marked) ?? hint(of: field).map { "\($0)" }
    }

    /// Help, where a label does not say it all.
    public func hint(of field: FormField) -> String? {
        if let hint = field.hint { return wording(hint) }
        // How it is to be written is said before it is typed wrong.
        return switch field.kind {
        case .email: t("As name@example.org.")
        case .website: t("As www.example.org.")
        case .date: t("Day, month and year: 30/09/2014.")
        case .film: t("The address of the page where it is seen: YouTube, Vimeo, Dailymotion, PeerTube.")
        case .number(let figures): figures.unit == nil ? t("A number: 12 or 7.5.") : nil
        case .money: t("In euros: 1250 or 1250.50.")
        default: field.id == "contact.phone" ? t("As 03 81 00 00 00.") : nil
        }
    }

    /// How a cell is to be written, where it is not free text.
    public func hint(ofColumn part: String) -> String? {
        switch part {
        case "date", "baseline_date": t("Month and year: March 2012.")
        case "baseline", "value": t("A number: 12 or 7.5.")
        default: nil
        }
    }

    /// How a part of a question is to be written, before it is typed wrong.
    public func hint(ofCell part: String, of field: FormField) -> String? {
        switch (field.kind, part) {
        case (.period, _): t("Day, month and year: 30/09/2014.")
        case (.person, "email"): t("As name@example.org.")
        case (.person, "phone"): t("As 03 81 00 00 00.")
        default: nil
        }
    }

    /// A choice that the form no longer offers is shown as it was kept.
    public func choice(_ value: String, of field: FormField) -> String { choice(value, among: field.choices) }

    public func choice(_ value: String, among choices: [FormField.Choice]) -> String {
        choices.first { $0.id == value }.map { wording($0.label) } ?? value
    }

    public func label(ofColumn part: String) -> String {
        switch part {
        case "date": t("When", as: "month of a step or a figure")
        case "text": t("What happened")
        case "name": t("What is measured")
        case "unit": t("Unit")
        case "direction": t("Better is")
        case "baseline": t("Before", as: "figure")
        case "baseline_date": t("When, at the start")
        case "value": t("Now")
        default: t("Where the figure comes from")
        }
    }

    /// Where something is to be corrected, whole in one link: «Les chiffres – Chiffre 2, Maintenant».
    public func place(of found: FieldFault) -> String {
        let (field, label) = (found.field, label(of: found.field))
        let path = found.control.dropFirst(field.id.count).split(separator: ".").map(String.init)
        // The first control stands for the whole question as well.
        let isWhole = found.control == field.firstControl && found.fault.isOfWhole
        guard !isWhole, let part = path.last, let column = self.label(ofCell: part, of: field) else { return label }
        guard path.count == 2, let row = Int(path[0]) else { return "\(label) – \(column)" }
        return "\(label) – \(rowTitle(row, of: field)), \(column)"
    }

    /// What one row of a question is called: «Étape 2», «Partenaire 3».
    public func rowTitle(_ place: Int, of field: FormField) -> String {
        switch field.kind {
        case .steps: t("Step \(place + 1)")
        case .indicators: t("Figure \(place + 1)")
        case .block(let block): "\(wording(block.row))\u{A0}\(place + 1)"
        case .picture: t("Picture \(place + 1)")
        case .file: t("File \(place + 1)", as: "attached")
        default: t("Line \(place + 1)")
        }
    }

    /// What a control of a question in several is called; nil where the question has no such part.
    public func label(ofCell part: String, of field: FormField) -> String? {
        guard field.kind.columns.contains(part) else { return nil }
        switch field.kind {
        case .steps, .indicators: return label(ofColumn: part)
        case .cost, .quote: return label(ofPart: part)
        case .block(let block): return block.cells.first { $0.id == part }.map { wording($0.label) }
        default: return newerLabel(part)
        }
    }

    private func newerLabel(_ part: String) -> String {
        switch part {
        case "from": t("First day")
        case "to": t("Last day")
        case "what": t("What for", as: "line of a budget")
        case "side": t("Expense or income")
        case "amount": t("Amount (euro)")
        case "street": t("Number and street")
        case "postcode": t("Postcode")
        case "commune", "insee": t("Town")
        case "role": t("Function")
        case "email": t("Mail address")
        case "phone": t("Telephone")
        case "level": t("Where you stand")
        case "why": t("What shows it, in a sentence")
        case "about": t("What it is")
        case "alternative": t("What the picture shows")
        case "credit": t("Who took it")
        case "agreed": t("The people shown")
        default: t("Name")
        }
    }

    /// Of a cost, or of what somebody says.
    public func label(ofPart part: String) -> String {
        switch part {
        case "min": t("From (euro)")
        case "max": t("To (euro)")
        case "per": t("For what")
        case "note": t("To be known about this cost")
        case "role": t("Their function")
        default: t("Their words")
        }
    }

    /// A term of a vocabulary as the grid words it.
    public func term(_ id: String, of vocabulary: String, grid: Grid?) -> String {
        let terms = Vocabulary.ID(vocabulary).flatMap { grid?.vocabulary($0) }?.terms
        return terms?.first { $0.id.description == id }.map { wording($0.label) } ?? id
    }
}
