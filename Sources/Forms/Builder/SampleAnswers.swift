import Grids
import Words

// Answers that nobody gave, so that a juror's page and a sheet can be looked at before anybody writes.
extension Form {
    /// One for each question that is asked: a good example where the form has one, the first choice, a number that is allowed.
    func sampleAnswers(grid: Grid?) -> Answers {
        var answers = Answers()
        for field in fields where field.kind.isAsked { answers[field] = field.sample(grid) }
        return answers
    }
}

extension FormField {
    fileprivate func sample(_ grid: Grid?) -> AnswerValue {
        switch kind {
        case .line, .text, .email, .website, .siret, .rna: .text(sampleText)
        case .choice: .text(choices.first?.id ?? "")
        case .choices: .list(choices.prefix(2).map(\.id))
        case .terms(let name):
            .list(Vocabulary.ID(name).flatMap { grid?.vocabulary($0) }?.terms.prefix(2).map(\.id.description) ?? [])
        case .list: .list([sampleText])
        case .tick: .text("on")
        case .number(let figures): .text(Self.sample(figures.bounds, 12))
        case .money(let bounds): .text(Self.sample(bounds, 1_200))
        case .date: .text("2014-03-17")
        case .film: .text("https://vimeo.com/76979871")
        case .consent(let consent): .text(consent.version)
        case .explanation: .text("")
        default: sampleRows
        }
    }

    private var sampleRows: AnswerValue {
        switch kind {
        case .steps: .rows([["date": "2013-01", "text": sampleText]])
        case .indicators:
            .rows([
                [
                    "name": label.french, "baseline": "12", "baseline_date": "2012-01", "value": "7", "date": "2014-01",
                    "direction": "down", "source": "2014",
                ]
            ])
        case .cost: .parts(["min": "1000", "max": "5000"])
        case .quote: .parts(["text": sampleText])
        case .period: .parts(["from": "2013-01-07", "to": "2014-06-30"])
        case .budget: .rows([["what": label.french, "side": "expense", "amount": "1200"]])
        case .address: .parts(["street": "1", "postcode": "25000", "commune": "Besançon"])
        case .person: .parts(["name": "Camille Martin"])
        case .checkpoint: .parts(["level": "2", "why": sampleText])
        case .block(let block):
            .rows([Dictionary(block.cells.map { ($0.id, $0.sample(in: self)) }) { first, _ in first }])
        case .file: .rows([["id": "", "name": "sample.pdf"]])
        case .picture: .rows([["id": "", "name": "sample.jpg", "alternative": sampleText]])
        default: AnswerValue.empty(kind)
        }
    }

    /// A good example says what a good answer is.
    private var sampleText: String { example?.french ?? "…" }

    private static func sample(_ bounds: Bounds, _ usual: Int) -> String {
        let number = min(max(Double(usual), bounds.least ?? -.infinity), bounds.most ?? .infinity)
        return number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
}

extension FormField.Cell {
    fileprivate func sample(in field: FormField) -> String {
        switch kind {
        case .choice: choices.first?.id ?? ""
        case .number, .money: "12"
        case .date: "2014-03-17"
        case .tick: "on"
        default: "…"
        }
    }
}
