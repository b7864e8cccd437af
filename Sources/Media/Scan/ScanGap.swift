/// Why a scanner that answered did not look at all of a file; kept as the reason of `ScanAnswer.notScanned`.
public enum ScanGap: String, CaseIterable, Sendable {
    /// The file is larger than it reads.
    case size
    /// What is packed in it is.
    case parts
    /// It cannot be unpacked, here at least.
    case packing
    /// The scanner itself says that it gave up: too deep, too many, too long.
    case limits
}
