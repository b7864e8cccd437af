// Numbers and addresses are coded as the one text that is stored, and checked again when they are decoded.

protocol CheckedText: CustomStringConvertible {
    init(checking text: String) throws
}

extension CheckedText {
    /// Throws the type's own refusal when the text would be refused from a person too.
    public init(from decoder: any Decoder) throws {
        try self.init(checking: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text alone.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Siren: CheckedText, Codable {
    init(checking text: String) throws { try self.init(text) }
}

extension Siret: CheckedText, Codable {
    init(checking text: String) throws { try self.init(text) }
}

extension Rna: CheckedText, Codable {
    init(checking text: String) throws { try self.init(text) }
}

extension CommuneCode: CheckedText, Codable {
    init(checking text: String) throws { try self.init(text) }
}

extension Department: CheckedText, Codable {
    init(checking text: String) throws { try self.init(text) }
}

extension EmailAddress: CheckedText, Codable {
    init(checking text: String) throws { try self.init(text) }
}
