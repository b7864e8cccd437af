/// A letter as a page of HTML, with its style on each element: mail programs keep little else.
struct LetterPage {
    let letter: Letter
    let look: MailLook
    let name: String

    var html: String { String(decoding: page.bytes, as: UTF8.self) }

    private var page: LetterMarkup {
        """
        <!DOCTYPE html>
        <html lang="\(letter.language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(letter.subject)</title>
        <style>
        @media (prefers-color-scheme: dark) {
        body { background: #171613 !important; color: #f0ece3 !important } .page { background: #201e1a !important }
        .button { background: \(look.lightAccent.hex) !important; color: #14130f !important }
        .small { color: #bdb7aa !important } .name { border-color: #f0ece3 !important }
        .draft { background: #35280f !important; color: #f2bd6b !important; border-color: #f2bd6b !important }
        .sent { background: #16301f !important; color: #8fd6a6 !important; border-color: #8fd6a6 !important }
        }
        </style>
        </head>
        <body style="margin: 0; background: #f7f5ee; color: #1d1b17; font: 17px/1.55 Lato, Arial, sans-serif">
        <main class="page" style="display: block; max-width: 36em; margin: 0 auto; padding: 28px 32px 36px; background: #fffefb">
        <p class="name" style="margin: 0; padding-bottom: 12px; border-bottom: 3px double #1d1b17; font: 600 19px/1.2 Vollkorn, Georgia, serif">\(name)</p>
        \(letter.band.map(band))<h1 style="margin: 24px 0 14px; font: 600 27px/1.2 Vollkorn, Georgia, serif">\(letter.lead)</h1>
        \(letter.paragraphs.map(paragraph))\(points)\(letter.button.map(button))\(closing)\(letter.footnote.map(footnote))</main>
        </body>
        </html>

        """
    }

    private func band(_ band: Letter.Band) -> LetterMarkup {
        switch band {
        case .draft(let text):
            """
            <p class="draft" style="margin: 18px 0 0; padding: 10px 14px; border-top: 2px dashed #7a4700; \
            border-bottom: 2px dashed #7a4700; background: #fdf1d8; color: #7a4700; font-weight: 700">\(text)</p>

            """
        case .sent(let text):
            """
            <p class="sent" style="margin: 18px 0 0; padding: 10px 14px; border-top: 2px solid #1f5c33; \
            border-bottom: 2px solid #1f5c33; background: #e6f2e6; color: #1f5c33; font-weight: 700">\(text)</p>

            """
        }
    }

    private func paragraph(_ text: String) -> LetterMarkup {
        """
        <p style="margin: 0 0 14px">\(lines: text)</p>

        """
    }

    private var points: LetterMarkup {
        guard !letter.points.isEmpty else { return "" }
        return """
            <ul style="margin: 0 0 14px; padding-left: 20px">
            \(letter.points.map { "<li>\($0)</li>\n" })</ul>

            """
    }

    // The address in full as well, for programs that show no links and for people who look where they lead.
    private func button(_ button: Letter.Button) -> LetterMarkup {
        """
        <p style="margin: 20px 0 6px"><a class="button" href="\(url: button.address)" style="display: inline-block; \
        padding: 13px 22px; border-radius: 3px; background: \(look.accent.hex); color: #ffffff; font-weight: 700; text-decoration: none">\(button.label)</a></p>
        <p class="small" style="margin: 0 0 20px; color: #57534a; font-size: 14px; overflow-wrap: anywhere">\(button.address)</p>

        """
    }

    private var closing: LetterMarkup {
        guard !letter.closing.isEmpty else { return "" }
        return paragraph(letter.closing.joined(separator: "\n"))
    }

    private func footnote(_ text: String) -> LetterMarkup {
        """
        <hr style="margin: 26px 0 16px; border: 0; border-top: 1px solid #dbd6c9">
        <p class="small" style="margin: 0; color: #57534a; font-size: 14px">\(lines: text)</p>

        """
    }
}

/// Markup by interpolation, as the pages have it: what stands in the source is trusted, what is interpolated is escaped.
///
/// A small one of its own, because the pages' type belongs to the web, which mail knows nothing of.
struct LetterMarkup: ExpressibleByStringInterpolation {
    fileprivate(set) var bytes: [UInt8]

    init(stringLiteral literal: StaticString) { bytes = literal.withUTF8Buffer(Array.init) }
    init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) { bytes.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: StaticString) { literal.withUTF8Buffer { bytes += $0 } }

        // Bytes, never Characters: a quote followed by a combining accent is one Character that is not a quote.
        mutating func appendInterpolation(_ text: String) {
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "&"): bytes += "&amp;".utf8
                case UInt8(ascii: "<"): bytes += "&lt;".utf8
                case UInt8(ascii: ">"): bytes += "&gt;".utf8
                case UInt8(ascii: "\""): bytes += "&quot;".utf8
                case UInt8(ascii: "'"): bytes += "&#39;".utf8
                default: bytes.append(byte)
                }
            }
        }

        mutating func appendInterpolation(_ part: LetterMarkup?) { bytes += part?.bytes ?? [] }
        mutating func appendInterpolation(_ parts: [LetterMarkup]) { for part in parts { bytes += part.bytes } }

        /// Text whose lines are kept.
        mutating func appendInterpolation(lines text: String) {
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { appendLiteral("<br>") }
                appendInterpolation(String(line))
            }
        }

        /// A link to nowhere unless it is https or http.
        mutating func appendInterpolation(url address: String) {
            let start = address.prefix(8).lowercased()
            appendInterpolation(start.hasPrefix("https://") || start.hasPrefix("http://") ? address : "#")
        }
    }
}
