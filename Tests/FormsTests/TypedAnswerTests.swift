import Testing
import Web
import World

@testable import Forms

/// Months and figures as people type them.
struct TypedAnswerTests {
    @Test(arguments: [
        ("mars 2011", "2011-03"), ("03/2011", "2011-03"), ("2011-03", "2011-03"), ("17/03/2011", "2011-03-17"),
        ("2011", "2011"), ("1er juin 2012", "2012-06-01"), ("sept. 2013", "2013-09"),
        // As the sentence that refuses others says to write it, in either language, and as telephones write it.
        ("March 2012", "2012-03"), ("fevrier 2012", "2012-02"), ("2012/03", "2012-03"),
    ])
    func `months are read as people type them`(typed: String, month: String) {
        #expect(TypedMonth(typed)?.text == month)
    }

    @Test(arguments: ["13/2011", "hier", "31/02/2011", "", "03/11"])
    func `what is no month is not guessed`(typed: String) { #expect(TypedMonth(typed) == nil) }

    @Test(
        arguments: [
            ("7,8 %", 7.8), ("1 234", 1234), ("-3.5", -3.5), ("0", 0), ("1\u{202F}200,25", 1200.25), ("\u{2212}4", -4),
            ("+3", 3), ("999999999999999", 999_999_999_999_999), ("0,123456789", 0.123456789), ("€\u{A0}12", 12),
        ])
    func `figures are read as people type them`(typed: String, value: Double) {
        #expect(TypedFigure(typed)?.value == value)
    }

    @Test(
        arguments: [
            ("1,234", 1234, 1.234), ("1,234,567.5", 1_234_567.5, nil), ("€12,500", 12_500, 12.5),
            ("-1,200 %", -1200, -1.2),
            ("7,5", 7.5, 7.5), ("0,125", 0.125, 0.125), ("1,2345", 1.2345, 1.2345), ("1.234", 1.234, 1.234),
            ("-€1,234", -1234, -1.234), ("€ 2,500.50", 2500.5, nil), ("12, 500", 12_500, 12.5),
            ("1,200.5", 1200.5, nil), ("1.234.567", nil, 1_234_567), ("12.500,75 €", nil, 12_500.75),
            ("1,234,5", nil, nil), ("1,23,456", nil, nil), ("12 500,5", 12_500.5, 12_500.5),
        ] as [(String, Double?, Double?)])
    func `a comma before three figures groups thousands on an English page, and is decimal on a French one`(
        typed: String, english: Double?, french: Double?
    ) {
        #expect(TypedFigure(TypedFigure.kept(typed, on: .english))?.value == english)
        #expect(TypedFigure(TypedFigure.kept(typed, on: .french))?.value == french)
    }

    @Test(arguments: ["12.500", "-1.234 €", "1 . 234"])
    func `a point before three figures is asked about on a French page, and is decimal on an English one`(typed: String)
    {
        #expect(Answers.figureFault(TypedFigure.kept(typed, on: .french)) == .unclearFigure)
        let english = TypedFigure.kept(typed, on: .english)
        #expect(Answers.figureFault(english) == nil)
        #expect(TypedFigure(english) == TypedFigure(typed) && TypedFigure.shown(english, on: .english) == typed)
        for clear in ["12.5", "0.125", "1.2345", "12 500", "12,500"] {
            #expect(Answers.figureFault(TypedFigure.kept(clear, on: .french)) == nil, "\(clear)")
        }
    }

    @Test func `what is kept is shown on an English page so that it is read there as the same figure`() {
        for kept in ["1,234", "7,8 %", "1 234", "12500", "-0,5", "1,2,3", ""] {
            let shown = TypedFigure.shown(kept, on: .english)
            #expect(TypedFigure(TypedFigure.kept(shown, on: .english)) == TypedFigure(kept), "\(kept)")
            #expect(TypedFigure.shown(kept, on: .french) == kept)
        }
    }

    @Test func `a part that comes from an English page keeps figures without what stands between thousands`() throws {
        let form = CompleteFile.form
        let cost = try #require(form.fields.first { $0.kind == .cost })
        let fields = Fields([
            ("\(cost.id).min", "1,500"), ("\(cost.id).max", "2,000"), ("\(cost.id).note", "1,500 a day"),
        ])
        let english = TypedPart(fields: fields, isWhole: true, language: .english)
        let kept = try #require(english.value(of: cost, over: .empty(.cost)))
        #expect(kept.cost?.min == 1500 && kept.cost?.max == 2000 && kept.cost?.note == "1,500 a day")
        let french = TypedPart(fields: fields, isWhole: true)
        #expect(try #require(french.value(of: cost, over: .empty(.cost))).cost?.min == 1.5)
    }

    @Test(
        arguments: [
            "douze", "", "1,2,3", "1e9", "NaN", "12 jours", "1.", ".5", "+-1", "1-2", "1..5", "1234567890123456",
            "1,0123456789", "\u{661}\u{662}", "-", "%",
        ])
    func `what is no figure is not guessed`(typed: String) { #expect(TypedFigure(typed) == nil) }
}
