/// NAF rev. 2's section of a code: the letter over its division (the first two digits).
public enum NafSection {
    private static let ends: [(last: Int, section: String)] = [
        (3, "A"), (9, "B"), (33, "C"), (35, "D"), (39, "E"), (43, "F"), (47, "G"), (53, "H"), (56, "I"), (63, "J"),
        (66, "K"),
        (68, "L"), (75, "M"), (82, "N"), (84, "O"), (85, "P"), (88, "Q"), (93, "R"), (96, "S"), (98, "T"), (99, "U"),
    ]

    /// Takes a section's letter as well, as a source without the code gives it.
    public static func of(_ code: String) -> String? {
        if let letter = code.first, letter.isLetter { return String(letter) }
        guard let division = Int(code.prefix(2)), division > 0 else { return nil }
        return ends.first { division <= $0.last }?.section
    }
}
