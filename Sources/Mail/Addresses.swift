import Identifiers

extension Identifier<Message> {
    /// Its page for staff, without language.
    public var path: String { "/agence/messages/\(self)" }
}
