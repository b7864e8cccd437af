import SecondFactor
import Web

// Passkeys: what a script does with them, and what is said without one.
extension Reader {
    /// Signs in with a passkey. The script uncovers the button, and fills the form with what the browser answers.
    func passkeyDoor(_ screen: FactorScreen, _ faults: [Fault]) -> HTML {
        let parts = ["id", "client", "authenticator", "signature"].map { hidden($0, "") }
        return passkeyPart(
            faults,
            factorForm(
                to: "/second-facteur/cle", screen,
                attributes: passkeyForm("get", "/second-facteur/cle/question", screen),
                """
                \(parts)<p><button class="btn main" id="passkey"\(passkeyFault(faults))>\(t("Use your passkey"))</button></p>
                \(faults.filter { $0.field == "passkey" }.map(faultLine))
                """))
    }

    /// Makes a new passkey.
    func newPasskeyDoor(_ screen: FactorScreen, _ faults: [Fault]) -> HTML {
        let parts = ["client", "attestation"].map { hidden($0, "") }
        let name = field(
            "name", t("What do you call it?"), "",
            hint: t("For example “office computer”, or the make of your security key."),
            attributes: "autocomplete=\"off\" maxlength=\"\(Passkey.longestName)\"")
        return passkeyPart(
            faults,
            factorForm(
                to: "/second-facteur/cles", screen,
                attributes: passkeyForm("create", "/second-facteur/cles/question", screen),
                """
                \(parts)\(name)
                <p><button class="btn" id="passkey"\(passkeyFault(faults))>\(t("Add a passkey"))</button></p>
                \(faults.filter { $0.field == "passkey" }.map(faultLine))
                """))
    }

    private func passkeyPart(_ faults: [Fault], _ form: HTML) -> HTML {
        """
        <div class="flow"><p data-passkey-without>\(t("A passkey needs a newer browser, with scripts turned on."))</p>
        \(form)</div>\(script("passkey.js"))
        """
    }

    private func passkeyForm(_ act: HTML, _ question: String, _ screen: FactorScreen) -> HTML {
        let next = Fields([(name: "next", value: screen.next.description)]).urlEncoded
        let proof = screen.holder.isHalf ? to(Self.halfProofPath) + "?" + next : to(Self.proofPath)
        return """
            data-passkey="\(act)" data-question="\(to(question))" data-proof="\(proof)" \
            data-refused="\(t("Nothing came back: the passkey was not used. Try again."))" hidden
            """
    }

    private func passkeyFault(_ faults: [Fault]) -> HTML {
        faults.contains { $0.field == "passkey" } ? " aria-describedby=\"passkey-error\"" : ""
    }

    func passkeyPage(_ passkey: Passkey, _ screen: FactorScreen, typedName: String? = nil) -> HTML {
        let nameFault = Fault("name", t("Give it a name of at most \(Passkey.longestName) characters."))
        let faults = removalFaults(screen) + (typedName == nil ? [] : [nameFault])
        let path = "/mon-compte/second-facteur/cles/\(passkey.id)"
        let meaning: HTML = "<p>\(t("From then on it no longer works here. Your other proofs stay."))</p>"
        let name = field(
            "name", t("What do you call it?"), typedName ?? passkey.name, faults: faults,
            attributes: "autocomplete=\"off\" required")
        return factorDesk(
            passkey.name, faults,
            """
            \(form(to: path, attributes: "class=\"flow\" novalidate", "\(name)<p><button class=\"btn main\">\(t("Save"))</button></p>"))
            <section class="sect flow" aria-labelledby="away"><h2 id="away">\(t("Remove this passkey"))</h2>
            \(screen.factors.mayGo ? meaning : "")
            \(removalForm(to: path + "/retirer", screen, faults))</section>
            """)
    }
}
