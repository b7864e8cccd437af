import HTTPTypes
import Hummingbird

extension Routes {
    /// What is done with a file: the visit knows the fields that stand before it, and the bytes are read from the upload.
    public typealias Uploader = @Sendable (Visit, Upload) async throws -> Answer

    /// Takes a file of any size within its bounds: what comes is never held whole. Whoever sends is looked at before a byte of it is read:
    /// a plain form says its token in a field before the file, the page's script in `X-Form-Token`, and what else weighs with a form
    /// (`post`) weighs here. What is refused is not read.
    public func upload(
        _ path: String, for policy: Policy, bounds: UploadBounds, proof: Proof = .session,
        _ handler: @escaping Uploader
    ) {
        entries.append(Entry(method: "POST", path: "/" + path, policy: policy, proof: proof, isUpload: true))
        let rule = Rule(policy: policy, bounds: bounds, proof: proof)
        router.on(RouterPath(path), method: .post) { [site] (request: Request, context: SiteContext) -> Response in
            try await Self.respond(to: request, context, rule, site, handler)
        }
    }

    private struct Rule: Sendable {
        let policy: Policy
        let bounds: UploadBounds
        let proof: Proof
    }

    private static func respond(
        to request: Request, _ context: SiteContext, _ rule: Rule, _ site: SiteSettings, _ handler: @escaping Uploader
    ) async throws -> Response {
        let facts = context.request
        var visit = try site.visit(request, context, site.reader(for: facts))
        if let refused = refusal(by: rule.policy, visit, facts.above) { return refused }
        guard let upload = Upload(request, rule.bounds) else { throw HTTPError(.unsupportedMediaType) }
        try await upload.open()
        visit.fields = upload.fields
        let token = upload.isFromScript ? request.headers[.formToken] : visit.fields["token"]
        if let refused = refusal(of: visit, token: token, rule, facts.above) {
            return refused.response(to: visit, site)
        }
        return try await besideOthers(visit, upload, handler).response(to: visit, site)
    }

    /// Nobody waits for a file that is read, hashed and written on the thread that serves them.
    private static func besideOthers(
        _ visit: Visit, _ upload: Upload, _ handler: @escaping Uploader
    ) async throws -> Answer {
        try await withTaskExecutorPreference(globalConcurrentExecutor) { try await handler(visit, upload) }
    }

    /// A file is not sent twice by a redirect, as a form's words are: where it is sent from is said instead.
    private static func refusal(by policy: Policy, _ visit: Visit, _ above: String?) -> Response? {
        guard !policy.allows(visit.session) else {
            let isClosed = policy == .anyone && !visit.reader.frame.isPublic && visit.session == nil
            return isClosed ? visit.reader.closedDoorPage.response(.forbidden) : nil
        }
        guard visit.session == nil else {
            visit.note(.permissionRefused)
            return visit.reader.errorPage(.forbidden).response(.forbidden)
        }
        return visit.reader.fileAgainPage(isSignedIn: false, above).response(.unauthorized)
    }

    private static func refusal(of visit: Visit, token: String?, _ rule: Rule, _ above: String?) -> Answer? {
        if let session = visit.session, token != session.formToken {
            return .refused(visit.reader.fileAgainPage(isSignedIn: true, above))
        }
        let texts = rule.bounds.texts
        guard visit.fields.isWithin(texts) else { return .refused(visit.reader.tooLongPage(visit.fields, texts)) }
        if let session = visit.session, !session.proves(rule.proof, at: visit.time) {
            visit.note(.proofMissing)
            return .unproved(visit.reader.proofPage(Fields()))
        }
        return nil
    }
}

extension UploadFailure {
    var status: HTTPResponse.Status {
        switch self {
        case .cut, .malformed, .several: .badRequest
        case .tooLarge: .contentTooLarge
        }
    }
}

extension Reader {
    /// For a file whose form was given to a session that is over: no page can keep a file for whoever sends it.
    func fileAgainPage(isSignedIn: Bool, _ above: String?) -> HTML {
        let title = isSignedIn ? t("Send the file once more") : t("You are no longer signed in")
        let text =
            isSignedIn
            ? t("You signed in again since this page was opened. Nothing was taken: go back and choose the file again.")
            : t("Nothing was taken. Sign in, then go back and choose the file again.")
        let way: HTML =
            isSignedIn
            ? "<a class=\"btn main\" href=\"\(to(above ?? "/ma-page"))\">\(t("Back to the page"))</a>"
            : "<a class=\"btn main\" href=\"\(to("/connexion"))\">\(t("Sign in"))</a>"
        return ownPage(
            PageHead(title, isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(title)</h1><p class="lead">\(text)</p><p class="row">\(way)</p></div>
            """)
    }
}

extension HTTPField.Name {
    static let formToken = HTTPField.Name("X-Form-Token")!
}
