import Campaigns
import Grids
import Organisations
import Web

// What the form asks, in plain words.
extension Reader {
    public func title(of section: FormSection, grid: Grid?) -> String {
        if let dimension = grid?.dimensions.first(where: { $0.id == section.dimension }) {
            return wording(dimension.title)
        }
        return switch section {
        case .organisation: t("Who you are")
        case .initiative: t("The initiative in brief")
        case .need: t("The need")
        case .novelty: t("What is new")
        case .participation: t("With whom")
        case .qualityOfLife: t("What gets better")
        case .effects: t("Figures and effects")
        case .future: t("Risk and what follows")
        case .agreement: t("Before sending")
        }
    }

    /// What the dimension asks, as the jury reads it.
    public func lead(of section: FormSection, grid: Grid?) -> String {
        if let question = grid?.dimensions.first(where: { $0.id == section.dimension })?.question {
            return wording(question)
        }
        return switch section {
        case .organisation: t("So that we know who writes, and whom to call.")
        case .initiative: t("What somebody reads who has one minute.")
        case .agreement: t("A few agreements, and how you heard of us.")
        default: ""
        }
    }

    /// A text of the grid, in the reader's language when there is one.
    public func wording(_ text: Localized) -> String { typeset(text.wording(in: language.rawValue).text) }

    public func label(of field: FormField) -> String {
        switch field.section {
        case .organisation: identityLabel(field.id)
        case .initiative, .need, .novelty, .participation: storyLabel(field.id)
        case .qualityOfLife, .effects, .future, .agreement: proofLabel(field.id)
        }
    }

    private func identityLabel(_ id: String) -> String {
        switch id {
        case "organisation.name": t("Name of the organisation")
        case "organisation.kind": t("Kind of organisation")
        case "organisation.siret": t("SIRET")
        case "organisation.rna": t("RNA, for an association without SIRET")
        case "organisation.commune": t("Town")
        case "organisation.department": t("Department, by its number")
        case "organisation.activity": t("What the organisation does")
        case "organisation.size_bracket": t("How many people work there")
        case "organisation.website": t("Website")
        case "contact.name": t("Person to call")
        case "contact.role": t("Function of the person to call")
        case "contact.email": t("Mail address of the person to call")
        default: t("Telephone of the person to call")
        }
    }

    private func storyLabel(_ id: String) -> String {
        switch id {
        case "title": t("Title of the initiative")
        case "strapline": t("Summary")
        case "tags.kind": t("It is above all")
        case "tags.maturity": t("Where it stands")
        case "tags.need": t("Which needs does it answer?")
        case "need": t("What was the need, and how did you see it?")
        case "before": t("How was it before?")
        case "tags.beneficiary": t("Who benefits?")
        case "response": t("What do you do differently?")
        case "steps": t("How it happened, step by step")
        case "who_with": t("With whom was it thought out, decided and carried?")
        default: t("The approach was")
        }
    }

    private func proofLabel(_ id: String) -> String {
        switch id {
        case "effects": t("What gets better, and for whom?")
        case "tags.quality_of_life": t("Where does life get better?")
        case "tags.working_conditions_topic": t("What does it touch at work?")
        case "quote": t("Words of somebody who lives it")
        case "indicators": t("Figures you follow")
        case "not_measured": t("Nothing is measured yet")
        case "tags.impact": t("Which effects do you see?")
        case "tags.impact_path": t("These effects are")
        case "difficulties": t("What was difficult, or did not work?")
        case "levers": t("What helped?")
        case "risk": t("What did you put at stake?")
        case "reuse": t("What could others take up?")
        case "reuse_conditions": t("On which conditions?")
        case "cost": t("What it costs")
        case "heard_from": t("Who told you of this campaign?")
        case "rules_accepted": t("I accept the rules of the campaign, and I have read how personal data are used.")
        default:
            t(
                "I agree that the agency prepares a public sheet from this file. Nothing is published before I have approved it."
            )
        }
    }
}

// Help, where a label does not say it all.
extension Reader {
    public func hint(of field: FormField) -> String? {
        switch field.section {
        case .organisation: identityHint(field.id)
        case .initiative, .need, .novelty, .participation: storyHint(field.id)
        case .qualityOfLife, .effects, .future, .agreement: proofHint(field.id)
        }
    }

    private func identityHint(_ id: String) -> String? {
        switch id {
        case "organisation.siret":
            t("Fourteen digits, with or without spaces. An association without SIRET gives its RNA below.")
        case "organisation.rna": t("W and nine digits, on the receipt of the prefecture.")
        case "organisation.department": t("For example 25 for Doubs.")
        case "organisation.activity": t("In a few words: home care, sheet metal work, shared jobs.")
        case "contact.name": t("Somebody we may call with a question, at work.")
        default: nil
        }
    }

    private func storyHint(_ id: String) -> String? {
        switch id {
        case "title": t("A few words that tell what is done: «Building the rounds as a team».")
        case "strapline": t("Two sentences: who does what, and what it changes.")
        case "need": t("A situation, figures, words that were said. Not only the need of the organisation.")
        case "before": t("An ordinary day, and what was already tried.")
        case "response": t("What is done each day, by whom, under which rules. Write as you speak.")
        case "steps": t("A month and a sentence. Trials and steps back count as well.")
        case "who_with": t("People concerned, their representatives, partners: what each brought and could decide.")
        default: nil
        }
    }

    private func proofHint(_ id: String) -> String? {
        switch id {
        case "effects": t("A work situation or a day, before and after. Avoid «see our website».")
        case "quote": t("One sentence, with the function of the person and no name.")
        case "indicators":
            t(
                "Two or three figures that can be checked are better than a long table. Give the starting point: without it a figure says little."
            )
        case "not_measured": t("That is an accepted answer: the jury can ask.")
        case "difficulties":
            t("One a line. A difficulty told frankly helps others, and the jury reads it as a quality.")
        case "levers": t("One a line.")
        case "risk": t("Time, money, reputation, relations, without being sure of the result.")
        case "reuse": t("A tool, a rule, a way of doing, that would work elsewhere.")
        case "reuse_conditions": t("One a line: what must be there for it to work.")
        case "cost": t("Working time included. A range is enough.")
        case "heard_from": t("A partner, a colleague, an article.")
        default: nil
        }
    }
}

// Choices and columns.
extension Reader {
    public func choice(_ value: String, of field: FormField) -> String {
        if field.id == "organisation.size_bracket" { return SizeBracket(value).map(sizeLabel) ?? value }
        return Organisation.Kind(rawValue: value).map(kindLabel) ?? value
    }

    public func label(ofColumn part: String) -> String {
        switch part {
        case "date": t("When", as: "month of a step or a figure")
        case "text": t("What happened")
        case "name": t("What is measured")
        case "unit": t("Unit")
        case "direction": t("Better is")
        case "baseline": t("Before", as: "figure")
        case "baseline_date": t("When", as: "starting point")
        case "value": t("Now")
        default: t("Where the figure comes from")
        }
    }

    /// A term of a vocabulary as the grid words it.
    public func term(_ id: String, of vocabulary: String, grid: Grid?) -> String {
        let terms = Vocabulary.ID(vocabulary).flatMap { grid?.vocabulary($0) }?.terms
        return terms?.first { $0.id.description == id }.map { wording($0.label) } ?? id
    }
}
