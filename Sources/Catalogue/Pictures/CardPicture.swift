import Media
import Sheets

/// The first picture of a sheet, as lists show it.
public struct CardPicture: Equatable, Sendable {
    /// In the form that every browser knows, of some 400 pixels.
    let plain: String
    /// In WebP; empty where the house made none.
    let small: String
    /// In bytes, of the plain form.
    let size: Int
    /// In pixels, of both.
    let width: Int
    let height: Int
    /// What it shows.
    let words: String
    let focus: Focus

    /// Nil where nothing was made of it that can be shown.
    init?(_ picture: SheetMedium) {
        guard let form = picture.form("image/jpeg", near: 400) else { return nil }
        plain = form.digest.description
        small = picture.form("image/webp", near: 400)?.digest.description ?? ""
        (size, width, height) = (form.size, form.width, form.height)
        (words, focus) = (picture.saying.words, picture.focus)
    }
}

// Behind the other facts of an entry: none, or one.
extension ByteWriter {
    mutating func write(_ picture: CardPicture?) {
        write(picture == nil ? 0 : 1)
        guard let picture else { return }
        for text in [picture.plain, picture.small, picture.words] { write(text) }
        for number in [picture.size, picture.width, picture.height, picture.focus.x, picture.focus.y] { write(number) }
    }
}

extension ByteReader {
    mutating func picture() throws -> CardPicture? {
        guard try number() == 1 else { return nil }
        let texts = try (0..<3).map { _ in try text() }
        let numbers = try (0..<5).map { _ in try number() }
        return CardPicture(texts, numbers)
    }
}

extension CardPicture {
    fileprivate init(_ texts: [String], _ numbers: [Int]) {
        (plain, small, words) = (texts[0], texts[1], texts[2])
        (size, width, height) = (numbers[0], numbers[1], numbers[2])
        focus = Focus(x: numbers[3], y: numbers[4])
    }
}
