import Foundation
import Identifiers
import Web
import Words

/// An organisation's form as it was typed.
struct OrganisationForm: Equatable, Sendable {
    enum Fault: Equatable, Sendable {
        case nameMissing, noSuchCommune, noSuchDepartment, noSuchNaf, notACount, notAnAddress
        case siret(SiretRefusal)
        case rna(RnaRefusal)
        /// Another organisation has this number.
        case siretTaken, rnaTaken
        /// The form was sent before, with something else in it.
        case keyTaken
        /// One of nearly the same name stands here, and nobody has said that this is another one.
        case near
    }

    var name = ""
    var siret = ""
    var rna = ""
    var kind = Organisation.Kind.other
    var legalCategory = ""
    var statuses: Set<String> = []
    var activityFR = ""
    var activityEN = ""
    var naf = ""
    var sizeBracket = ""
    var headcount = ""
    var communeCode = ""
    var communeName = ""
    var department = ""
    var website = ""
    var revision: Int
    /// Whoever adds it has read which ones bear nearly its name, and says that it is none of them.
    var isAnother = false

    /// What the law adds to a legal form.
    static let statuses = [
        "ess", "esus", "scic", "scop", "mission", "siae", "entreprise-adaptee", "groupement-d-employeurs",
    ]

    init(_ fields: Fields) {
        func text(_ name: String) -> String { (fields[name] ?? "").tidied }
        (name, siret, rna) = (text("name"), text("siret"), text("rna"))
        kind = Organisation.Kind(rawValue: text("kind")) ?? .other
        (legalCategory, naf) = (text("legal_category"), text("naf"))
        statuses = Set(fields.all("statuses")).intersection(Self.statuses)
        (activityFR, activityEN) = (text("activity_fr"), text("activity_en"))
        (sizeBracket, headcount) = (text("size_bracket"), text("headcount"))
        (communeCode, communeName, department) = (text("commune_code"), text("commune_name"), text("department"))
        (website, revision) = (WebAddress.read(text("website")) ?? text("website"), fields.revision())
        isAnother = fields["near"] == "new"
    }

    init(_ one: Organisation) {
        (name, kind, legalCategory) = (one.name, one.kind, one.legalCategory)
        (siret, rna) = (one.siret?.formatted ?? "", one.rna?.formatted ?? "")
        statuses = Set(one.statuses)
        (activityFR, activityEN, naf, sizeBracket) = (one.activityFR, one.activityEN, one.naf, one.sizeBracket)
        headcount = one.headcount.map { String($0) } ?? ""
        (communeCode, communeName) = (one.place.communeCode, one.place.communeName)
        (department, website, revision) = (one.place.department, one.website, one.revision)
    }

    /// Everything that stands against it, in the order of the page.
    var faults: [Fault] {
        var faults: [Fault] = name.isEmpty ? [.nameMissing] : []
        if let refusal = Self.refusal(siret, { text throws(SiretRefusal) in try Siret(text) }) {
            faults.append(.siret(refusal))
        }
        if let refusal = Self.refusal(rna, { text throws(RnaRefusal) in try Rna(text) }) {
            faults.append(.rna(refusal))
        }
        if nafCode == nil { faults.append(.noSuchNaf) }
        if !headcount.isEmpty, count == nil { faults.append(.notACount) }
        if !communeCode.isEmpty, (try? CommuneCode(communeCode)) == nil { faults.append(.noSuchCommune) }
        if !department.isEmpty, (try? Department(said: department)) == nil { faults.append(.noSuchDepartment) }
        if !website.isEmpty, !WebAddress.isWhole(website) { faults.append(.notAnAddress) }
        return faults
    }

    private static func refusal<Fact, Refusal: Error>(
        _ typed: String, _ read: (String) throws(Refusal) -> Fact
    ) -> Refusal? {
        guard !typed.isEmpty else { return nil }
        do {
            _ = try read(typed)
            return nil
        } catch {
            return error
        }
    }

    /// A code, a section alone, or nothing; nil for anything else.
    private var nafCode: String? {
        if naf.isEmpty { return "" }
        if naf.count == 1, let letter = naf.uppercased().first, ("A"..."U").contains(letter) { return String(letter) }
        return try? NafCode(naf, version: .revision2).description
    }

    private var count: Int? {
        let digits = headcount.filter { !$0.isWhitespace }
        return Int(digits).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
    }

    /// The organisation as it would be; what cannot be read is left as it was.
    func applied(to organisation: Organisation) -> Organisation {
        var one = organisation
        (one.name, one.kind, one.legalCategory) = (name, kind, legalCategory)
        (one.siret, one.rna) = (try? Siret(siret), try? Rna(rna))
        one.statuses =
            Self.statuses.filter(statuses.contains) + organisation.statuses.filter { !Self.statuses.contains($0) }
        (one.activityFR, one.activityEN, one.naf) = (activityFR, activityEN, nafCode ?? "")
        one.nafVersion = one.naf.isEmpty ? "" : one.naf == organisation.naf ? organisation.nafVersion : "rev2"
        (one.sizeBracket, one.headcount) = (sizeBracket, count)
        let commune = try? CommuneCode(communeCode)
        (one.place.communeCode, one.place.communeName) = (commune?.description ?? "", communeName)
        one.place.department = ((try? Department(said: department)) ?? commune?.department)?.description ?? ""
        // The coordinates were those of the former place.
        if commune?.description ?? "" != organisation.place.communeCode {
            (one.place.latitude, one.place.longitude) = (nil, nil)
        }
        one.website = website
        return one
    }
}
