import Web

// What is wrong between the questions of a form, in words.
extension Reader {
    func questionSentence(_ kind: GridFault.Kind) -> String {
        switch kind {
        case .noQuestion(let name, let nearest?): t("no question is called “\(name)”. Is it “\(nearest)”?")
        case .noQuestion(let name, nil): t("no question is called “\(name)”.")
        case .circle(let names):
            t(
                "these questions wait for one another, so that none would ever be asked: \(names.joined(separator: " → "))."
            )
        case .excuses(let names): t("these questions make one another unneeded: \(names.joined(separator: " → ")).")
        case .itself: t("a question cannot wait for its own answer.")
        case .ofContact: t("whom to call is for the agency alone: no question can wait for it.")
        case .noSuchAnswer(let value, let name): t("“\(value)” is no answer to “\(name)”.")
        case .tooMany(let most): t("at most \(most) is possible.", "at most \(most) are possible.", count: most)
        case .leastOverMost: t("the least is greater than the most.")
        case .neverAsked: t("it would be asked only once it can no longer be answered.")
        case .eligibilityNotFirst: t("questions of eligibility stand in the first part.")
        case .passMisplaced:
            t(
                "the answer that passes, and what is said otherwise, stand in a part of eligibility, and on one question of it at least."
            )
        case .noCategory(let code):
            t("the edition has no category “\(code)”: choose among its categories, or declare this one.")
        case .forNobody: t("it is for categories that its part is not for: no file would be asked it.")
        case .askedOfAll(let name): t("“\(name)” is asked of all files: the program acts on it.")
        case .emptyText: t("this text is empty.")
        default: ""
        }
    }
}
