import Foundation
import Identifiers
import Web
import Words

// What is wrong with answers of the kinds that are one text, or parts of one.
extension FormField {
    func newerFault(in text: String) -> FormFault? {
        switch kind {
        case .number(let figures): Answers.figureFault(text) ?? figures.bounds.fault(in: text)
        case .money(let bounds): Self.moneyFault(in: text, bounds)
        case .date: Self.dayFault(in: text)
        case .film: Self.filmFault(in: text)
        case .choice where !choices.isEmpty: choices.contains { $0.id == text } ? nil : .notOffered
        case .consent(let consent): text == consent.version ? nil : .otherConsent
        default: nil
        }
    }

    static func dayFault(in text: String) -> FormFault? {
        if hasShortYear(text) { return .shortYear }
        guard let month = TypedMonth(text), month.days.lowerBound == month.days.upperBound else { return .noSuchDay }
        return nil
    }

    /// A day and a month, and two figures for a year: `3/11/11`, `3. 11. 11`.
    private static func hasShortYear(_ text: String) -> Bool {
        let parts = text.split(omittingEmptySubsequences: false) { "/.-".contains($0) }.map { String($0).trimmed }
        return parts.count == 3 && parts[2].utf8.count == 2
            && parts.allSatisfy { (1...2).contains($0.utf8.count) && PlainFigure.isFigures($0) }
    }

    /// Euros and cents. Nothing costs less than nothing, unless the form says so.
    static func moneyFault(in text: String, _ bounds: Bounds = Bounds()) -> FormFault? {
        if let fault = Answers.figureFault(text, most: Answers.mostCost) { return fault }
        guard let figure = TypedFigure(text) else { return nil }
        guard figure.cents != nil else { return .notCents }
        if figure.value < 0, bounds.least == nil { return .belowZero }
        return bounds.fault(in: text)
    }

    /// Places where films are seen, and PeerTube, which is at many: by its paths.
    private static let filmHosts = [
        "youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "dailymotion.com", "dai.ly", "arte.tv",
        "france.tv", "ina.fr", "tube.education.fr",
    ]

    /// It leads to a film, and may be a link.
    public static func isFilm(_ text: String) -> Bool { filmFault(in: text) == nil }

    static func filmFault(in text: String) -> FormFault? {
        guard let whole = WebAddress.read(text), let address = URLComponents(string: whole),
            let host = address.host?.lowercased()
        else { return .notFilm }
        guard address.scheme?.lowercased() == "https" else { return .notSecure }
        guard address.user == nil, address.password == nil, address.port == nil else { return .notFilm }
        let isKnown = filmHosts.contains { host == $0 || host.hasSuffix("." + $0) }
        let isPeerTube = ["/w/", "/videos/watch/"].contains {
            address.path.hasPrefix($0) && address.path.count > $0.count
        }
        return (isKnown && address.path.count > 1) || isPeerTube ? nil : .notFilm
    }

    static func periodFaults(_ parts: [String: String]) -> [(String, FormFault)] {
        let faults = ["from", "to"].compactMap { part -> (String, FormFault)? in
            let typed = parts[part] ?? ""
            return (typed.isBlank ? .missing : dayFault(in: typed)).map { (part, $0) }
        }
        guard faults.isEmpty, let first = TypedMonth(parts["from"] ?? ""), let last = TypedMonth(parts["to"] ?? ""),
            last.days.upperBound < first.days.lowerBound
        else { return faults }
        return [("to", .backwards)]
    }

    static func personFaults(_ parts: [String: String]) -> [(String, FormFault)] {
        var faults: [(String, FormFault)] = []
        if (parts["name"] ?? "").isBlank { faults.append(("name", .missing)) }
        if let email = parts["email"], !email.isBlank, let refusal = Self.refusal(of: email) {
            faults.append(("email", .email(refusal)))
        }
        if let phone = parts["phone"], !phone.isBlank, !TypedPhone.isOne(phone) { faults.append(("phone", .notPhone)) }
        return faults
    }

    private static func refusal(of email: String) -> EmailRefusal? {
        do {
            _ = try EmailAddress(email)
            return nil
        } catch {
            return error
        }
    }

    static func budgetFaults(_ row: [String: String]) -> [(String, FormFault)] {
        var faults: [(String, FormFault)] = (row["what"] ?? "").isBlank ? [("what", .missing)] : []
        let amount = row["amount"] ?? ""
        if let fault = amount.isBlank ? .missing : moneyFault(in: amount) { faults.append(("amount", fault)) }
        return faults
    }

    static func pictureFaults(_ row: [String: String]) -> [(String, FormFault)] {
        var faults: [(String, FormFault)] = []
        if (row["alternative"] ?? "").isBlank { faults.append(("alternative", .alternativeMissing)) }
        if (row["credit"] ?? "").isBlank { faults.append(("credit", .creditMissing)) }
        if (row["agreed"] ?? "").isBlank { faults.append(("agreed", .agreementMissing)) }
        return faults
    }
}

extension FormField.Bounds {
    /// Of a number that can be read.
    func fault(in text: String) -> FormFault? {
        guard let value = TypedFigure(text)?.value else { return nil }
        let isWithin = value >= least ?? -.infinity && value <= most ?? .infinity
        return isWithin ? nil : .outOfRange(least: least, most: most)
    }
}

extension FormField.Block {
    /// Of a row that is begun.
    func faults(_ row: [String: String], in field: FormField) -> [(String, FormFault)] {
        cells.compactMap { cell in
            let typed = (row[cell.id] ?? "").trimmed
            if typed.isEmpty { return cell.isNeeded ? (cell.id, .missing) : nil }
            return cell.asField(in: field).fault(in: typed).map { (cell.id, $0) }
        }
    }
}
