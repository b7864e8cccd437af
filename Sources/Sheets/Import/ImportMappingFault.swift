/// One thing wrong in a mapping: where it stands and what was expected there.
public struct ImportMappingFault: Error, Equatable, Sendable {
    public let line: Int
    /// The keys that lead there: `organisation.kind`.
    public let path: String
    public let expected: Expected

    public enum Expected: Equatable, Sendable {
        /// With the words of the YAML library.
        case yaml(String)
        case text, keys, list
        /// What the public reads as a source, in place of the name of a file.
        case readableName
        /// A key that must be there.
        case key(String)
        /// A key that is not known here.
        case knownKey(among: [String])
        case oneOf([String])
    }
}

/// Everything wrong in a mapping, in the order of its lines.
public struct ImportMappingFaults: Error, Equatable, Sendable {
    public let faults: [ImportMappingFault]
}
