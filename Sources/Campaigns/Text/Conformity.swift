import Words

/// How far the program holds to the French guidelines for accessibility, as the last reading of their criteria found it:
/// `Reference/accessibility.yaml`, which `bin/accessibility` makes of `docs/audit/rgaa.csv`.
public struct Conformity: Sendable, Equatable {
    /// In the words of the law: all that applies holds, half of it at least, or less.
    public enum State: Sendable { case total, partial, none }

    /// The day of the last criterion that was read; nil before the first.
    public let day: Day?
    /// How many criteria hold, and how many have nothing to apply to.
    public let holding: Int
    public let notApplicable: Int
    /// The numbers of those that fail, `10.7`, in the order of the guidelines.
    public let failing: [String]

    /// Nobody has read them yet.
    public static let unread = Conformity(day: nil, holding: 0, notApplicable: 0, failing: [])

    public init(day: Day?, holding: Int, notApplicable: Int, failing: [String]) {
        (self.day, self.holding, self.notApplicable, self.failing) = (day, holding, notApplicable, failing)
    }

    public var applicable: Int { holding + failing.count }

    public var state: State {
        guard applicable > 0 else { return .none }
        if failing.isEmpty { return .total }
        return 2 * holding >= applicable ? .partial : .none
    }

    /// Of those that apply, in whole per cent; 100 when all hold and never before.
    public var rate: Int { applicable == 0 ? 0 : 100 * holding / applicable }
}

extension Conformity {
    public enum Unreadable: Error, CustomStringConvertible {
        case line(String)

        public var description: String {
            switch self {
            case .line(let name):
                "the reading of the accessibility criteria has no readable «\(name)»: run bin/accessibility"
            }
        }
    }

    /// As the file has it: `read: 2026-11-30`, `holds: 70`, `not-applicable: 35`, `fails: [10.7]`.
    public init(_ text: String) throws(Unreadable) {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            line.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
        }
        func value(of name: String) throws(Unreadable) -> String {
            guard let line = lines.first(where: { $0.first.map { String($0) } == name }), line.count == 2 else {
                throw .line(name)
            }
            return String(line[1])
        }
        func count(of name: String) throws(Unreadable) -> Int {
            guard let count = Int(try value(of: name)), count >= 0 else { throw .line(name) }
            return count
        }
        let failing = try value(of: "fails").filter { !"[]\" ".contains($0) }.split(separator: ",").map(String.init)
        guard let day = Day(try value(of: "read")) else { throw .line("read") }
        self.init(
            day: day, holding: try count(of: "holds"), notApplicable: try count(of: "not-applicable"), failing: failing)
    }
}
