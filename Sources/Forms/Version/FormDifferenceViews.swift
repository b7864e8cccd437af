import Grids
import Web

// What changed between two versions of a form, in sentences.
extension Reader {
    /// Each change in a sentence: for whoever writes a file, or for staff, to whom more is said.
    public func sentences(of difference: FormDifference, forStaff: Bool) -> [String] {
        let changes = forStaff ? difference.changes : difference.ofOwners
        let sheet =
            forStaff && difference.isSheetChanged ? [t("What a public sheet tells, or its order, has changed.")] : []
        // Of a text to read its title and its words are one thing.
        var said: Set<String> = []
        return changes.map(sentence).filter { said.insert($0).inserted } + partSentences(difference) + sheet
    }

    private func partSentences(_ difference: FormDifference) -> [String] {
        difference.newParts.map { t("New part: “\(wording($0.title))”.") }
            + difference.goneParts.map { t("The part “\(wording($0.title))” is gone.") }
            + difference.retitled.map { t("The part is now called, or introduced, as “\(wording($0.title))”.") }
    }

    public func sentence(of change: FormDifference.Change) -> String {
        let label = label(of: change.field)
        if !change.field.kind.isAsked { return readSentence(of: change, label) }
        switch change.what {
        case .added where change.field.isNeeded: return t("New question, needed: “\(label)”.")
        case .added: return unneededSentence(of: change.field, label)
        case .removed: return t("No longer asked: “\(label)”.")
        case .kind where change.before?.kind.isAsked == false:
            return change.field.isNeeded
                ? t("New question, needed: “\(label)”.") : unneededSentence(of: change.field, label)
        case .kind: return t("To be answered anew, since it is asked in another way: “\(label)”.")
        case .reworded:
            return t("Asked in other words: “\(label)”, before: “\(change.before.map { self.label(of: $0) } ?? "")”.")
        case .help: return t("Its help or its example has changed: “\(label)”.")
        case .needed: return t("Now needed: “\(label)”.")
        case .unneeded: return t("No longer needed: “\(label)”.")
        case .moved: return t("Now stands elsewhere: “\(label)”.")
        default: return finerSentence(of: change, label)
        }
    }

    private func unneededSentence(of field: FormField, _ label: String) -> String {
        field.isWished
            ? t("New question, wished for: “\(label)”.") : t("New question, optional: “\(label)”.")
    }

    /// Of a text to read, which asks nothing.
    private func readSentence(of change: FormDifference.Change, _ label: String) -> String {
        switch change.what {
        case .added: t("New text to read: “\(label)”.")
        case .removed: t("The text to read “\(label)” is gone.")
        case .kind: t("Now a text to read, and no question: “\(label)”.")
        case .reworded, .help: t("The text to read “\(label)” has changed.")
        case .moved: t("Now stands elsewhere: “\(label)”.")
        case .condition: t("To be read in other cases than before: “\(label)”.")
        case .audience: audienceSentence(of: change, label)
        default: t("Other checkpoints or tables, for the agency alone: “\(label)”.")
        }
    }

    private func finerSentence(of change: FormDifference.Change, _ label: String) -> String {
        switch change.what {
        case .choicesAdded(let choices): t("New choices for “\(label)”: \(choiceWords(choices)).")
        case .choicesRemoved(let choices): t("Choices that “\(label)” no longer offers: \(choiceWords(choices)).")
        case .choicesReworded: t("Choices in other words: “\(label)”.")
        case .cellsRemoved(let cells):
            t("What “\(label)” no longer asks for in a row: \(formats.list(cells.map { wording($0.label) })).")
        case .cells: t("The rows of “\(label)” ask for something else.")
        case .limits: limitSentence(of: change, label)
        case .consent: t("Another text to agree to: “\(label)”.")
        case .condition: conditionSentence(of: change, label)
        case .categories: t("Asked of files of other categories than before: “\(label)”.")
        case .moments: t("Other dates from which or until which it may be answered: “\(label)”.")
        case .eligibility: t("Another answer lets a file take part: “\(label)”.")
        case .audience: audienceSentence(of: change, label)
        default: t("Other checkpoints or tables, for the agency alone: “\(label)”.")
        }
    }

    private func choiceWords(_ choices: [FormField.Choice]) -> String {
        formats.list(choices.map { t("“\(wording($0.label))”") })
    }

    private func limitSentence(of change: FormDifference.Change, _ label: String) -> String {
        switch (change.before?.kind, change.after?.kind) {
        case (.line(let before), .line(let after)), (.text(let before), .text(let after)):
            t("“\(label)”: at most \(formats.number(after)) characters, \(formats.number(before)) before.")
        default: t("Other limits for “\(label)”.")
        }
    }

    private func conditionSentence(of change: FormDifference.Change, _ label: String) -> String {
        if change.after?.when == nil, change.before?.when != nil { return t("Now asked of everybody: “\(label)”.") }
        return t("Asked in other cases than before: “\(label)”.")
    }

    private func audienceSentence(of change: FormDifference.Change, _ label: String) -> String {
        guard let field = change.after else { return "" }
        let readers = [
            field.isForJury ? t("the jury") : nil, field.isForSheet ? t("the public sheet") : nil,
        ].compactMap(\.self)
        return readers.isEmpty
            ? t("Now for the agency alone: “\(label)”.")
            : t("Now for \(formats.list(readers)): “\(label)”.")
    }
}
