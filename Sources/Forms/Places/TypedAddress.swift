import Words

// An address: where the commune is one of the list, its code goes with it.
extension FormField {
    static func addressFaults(_ parts: [String: String]) -> [(String, FormFault)] {
        let (postcode, commune) = ((parts["postcode"] ?? "").trimmed, (parts["commune"] ?? "").trimmed)
        var faults: [(String, FormFault)] = []
        if !isPostcode(postcode) { faults.append(("postcode", postcode.isEmpty ? .missing : .notPostcode)) }
        if commune.isEmpty { return faults + [("commune", .missing)] }
        guard faults.isEmpty, let communes = Communes.bundled else { return faults }
        if let chosen = communes[parts["insee"] ?? ""] {
            return chosen.postcodes.contains(postcode) ? [] : [("postcode", .otherPostcode)]
        }
        let called = communes.called(commune)
        if called.isEmpty { return [("commune", .noSuchCommune)] }
        switch called.count(where: { $0.postcodes.contains(postcode) }) {
        case 0: return [("postcode", .otherPostcode)]
        case 1: return []
        default: return [("commune", .severalCommunes)]
        }
    }

    static func isPostcode(_ text: String) -> Bool {
        text.utf8.count == 5 && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}

extension Communes {
    /// The parts of an address with the code of the commune that they name, where they name one; a code that belongs to another
    /// name is dropped. `choosing` is the code of the one that was chosen among several.
    public func resolved(_ parts: [String: String], choosing code: String = "") -> [String: String] {
        var parts = parts
        let (postcode, name) = ((parts["postcode"] ?? "").filter { !$0.isWhitespace }, (parts["commune"] ?? "").trimmed)
        if FormField.isPostcode(postcode) { parts["postcode"] = postcode }
        guard let commune = chosen(code, for: name) ?? commune(named: name, at: postcode, was: parts["insee"] ?? "")
        else {
            parts["insee"] = nil
            return parts
        }
        (parts["insee"], parts["commune"]) = (commune.code, commune.name)
        if postcode.isEmpty, commune.postcodes.count == 1 { parts["postcode"] = commune.postcodes[0] }
        return parts
    }

    /// Unless another one was typed by its whole name meanwhile.
    private func chosen(_ code: String, for name: String) -> Commune? {
        guard let chosen = self[code] else { return nil }
        let called = called(name)
        return called.isEmpty || called.contains(chosen) ? chosen : nil
    }

    /// What whoever typed may have meant, to choose from.
    public func meant(by parts: [String: String]) -> [Commune] {
        let (postcode, name) = ((parts["postcode"] ?? "").trimmed, (parts["commune"] ?? "").trimmed)
        let called = called(name, postcode: postcode)
        if !called.isEmpty { return called }
        let begun = beginning(with: name)
        if !begun.isEmpty { return begun }
        return FormField.isPostcode(postcode) ? beginning(with: postcode) : []
    }

    private func commune(named name: String, at postcode: String, was code: String) -> Commune? {
        let all = called(name)
        if let known = self[code], all.contains(known) { return known }
        if all.count == 1 { return all[0] }
        let here = all.filter { $0.postcodes.contains(postcode) }
        return here.count == 1 ? here[0] : nil
    }
}
