import Media
import Sheets
import Web

extension Reader {
    /// Beside the lines of an entry in a list, cut to one shape for all: what the agency chose stays in view.
    func cardPicture(_ entry: CatalogueEntry) -> HTML {
        guard let picture = entry.picture, let plain = BlobDigest(picture.plain) else { return "" }
        let files = SheetFilePath.everyone(entry.slug)
        let small = BlobDigest(picture.small).map { digest -> HTML in
            "<source type=\"image/webp\" srcset=\"\(to(files.path(digest)))\">"
        }
        return """
            <picture class="thumb">\(small)<img class="\(cut(picture.focus))" src="\(to(files.path(plain)))" alt="\(picture.words)"\
            \(lang(entry.language)) width="\(picture.width)" height="\(picture.height)" loading="lazy" decoding="async"></picture>
            """
    }

    /// What shows of a picture when the address of its sheet is shared.
    func sharedPicture(_ reading: ShownSheet) -> HTML {
        guard let picture = reading.album.pictures.first, let form = picture.form("image/jpeg", near: 1_600),
            let place = sharedAddress(reading)
        else { return "<meta name=\"twitter:card\" content=\"summary\">\n" }
        return """
            <meta property="og:image" content="\(place)">
            <meta property="og:image:type" content="image/jpeg">
            <meta property="og:image:width" content="\(form.width)">
            <meta property="og:image:height" content="\(form.height)">
            <meta property="og:image:alt" content="\(picture.saying.words)">
            <meta name="twitter:card" content="summary_large_image">

            """
    }

    func sharedAddress(_ reading: ShownSheet) -> String? {
        guard let form = reading.album.pictures.first?.form("image/jpeg", near: 1_600) else { return nil }
        return reading.files.map { address($0.path(form.digest)) }
    }

    /// The same in the feed.
    func enclosure(_ entry: CatalogueEntry) -> HTML {
        guard let picture = entry.picture, let plain = BlobDigest(picture.plain) else { return "" }
        let path = SheetFilePath.everyone(entry.slug).path(plain)
        return """
            <link rel="enclosure" type="image/jpeg" length="\(picture.size)" href="\(address(path))"/>
            """
    }
}
