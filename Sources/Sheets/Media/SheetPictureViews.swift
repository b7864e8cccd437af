import Foundation
import Media
import Organisations
import Submissions
import Web
import Words

// Pictures and papers as they stand on a sheet.
extension Reader {
    func reading(_ file: SheetFile, isOwners: Bool = false) -> ShownSheet {
        var reading = ShownSheet(
            sheet: file.sheet, form: file.form, organisations: file.organisations, vocabularies: file.vocabularies,
            editionName: file.edition.name, editionSlug: file.edition.slug)
        reading.album = file.album
        reading.files = isOwners ? file.sheet.submission.map(SheetFilePath.owner) : .desk(file.sheet.id)
        return reading
    }

    /// The first picture, above the story.
    func headPicture(of reading: ShownSheet) -> HTML {
        guard let first = reading.album.pictures.first, let files = reading.files else { return "" }
        return figure(of: first, reading.sheet, files, sizes: "(min-width: 64rem) 44rem, 100vw", isFirst: true)
    }

    /// Below the story: whoever prints or listens has read it by then.
    func otherPictures(of reading: ShownSheet) -> HTML {
        let others = reading.album.pictures.dropFirst()
        guard !others.isEmpty, let files = reading.files else { return "" }
        let figures = others.map { picture in
            figure(of: picture, reading.sheet, files, sizes: "(min-width: 40rem) 22rem, 100vw", isFirst: false)
        }
        return """
            <section class="flow" aria-labelledby="pictures"><h2 id="pictures">\(t("In pictures"))</h2><div class="shots">\(figures)</div></section>
            """
    }

    func papers(of reading: ShownSheet) -> HTML {
        let papers = reading.album.papers
        guard !papers.isEmpty, let files = reading.files else { return "" }
        let lines = papers.compactMap { paper in paperLine(paper, reading.sheet, files) }
        return """
            <section class="flow" aria-labelledby="papers"><h2 id="papers">\(t("Papers to read"))</h2><ul class="flow flow-2">\(lines)</ul></section>
            """
    }

    /// A caption that is bound to its picture for whoever hears the page (RGAA 1.9).
    private func figure(
        of picture: SheetMedium, _ sheet: Sheet, _ files: SheetFilePath, sizes: StaticString, isFirst: Bool
    ) -> HTML {
        let caption = credit(of: picture)
        return """
            <figure class="\(isFirst ? "shot first" : "shot")" role="figure" aria-label="\(caption)">\
            \(pictureMark(picture, files, languageMark(sheet), sizes: sizes, isLazy: !isFirst))
            <figcaption class="small quiet">\(caption)</figcaption></figure>
            """
    }

    /// “Drawing by Edith”, “Picture by Edith”.
    func credit(of picture: SheetMedium) -> String {
        let credit = typeset(picture.saying.credit)
        return picture.saying.isDrawn ? t("Drawing by \(credit)") : t("Picture by \(credit)")
    }

    private func paperLine(_ paper: SheetMedium, _ sheet: Sheet, _ files: SheetFilePath) -> HTML? {
        guard let digest = paper.medium.digest else { return nil }
        let by = paper.saying.credit.isEmpty ? "" : ", " + typeset(paper.saying.credit)
        return """
            <li><a href="\(to(files.path(digest)))"><span\(languageMark(sheet))>\(said(paper.saying.words, in: sheet))</span> \
            <span class="quiet">(\(extent(of: paper.medium)))</span></a><span class="quiet">\(by)</span></li>
            """
    }

    /// “PDF, 1.2 MB, 3 pages”.
    func extent(of medium: Medium) -> String {
        let ending = medium.name.split(separator: ".").last.map { $0.uppercased() } ?? ""
        let pages = medium.pages.map { t("\($0) page", "\($0) pages", count: $0) }
        return [ending, fileSize(medium.size), pages ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension Reader {
    /// In the sizes that the house has made, WebP for browsers that know it. Its width and height stand there: nothing jumps when it comes.
    public func pictureMark(
        _ picture: SheetMedium, _ files: SheetFilePath, _ language: HTML, sizes: StaticString, isLazy: Bool
    ) -> HTML {
        guard let plain = picture.form("image/jpeg", near: 800) else { return "" }
        return """
            <picture>\(source("image/webp", of: picture, files, sizes))<img src="\(to(files.path(plain.digest)))" \
            srcset="\(sourceSet("image/jpeg", of: picture, files))" sizes="\(HTML(stringLiteral: sizes))" \
            alt="\(picture.saying.words)"\(language) width="\(plain.width)" height="\(plain.height)"\(isLazy ? lazily : "")></picture>
            """
    }

    private var lazily: HTML { " loading=\"lazy\" decoding=\"async\"" }

    private func source(
        _ type: String, of picture: SheetMedium, _ files: SheetFilePath, _ sizes: StaticString
    ) -> HTML {
        let set = sourceSet(type, of: picture, files)
        return set.isEmpty
            ? "" : "<source type=\"\(type)\" srcset=\"\(set)\" sizes=\"\(HTML(stringLiteral: sizes))\">"
    }

    private func sourceSet(_ type: String, of picture: SheetMedium, _ files: SheetFilePath) -> String {
        picture.forms(type).map { "\(to(files.path($0.digest))) \($0.width)w" }.joined(separator: ", ")
    }
}
