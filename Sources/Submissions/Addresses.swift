import Identifiers

extension Identifier<Submission> {
    /// The file for its authors, without language.
    public var path: String { "/dossiers/\(self)" }
    /// The file for those who run its edition.
    public var deskPath: String { "/agence/dossiers/\(self)" }
}
