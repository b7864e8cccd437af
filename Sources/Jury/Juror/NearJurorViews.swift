import Campaigns
import Web

// Somebody of nearly the name of the juror who is invited has an account under another address.
extension Reader {
    /// Asked once: the answer stays in the form, whatever else stands against it.
    func nearBox(_ typed: JurorForm, _ faults: [Fault]) -> HTML {
        guard !typed.near.isEmpty || typed.isAnother else { return "" }
        let lines = typed.near.map { one -> HTML in
            "<li>\(typeset(one.name)), \(one.email ?? t("under an address that you do not see here: ask them for it"))</li>"
        }
        let list: HTML = typed.near.isEmpty ? "" : "<ul>\(lines)</ul>"
        let options = [(value: "", label: t("Choose")), (value: "new", label: t("Somebody else: they are added"))]
        return """
            <div class="notice warn flow flow-2"><p>\(t("""
                Nearly this name stands here under another address. If it is the same person, write that address above: \
                their files and their readings stay theirs.
                """))</p>
            \(list)\(choiceList("near", t("Who it is"), options, chosen: typed.isAnother ? "new" : "", faults: faults))</div>
            """
    }
}
