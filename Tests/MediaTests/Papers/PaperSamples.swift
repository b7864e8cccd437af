import Foundation

/// PDFs that were written by hand; poppler finds the places of their parts itself.
enum PaperSamples {
    static let canBeRead = ["pdfinfo", "pdftotext", "pdftoppm"].allSatisfy { OtherProgram.find($0) != nil }

    static func pdf(pages: Int = 1, width: Int = 595, height: Int = 842, says: String = "Bonjour") -> Data {
        let kids = (0..<pages).map { "\(10 + 2 * $0) 0 R" }.joined(separator: " ")
        var text = """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [\(kids)] /Count \(pages)>> endobj
            3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj

            """
        for page in 0..<pages {
            let content = "BT /F1 24 Tf 40 \(height - 60) Td (\(says) \(page + 1)) Tj ET"
            text += """
                \(10 + 2 * page) 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)]
                /Resources <</Font <</F1 3 0 R>>>> /Contents \(11 + 2 * page) 0 R>> endobj
                \(11 + 2 * page) 0 obj <</Length \(content.utf8.count)>> stream
                \(content)
                endstream endobj

                """
        }
        return Data((text + "trailer <</Root 1 0 R>>\n%%EOF\n").utf8)
    }

    /// Each part draws the next one ten times: 10¹² drawings in 3 KB.
    static var bomb: Data {
        var text = """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources <</XObject <</X 10 0 R>>>> /Contents 4 0 R>> endobj
            4 0 obj <</Length 4>> stream
            /X Do
            endstream endobj

            """
        for level in 0..<12 {
            let content = level == 11 ? "0 0 9 9 re f" : Array(repeating: "/X Do", count: 10).joined(separator: " ")
            text += """
                \(10 + level) 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 99 99]
                /Resources <</XObject <</X \(11 + level) 0 R>>>> /Length \(content.utf8.count)>> stream
                \(content)
                endstream endobj

                """
        }
        return Data((text + "trailer <</Root 1 0 R>>\n%%EOF\n").utf8)
    }

    /// Under the password «secret».
    static let locked =
        Data(
            base64Encoded: """
                JVBERi0xLjMKJeLjz9MKMSAwIG9iago8PAovUHJvZHVjZXIgPDlhYTY5NWNiNGM+Cj4+CmVuZG9iagoyIDAgb2JqCjw8Ci9UeXBlIC9QYWdlcwov
                Q291bnQgMQovS2lkcyBbIDQgMCBSIF0KPj4KZW5kb2JqCjMgMCBvYmoKPDwKL1R5cGUgL0NhdGFsb2cKL1BhZ2VzIDIgMCBSCj4+CmVuZG9iago0
                IDAgb2JqCjw8Ci9UeXBlIC9QYWdlCi9SZXNvdXJjZXMgPDwKPj4KL01lZGlhQm94IFsgMC4wIDAuMCAxMDAgMTAwIF0KL1BhcmVudCAyIDAgUgo+
                PgplbmRvYmoKNSAwIG9iago8PAovViAyCi9SIDMKL0xlbmd0aCAxMjgKL1AgNDI5NDk2NzI5MgovRmlsdGVyIC9TdGFuZGFyZAovTyA8MGRiNTg1
                NWZjNTMyNjU2OWU3NjU5MDZjYWY2NGU0NDI5YTRjMjBkNmU5OTZmZGVmOTYzZTliNTA4MGY5ZTA4Mz4KL1UgPGNlM2E0MGZjMTJlY2Q1M2Q5MjZl
                MDc2ZjIxOWNmMWNkMjhiZjRlNWU0ZTc1OGE0MTY0MDA0ZTU2ZmZmYTAxMDg+Cj4+CmVuZG9iagp4cmVmCjAgNgowMDAwMDAwMDAwIDY1NTM1IGYg
                CjAwMDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDA1OSAwMDAwMCBuIAowMDAwMDAwMTE4IDAwMDAwIG4gCjAwMDAwMDAxNjcgMDAwMDAgbiAKMDAw
                MDAwMDI2MSAwMDAwMCBuIAp0cmFpbGVyCjw8Ci9TaXplIDYKL1Jvb3QgMyAwIFIKL0luZm8gMSAwIFIKL0lEIFsgPGMyNDM0NmVhNWFiMWJlOTI5
                N2MzZDJkMWJhYTZmNTYxPiA8YzI0MzQ2ZWE1YWIxYmU5Mjk3YzNkMmQxYmFhNmY1NjE+IF0KL0VuY3J5cHQgNSAwIFIKPj4Kc3RhcnR4cmVmCjQ3
                NgolJUVPRgo=
                """, options: .ignoreUnknownCharacters) ?? Data()
}
