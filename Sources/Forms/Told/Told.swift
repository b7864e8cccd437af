/// What the answers of several controls tell, once read: a sheet, a page and an export show them alike.
public enum Told {
    public struct Step: Codable, Equatable, Sendable {
        /// `2011-03` or `2011-03-17`.
        public var date: String
        public var text: String

        public init(date: String, text: String) { (self.date, self.text) = (date, text) }
    }

    /// A figure followed over time, as the organisation declares it.
    public struct Indicator: Codable, Equatable, Sendable {
        public enum Direction: String, Codable, Sendable { case up, down }

        public var name: String
        public var unit: String
        /// Which way is better.
        public var direction: Direction
        public var baseline: Double?
        public var baselineDate: String
        public var value: Double?
        public var date: String
        public var source: String

        public init(
            name: String, unit: String, direction: Direction, baseline: Double?, baselineDate: String, value: Double?,
            date: String, source: String
        ) {
            (self.name, self.unit, self.direction) = (name, unit, direction)
            (self.baseline, self.baselineDate) = (baseline, baselineDate)
            (self.value, self.date, self.source) = (value, date, source)
        }

        enum CodingKeys: String, CodingKey {
            case name, unit, direction, baseline, value, date, source
            case baselineDate = "baseline_date"
        }
    }

    public struct Cost: Codable, Equatable, Sendable {
        public var min: Double?
        public var max: Double?
        /// Euro where none is said.
        public var unit: String?
        public var per: String?
        public var note: String?

        public init(min: Double?, max: Double?, unit: String?, per: String?, note: String?) {
            (self.min, self.max, self.unit, self.per, self.note) = (min, max, unit, per, note)
        }
    }

    public struct Quote: Codable, Equatable, Sendable {
        public var text: String
        public var role: String

        public init(text: String, role: String) { (self.text, self.role) = (text, role) }
    }

    /// A line of a budget, as a sheet tells it.
    public struct BudgetEntry: Codable, Equatable, Sendable {
        public enum Side: String, Codable, Sendable { case expense, income }

        public var what: String
        public var side: Side
        /// Nil where none can be read.
        public var cents: Int?

        public init(what: String, side: Side, cents: Int?) { (self.what, self.side, self.cents) = (what, side, cents) }

        /// From a row of an answer, or of a desk.
        public init(typed row: [String: String]) {
            self.init(
                what: (row["what"] ?? "").trimmed, side: Side(rawValue: row["side"] ?? "") ?? .expense,
                cents: TypedFigure(row["amount"] ?? "")?.cents)
        }
    }

    /// Expenses and income added up, in cents; rows whose amount cannot be read are not counted.
    public struct Budget: Equatable, Sendable {
        public var expenses = 0
        public var income = 0
        public var hasAmounts = false

        public init(_ rows: [[String: String]]) {
            for row in rows {
                guard let cents = TypedFigure(row["amount"] ?? "")?.cents else { continue }
                if row["side"] == "income" { income += cents } else { expenses += cents }
                hasAmounts = true
            }
        }

        public init(_ entries: [BudgetEntry]) {
            for entry in entries {
                guard let cents = entry.cents else { continue }
                if entry.side == .income { income += cents } else { expenses += cents }
                hasAmounts = true
            }
        }
    }
}
