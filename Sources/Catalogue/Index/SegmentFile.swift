// A segment as bytes, to be kept and read again at a start.
extension Segment {
    var file: [UInt8] {
        var writer = ByteWriter()
        writer.write(row: ranks.map(\.publishedAt))
        writer.write(row: ranks.map(\.key.high))
        writer.write(row: ranks.map(\.key.low))
        writer.write(records)
        writer.write(titles)
        writer.write(row: byTitle)
        writer.write(facets)
        writer.write(french)
        writer.write(english)
        return writer.bytes
    }

    convenience init(file: [UInt8]) throws {
        var reader = ByteReader(file[...])
        let moments = try reader.row(of: Int64.self)
        let (high, low) = (try reader.row(of: UInt64.self), try reader.row(of: UInt64.self))
        let (records, titles) = (try reader.texts() as PackedTexts, try reader.texts() as PackedTexts)
        let byTitle = try reader.row(of: UInt32.self)
        let facets = try reader.facets()
        let sizes = [high.count, low.count, records.count, titles.count, byTitle.count, facets.ends.count]
        guard sizes.allSatisfy({ $0 == moments.count }) else { throw ByteReader.Unreadable() }
        let ranks = moments.indices.map {
            SheetRank(publishedAt: moments[$0], key: SheetKey(high: high[$0], low: low[$0]))
        }
        self.init(
            ranks: ranks, records: records, titles: titles, facets: facets, french: try reader.lexicon(),
            english: try reader.lexicon(), byTitle: byTitle)
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ facets: FacetTable) {
        write(facets.terms.count)
        for term in facets.terms {
            write(term.facet.rawValue)
            write(term.term)
        }
        write(row: facets.numbers)
        write(row: facets.ends)
    }

    fileprivate mutating func write(_ lexicon: Lexicon) {
        write(lexicon.stems)
        write(row: lexicon.postings.bytes)
        write(row: lexicon.postings.ends)
        write(row: lexicon.postings.counts)
        write(lexicon.words)
        write(lexicon.forms)
        write(row: lexicon.stemOfWord)
    }
}

extension ByteReader {
    fileprivate mutating func facets() throws -> FacetTable {
        let terms = try (0..<number()).map { _ in
            guard let facet = Facet(rawValue: try text()) else { throw Unreadable() }
            return FacetTable.Term(facet: facet, term: try text())
        }
        let (numbers, ends) = (try row(of: UInt32.self), try row(of: UInt32.self))
        guard Int(ends.last ?? 0) == numbers.count, numbers.allSatisfy({ $0 < terms.count }) else {
            throw Unreadable()
        }
        return FacetTable(terms: terms, numbers: numbers, ends: ends)
    }

    fileprivate mutating func lexicon() throws -> Lexicon {
        let stems = try texts()
        let postings = Postings(
            bytes: try row(of: UInt8.self), ends: try row(of: UInt32.self), counts: try row(of: UInt32.self))
        let (words, forms) = (try texts(), try texts())
        let stemOfWord = try row(of: UInt32.self)
        guard postings.ends.count == stems.count, Int(postings.ends.last ?? 0) == postings.bytes.count,
            forms.count == words.count, stemOfWord.count == words.count,
            stemOfWord.allSatisfy({ $0 < stems.count })
        else { throw Unreadable() }
        return Lexicon(stems: stems, postings: postings, words: words, forms: forms, stemOfWord: stemOfWord)
    }
}
