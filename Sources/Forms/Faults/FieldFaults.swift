import Identifiers
import Organisations
import Web
import Words

extension FormField {
    /// Where a link to the question leads.
    public var firstControl: String {
        switch kind {
        case .steps: "\(id).0.date"
        case .indicators: "\(id).0.name"
        case .cost: "\(id).min"
        case .quote: "\(id).text"
        case .period: "\(id).from"
        case .budget: "\(id).0.what"
        case .address: "\(id).street"
        case .person: "\(id).name"
        case .checkpoint: "\(id).level"
        case .block(let block): block.cells.first.map { "\(id).0.\($0.id)" } ?? id
        default: id
        }
    }

    func fault(in text: String) -> FormFault? {
        do {
            switch kind {
            case .siret: _ = try Siret(text)
            case .rna: _ = try Rna(text)
            case .email: _ = try EmailAddress(text)
            case .website:
                // People leave the scheme out.
                return WebAddress.read(text) == nil ? .notAddress : nil
            case .line(let most), .text(let most):
                if text.count > most { return .tooLong(text.count - most) }
                if id == "contact.phone", !TypedPhone.isOne(text) { return .notPhone }
                return id == "organisation.department" && (try? Department(text)) == nil ? .noSuchDepartment : nil
            default: return newerFault(in: text)
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

    func stepFaults(_ row: [String: String], _ until: Day?) -> [(String, FormFault)] {
        var faults: [(String, FormFault)] = []
        // A step may be planned; one of another generation is a slip of the finger.
        let fault = Self.dateFault(row["date"] ?? "", until: until?.adding(days: 3 * 365))
        if let fault { faults.append(("date", fault)) }
        if (row["text"] ?? "").isBlank { faults.append(("text", .missing)) }
        return faults
    }

    func indicatorFaults(_ row: [String: String], _ until: Day?) -> [(String, FormFault)] {
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
        guard let month = TypedMonth(typed), !month.isYear else {
            return dayFault(in: typed) == .shortYear ? .shortYear : .notDate
        }
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
