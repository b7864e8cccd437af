import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Sheets
import Submissions
import Web

/// Puts together what a sheet is shown and found by: its texts in both languages, and the words for its terms, place and trade.
struct SheetWords: Sendable {
    private let labels: TermLabels
    private let french: Reader
    private let english: Reader

    init(labels: TermLabels, french: Reader, english: Reader) {
        (self.labels, self.french, self.english) = (labels, french, english)
    }

    func indexed(_ row: SheetRow, in read: PublishedSheets) -> IndexedSheet {
        let organisations = read.organisations[row.initiative] ?? []
        let awards = row.submission.flatMap { read.awards[$0] } ?? []
        var entry = row.entry(organisations, awards)
        entry.picture = read.pictures[row.id].flatMap { CardPicture($0) }
        var (french, english) = (SheetTexts(), SheetTexts())
        french.labels = words(for: entry, organisations, self.french, awards.map(\.nameFR) + [entry.categoryFR])
        english.labels = words(for: entry, organisations, self.english, awards.map(\.nameEN) + [entry.categoryEN])
        let names = organisations.map(\.name).joined(separator: "\n")
        if row.language == "en" {
            english.tell(row, names)
            french.head = names
        } else {
            french.tell(row, names)
            (english.title, english.head) = (entry.titleEN, "\(names)\n\(entry.summaryEN)")
        }
        return IndexedSheet(entry: entry, french: french, english: english)
    }

    private func words(
        for entry: CatalogueEntry, _ organisations: [OrganisationRow], _ reader: Reader, _ names: [String]
    ) -> String {
        let named: [Facet] = [.need, .topic, .kind, .sector, .territory]
        let terms = named.flatMap { facet in
            (entry.facets[facet] ?? []).map { reader.label(of: $0, in: facet, labels) }
        }
        let places = organisations.flatMap { [$0.commune, $0.department] }
        return (terms + places + names + [entry.source ?? ""]).joined(separator: "\n")
    }

    /// What the words of all terms come to: another wording makes an index of before useless.
    var form: String {
        let sectors = (UInt8(ascii: "A")...UInt8(ascii: "U")).map { String(UnicodeScalar($0)) }
        let words = [french, english].flatMap { reader in
            labels.all.map { "\($0.vocabulary) \($0.term) \(reader.label(of: $0.term, in: $0.facet, labels))" }
                + sectors.map { reader.label(of: $0, in: .sector, labels) }
        }
        var mark: UInt64 = 0xCBF2_9CE4_8422_2325
        // Fowler, Noll and Vo's hash, which is the same in every run.
        for byte in words.joined(separator: "\n").utf8 { mark = (mark ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return "4/" + String(mark, radix: 16)
    }
}

extension SheetTexts {
    fileprivate mutating func tell(_ row: SheetRow, _ names: String) {
        (title, head, body) = (row.title, "\(row.strapline)\n\(names)", row.content.words.joined(separator: "\n"))
    }
}

extension SheetRow {
    fileprivate func entry(
        _ organisations: [OrganisationRow], _ awards: [CatalogueEntry.AwardName]
    ) -> CatalogueEntry {
        let isEnglish = language == "en"
        var entry = CatalogueEntry(
            sheet: id, slug: slug, language: language, title: title, strapline: strapline,
            titleEN: isEnglish ? "" : content.titleEN ?? "", summaryEN: isEnglish ? "" : content.summaryEN ?? "",
            organisations: organisations.map(\.name), place: organisations.first?.place ?? "", edition: edition,
            awards: awards, source: source?.name, publishedAt: publishedAt, facets: facets(organisations, awards))
        (entry.categoryFR, entry.categoryEN) = (category?.nameFR ?? "", category?.nameEN ?? "")
        return entry
    }
}
