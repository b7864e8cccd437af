import Foundation
import Identifiers
import Web

struct SignInPages: Sendable {
    let links: SignInStore
    let sessions: SessionStore
    let send: LetterSender

    func show(_ visit: Visit) async throws -> Answer {
        let next = OwnPath(visit.query["next"])
        guard visit.session == nil else { return .seeOther(next.description) }
        guard visit.half == nil else { return .seeOther(next.behindFactor) }
        return .page(visit.reader.signInPage(SignInForm(email: "", next: next), done: visit.query["ok"]))
    }

    func ask(_ visit: Visit) async throws -> Answer {
        let form = SignInForm(email: visit.fields.text("email") ?? "", next: OwnPath(visit.fields["next"]))
        let email: EmailAddress
        do {
            email = try EmailAddress(form.email)
        } catch {
            return .refused(visit.reader.signInPage(form, refusal: error))
        }
        let asker = visit.askerSecret
        let request = LinkRequest(email: email, next: form.next, place: visit.linkPlace(asker))
        // Shown rather than led to: the address as typed is the one thing that tells a slip of the finger, and it must not
        // stand in an address.
        return try await visit.answer(
            links.ask(request, send: send), asker, visit.reader.letterSentPage(to: form))
    }

    /// Shows one button and changes nothing: programs that look through mail open links too.
    func showLink(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let found = try await links.find(token)
            let link = found.link
            if link.isDoor, visit.session?.person == link.person { return .seeOther(link.next.description) }
            do {
                try link.check(at: visit.time)
            } catch {
                return dead(error, link, token, visit)
            }
            return .page(page(of: found, token, visit))
        } catch let refusal as SignInLink.Refusal {
            return dead(refusal, nil, token, visit)
        }
    }

    private func page(of found: SignInStore.FoundLink, _ token: String, _ visit: Visit) -> HTML {
        if found.link.isDoor { return visit.reader.doorPage(token, found.link) }
        return found.link.asksCode(of: visit.asker)
            ? visit.reader.confirmPage(token) : visit.reader.enterPage(token: token, name: found.name)
    }

    /// Lets in by a link; by a door, or by a link that is of no use any more, has another one sent.
    func enter(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        let link: SignInLink
        do {
            link = try await links.find(token).link
        } catch let refusal as SignInLink.Refusal {
            return dead(refusal, nil, token, visit)
        }
        do {
            if link.isDoor || visit.fields["again"] != nil { return try await askAgain(token, visit) }
            return try await enter(token, visit)
        } catch let refusal as SignInLink.Refusal {
            return dead(refusal, link, token, visit)
        }
    }

    private func enter(_ token: String, _ visit: Visit) async throws -> Answer {
        let proof = LinkProof(token: token, asker: visit.asker, typed: visit.fields["code"])
        let entry = try await links.enter(
            by: proof, endingSession: visit.sessionCookie, with: Device(userAgent: visit.userAgent), at: visit.time)
        switch entry {
        case .entered(let session):
            return .signedIn(
                cookie: session.cookie, until: session.endsAt, then: session.next.description, person: session.person)
        case .notConfirmed(let isWrong, let left):
            guard left > 0 else { throw SignInLink.Refusal.guessed }
            visit.note(.linkRefused)
            let flaw = CodeFlaw(isWrong: isWrong, left: left)
            return .refused(visit.reader.confirmPage(token, typed: visit.fields["code"] ?? "", flaw))
        }
    }

    private func askAgain(_ token: String, _ visit: Visit) async throws -> Answer {
        let asker = visit.askerSecret
        let outcome = try await links.askAgain(token, visit.linkPlace(asker), send: send)
        return try visit.answer(outcome, asker, visit.reader.letterSentAgainPage)
    }

    /// A link that is over offers another one; an invitation does not, or it would be one for ever.
    private func dead(_ refusal: SignInLink.Refusal, _ link: SignInLink?, _ token: String, _ visit: Visit) -> Answer {
        visit.note(.linkRefused)
        if link?.isDoor == true { return .gone(visit.reader.deadDoorPage) }
        return .gone(visit.reader.deadLinkPage(refusal, token: link?.mayBeAskedAgain == true ? token : nil))
    }

    func leave(_ visit: Visit) async throws -> Answer {
        guard visit.half == nil || visit.factorSender != nil else { return .seeOther("/second-facteur") }
        if let cookie = visit.sessionCookie { try await sessions.end(cookie) }
        return .signedOut(then: "/connexion?ok=out")
    }
}

/// What was typed to ask for a link.
struct SignInForm: Sendable {
    let email: String
    let next: OwnPath
}

/// What stands against the six digits.
struct CodeFlaw: Sendable {
    let isWrong: Bool
    let left: Int
}

extension Visit {
    /// What this browser is known by when it opens the link: the same as before while it lasts, so that each letter of several opens.
    public var askerSecret: Secret { Secret(asker) ?? Secret() }

    /// French is where everybody begins: who has English letters is led to English pages from there, and who reads English stays in it.
    public func linkPlace(_ asker: Secret) -> LinkPlace {
        LinkPlace(
            origin: address, asker: asker.text, time: time,
            language: reader.language == .french ? nil : reader.language)
    }

    /// The page after a link was asked for.
    public func answer(_ outcome: SignInStore.Outcome, _ asker: Secret, _ page: HTML) throws(WebError) -> Answer {
        if case .tooMany(let seconds) = outcome {
            note(.linkLimited)
            throw .tooManyRequests(retryAfter: seconds)
        }
        note(.linkAsked)
        return answer(.page(page), asker)
    }

    /// The same where something else was asked for of which a letter holds the link.
    public func answer(_ answer: Answer, _ asker: Secret) -> Answer {
        .asked(answer, by: asker.text, until: time + BrowserMark.life)
    }
}
