import Testing
import World

@testable import Forms

/// Answers as they are kept.
struct AnswerValueTests {
    @Test(arguments: CompleteFile.form.fields)
    func `an answer of any kind comes back from its text`(field: FormField) {
        let value: AnswerValue =
            switch AnswerValue.empty(field.kind) {
            case .text: .text("« \"'<>& é\u{301} »\nligne")
            case .list: .list(["a|b", "« »", "👩‍🌾"])
            case .rows: .rows([[:], Dictionary(uniqueKeysWithValues: field.kind.columns.map { ($0, "\"\\ 7,8 %") })])
            case .parts: .parts(Dictionary(uniqueKeysWithValues: field.kind.columns.map { ($0, "\u{202E}renversé") }))
            }
        #expect(AnswerValue(stored: value.stored, kind: field.kind) == value)
    }

    @Test func `figures written as numbers by another hand are read`() throws {
        let text = #"[{"name":"km","baseline":47.3,"value":38,"direction":"down","source":null}]"#
        let value = AnswerValue(stored: text, kind: .indicators)
        let figure = try #require(value.indicators.first)
        #expect((figure.baseline, figure.value, figure.direction) == (47.3, 38, .down))
    }

    @Test func `a broken list keeps what it said`() {
        #expect(AnswerValue(stored: "Pas du JSON", kind: .list) == .list(["Pas du JSON"]))
        #expect(AnswerValue(stored: "{", kind: .steps) == .rows([]))
    }

    @Test func `a row where only the direction is set is empty`() {
        #expect(AnswerValue.rows([["direction": "up"], ["name": " "]]).isEmpty)
    }
}
