import Grids
import Web

// What kinds of question are called.
extension Reader {
    /// “Choice, one answer”; the whole name, for a list to choose from.
    func kindName(_ word: String) -> String {
        switch word {
        case "line": t("Line")
        case "text": t("Text, with a counter")
        case "choice": t("Choice, one answer")
        case "choices": t("Choice, several answers")
        case "list": t("List, one entry a line")
        case "tick": t("Box to tick")
        case "number": t("Number, with its unit")
        case "money": t("Amount in euros")
        case "date": t("Date")
        case "period": t("Period, from one day to another")
        case "email": t("Mail address")
        case "website": t("Website")
        default: laterKindName(word)
        }
    }

    private func laterKindName(_ word: String) -> String {
        switch word {
        case "address": t("Address, with its town")
        case "person": t("Person")
        case "siret": t("SIRET")
        case "rna": t("RNA")
        case "terms": t("Terms of the grid")
        case "checkpoint": t("Checkpoint of the grid")
        case "steps": t("Steps, with their dates")
        case "indicators": t("Figures, before and now")
        case "cost": t("Cost, from and to")
        case "budget": t("Budget table")
        case "quote": t("Words of somebody")
        case "block": t("Repeated block of questions")
        case "file": t("File", as: "kind of question")
        case "picture": t("Pictures")
        case "film": t("Link to a film")
        case "consent": t("Consent")
        default: t("Text to read, no question")
        }
    }

    /// “choice”: short, beside a question in the list of all.
    func kindMark(_ kind: FormField.Kind) -> String {
        switch kind {
        case .line: t("line", as: "kind of question")
        case .text: t("text", as: "kind of question")
        case .choice, .choices: t("choice", as: "kind of question")
        case .terms: t("terms", as: "kind of question")
        case .list: t("list", as: "kind of question")
        case .tick, .consent: t("box", as: "kind of question")
        case .number, .indicators: t("figures", as: "kind of question")
        case .cost, .money: t("amount", as: "kind of question")
        case .date, .period: t("date", as: "kind of question")
        case .budget: t("table", as: "kind of question")
        default: laterKindMark(kind)
        }
    }

    private func laterKindMark(_ kind: FormField.Kind) -> String {
        switch kind {
        case .steps, .block: t("repeated", as: "kind of question")
        case .file: t("file", as: "kind of question")
        case .picture: t("picture", as: "kind of question")
        case .film, .website: t("link", as: "kind of question")
        case .email, .person: t("person", as: "kind of question")
        case .address: t("address", as: "kind of question")
        case .siret, .rna: t("number", as: "kind of question")
        case .quote: t("words", as: "kind of question")
        case .checkpoint: t("level", as: "kind of question")
        default: t("to read", as: "kind of question")
        }
    }
}
