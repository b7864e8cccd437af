import Identifiers
import Web

struct SignInPages: Sendable {
    let links: SignInStore
    let sessions: SessionStore
    let send: LetterSender

    func show(_ visit: Visit) -> Answer {
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
        let request = LinkRequest(email: email, next: form.next, origin: visit.address, time: visit.time)
        if case .tooMany(let seconds) = try await links.ask(request, send: send) {
            throw WebError.tooManyRequests(retryAfter: seconds)
        }
        // Shown rather than led to: the address as typed is the one thing that tells a slip of the finger, and it must not
        // stand in an address.
        return .page(visit.reader.letterSentPage(to: form))
    }

    /// Shows one button and changes nothing: programs that look through mail open links too.
    func showLink(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let name = try await links.person(for: token, at: visit.time)
            return .page(visit.reader.enterPage(token: token, name: name))
        } catch let refusal as SignInLink.Refusal {
            return .gone(visit.reader.deadLinkPage(refusal))
        }
    }

    func enter(_ visit: Visit) async throws -> Answer {
        do {
            let session = try await links.enter(
                by: visit.word("token"), endingSession: visit.sessionCookie, at: visit.time)
            return .signedIn(cookie: session.cookie, until: session.endsAt, then: session.next.description)
        } catch let refusal as SignInLink.Refusal {
            return .gone(visit.reader.deadLinkPage(refusal))
        }
    }

    func leave(_ visit: Visit) async throws -> Answer {
        if let cookie = visit.sessionCookie { try await sessions.end(cookie) }
        return .signedOut(then: "/connexion?ok=out")
    }
}

/// What was typed to ask for a link.
struct SignInForm: Sendable {
    let email: String
    let next: OwnPath
}
