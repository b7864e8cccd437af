import Forms

extension SheetContent {
    /// The parts of a file as a sheet tells them.
    public init(_ answers: Answers) {
        (need, before, response) = (answers.filled("need"), answers.filled("before"), answers.filled("response"))
        (whoWith, effects, risk) = (answers.filled("who_with"), answers.filled("effects"), answers.filled("risk"))
        (reuse, website) = (answers.filled("reuse"), answers.filled("organisation.website"))
        (difficulties, levers) = (answers.list("difficulties"), answers.list("levers"))
        reuseConditions = answers.list("reuse_conditions")
        (steps, indicators) = (answers.steps, answers.indicators)
        (cost, quote) = (answers.cost, answers.quote)
    }
}
