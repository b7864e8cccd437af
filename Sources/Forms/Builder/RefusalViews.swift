import Grids
import Web

// Why a form is not changed, and what is missing in it, in words.
extension Reader {
    func sentence(for refusal: FormDraft.Refusal) -> String {
        switch refusal {
        case .noSuchPart: t("This part is no longer in the form: somebody took it out.")
        case .noSuchQuestion: t("This question is no longer in the form: somebody took it out.")
        case .wordsMissing: t("Write it in French: everybody reads it. English may come later.")
        case .tooLong(let most):
            t("At most \(most) signs are kept here.", "At most \(most) signs are kept here.", count: most)
        case .actedOn: t("The site itself works with this question: it stays in the form, of the kind that it is.")
        case .lastPart: t("A form has one part at least.")
        case .atEnd: t("It stands at that end already.")
        case .tooManyQuestions(let most):
            t("A form holds \(most) question at most.", "A form holds \(most) questions at most.", count: most)
        case .tooManyParts(let most):
            t("A form holds \(most) part at most.", "A form holds \(most) parts at most.", count: most)
        case .notThatKind(let allowed):
            t("Choose one of these kinds: \(formats.list(allowed.map(kindName))).")
        default: numberSentence(for: refusal)
        }
    }

    private func numberSentence(for refusal: FormDraft.Refusal) -> String {
        switch refusal {
        case .outOfRange(let least, let most):
            t("Write a whole number from \(formats.number(least)) to \(formats.number(most)).")
        case .unclearFigure: sentence(for: FormFault.unclearFigure)
        case .leastOverMost: t("The least is greater than the most: check both.")
        case .notDay: t("Write a day that exists, with its month and its year: 30/09/2014 or 30 September 2014.")
        case .neverAsked: t("It would be asked only once it can no longer be answered: check both moments.")
        case .notAsked: t("A text to read asks nothing: it cannot be needed.")
        default: t("The form has grown too large to be kept: take something out.")
        }
    }

    /// One flaw, with the question or the part that it stands at.
    func flawLine(_ flaw: FormFlaw, _ desk: FormDesk) -> HTML {
        let sentence = sentence(of: flaw, in: desk)
        let words = (flawTopic(flaw.key).map { "\($0)\(language == .french ? "\u{A0}" : ""): " } ?? "") + sentence
        if let id = flaw.field, let field = desk.form[id: id] {
            return
                "<li><a href=\"\(to(desk.edition.formPath(question: id)))\">\(text(field.label))</a><span class=\"sub\">\(words)</span></li>"
        }
        if let id = flaw.section, let part = desk.form.sections.first(where: { $0.id == id }) {
            return
                "<li><a href=\"\(to(desk.edition.formPath(part: id)))\">\(text(part.title))</a><span class=\"sub\">\(words)</span></li>"
        }
        return "<li>\(words)</li>"
    }

    /// For whoever shapes a form by pages: keys of a file say nothing to them.
    func sentence(of flaw: FormFlaw, in desk: FormDesk) -> String {
        switch (flaw.key, flaw.kind) {
        case (_, .missingKey("value")): t("say which answer it is compared with.")
        case (_, .noSuchAnswer(let value, let id)):
            t(
                """
                the answer “\(answerName(value, id, desk))” is no longer offered by “\(questionName(id, desk))”: \
                choose another one.
                """)
        case (_, .excuses(let ids)):
            t(
                "these questions make one another unneeded: \(circleNames(ids, desk)). Let one of them be needed in any case."
            )
        case (_, .circle(let ids)):
            t("these questions wait for one another: \(circleNames(ids, desk)). Take one of the conditions out.")
        case (_, .noQuestion): t("it depends on a question that is no longer in the form: choose another one.")
        case (_, .itself): t("it depends on its own answer: choose another question.")
        case ("when", .unsupported), ("passes", .unsupported):
            t("that answer cannot be compared in this way: choose how again.")
        case (_, .eligibilityNotFirst): t("it comes first in the form: save the part again, and it moves there.")
        case (_, .missingKey(let id)): t("the site itself works with a question that is not there: “\(id)”.")
        case ("vocabulary", .expected), ("checkpoint", .expected): t("choose one in the list.")
        default: sentence(flaw.kind)
        }
    }

    /// The first stands at the end of a circle once more.
    private func circleNames(_ ids: [String], _ desk: FormDesk) -> String {
        formats.list(ids.dropLast().map { t("“\(questionName($0, desk))”") })
    }

    /// As it is offered now, or else as it was when the form was published.
    private func answerName(_ value: String, _ id: String, _ desk: FormDesk) -> String {
        let choices = [desk.form[id: id], desk.current[id: id]].compactMap(\.self).flatMap(\.choices)
        return choice(value, among: choices)
    }

    /// What of a question is meant.
    private func flawTopic(_ key: String) -> String? {
        switch key {
        case "when": t("when it is asked")
        case "unless": t("where it is needed")
        case "choices": t("the list to choose from")
        case "passes", "otherwise", "eligibility": t("who may take part")
        case "cells", "row": t("the questions of a row")
        case "vocabulary": t("the terms of the grid")
        case "checkpoint": t("the checkpoint of the grid")
        case "text", "version": t("the text that is agreed to")
        case "only": t("for which categories")
        case "sheet": t("the sheet")
        case "fields": t("its questions")
        case "kinds": t("the files that may be handed in")
        default: nil
        }
    }
}

extension Form {
    /// The questions and parts whose words are not all in English, where some of the form is; pages fall back to French.
    var untranslated: [FormField] { fields.filter { !$0.isInEnglish } }
}

extension FormField {
    var isInEnglish: Bool {
        var texts = [label, hint, example, card].compactMap(\.self) + choices.map(\.label)
        switch kind {
        case .number(let figures): texts += [figures.unit].compactMap(\.self)
        case .consent(let consent): texts.append(consent.text)
        case .block(let block): texts += [block.row] + block.cells.flatMap { [$0.label] + $0.choices.map(\.label) }
        default: break
        }
        return texts.allSatisfy { $0.french.isBlank || $0.english?.isBlank == false }
    }
}
