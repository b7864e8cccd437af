import Words

/// What stands against one field of a form, in a sentence that says how to repair it.
public struct Fault: Sendable, Equatable {
    public let field: String
    public let sentence: String
    /// The page on which it is put right, and the words of the link to it, where that is another one.
    public let way: Way?

    public struct Way: Sendable, Equatable {
        let words: String
        let path: String

        public init(_ words: String, to path: String) { (self.words, self.path) = (words, path) }
    }

    public init(_ field: String, _ sentence: String, way: Way? = nil) {
        (self.field, self.sentence, self.way) = (field, sentence, way)
    }

    /// Nothing is wrong there: somebody says that they know, or that they mean it.
    var isToConfirm: Bool { ["meant", "chairs", "unlooked", "misnamed", "readings", "confirmation"].contains(field) }
}

/// What browsers are told of a field of one line.
public enum FieldKind: String, Sendable {
    case text, email, tel, url, number, password, search, color

    /// An address may be typed without its scheme, which no browser takes in a field of that type: it would keep the whole form.
    fileprivate var type: HTML {
        self == .url ? "type=\"text\" inputmode=\"url\" spellcheck=\"false\"" : "type=\"\(rawValue)\""
    }
}

// A control carries its name as its key in the page, so that a fault links to it.
extension Reader {
    /// First thing of a refused form: takes the focus, and links each sentence to its field.
    public func faultSummary(_ faults: [Fault]) -> HTML {
        guard !faults.isEmpty else { return "" }
        let lines = faults.map { fault -> HTML in
            "<li><a href=\"#\(fault.field)\">\(fault.sentence)</a>\(fault.way.map(wayOut))</li>"
        }
        let (count, isAsked) = (faults.count, faults.allSatisfy(\.isToConfirm))
        let asked: HTML = isAsked ? " data-asks" : ""
        let title =
            isAsked
            ? t("One thing is to be confirmed", "\(count) things are to be confirmed", count: count)
            : t("One thing needs correcting", "\(count) things need correcting", count: count)
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus\(asked)><h2>\(title)</h2><ul>\(lines)</ul></div>
            """
    }

    /// A field of one line with its label, its hint and what stands against it.
    public func field(
        _ name: String, _ label: String, _ value: String, kind: FieldKind = .text, hint: String? = nil,
        faults: [Fault] = [], isShort: Bool = false, attributes: HTML = ""
    ) -> HTML {
        field(
            name, "\(label)" as HTML, value, kind: kind, hint: hint.map { "\($0)" }, faults: faults, isShort: isShort,
            attributes: attributes)
    }

    /// The same with a label and a hint that mark their language.
    public func field(
        _ name: String, _ label: HTML, _ value: String, kind: FieldKind = .text, hint: HTML? = nil,
        faults: [Fault] = [], isShort: Bool = false, attributes: HTML = ""
    ) -> HTML {
        let size: HTML = isShort ? " short" : ""
        return labelled(name, label, hint: hint, faults: faults) { description in
            """
            <input class="input\(size)" id="\(name)" name="\(name)" \(kind.type) value="\(value)"\(description)\
            \(attributes.isEmpty ? "" : " ")\(attributes)>
            """
        }
    }

    public func textArea(
        _ name: String, _ label: String, _ value: String, hint: String? = nil, faults: [Fault] = [],
        attributes: HTML = ""
    ) -> HTML {
        textArea(
            name, "\(label)" as HTML, value, hint: hint.map { "\($0)" }, faults: faults, attributes: attributes)
    }

    /// The same with a label and a hint that mark their language.
    public func textArea(
        _ name: String, _ label: HTML, _ value: String, hint: HTML? = nil, faults: [Fault] = [],
        attributes: HTML = ""
    ) -> HTML {
        labelled(name, label, hint: hint, faults: faults) { description in
            // The first line end of a text area is dropped by browsers: it is not the writer's.
            """
            <textarea class="input" id="\(name)" name="\(name)"\(description)\(attributes.isEmpty ? "" : " ")\(attributes)>
            \(value)</textarea>
            """
        }
    }

    /// A file to choose. It stands after all other fields of its form: what follows it is not read.
    public func fileField(
        _ name: String, _ label: String, hint: String? = nil, faults: [Fault] = [], attributes: HTML = ""
    ) -> HTML {
        labelled(name, "\(label)", hint: hint.map { "\($0)" }, faults: faults) { description in
            """
            <input class="input" id="\(name)" name="\(name)" type="file"\(description)\(attributes.isEmpty ? "" : " ")\(attributes)>
            """
        }
    }

    /// One of several, in a closed list.
    public func choiceList(
        _ name: String, _ label: String, _ options: [(value: String, label: String)], chosen: String?,
        hint: String? = nil, faults: [Fault] = [], attributes: HTML = ""
    ) -> HTML {
        choiceList(
            name, "\(label)" as HTML, options, chosen: chosen, hint: hint.map { "\($0)" }, faults: faults,
            attributes: attributes)
    }

    /// The same with a label and a hint that mark their language. `french`: the options, by their values, that are in French whatever
    /// the reader's language is.
    public func choiceList(
        _ name: String, _ label: HTML, _ options: [(value: String, label: String)], chosen: String?,
        french: Set<String> = [], hint: HTML? = nil, faults: [Fault] = [], attributes: HTML = ""
    ) -> HTML {
        labelled(name, label, hint: hint, faults: faults) { description in
            """
            <select class="input" id="\(name)" name="\(name)"\(description)\(attributes.isEmpty ? "" : " ")\(attributes)>
            \(options.map { option($0.value, $0.label, isChosen: $0.value == chosen, isFrench: french.contains($0.value)) })</select>
            """
        }
    }

    /// A box to tick.
    public func tick(_ name: String, _ label: String, isOn: Bool, value: String = "on") -> HTML {
        tick(name, "\(label)" as HTML, isOn: isOn, value: value)
    }

    /// The same with a label that marks its language.
    public func tick(_ name: String, _ label: HTML, isOn: Bool, value: String = "on") -> HTML {
        """
        <label class="choice"><input type="checkbox" name="\(name)" value="\(value)"\(isOn ? " checked" : "")><span>\(label)</span></label>
        """
    }

    /// One of several, all seen at once; `detail` says in a sentence what the choice means.
    public func radio(_ name: String, _ value: String, _ label: String, detail: String? = nil, isOn: Bool) -> HTML {
        radio(name, value, "\(label)" as HTML, detail: detail, isOn: isOn)
    }

    /// The same with a label that marks its language.
    public func radio(_ name: String, _ value: String, _ label: HTML, detail: String? = nil, isOn: Bool) -> HTML {
        let words: HTML = detail.map { "<b>\(label)</b><span class=\"sub\">\($0)</span>" } ?? "\(label)"
        return """
            <label class="choice"><input type="radio" name="\(name)" value="\(value)"\(isOn ? " checked" : "")><span>\(words)</span></label>
            """
    }

    /// Boxes or radios that answer one question: the link of a fault leads to the group, which takes the focus and is described by it.
    public func choiceGroup(
        _ name: String, _ legend: HTML, faults: [Fault] = [], style: HTML = "flow flow-2", _ choices: HTML
    ) -> HTML {
        let fault = faults.first { $0.field == name }
        let described: HTML = fault == nil ? "" : " aria-describedby=\"\(name)-error\""
        return """
            <fieldset class="\(style)" id="\(name)" tabindex="-1"\(described)>\(legend)\(fault.map(faultLine))
            \(choices)</fieldset>
            """
    }

    /// What a form carries along unseen.
    public func hidden(_ name: String, _ value: String) -> HTML {
        """
        <input type="hidden" name="\(name)" value="\(value)">
        """
    }

    /// What was just done, in a green line on top of the page: it takes the focus, so that it is what is heard first, save where
    /// the work goes on elsewhere on the page.
    public func doneNotice(_ sentence: String?, takesFocus: Bool = true) -> HTML {
        guard let sentence else { return "" }
        let focus: HTML = takesFocus ? " tabindex=\"-1\" autofocus" : ""
        return "<div class=\"notice ok\" role=\"status\"\(focus)><p>\(sentence)</p></div>"
    }

    /// The same; under a sentence that speaks of a letter stands the way to it.
    public func doneNotice(_ sentence: String?, leavingLetter: Bool) -> HTML {
        "\(doneNotice(sentence))\(leavingLetter && sentence != nil ? letterDoor() : "")"
    }

    /// Under a sentence that speaks of a letter: the way to it, in a demonstration, which sends none. `email` is whom it is for,
    /// where that is known.
    public func letterDoor(to email: String? = nil) -> HTML {
        guard let letters = frame.letters else { return "" }
        let query = email.map { "?" + Fields([(name: "a", value: $0)]).urlEncoded } ?? ""
        return """
            <div class="notice"><p>\(t("No message leaves a demonstration: it is read here."))</p>
            <p class="row"><a class="btn main" href="\(to(letters))\(query)">\(icon("mail"))\(t("Open the message"))</a></p></div>
            """
    }

    /// Asked before a text goes out that sets one file beside the others, by what was found in it: see `RelativeWords`.
    public func relativeWords(_ found: [String]) -> String {
        t("It speaks of marks or of other files: \(formats.list(found)). Say what this file does, by itself.")
    }

    /// Nothing where nothing was found.
    public func relativeNotice(_ found: [String]) -> HTML {
        found.isEmpty ? "" : "<div class=\"notice warn\"><p>\(relativeWords(found))</p></div>"
    }

    /// When a page that saves itself tries again: seen, and never read out, since it changes with each try.
    public var secondsLeft: HTML {
        "<span aria-hidden=\"true\" data-wait=\"\(t("Next try in \("%1") seconds."))\"></span>"
    }

    public func option(_ value: String, _ label: String, isChosen: Bool, isFrench: Bool = false) -> HTML {
        """
        <option value="\(value)"\(isFrench ? " lang=\"fr\"" : "" as HTML)\(isChosen ? " selected" : "")>\(typeset(label))</option>
        """
    }

    private func labelled(
        _ name: String, _ label: HTML, hint: HTML?, faults: [Fault], _ control: (HTML) -> HTML
    ) -> HTML {
        let fault = faults.first { $0.field == name }
        return """
            <div class="field"><label for="\(name)">\(label)</label>\(hint.map { hintLine($0, of: name) })
            \(control(description(of: name, hasHint: hint != nil, isRefused: fault != nil)))\(fault.map(faultLine))</div>
            """
    }

    private func description(of name: String, hasHint: Bool, isRefused: Bool) -> HTML {
        let hint: HTML = hasHint ? "\(name)-hint" : ""
        guard isRefused else { return hasHint ? " aria-describedby=\"\(hint)\"" : "" }
        return " aria-invalid=\"true\" aria-describedby=\"\(hint) \(name)-error\""
    }

    private func hintLine(_ hint: HTML, of name: String) -> HTML {
        "<p class=\"hint\" id=\"\(name)-hint\">\(hint)</p>"
    }

    /// What stands against one control, to be put beside it: `aria-describedby="NAME-error"` names it.
    public func faultLine(_ fault: Fault) -> HTML {
        "<p class=\"error\" id=\"\(fault.field)-error\">\(icon("alert"))\(fault.sentence)\(fault.way.map(wayOut))</p>"
    }

    private func wayOut(_ way: Fault.Way) -> HTML { " <a href=\"\(to(way.path))\">\(way.words)</a>" }
}
