import Identifiers
import Web

/// Where somebody who is signed in proves once more that it is them, by a link of their own mail. What they were about to do waits
/// in another window.
struct ProofPages: Sendable {
    let links: SignInStore
    let accounts: AccountStore
    let send: LetterSender

    func show(_ visit: Visit) async throws -> Answer {
        let isProved = visit.session?.proves(.fresh, at: visit.time) ?? false
        return .page(isProved ? visit.reader.provedPage : visit.reader.askProofPage)
    }

    /// Using the link begins a new session in the browser that opens it, and in no other: whoever has stolen this one has nothing of it.
    func ask(_ visit: Visit) async throws -> Answer {
        try await ask(of: visit.person, next: OwnPath(Reader.proofPath), visit)
    }

    /// For whoever stands before the second factor: an old session of theirs sets nothing up.
    func showHalf(_ visit: Visit) async throws -> Answer {
        guard visit.half != nil else { return .seeOther(visit.session == nil ? "/connexion" : Reader.proofPath) }
        return .page(visit.reader.askHalfProofPage(next: visit.wantedPage))
    }

    func askHalf(_ visit: Visit) async throws -> Answer {
        guard let holder = visit.factorSender, holder.isHalf else { return .seeOther("/second-facteur") }
        return try await ask(of: holder.person, next: OwnPath(visit.wantedPage.behindFactor), visit)
    }

    private func ask(of person: Person.ID, next: OwnPath, _ visit: Visit) async throws -> Answer {
        let account = try await accounts.find(person).orNotFound()
        guard let email = try? EmailAddress(account.email) else { throw WebError.notFound }
        let asker = visit.askerSecret
        let request = LinkRequest(email: email, next: next, place: visit.linkPlace(asker), isOwn: true)
        return try await visit.answer(
            links.ask(request, send: send), asker, visit.reader.proofSentPage(to: account.email))
    }
}

extension Reader {
    fileprivate var provedPage: HTML {
        proofPart(
            t("You have confirmed that it is you"),
            """
            <p class="lead">\(t("Go back to the window where you were, and press “Continue”: what you typed is still there."))</p>
            <p class="quiet">\(t("This is valid for ten minutes. You can close this window."))</p>
            """)
    }

    fileprivate var askProofPage: HTML { asking(at: Self.proofPath) }

    fileprivate func askHalfProofPage(next: OwnPath) -> HTML {
        asking(at: Self.halfProofPath, hidden("next", next.description))
    }

    private func asking(at path: String, _ fields: HTML = "") -> HTML {
        proofPart(
            t("Confirm that it is you"),
            """
            <p class="lead">\(t("We send a link to your mail address. Open it in this browser, and press “Enter”."))</p>
            \(form(to: path, "\(fields)<p><button class=\"btn main\">\(icon("mail"))\(t("Send me the link"))</button></p>"))
            """)
    }

    fileprivate func proofSentPage(to email: String) -> HTML {
        proofPart(
            t("Check your email"),
            """
            <p class="lead">\(t("An email with a link is on its way to \(email). Open it in this browser, and press “Enter”."))</p>
            \(letterDoor(to: email))
            <p>\(t("Then go back to the window where you were, and press “Continue”. This window can be closed."))</p>
            """)
    }

    private func proofPart(_ title: String, _ main: HTML) -> HTML {
        ownPage(
            PageHead(title, isHidden: true), "<div class=\"wrap narrow flow flow-5\"><h1>\(title)</h1>\(main)</div>")
    }
}
