import Foundation
import Identifiers
import Web
import Words

// The names of what registers keep as codes.
extension Reader {
    /// `6 to 9 people`.
    public func sizeLabel(_ bracket: SizeBracket) -> String {
        if bracket.code == SizeBracket.nonEmployer { return t("No employee, ever") }
        if bracket.most == 0 { return t("No employee at present") }
        let least = formats.number(bracket.least)
        guard let most = bracket.most.map({ formats.number($0) }) else { return t("\(least) people or more") }
        return t("\(least) to \(most) people")
    }

    public func kindLabel(_ kind: Organisation.Kind) -> String {
        switch kind {
        case .company: t("Company", as: "kind of organisation")
        case .association: t("Association", as: "kind of organisation")
        case .publicBody: t("Public body", as: "kind of organisation")
        case .other: t("Another kind of organisation")
        }
    }

    /// The legal forms that such campaigns meet; any other is shown by its code.
    public func legalLabel(_ code: String) -> String {
        switch code {
        case "1000": t("Sole trader")
        case "5458": t("Workers’ co-operative (SARL)")
        case "5499": t("Limited company (SARL)")
        case "5558": t("Workers’ co-operative (SA)")
        case "5560", "5460", "5660": t("Another co-operative")
        case "5599", "5699": t("Public limited company (SA)")
        case "5710": t("Simplified joint-stock company (SAS)")
        case "6317": t("Agricultural co-operative")
        case "7210": t("Commune")
        case "7230": t("Region")
        case "7389": t("Public administrative establishment")
        case "8210": t("Mutual society")
        case "9220": t("Declared association")
        case "9221": t("Declared association for work integration")
        case "9222": t("Intermediary association")
        case "9223": t("Group of employers")
        case "9230": t("Association recognised as of public benefit")
        case "9260": t("Association under local law (Alsace-Moselle)")
        case "9300": t("Foundation")
        default: t("Legal form \(code)")
        }
    }

    /// `Baume-les-Dames (Doubs)`, as far as it is known; nil when nothing is.
    public func placeLabel(_ place: Organisation.Place) -> String? {
        let department = (try? Department(place.department))?.name
        switch (place.communeName.ifFilled, department) {
        case (let commune?, let department?): return "\(commune) (\(department))"
        case (let commune?, nil): return commune
        case (nil, let department?): return department
        case (nil, nil): return place.country.ifFilled.map(countryLabel)
        }
    }

    private func countryLabel(_ code: String) -> String {
        Locale(identifier: language.rawValue).localizedString(forRegionCode: code) ?? code
    }
}
