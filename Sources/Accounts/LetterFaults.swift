import Mail
import Web

extension Reader {
    /// In what is typed for a letter or a page nothing is filled in any more: a word in braces would be read as it stands. One
    /// fault for each; double braces are only text.
    public func placeholderFaults(_ text: String, in field: String) -> [Fault] {
        Placeholders.found(in: text).map { placeholderFault($0, in: field) }
    }

    /// Of a word that was found in braces.
    public func placeholderFault(_ name: String, in field: String) -> Fault {
        Fault(field, t("“\("{" + name + "}")” would be read as it stands: write the word itself."))
    }
}
