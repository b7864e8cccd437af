import Campaigns
import Documents
import Grids
import Web

// A question on paper before anybody answers it: what it asks, what helps, and room to write.
extension Reader {
    /// The whole form, to be prepared off line; `grid` words what can be chosen from it.
    public func blankPaper(of form: Form, grid: Grid?, for edition: Edition, kicker: String) -> Paper {
        var paper = Paper("blank", title: wording(form.title), kicker: kicker, for: self)
        paper.lead = t("To prepare your answers off line. What counts is what is sent on the site.")
        // On the first page: nobody looks for it on a page of its own at the end.
        paper.facts = [
            .init(t("Version"), form.version), .init(t("Where files are begun and sent"), address("/dossiers/nouveau")),
        ]
        paper.parts = form.sections.flatMap { blank($0, of: form, grid, edition) }
        paper.reference = form.version
        return paper
    }

    private func blank(_ section: FormSection, of form: Form, _ grid: Grid?, _ edition: Edition) -> [PaperPart] {
        let lead = [concernSentence(section.only, edition), lead(of: section, grid: grid)].compactMap(\.self)
        return [.chapter(title(of: section, grid: grid), lead: lead.joined(separator: " "))]
            + section.fields.flatMap { blank($0, of: form, grid, edition) }
    }

    private func blank(_ field: FormField, of form: Form, _ grid: Grid?, _ edition: Edition) -> [PaperPart] {
        let concern = concernSentence(field.only, edition)
        // What asks nothing needs nothing.
        guard field.kind.isAsked else {
            let note = [concern, hint(of: field)].compactMap(\.self).joined(separator: " ")
            return [.question(label(of: field), note: note)]
        }
        let need = field.isNeeded ? t("Needed to send the file.") : t("Optional.")
        let asked = field.when.map { sentence(for: $0, in: form, grid: grid) }
        let note = [need, concern, asked, hint(of: field), limit(of: field)].compactMap(\.self).joined(separator: " ")
        return [.question(label(of: field), note: note)] + room(for: field, grid)
    }

    private func limit(of field: FormField) -> String? {
        switch field.kind {
        case .line(let most), .text(let most): t("At most \(most) characters.")
        // Its help mostly says so already.
        case .list: field.hint == nil ? t("One a line.") : nil
        case .choice: t("Tick one.")
        case .choices, .terms: t("Tick all that apply.")
        case .file(let papers): fileLimit(papers)
        case .picture(let most):
            t(
                "At most \(most) picture, given on the site.", "At most \(most) pictures, given on the site.",
                count: most)
        case .block(let block): t("At most \(block.most) time.", "At most \(block.most) times.", count: block.most)
        case .siret, .rna, .email, .website, .steps, .indicators, .cost, .quote, .tick, .number, .date, .period, .money,
            .budget, .address, .film, .consent, .person, .checkpoint, .explanation:
            nil
        }
    }

    private func fileLimit(_ papers: FormField.Papers) -> String {
        let count = t(
            "At most \(papers.most) file, given on the site.", "At most \(papers.most) files, given on the site.",
            count: papers.most)
        let kinds = FormField.Papers.Kind.allCases.filter(papers.kinds.contains).map(paperName)
        return "\(count) \(labelled(t("Accepted"), formats.list(kinds)))."
    }

    /// The switch knows every kind of question: the compiler names a new one here.
    private func room(for field: FormField, _ grid: Grid?) -> [PaperPart] {
        switch field.kind {
        case .line(let most): [.lines(most > 120 ? 2 : 1)]
        // About eighty letters of a hand on a line.
        case .text(let most): [.lines(min(max(3, most / 80), 22))]
        case .siret, .rna, .email, .website: [.lines(1)]
        case .choice, .choices: [.boxes(field.choices.map { wording($0.label) })]
        case .terms(let vocabulary): terms(of: vocabulary, grid)
        case .list: [.lines(5)]
        case .steps: [.blank(head: [label(ofColumn: "date"), label(ofColumn: "text")], rows: 6)]
        case .indicators: [.blank(head: indicatorHead, rows: 4)]
        case .cost: [.blank(head: ["min", "max", "per", "note"].map { label(ofPart: $0) }, rows: 1)]
        case .quote:
            [.small(label(ofPart: "text")), .lines(4), .small(label(ofPart: "role")), .lines(1)]
        case .tick: [.boxes([t("Yes")])]
        case .number, .date, .money, .film: [.lines(1)]
        // Each part has its own place, under its name.
        case .period, .address: [.blank(head: heads(of: field), rows: 1)]
        case .budget: [.blank(head: heads(of: field), rows: 8)]
        case .block(let block):
            [.blank(head: block.cells.map { wording($0.label) }, rows: min(max(block.least, 4), block.most))]
        case .person: [.blank(head: heads(of: field), rows: 1)]
        case .consent(let consent): [.text(wording(consent.text)), .boxes([t("Yes")])]
        case .checkpoint: [.boxes(levels(of: grid)), .lines(3)]
        case .file, .picture, .explanation: []
        }
    }

    /// What the parts of a question are called.
    func heads(of field: FormField) -> [String] {
        field.kind.columns.filter { $0 != "insee" }.compactMap { label(ofCell: $0, of: field) }
    }

    private func levels(of grid: Grid?) -> [String] {
        grid.map { grid in grid.scale.levels.map { levelWords(String($0), grid: grid) } } ?? []
    }

    private var indicatorHead: [String] {
        [
            t("What is measured, in which unit, and whether more or less is better"),
            t("Before: the figure, month and year"), t("Now: the figure, month and year"), label(ofColumn: "source"),
        ]
    }

    private func terms(of vocabulary: String, _ grid: Grid?) -> [PaperPart] {
        let terms = Vocabulary.ID(vocabulary).flatMap { grid?.vocabulary($0) }?.terms ?? []
        return terms.isEmpty ? [.lines(2)] : [.boxes(terms.map { wording($0.label) })]
    }
}
