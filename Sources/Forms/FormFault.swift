import Identifiers
import Organisations
import Words

/// What stands against an answer. It is kept as it was typed all the same, and only keeps the file from being sent.
public enum FormFault: Error, Equatable, Sendable {
    case missing
    /// Neither a SIRET nor an RNA.
    case noNumber
    /// Characters too many.
    case tooLong(Int)
    case siret(SiretRefusal)
    case rna(RnaRefusal)
    case email(EmailRefusal)
    case notAddress, noSuchDepartment, notDate, notFigure, notPhone
    /// A day that had not come when the call ended.
    case inFuture
    /// What is measured now is dated before what was measured before.
    case beforeStart
    /// What costs less than nothing.
    case belowZero
    /// More than any amount or figure here is; the most that one may be.
    case tooGreat(Int)
    /// The greater of two bounds stands first.
    case swapped
    /// Too many characters to be kept even while it is written.
    case tooLongToKeep(Int)
    /// A figure without where it comes from says little.
    case sourceMissing
    case nameMissing
    /// What a file that is sent would newly lack or say wrong: it is not kept.
    indirect case onceSent(FormFault)
}

extension FormFault {
    /// It may stand against a question with several controls rather than against one of them.
    var isOfWhole: Bool {
        if case .tooLongToKeep = self { return true }
        return self == .missing
    }
}

/// A fault and the control that repairs it.
public struct FieldFault: Equatable, Sendable {
    public let control: String
    public let field: FormField
    public let fault: FormFault

    public init(control: String, field: FormField, fault: FormFault) {
        (self.control, self.field, self.fault) = (control, field, fault)
    }
}

extension Answers {
    /// Everything that keeps the file from being sent, in the order of the form.
    public func faults(in form: Form) -> [FieldFault] { form.fields.flatMap(faults) }

    /// Of the questions that must be answered, those that are.
    public func answered(of form: Form) -> Int { form.needed.count { fault(against: $0) == nil } }

    /// How far the file is from being sent: 0 to 100.
    public func percent(of form: Form) -> Int { answered(of: form) * 100 / max(1, form.needed.count) }

    /// What stands against one field, each at its control.
    public func faults(of field: FormField) -> [FieldFault] {
        if let missing = fault(against: field) {
            return [FieldFault(control: field.firstControl, field: field, fault: missing)]
        }
        return typing(of: field).map { FieldFault(control: $0.control, field: field, fault: $0.fault) }
    }

    /// What is wrong with what was typed, whether or not the field is needed.
    public func typing(of field: FormField) -> [(control: String, fault: FormFault)] {
        guard !self[field].isEmpty else { return [] }
        switch field.kind {
        case .steps: return rowFaults(field) { field.stepFaults($0, until) }
        case .indicators: return rowFaults(field) { field.indicatorFaults($0, until) }
        case .cost: return partFaults(field, Self.costFaults)
        case .quote: return partFaults(field) { _ in [] }
        case .list: return list(field.id).compactMap(Self.lengthFault).prefix(1).map { (field.id, $0) }
        default: return field.fault(in: text(field.id)).map { [(field.id, $0)] } ?? []
        }
    }

    func fault(against field: FormField) -> FormFault? {
        guard field.isNeeded, self[field].isEmpty else { return nil }
        if let other = field.unless, isOn(other) { return nil }
        return field.kind == .siret ? .noNumber : .missing
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
        guard let figure = TypedFigure(typed) else {
            return TypedFigure.hasTooMany(typed) ? .tooGreat(most) : .notFigure
        }
        return figure.value.magnitude > Double(most) ? .tooGreat(most) : nil
    }
}

extension FormField {
    /// Where a link to the question leads.
    public var firstControl: String {
        switch kind {
        case .steps: "\(id).0.date"
        case .indicators: "\(id).0.name"
        case .cost: "\(id).min"
        case .quote: "\(id).text"
        default: id
        }
    }

    fileprivate func fault(in text: String) -> FormFault? {
        do {
            switch kind {
            case .siret: _ = try Siret(text)
            case .rna: _ = try Rna(text)
            case .email: _ = try EmailAddress(text)
            case .website:
                // People leave the scheme out.
                return WebAddress.isWhole(text.contains("://") ? text : "https://" + text) ? nil : .notAddress
            case .line(let most), .text(let most):
                if text.count > most { return .tooLong(text.count - most) }
                if id == "contact.phone", !TypedPhone.isOne(text) { return .notPhone }
                return id == "organisation.department" && (try? Department(text)) == nil ? .noSuchDepartment : nil
            default: break
            }
            return nil
        } catch let refusal as SiretRefusal {
            return .siret(refusal)
        } catch let refusal as RnaRefusal {
            return .rna(refusal)
        } catch let refusal as EmailRefusal {
            return .email(refusal)
        } catch {
            return nil
        }
    }

    fileprivate func stepFaults(_ row: [String: String], _ until: Day?) -> [(String, FormFault)] {
        var faults: [(String, FormFault)] = []
        // A step may be planned; one of another generation is a slip of the finger.
        let fault = Self.dateFault(row["date"] ?? "", until: until?.adding(days: 3 * 365))
        if let fault { faults.append(("date", fault)) }
        if (row["text"] ?? "").isBlank { faults.append(("text", .missing)) }
        return faults
    }

    fileprivate func indicatorFaults(_ row: [String: String], _ until: Day?) -> [(String, FormFault)] {
        var faults: [(String, FormFault)] = (row["name"] ?? "").isBlank ? [("name", .nameMissing)] : []
        for part in ["baseline", "value"] {
            if let fault = Answers.figureFault(row[part]) { faults.append((part, fault)) }
        }
        for part in ["baseline_date", "date"] {
            guard let date = row[part], !date.isBlank else { continue }
            if let fault = Self.dateFault(date, until: until) { faults.append((part, fault)) }
        }
        if faults.isEmpty, Self.isBackwards(row) { faults.append(("date", .beforeStart)) }
        if (row["value"] ?? "").isBlank { faults.append(("value", .missing)) }
        if (row["source"] ?? "").isBlank { faults.append(("source", .sourceMissing)) }
        return faults
    }

    private static func dateFault(_ typed: String, until: Day?) -> FormFault? {
        // A year alone, which lists that come in may say, is asked again for its month where somebody can be asked.
        guard let month = TypedMonth(typed), !month.isYear else { return .notDate }
        return until.map { month.days.lowerBound > $0 } ?? false ? .inFuture : nil
    }

    /// «Now» wholly before «Before»: 2012 and March 2012 may be the same day.
    public static func isBackwards(_ row: [String: String]) -> Bool {
        guard let before = TypedMonth(row["baseline_date"] ?? ""), let now = TypedMonth(row["date"] ?? "") else {
            return false
        }
        return now.days.upperBound < before.days.lowerBound
    }
}
