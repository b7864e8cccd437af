import Identifiers
import Testing

struct TypedPhoneTests {
    @Test(arguments: [
        "03 81 00 00 00", "03.81.00.00.00", "+33 (0)3 81 00 00 00", "0033 3 81 00 00 00", "06.12.34.56.78 (le matin)",
        "03\u{2011}81\u{2011}00\u{2011}00\u{2011}00", "03·81·00·00·00", "03–81–00–00–00", "03\u{202F}81\u{A0}00 00 00",
        "+41 22 700 00 00", "Tél. : 06 12 34 56 78",
        "03 81 00 00 00 / 06 12 34 56 78", "03/81/00/00/00", "00 33 (0)3 81 00 00 00",
    ])
    func `a number that can be called is one, however it is parted`(typed: String) {
        #expect(TypedPhone.isOne(typed), "\(typed)")
    }

    @Test(arguments: [
        "12", "03 81 12", "demander Paul", "0000000000", "00 00 00 00 00", "03 81 00 00 0", "", "+33",
        "038100000003810000000381000000038100000003810000000381000000", "+33 3 81 00 00 00 00 00 00 00 00",
    ])
    func `what nobody can call is none`(typed: String) { #expect(!TypedPhone.isOne(typed), "\(typed)") }

    @Test(arguments: [
        ("0381470000", "03 81 47 00 00"), ("03.81.47.00.00", "03 81 47 00 00"), ("03 81 47 00 00", "03 81 47 00 00"),
        ("+33 3 81 47 00 00", "+33 3 81 47 00 00"), ("0381470000 (le matin)", "0381470000 (le matin)"), ("", ""),
    ])
    func `a French number is read in pairs, whatever else was typed as it stands`(typed: String, shown: String) {
        #expect(TypedPhone.shown(typed) == shown)
    }
}
