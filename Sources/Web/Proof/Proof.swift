import Foundation

/// How sure it must be that whoever sends a form is who they are.
public enum Proof: Equatable, Sendable {
    /// A session is enough.
    case session
    /// They have opened a link of their own mail a moment ago: a browser left open, or a cookie that was taken, does nothing grave.
    case fresh

    /// How long a proof is fresh: enough for what belongs together, not for the rest of a morning.
    public static let life: TimeInterval = 10 * 60
}

extension Session {
    public func proves(_ proof: Proof, at time: Date) -> Bool {
        proof == .session || provedAt > time - Proof.life
    }
}

extension Visit {
    /// Asks for a fresh proof where one act of a route weighs more than its others; nil where theirs is fresh. What was typed stays
    /// on the page.
    public func askingProof() -> Answer? {
        guard let session, !session.proves(.fresh, at: time) else { return nil }
        note(.proofMissing)
        return .unproved(reader.proofPage(fields))
    }
}

extension Reader {
    /// Where a link is asked for that proves it is them.
    public static var proofPath: String { "/mon-compte/confirmation" }
    /// The same for whoever stands before the second factor.
    public static var halfProofPath: String { "/second-facteur/confirmation" }

    /// Asks for a fresh proof, and keeps what was typed on the page: the link is asked for and opened in other windows.
    func proofPage(_ fields: Fields, half: Session? = nil) -> HTML {
        let next: HTML = half == nil ? "" : hidden("next", fields["next"] ?? "")
        let asking = half == nil ? Self.proofPath : Self.halfProofPath
        return ownPage(
            PageHead(t("Confirm that it is you"), isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(t("Confirm that it is you"))</h1>
            <p class="lead">\(t("Nothing is done yet. This is a sensitive act, and you signed in a while ago."))</p>
            <ol class="flow flow-2"><li>\(t("Have a link sent to your mail address. What you typed stays on this page."))</li>
            <li>\(t("Open it in this browser, and press “Enter”. It holds for ten minutes."))</li>
            <li>\(t("Come back to this window, and continue."))</li></ol>
            \(form(
                to: asking, attributes: "target=\"_blank\" rel=\"noopener\"", "\(next)\(linkButton)"))
            \(form(to: path, attributes: "class=\"flow\"", HTML(carried(fields)) + continueButton))</div>
            """)
    }

    private var linkButton: HTML {
        """
        <p><button class="btn main">\(icon("mail"))\(t("Send me the link"))<span class="vh"> \(t("(in another window)"))</span></button></p>
        """
    }

    private var continueButton: HTML { "<p><button class=\"btn\">\(t("Continue"))</button></p>" }
}
