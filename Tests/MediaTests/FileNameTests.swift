import Testing

@testable import Media

struct FileNameTests {
    private static let pdf = MediaType(.paper, "application/pdf", ending: "pdf")
    private static let jpeg = MediaType(.picture, "image/jpeg", ending: "jpg", otherEndings: ["jpeg"])

    @Test(arguments: [
        ("bilan 2014.pdf", "bilan 2014.pdf"), ("été.PDF", "été.pdf"), ("e\u{301}.pdf", "é.pdf"),
        ("a/b/../../etc/passwd", "passwd"), ("C:\\photos\\mère.jpg", "mère.jpg"), ("..", "fichier"), ("", "fichier"),
        (".htaccess", "htaccess"), ("con:x|y?.txt", "con_x_y_.txt"), ("archive.tar.gz", "archive.tar.gz"),
        ("a\u{0}b.pdf", "ab.pdf"), ("a\u{2028}b.pdf", "a_b.pdf"), ("facture\u{202E}fdp.exe", "facturefdp.exe"),
        ("a\u{200B}\u{FEFF}b.pdf", "ab.pdf"), ("  . a .pdf. ", "a.pdf"),
        ("Reçu n° 3 – 12.04.2014", "Reçu n° 3 – 12.04.2014"),
    ])
    func `what people call a file is cleaned, and stays what they called it`(said: String, name: String) {
        #expect(FileName(said).description == name)
    }

    @Test(arguments: [
        ("photo.jpeg", jpeg, "photo.jpeg"), ("photo.JPG", jpeg, "photo.jpg"), ("photo", jpeg, "photo.jpg"),
        ("facture.exe", pdf, "facture_exe.pdf"), ("photo.png", jpeg, "photo_png.jpg"),
    ])
    func `its ending says what it was found to be`(said: String, type: MediaType, name: String) {
        #expect(FileName(said, type: type).description == name)
    }

    @Test func `a name of 300 signs keeps its beginning and its ending`() {
        let name = FileName(String(repeating: "é", count: 300) + ".pdf").description
        #expect(name.count == 120 && name.hasSuffix("….pdf") && name.hasPrefix("éé"))
    }
}
