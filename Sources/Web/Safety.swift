import HTTPTypes
import Hummingbird

extension HTTPFields {
    /// What every answer says to the browser. Styles, scripts, pictures and fonts come from this site only, none stand in the page.
    mutating func addSafety(isSecure: Bool) {
        // A kept answer has them already.
        guard !contains(.xContentTypeOptions) else { return }
        if !contains(.contentSecurityPolicy) { append(HTTPField(name: .contentSecurityPolicy, value: Self.policy)) }
        for field in Self.always { append(field) }
        if !contains(.referrerPolicy) { append(HTTPField(name: .referrerPolicy, value: "same-origin")) }
        if isSecure { append(Self.encryptedOnly) }
        // Pages for somebody signed in, and refusals, are nobody else's.
        if !contains(.cacheControl) { append(HTTPField(name: .cacheControl, value: "no-store")) }
    }

    private static let always = [
        HTTPField(name: .xContentTypeOptions, value: "nosniff"),
        HTTPField(
            name: .permissionsPolicy, value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        HTTPField(name: .openerPolicy, value: "same-origin"),
        // As `frame-ancestors` says, for what does not read it.
        HTTPField(name: .frameOptions, value: "SAMEORIGIN"),
    ]

    private static let encryptedOnly = HTTPField(
        name: .strictTransportSecurity, value: "max-age=31536000; includeSubDomains")

    private static let policy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "media-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'",
        "object-src 'none'", "frame-src 'self'", "frame-ancestors 'self'",
    ].joined(separator: "; ")

    /// For what is shown in a frame: the sandbox takes scripts, forms and the site's own cookies away from it.
    static let framedPolicy = [
        "sandbox", "default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'",
        "frame-ancestors 'self'",
    ].joined(separator: "; ")

    func cookie(_ name: String) -> String? {
        for header in self[values: .cookie] {
            for pair in header.split(separator: ";") {
                let sides = pair.split(separator: "=", maxSplits: 1)
                guard sides.count == 2, sides[0].drop(while: { $0 == " " }) == name else { continue }
                return String(sides[1])
            }
        }
        return nil
    }
}

extension Site {
    /// What goes along with an answer that the connection gives in the site's place.
    public var safety: [(String, String)] {
        var headers = HTTPFields()
        headers.addSafety(isSecure: settings.isSecure)
        return headers.map { ($0.name.rawName, $0.value) }
    }
}

extension HTTPField.Name {
    static let clearSiteData = HTTPField.Name("Clear-Site-Data")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let frameOptions = HTTPField.Name("X-Frame-Options")!
    static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
