import Foundation
import Identifiers
import Journal
import Media
import Tables
import Web
import Workbooks

/// What an archive of papers and pictures holds: a folder a file, named by whom and what, and a text that says what is not in it.
struct AttachmentArchive: Sendable {
    private struct Entry: Sendable {
        let folder: String
        let name: String
        let leaving: LeavingMedium
    }

    let items: [ZipItem]
    /// Of all digests and names in their order: what the journal keeps.
    let digest: String

    init(_ files: [AttachedFile], from house: MediaHouse, at now: Date, for reader: Reader) {
        var folders = ZipNames()
        var (entries, left): ([Entry], [String]) = ([], [])
        for file in files {
            let folder = folders.name(Self.folder(of: file))
            for attachment in file.attachments {
                let name = reader.entryName(of: attachment)
                if let leaving = attachment.leaving {
                    entries.append(Entry(folder: folder, name: name, leaving: leaving))
                } else {
                    left.append(reader.leftOut("\(folder)/\(name)", attachment.medium))
                }
            }
        }
        let (time, missed) = (Self.time(now, reader), Missed())
        let words = reader.archiveWords(files: files.count, entries: entries.count, at: now)
        let list = entries.map { "\($0.leaving.digest) \($0.folder)/\($0.name)\n" }.joined()
        digest = Details.digest(of: Array(list.utf8))
        let about = ZipItem(reader.t("README.txt"), at: time, isPacked: true) { [left] in
            // Said last, when it is known what was not to be found.
            let missing = await missed.names.map { reader.notFound($0) }
            return Self.once(Array(words(left + missing).utf8))
        }
        items = entries.map { Self.item($0, from: house, time, missed) } + [about]
    }

    /// «2014-007 Épicerie – Le pain partagé»: short enough for folders that stand deep already.
    private static func folder(of file: AttachedFile) -> String {
        let parts = [file.organisation, file.title].map { $0.trimmed.cutAtWord(45) }.filter { !$0.isEmpty }
        return ([file.number, parts.joined(separator: " – ")].compactMap(\.self)).joined(separator: " ")
    }

    private static func time(_ now: Date, _ reader: Reader) -> CellTime {
        if case .time(let time) = reader.formats.stampCell(now) { return time }
        return CellTime(year: 2000, month: 1, day: 1)
    }

    private static func item(
        _ entry: Entry, from house: MediaHouse, _ time: CellTime, _ missed: Missed
    ) -> ZipItem {
        ZipItem(
            entry.name, in: [entry.folder], size: entry.leaving.size, at: time, isPacked: entry.leaving.isPackable
        ) {
            guard let bytes = try await house.bytes(of: entry.leaving) else {
                await missed.add("\(entry.folder)/\(entry.name)")
                return nil
            }
            var iterator = bytes.makeAsyncIterator()
            return { try await iterator.next().map { Array(buffer: $0) } }
        }
    }

    private static func once(_ bytes: [UInt8]) -> () async throws -> [UInt8]? {
        var left: [UInt8]? = bytes
        return {
            defer { left = nil }
            return left
        }
    }

    /// What the store did not have when its turn came.
    private actor Missed {
        private(set) var names: [String] = []

        func add(_ name: String) { names.append(name) }
    }
}

extension Reader {
    private static var ends: CharacterSet { CharacterSet(charactersIn: "?!:.…").union(.whitespacesAndNewlines) }

    /// «Plan du local – plan.pdf».
    fileprivate func entryName(of attachment: AttachedFile.Attachment) -> String {
        // What ends a question is no part of a name, and stands in none on some machines.
        let question = label(of: attachment.field).trimmingCharacters(in: Self.ends).cutAtWord(50)
        return "\(question) – \(attachment.leaving?.name ?? attachment.medium.name)"
    }

    fileprivate func leftOut(_ name: String, _ medium: Medium) -> String {
        let reason =
            medium.state == .refused
            ? state(of: medium) : t("It is being looked at: ask for this archive again in a few minutes.")
        return "\(name) – \(reason)"
    }

    fileprivate func notFound(_ name: String) -> String {
        "\(name) – \(t("It was not found on the site: say so to whoever runs it."))"
    }

    /// The text in the archive, once it is known what is left out.
    fileprivate func archiveWords(files: Int, entries: Int, at now: Date) -> @Sendable ([String]) -> String {
        { [self] left in
            let head = [
                t("Papers and pictures of \(files) file", "Papers and pictures of \(files) files", count: files),
                "\(typeset(frame.campaign)), \(formats.moment(now))", "",
                t("Each folder is a file: its number, its organisation, its title."),
                t("Pictures are as the site made them: without the place and the machine that they were taken with."),
                "",
            ]
            guard !left.isEmpty else {
                return (head + [entries == 0 ? t("There are none.") : t("Nothing is left out.")]).asText
            }
            let count = left.count
            let leftOut = t("\(count) thing is not here:", "\(count) things are not here:", count: count)
            return (head + [leftOut] + left).asText
        }
    }
}

extension String {
    /// As many of its signs at most, up to the end of a word, with a sign that more follows; one word that is longer is cut.
    func cutAtWord(_ most: Int) -> String {
        guard count > most else { return self }
        let head = prefix(most)
        // The cut may fall just behind a word.
        let isWhole = self[head.endIndex].isWhitespace || self[head.endIndex].isPunctuation
        let end = isWhole ? nil : head.lastIndex(where: \.isWhitespace)
        let words = String(end.map { head[..<$0] } ?? head)
        return words.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: ",;:–-("))) + "…"
    }
}

extension [String] {
    /// Line ends that every machine shows.
    fileprivate var asText: String { joined(separator: "\r\n") + "\r\n" }
}
