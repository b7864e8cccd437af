extension Answers {
    /// What keeping that answer would newly set against a file that is sent (ASVS 2.3.1), at the control that repairs it; nil
    /// where the file is at least as complete with it. One that had a gap may be filled, in whatever words.
    public func worsened(by typed: AnswerValue, in field: FormField, of form: Form) -> FieldFault? {
        var after = self
        after[field] = typed
        // What is not asked makes nothing worse.
        let (unasked, left) = (form.unasked(self), form.unasked(after))
        if left.contains(field.id) { return nil }
        if let missing = missing(in: after, by: field, of: form, unasked, left) {
            return FieldFault(control: field.firstControl, field: field, fault: .onceSent(missing))
        }
        if ineligibility(by: field) == nil, let words = after.ineligibility(by: field) {
            return FieldFault(control: field.firstControl, field: field, fault: .onceSent(.notEligible(words)))
        }
        return newFault(of: field, in: after).map {
            FieldFault(control: $0.control, field: field, fault: .onceSent($0.fault))
        }
    }

    /// Emptied, an answer may be missed itself, or by the question that it made unneeded; changed, it may bring up a question that
    /// was not asked before and is needed.
    private func missing(
        in after: Answers, by field: FormField, of form: Form, _ unasked: Set<String>, _ left: Set<String>
    ) -> FormFault? {
        let asked = ([field] + form.fields.filter { $0.unless == field.id }).filter { !left.contains($0.id) }
        for question in asked where fault(against: question) == nil {
            if let missing = after.fault(against: question) { return missing }
        }
        // One of another part cannot be answered here: the file then says what it lacks.
        let new = form.conditional.filter {
            $0.section == field.section && unasked.contains($0.id) && !left.contains($0.id)
        }
        return new.lazy.compactMap { after.fault(against: $0) == nil ? nil : FormFault.bringsUp($0.label) }.first
    }

    private func newFault(of field: FormField, in after: Answers) -> (control: String, fault: FormFault)? {
        let (before, now) = (typing(of: field), after.typing(of: field))
        if Self.excess(of: now) > Self.excess(of: before) { return now.first { $0.fault.excess > 0 } }
        // A needed answer that was not there is better begun than not.
        guard fault(against: field) == nil, now.count > before.count else { return nil }
        return now.first { fault in !before.contains { $0 == fault } } ?? now.last
    }

    private static func excess(of faults: [(control: String, fault: FormFault)]) -> Int {
        faults.reduce(0) { $0 + $1.fault.excess }
    }
}

extension FieldFault {
    /// What a row that somebody has begun still lacks before a file that is sent may take it in; nil for every other fault.
    public var begun: FormFault? {
        guard case .onceSent(let fault) = fault, field.kind.hasRows else { return nil }
        return [.missing, .nameMissing, .sourceMissing].contains(fault) ? fault : nil
    }
}

extension FormFault {
    fileprivate var excess: Int { if case .tooLong(let excess) = self { excess } else { 0 } }
}
