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
    case notAddress, noSuchDepartment, notDate, notFigure
    /// A figure without where it comes from says little.
    case sourceMissing
    case nameMissing
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
        case .steps: return rowFaults(field, field.stepFaults)
        case .indicators: return rowFaults(field, field.indicatorFaults)
        case .cost:
            return ["min", "max"].compactMap { part in
                Self.figureFault(parts(field.id)[part]).map { ("\(field.id).\(part)", $0) }
            }
        default: return field.fault(in: text(field.id)).map { [(field.id, $0)] } ?? []
        }
    }

    private func fault(against field: FormField) -> FormFault? {
        guard field.isNeeded, self[field].isEmpty else { return nil }
        if let other = field.unless, isOn(other) { return nil }
        return field.kind == .siret ? .noNumber : .missing
    }

    private func rowFaults(
        _ field: FormField, _ faults: ([String: String]) -> [(String, FormFault)]
    ) -> [(control: String, fault: FormFault)] {
        guard case .rows(let rows) = self[field] else { return [] }
        return rows.enumerated().flatMap { place, row in
            AnswerValue.rows([row]).isEmpty ? [] : faults(row).map { ("\(field.id).\(place).\($0.0)", $0.1) }
        }
    }

    static func figureFault(_ typed: String?) -> FormFault? {
        guard let typed, !typed.isBlank else { return nil }
        return TypedFigure(typed) == nil ? .notFigure : nil
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
                return text.wholeMatch(of: /(?i)(https?:\/\/)?[^\s\/]+\.[^\s\/]+(\/\S*)?/) == nil ? .notAddress : nil
            case .line(let most), .text(let most):
                if text.utf16.count > most { return .tooLong(text.utf16.count - most) }
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

    fileprivate func stepFaults(_ row: [String: String]) -> [(String, FormFault)] {
        var faults: [(String, FormFault)] = []
        if TypedMonth(row["date"] ?? "") == nil { faults.append(("date", .notDate)) }
        if (row["text"] ?? "").isBlank { faults.append(("text", .missing)) }
        return faults
    }

    fileprivate func indicatorFaults(_ row: [String: String]) -> [(String, FormFault)] {
        var faults: [(String, FormFault)] = (row["name"] ?? "").isBlank ? [("name", .nameMissing)] : []
        for part in ["baseline", "value"] {
            if let fault = Answers.figureFault(row[part]) { faults.append((part, fault)) }
        }
        for part in ["baseline_date", "date"] {
            if let date = row[part], !date.isBlank, TypedMonth(date) == nil { faults.append((part, .notDate)) }
        }
        if (row["value"] ?? "").isBlank { faults.append(("value", .missing)) }
        if (row["source"] ?? "").isBlank { faults.append(("source", .sourceMissing)) }
        return faults
    }
}
