import Words

extension Answers {
    /// Everything that keeps the file from being sent, in the order of the form.
    public func faults(in form: Form) -> [FieldFault] { asked(of: form).flatMap(faults) }

    /// The questions that these answers leave to be asked, in the order of the form.
    public func asked(of form: Form) -> [FormField] {
        let unasked = form.unasked(self)
        return unasked.isEmpty ? form.fields : form.fields.filter { !unasked.contains($0.id) }
    }

    /// Without what is not asked: as others read them. What was typed there before is kept in the file.
    public func told(of form: Form) -> Answers {
        let unasked = form.unasked(self)
        guard !unasked.isEmpty else { return self }
        var told = self
        for field in form.fields where unasked.contains(field.id) { told[field] = .empty(field.kind) }
        return told
    }

    /// The questions that must be answered for the file to be sent, as its other answers leave them.
    public func needed(of form: Form) -> [FormField] { asked(of: form).filter(isNeeded) }

    /// Of the questions that must be answered, those that are.
    public func answered(of form: Form) -> Int { needed(of: form).count { fault(against: $0) == nil } }

    /// How far the file is from being sent: 0 to 100.
    public func percent(of form: Form) -> Int {
        let needed = needed(of: form)
        return needed.count { fault(against: $0) == nil } * 100 / max(1, needed.count)
    }

    /// A question whose time has not come, or is over, keeps no file from being sent.
    private func isNeeded(_ field: FormField) -> Bool {
        guard field.isNeeded else { return false }
        guard let clock else { return field.from == nil }
        return !field.isEarly(at: clock) && !field.isFrozen(at: clock)
    }

    /// What stands against one field, each at its control.
    public func faults(of field: FormField) -> [FieldFault] {
        if let missing = fault(against: field) {
            return [FieldFault(control: field.firstControl, field: field, fault: missing)]
        }
        let found = typing(of: field).map { FieldFault(control: $0.control, field: field, fault: $0.fault) }
        guard found.isEmpty, let words = ineligibility(by: field) else { return found }
        return [FieldFault(control: field.firstControl, field: field, fault: .notEligible(words))]
    }

    /// What is wrong with what was typed, whether or not the field is needed.
    public func typing(of field: FormField) -> [(control: String, fault: FormFault)] {
        guard !self[field].isEmpty else { return [] }
        switch field.kind {
        case .steps: return rowFaults(field) { field.stepFaults($0, until) }
        case .indicators: return rowFaults(field) { field.indicatorFaults($0, until) }
        case .cost: return partFaults(field, Self.costFaults)
        case .quote: return partFaults(field) { _ in [] }
        case .budget: return rowCount(field) + rowFaults(field, FormField.budgetFaults)
        case .block(let block): return rowCount(field) + rowFaults(field) { block.faults($0, in: field) }
        case .picture: return rowCount(field) + rowFaults(field) { mediumFaults($0) ?? FormField.pictureFaults($0) }
        case .file: return rowCount(field) + rowFaults(field) { mediumFaults($0) ?? [] }
        case .period: return partFaults(field, FormField.periodFaults)
        case .address: return partFaults(field, FormField.addressFaults)
        case .person: return partFaults(field, FormField.personFaults)
        case .checkpoint: return partFaults(field) { ($0["level"] ?? "").isBlank ? [("level", .missing)] : [] }
        case .choices where !list(field.id).allSatisfy({ id in field.choices.contains { $0.id == id } }):
            return [(field.firstControl, .notOffered)]
        case .choices: return []
        case .list: return list(field.id).compactMap(Self.lengthFault).prefix(1).map { (field.id, $0) }
        default: return field.fault(in: text(field.id)).map { [(field.id, $0)] } ?? []
        }
    }

    func fault(against field: FormField) -> FormFault? {
        guard isNeeded(field), !isGiven(field) else { return nil }
        if let other = field.unless, isOn(other) { return nil }
        return field.kind == .siret ? .noNumber : .missing
    }

    /// There is something; of files and pictures, one at least that was not refused.
    private func isGiven(_ field: FormField) -> Bool {
        guard field.kind.isOfMedia else { return !self[field].isEmpty }
        return self[field].filledRows.contains { mediumFaults($0) == nil }
    }

    /// Nothing else is asked of one that was not taken.
    private func mediumFaults(_ row: [String: String]) -> [(String, FormFault)]? {
        refused.contains(row["id"] ?? "") ? [("name", .notTaken)] : nil
    }

    private func rowFaults(
        _ field: FormField, _ faults: ([String: String]) -> [(String, FormFault)]
    ) -> [(control: String, fault: FormFault)] {
        guard case .rows(let rows) = self[field] else { return [] }
        return rows.enumerated().flatMap { place, row in
            let all = AnswerValue.rows([row]).isEmpty ? [] : faults(row) + Self.lengthFaults(row)
            return all.map { ("\(field.id).\(place).\($0.0)", $0.1) }
        }
    }

    /// More rows than there may be; fewer than are asked for.
    private func rowCount(_ field: FormField) -> [(control: String, fault: FormFault)] {
        let count = self[field].filledRows.count
        if count > field.mostRows { return [(field.id, .tooManyRows(most: field.mostRows))] }
        guard case .block(let block) = field.kind, count < block.least else { return [] }
        return [(field.firstControl, .tooFewRows(least: block.least))]
    }

    private func partFaults(
        _ field: FormField, _ faults: ([String: String]) -> [(String, FormFault)]
    ) -> [(control: String, fault: FormFault)] {
        let parts = parts(field.id)
        return (faults(parts) + Self.lengthFaults(parts)).map { ("\(field.id).\($0.0)", $0.1) }
    }

    private static func lengthFaults(_ cells: [String: String]) -> [(String, FormFault)] {
        cells.sorted { $0.key < $1.key }.compactMap { cell in lengthFault(cell.value).map { (cell.key, $0) } }
    }

    private static func lengthFault(_ text: String) -> FormFault? {
        text.count > FormField.cellLength ? .tooLong(text.count - FormField.cellLength) : nil
    }

    /// Of the bounds of a cost, whoever asks for them.
    public static func costFaults(_ parts: [String: String]) -> [(String, FormFault)] {
        let faults = ["min", "max"].compactMap { part -> (String, FormFault)? in
            if let fault = figureFault(parts[part], most: mostCost) { return (part, fault) }
            return (TypedFigure(parts[part] ?? "")?.value ?? 0) < 0 ? (part, .belowZero) : nil
        }
        guard faults.isEmpty, let least = TypedFigure(parts["min"] ?? "")?.value,
            let most = TypedFigure(parts["max"] ?? "")?.value, most < least
        else { return faults }
        return [("max", .swapped)]
    }

    /// In euros: what is beyond is a slip of the finger, or a text.
    static let mostCost = 999_999_999

    static func figureFault(_ typed: String?, most: Int = TypedFigure.most) -> FormFault? {
        guard let typed, !typed.isBlank else { return nil }
        if TypedFigure.isUnclear(typed) { return .unclearFigure }
        guard let figure = TypedFigure(typed) else {
            return TypedFigure.hasTooMany(typed) ? .tooGreat(most) : .notFigure
        }
        return figure.value.magnitude > Double(most) ? .tooGreat(most) : nil
    }
}
