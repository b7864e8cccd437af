import Web

// What is wrong in a grid's file, in words.
extension Reader {
    /// What was expected, to be read after a place: «… : un nombre entier est attendu.»
    public func sentence(_ kind: GridFault.Kind) -> String {
        switch kind {
        case .notUTF8, .empty, .tooLarge, .notYAML, .reference, .wrongSchema: fileSentence(kind)
        case .missingKey, .unknownKey, .duplicateKey, .duplicate, .expected, .unsupported, .noItem: keySentence(kind)
        case .noFrench, .unequalLists, .unknownName, .notMember: nameSentence(kind)
        case .scaleStart, .scaleEnd, .levelMissing, .levelOffScale: scaleSentence(kind)
        case .weightNotPositive, .dimensionWeight, .totalWeight: weightSentence(kind)
        default: questionSentence(kind)
        }
    }

    private func fileSentence(_ kind: GridFault.Kind) -> String {
        switch kind {
        case .notUTF8: t("the file is not UTF-8 text. Save it as UTF-8.")
        case .empty: t("there is nothing in it.")
        case .tooLarge(let limit): t("the file is over \(limit / 1000) kB. A grid is much shorter.")
        case .notYAML(let problem):
            t("from here on, this is not readable YAML. Check the indents, the colons and the quotes (\(problem)).")
        case .reference:
            t("references (&name, *name) are not accepted: write each text out. Put a space after an & in a text.")
        case .wrongSchema(let expected): t("the schema must be \(expected).")
        default: ""
        }
    }

    private func keySentence(_ kind: GridFault.Kind) -> String {
        switch kind {
        case .missingKey(let key): t("the key “\(key)” is missing.")
        case .unknownKey(let key, let nearest?): t("the key “\(key)” does not belong here. Is it “\(nearest)”?")
        case .unknownKey(let key, nil): t("the key “\(key)” does not belong here.")
        case .duplicateKey(let key): t("the key “\(key)” stands twice.")
        case .duplicate(let name): t("“\(name)” stands twice in this list.")
        case .expected(let form): sentence(form)
        case .unsupported(let found, let allowed):
            t("“\(found)” is not possible here. Possible: \(allowed.joined(separator: ", ")).")
        case .noItem: t("the list is empty.")
        default: ""
        }
    }

    private func sentence(_ form: GridFault.Form) -> String {
        switch form {
        case .text: t("a text is expected.")
        case .wholeNumber: t("a whole number is expected, without quotes.")
        case .trueOrFalse: t("true or false is expected.")
        case .list: t("a list is expected: [one, two], or one line each with a dash.")
        case .keys: t("keys are expected, as {fr: …, en: …}.")
        case .name: t("a name of small letters, digits and hyphens is expected, as need-established.")
        case .version: t("a version is expected, as 1.0.0.")
        case .number: t("a number is expected, as 12 or 7.5, without quotes.")
        case .moment: t("a day is expected, as 2014-09-30, or a kind of phase, as call.")
        }
    }

    private func nameSentence(_ kind: GridFault.Kind) -> String {
        switch kind {
        case .noFrench: t("the French text (fr) is missing.")
        case .unequalLists(let french, let english):
            t("the lists answer one another, but the French one has \(french) items and the English one \(english).")
        case .unknownName(let name, let thing, let nearest?):
            t("\(sentence(thing, called: name)) Is it “\(nearest)”?")
        case .unknownName(let name, let thing, nil): sentence(thing, called: name)
        case .notMember(let set): t("the set “\(set)” does not list this checkpoint (scoring.one_of_sets).")
        default: ""
        }
    }

    private func sentence(_ thing: GridFault.Thing, called name: String) -> String {
        switch thing {
        case .dimension: t("no dimension is called “\(name)”.")
        case .checkpoint: t("no checkpoint is called “\(name)”.")
        case .vocabulary: t("no vocabulary is called “\(name)”.")
        case .term: t("the vocabulary has no term “\(name)”.")
        case .source: t("no source is called “\(name)” (crosswalk_sources).")
        case .set: t("no set is called “\(name)” (scoring.one_of_sets).")
        }
    }

    private func scaleSentence(_ kind: GridFault.Kind) -> String {
        switch kind {
        case .scaleStart(let allowed):
            t("the lowest level is from \(allowed.lowerBound) to \(allowed.upperBound).")
        case .scaleEnd(let allowed): t("the highest level is from \(allowed.lowerBound) to \(allowed.upperBound).")
        case .levelMissing(let level): t("level \(level) is missing.")
        case .levelOffScale(let level, let scale):
            t("level \(level) is off the scale, which goes from \(scale.lowerBound) to \(scale.upperBound).")
        default: ""
        }
    }

    private func weightSentence(_ kind: GridFault.Kind) -> String {
        switch kind {
        case .weightNotPositive(let weight): t("a weight is from 1 to 100, not \(weight).")
        case .dimensionWeight(let said, let checkpoints):
            t("the weight said is \(said), but its checkpoints weigh \(checkpoints) together.")
        case .totalWeight(let total): t("the dimensions weigh \(total) together; they must weigh 100.")
        default: ""
        }
    }
}
