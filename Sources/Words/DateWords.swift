import Foundation

/// The names of days and months, and the shape of a date.
///
/// Own tables rather than `DateFormatter`: two languages need forty words, a date then costs about 0.2 µs instead
/// of several, and a new version of the toolchain cannot change how dates read.
struct DateWords: Sendable {
    let weekdays: [String]
    let months: [String]
    let shortMonths: [String]

    static let french = DateWords(
        weekdays: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        months: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ],
        shortMonths: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ])

    static let english = DateWords(
        weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ],
        shortMonths: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])

    /// The month that starts as these letters do, if only one does: `juin`, `sept.`, `Sep`.
    func month(named text: some StringProtocol) -> Int? {
        let name = Self.plain(text).prefix { $0 != "." }
        guard name.count >= 3 else { return nil }
        let found = months.indices.filter { Self.plain(months[$0]).hasPrefix(name) }
        return found.count == 1 ? found[0] + 1 : nil
    }

    func hasWeekday(_ text: some StringProtocol) -> Bool { weekdays.contains { Self.plain($0) == Self.plain(text) } }

    /// Accents and capitals are left out by people and by telephones.
    private static func plain(_ text: some StringProtocol) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}
