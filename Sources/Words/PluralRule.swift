/// Which form of a sentence goes with a number, from the `Plural-Forms` header: `nplurals=2; plural=(n > 1);`.
struct PluralRule: Sendable {
    static let english = PluralRule(forms: 2, expression: .binary("!=", .n, .number(1)))

    let forms: Int
    private let expression: Expression

    private init(forms: Int, expression: Expression) { (self.forms, self.expression) = (forms, expression) }

    init?(header: String) {
        // Long enough for every known language, short enough for the reader's recursion.
        guard header.utf8.count <= 500 else { return nil }
        var parts: [Substring: Substring] = [:]
        for part in header.filter({ !$0.isWhitespace }).split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { parts[pair[0]] = pair[1] }
        }
        guard let forms = parts["nplurals"].flatMap({ Int($0) }), 1...6 ~= forms,
            let expression = parts["plural"].flatMap({ Expression(String($0)) })
        else { return nil }
        self.init(forms: forms, expression: expression)
    }

    func form(for count: Int) -> Int {
        let form = expression.value(for: count.magnitude > UInt(Int.max) ? Int.max : abs(count))
        return (0..<forms).contains(form) ? form : forms - 1
    }
}

/// The C expression of the header: integers, `n`, and C's operators with C's precedence.
private indirect enum Expression: Sendable {
    case n
    case number(Int)
    case not(Expression)
    case binary(String, Expression, Expression)
    case choice(Expression, Expression, Expression)

    init?(_ text: String) {
        var reader = ExpressionReader(rest: text[...])
        guard let read = reader.choice(), reader.rest.isEmpty else { return nil }
        self = read
    }

    func value(for n: Int) -> Int {
        switch self {
        case .n: n
        case .number(let number): number
        case .not(let part): part.value(for: n) == 0 ? 1 : 0
        case .binary(let sign, let left, let right): apply(sign, left.value(for: n), right.value(for: n))
        case .choice(let test, let yes, let no): test.value(for: n) != 0 ? yes.value(for: n) : no.value(for: n)
        }
    }

    private func apply(_ sign: String, _ left: Int, _ right: Int) -> Int {
        switch sign {
        case "||": left != 0 || right != 0 ? 1 : 0
        case "&&": left != 0 && right != 0 ? 1 : 0
        case "==": left == right ? 1 : 0
        case "!=": left != right ? 1 : 0
        case "<=": left <= right ? 1 : 0
        case ">=": left >= right ? 1 : 0
        case "<": left < right ? 1 : 0
        case ">": left > right ? 1 : 0
        case "+": left &+ right
        case "-": left &- right
        case "*": left &* right
        case "/": left.dividedReportingOverflow(by: right).partialValue
        default: left.remainderReportingOverflow(dividingBy: right).partialValue
        }
    }
}

private struct ExpressionReader {
    // Weakest first; a longer sign before the one it starts with.
    static let signs = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]]

    var rest: Substring

    mutating func choice() -> Expression? {
        guard let test = binary(0) else { return nil }
        guard take("?") else { return test }
        guard let yes = choice(), take(":"), let no = choice() else { return nil }
        return .choice(test, yes, no)
    }

    private mutating func binary(_ level: Int) -> Expression? {
        guard level < Self.signs.count else { return unary() }
        guard var left = binary(level + 1) else { return nil }
        while let sign = Self.signs[level].first(where: { take($0) }) {
            guard let right = binary(level + 1) else { return nil }
            left = .binary(sign, left, right)
        }
        return left
    }

    private mutating func unary() -> Expression? {
        if take("!") { return unary().map(Expression.not) }
        if take("(") {
            let inner = choice()
            return take(")") ? inner : nil
        }
        if take("n") { return .n }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits).map(Expression.number)
    }

    private mutating func take(_ sign: String) -> Bool {
        guard rest.hasPrefix(sign) else { return false }
        rest = rest.dropFirst(sign.count)
        return true
    }
}
