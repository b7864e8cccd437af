import Foundation
import Identifiers
import Sheets
import Submissions

// What is shown of a sheet, in a few hundred bytes: read again for the twenty of a page.
extension CatalogueEntry {
    /// All but the terms of its facets and its profile.
    var record: [UInt8] {
        var writer = ByteWriter()
        for text in [sheet.description, slug, language, title, strapline, titleEN, summaryEN, place, edition] {
            writer.write(text)
        }
        for text in [source ?? "", categoryFR, categoryEN] { writer.write(text) }
        writer.write(rank.publishedAt)
        writer.write(organisations.count)
        for name in organisations { writer.write(name) }
        writer.write(awards.count)
        for award in awards {
            writer.write(award.nameFR)
            writer.write(award.nameEN)
            writer.write(award.isMention ? 1 : 0)
        }
        writer.write(picture)
        return writer.bytes
    }

    init?(record: ArraySlice<UInt8>, facets: [Facet: [String]]) {
        var reader = ByteReader(record)
        guard let texts = try? (0..<12).map({ _ in try reader.text() }), let id = Sheet.ID(texts[0]),
            let moment = try? reader.number(), let organisations = try? reader.list(),
            let awards = try? reader.awards()
        else { return nil }
        self.init(
            sheet: id, slug: texts[1], language: texts[2], title: texts[3], strapline: texts[4], titleEN: texts[5],
            summaryEN: texts[6], organisations: organisations, place: texts[7], edition: texts[8], awards: awards,
            source: texts[9].isEmpty ? nil : texts[9], publishedAt: Date(timeIntervalSince1970: Double(moment) / 1000),
            facets: facets)
        (categoryFR, categoryEN) = (texts[10], texts[11])
        picture = (try? reader.picture()) ?? nil
    }

    /// What a site map says of it.
    static func address(in record: ArraySlice<UInt8>) -> String? {
        var reader = ByteReader(record)
        return try? (0..<2).map { _ in try reader.text() }[1]
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ number: Int64) { write(Int(number)) }
}

extension ByteReader {
    fileprivate mutating func list() throws -> [String] { try (0..<number()).map { _ in try text() } }

    fileprivate mutating func awards() throws -> [CatalogueEntry.AwardName] {
        try (0..<number()).map { _ in
            CatalogueEntry.AwardName(nameFR: try text(), nameEN: try text(), isMention: try number() == 1)
        }
    }
}
