import Foundation
import Hummingbird

extension Answer {
    func response(to visit: Visit, _ site: SiteSettings) -> Response {
        switch self {
        case .page(let html): html.response(.ok)
        case .refused(let html): html.response(.unprocessableContent)
        case .strayed(let html): html.response(.forbidden)
        case .outOfDate(let html): html.response(.conflict)
        case .unproved(let html): html.response(.unauthorized)
        case .gone(let html): html.response(.gone)
        case .tooMany(let html, let seconds): html.response(.tooManyRequests).again(after: seconds)
        case .seeOther(let path): .redirect(to: visit.reader.to(path), type: .normal)
        case .movedTo(let path): .redirect(to: visit.reader.to(path), type: .permanent)
        case .file(let file): file.response
        case .stored(let file): file.response(to: visit.wish)
        case .flowing(let file): file.response
        case .document(let document): .bytes(document.bytes, type: document.type)
        case .framed(let html): .framed(html)
        case .data(let answer): answer.response
        case .asked(let answer, let asker, let until):
            answer.response(to: visit, site).setting(site.cookie(site.askerName, asker, until: until))
        case .signedIn(let cookie, let until, let path, _):
            .redirect(to: visit.reader.to(path), type: .normal)
                .setting(site.cookie(site.cookieName, cookie, until: until))
        case .entered(let cookie, let until, let html):
            html.response(.ok).setting(site.cookie(site.cookieName, cookie, until: until))
        case .signedOut(let path):
            .redirect(to: visit.reader.to(path), type: .normal)
                .setting(site.cookie(site.cookieName, "", until: .distantPast)).leavingNothing()
        }
    }
}

extension HTML {
    func response(_ status: HTTPResponse.Status) -> Response {
        .bytes(bytes, type: "text/html; charset=utf-8", status: status)
    }
}

extension Response {
    static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    fileprivate static func framed(_ html: String) -> Response {
        var response = Response.bytes(Array(html.utf8), type: "text/html; charset=utf-8")
        response.headers[.contentSecurityPolicy] = HTTPFields.framedPolicy
        return response
    }

    fileprivate func again(after seconds: Int) -> Response {
        var response = self
        response.headers[.retryAfter] = "\(seconds)"
        return response
    }

    /// What the browser kept of this site goes: pages, and texts that were not saved. The cookie has ended by itself.
    fileprivate func leavingNothing() -> Response {
        var response = self
        response.headers[.clearSiteData] = "\"cache\", \"storage\""
        return response
    }

    /// With what this browser is known by, where the page holds a form for it. Such a page has its token: nobody keeps it.
    func giving(_ mark: BrowserMark?, _ site: SiteSettings) -> Response {
        guard let mark, !headers[values: .setCookie].contains(where: { $0.hasPrefix(site.askerName + "=") }) else {
            return self
        }
        return setting(site.cookie(site.askerName, mark.text, until: site.clock.real() + BrowserMark.life))
    }

    fileprivate func setting(_ cookie: String) -> Response {
        var response = self
        response.headers[values: .setCookie].append(cookie)
        return response
    }
}

extension Download {
    fileprivate var response: Response {
        var response = Response.bytes(bytes, type: type)
        response.headers[.contentDisposition] = Fields.disposition("attachment", name)
        return response
    }
}

extension JSONAnswer {
    fileprivate var response: Response {
        let status: HTTPResponse.Status =
            switch outcome {
            case .saved: .ok
            case .refused: .unprocessableContent
            case .outOfDate: .conflict
            }
        return .bytes(bytes, type: "application/json; charset=utf-8", status: status)
    }
}

extension SiteSettings {
    fileprivate func cookie(_ name: String, _ value: String, until: Date) -> String {
        let life = max(0, Int(until.timeIntervalSince(clock.real())))
        return "\(name)=\(value); Path=/; Max-Age=\(life); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }
}

extension Response {
    /// What never changes under its address.
    static func kept(_ bytes: [UInt8], type: String) -> Response {
        var response = Response.bytes(bytes, type: type)
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        response.headers[.vary] = "Accept-Encoding"
        return response
    }
}
