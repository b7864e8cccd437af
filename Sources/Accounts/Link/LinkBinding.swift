/// What whoever opens a link has to show, beside the link: the browser it was asked for in, or the digits of its letter.
public struct LinkProof: Sendable {
    public let token: String
    /// What the browser was given when it asked.
    public let asker: String?
    /// What was typed for the six digits.
    let typed: String?

    public init(token: String, asker: String? = nil, typed: String? = nil) {
        (self.token, self.asker, self.typed) = (token, asker, typed)
    }
}

/// What a link asks for before it lets in: a letter that went astray, or that somebody was made to open, lets in nobody.
public struct LinkBinding: Equatable, Sendable {
    /// Digits that may be wrong before the link is dead.
    public static let mostWrong = 5

    public enum Standing: Equatable, Sendable {
        case confirmed
        /// No six digits were typed: nothing is counted.
        case open
        case wrong
    }

    /// A digest; nil where no browser asked.
    public let asker: String?
    /// Of the digits, under the link's secret.
    public let code: String
    /// Digits that were typed wrong.
    public let wrong: Int

    public init(asker: String?, code: String, wrong: Int) { (self.asker, self.code, self.wrong) = (asker, code, wrong) }

    /// That of a new link, by what a browser is given, and the digits of its letter.
    public static func new(asker: String?, under secret: Secret) -> (binding: LinkBinding, digits: String) {
        let code = SignInCode()
        let binding = LinkBinding(
            asker: asker.map(Secret.digest(of:)), code: code.kept(under: secret.text), wrong: 0)
        return (binding, code.shown)
    }

    /// No digit is looked at any more.
    public var isDead: Bool { wrong >= Self.mostWrong }

    /// Whether it was asked for in the browser that has this.
    public func isBound(to nonce: String?) -> Bool {
        guard let asker, let nonce else { return false }
        return Secret.isSame(Secret.digest(of: nonce), asker)
    }

    public func standing(of proof: LinkProof) -> Standing {
        if isBound(to: proof.asker) { return .confirmed }
        guard let typed = proof.typed.flatMap(SignInCode.init(typed:)) else { return .open }
        return Secret.isSame(typed.kept(under: proof.token), code) ? .confirmed : .wrong
    }
}
