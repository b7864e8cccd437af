import Accounts
import Foundation
import Identifiers
import Media
import Storage
import Submissions
import Web

// Each act is one with the sheet's own: claimed by its revision, with its trace, and followed by the catalogue.
extension SheetMediaPages {
    func take(_ visit: Visit) async throws -> Answer {
        let source = try visit.fields.text("medium").flatMap { Medium.ID($0) }.orNotFound()
        let offered = try await sheets.offered(to: found(visit)).first { $0.medium.id == source }.orNotFound()
        let medium = SheetMedium(offered, as: .new(at: visit.time))
        return try await change(visit, then: { $0.imagePath(medium.id) + "?ok=taken" }) {
            album throws(SheetAlbum.Refusal) in
            try album.take(medium)
        }
    }

    func say(_ visit: Visit) async throws -> Answer {
        let (id, saying): (Medium.ID, _) = (try visit.path("media"), SheetMedium.Saying(visit.fields))
        let shows = visit.fields.isOn("show")
        if shows, try await found(visit).asksForPictures { return try await ask(saying, of: id, visit) }
        return try await change(visit, saying: saying, then: { $0.imagePath(id) + (shows ? "?ok=shown" : "?ok=said") })
        {
            album throws(SheetAlbum.Refusal) in
            try album.say(saying, of: id)
            if shows { try album.show(id) }
        }
    }

    func toggle(_ visit: Visit) async throws -> Answer {
        let (id, isOn): (Medium.ID, Bool) = (try visit.path("media"), visit.fields.isOn("show"))
        return try await change(visit) { album throws(SheetAlbum.Refusal) in
            if isOn { try album.show(id) } else { try album.hide(id) }
        }
    }

    func raise(_ visit: Visit) async throws -> Answer {
        let id: Medium.ID = try visit.path("media")
        return try await change(visit) { album throws(SheetAlbum.Refusal) in try album.raise(id) }
    }

    func aim(_ visit: Visit) async throws -> Answer {
        let id: Medium.ID = try visit.path("media")
        let medium = try await found(visit).album[id].orNotFound()
        // Whoever points has perhaps typed before: what stands in the fields is kept, with the point or without one.
        let focus = visit.fields.focus(in: medium) ?? medium.focus
        let saying = visit.fields["words"] == nil ? nil : SheetMedium.Saying(visit.fields)
        return try await change(visit, saying: saying, then: { $0.imagePath(id) + "?ok=aimed" }) {
            album throws(SheetAlbum.Refusal) in
            if let saying { try album.say(saying, of: id) }
            try album.aim(id, at: focus)
        }
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let id: Medium.ID = try visit.path("media")
        return try await change(visit, then: { $0.imagesPath + "?ok=removed" }) { album throws(SheetAlbum.Refusal) in
            try album.remove(id)
        }
    }

    private func sheet(_ visit: Visit) throws -> Sheet.ID { try visit.path("sheet") }

    /// `saying` is what was typed, to be shown again where it is refused.
    private func change(
        _ visit: Visit, saying: SheetMedium.Saying? = nil,
        then next: (Sheet.ID) -> String = { $0.imagesPath + "?ok=moved" },
        _ change: @escaping @Sendable (inout SheetAlbum) throws(SheetAlbum.Refusal) -> Void
    ) async throws -> Answer {
        let id = try sheet(visit)
        let before = try await found(visit)
        let kind: SheetEvent.Kind = before.sheet.state == .published ? .illustrated : .rewritten
        let act = SheetStore.Act(kind: kind, person: try visit.person, now: visit.now, isQuiet: true)
        return try await write(act, visit, saying, done: next(id), then: telling(before, visit)) { file in
            try file.illustrate(change)
        }
    }

    /// What joins a sheet that the public reads is its organisation's to agree to: each of its owners is asked.
    private func ask(_ saying: SheetMedium.Saying, of id: Medium.ID, _ visit: Visit) async throws -> Answer {
        let (now, time) = (visit.now, visit.time)
        let act = SheetStore.Act(kind: .picturesAsked, person: try visit.person, now: now)
        let next = try sheet(visit).imagePath(id) + "?ok=asked"
        let letters = correspondence
        return try await write(
            act, visit, saying, done: next,
            then: { file, connection in try letters.askForPictures(of: file, now: time, in: connection) }
        ) { file in try file.ask(saying, of: id, now: now) }
    }

    /// The owners of a published sheet read of it when something is gone from it or said otherwise; its order is not worth a letter.
    private func telling(
        _ before: SheetFile, _ visit: Visit
    ) -> @Sendable (SheetFile, any Connection) throws -> Void {
        let (correspondence, time) = (correspondence, visit.time)
        return { file, connection in
            guard file.asksForPictures, !file.album.tells(as: before.album) else { return }
            try correspondence.doneAnyway.tellOfPictures(of: file, now: time, in: connection)
        }
    }

    private func write(
        _ act: SheetStore.Act, _ visit: Visit, _ saying: SheetMedium.Saying?, done: String,
        then: @escaping @Sendable (SheetFile, any Connection) throws -> Void,
        _ change: @escaping @Sendable (inout SheetFile) throws -> Void
    ) async throws -> Answer {
        do {
            _ = try await sheets.change(
                try sheet(visit), seen: visit.fields.revision(), act, for: .everyone, then: then, change
            ).orNotFound()
            return .seeOther(done)
        } catch let refusal as SheetFile.Refusal {
            return try await refused(visit.reader.fault(for: refusal), saying, visit, refusal == .changedMeanwhile)
        } catch let refusal as SheetAlbum.Refusal {
            return try await refused(visit.reader.fault(for: refusal), saying, visit)
        }
    }

    private func refused(
        _ fault: Fault, _ saying: SheetMedium.Saying?, _ visit: Visit, _ isOutOfDate: Bool = false
    ) async throws -> Answer {
        let file = try await found(visit)
        var page = try await page(visit, file, [fault])
        if let saying, let id: Medium.ID = try? visit.path("media"), var medium = file.album[id] {
            medium.saying = saying
            page = visit.reader.sheetMediumPage(file, medium, faults: [fault])
        }
        return isOutOfDate ? .outOfDate(page) : .refused(page)
    }
}

extension SheetMedium {
    /// With what its organisation said of it.
    init(_ offered: OfferedMedium, as id: Medium.ID) {
        self.init(id: id, medium: offered.medium, forms: offered.forms)
        saying = Saying(
            words: offered.words, credit: offered.credit, people: People(rawValue: offered.agreed) ?? .unsaid)
        takenFrom = offered.medium.id
    }
}

extension SheetMedium.Saying {
    init(_ fields: Fields) {
        self.init(
            words: fields.text("words")?.asLine ?? "", credit: fields.text("credit")?.asLine ?? "",
            people: fields.text("people").flatMap { SheetMedium.People(rawValue: $0) } ?? .unsaid,
            isDrawn: fields.isOn("drawn"))
    }
}

extension Fields {
    /// One of the nine buttons, or a place in the picture as browsers send it with their own button. Whoever presses that one without
    /// pointing sends the very corner, which nobody means.
    fileprivate func focus(in medium: SheetMedium) -> Focus? {
        if let chosen = number("nine"), Focus.nine.indices.contains(chosen) { return Focus.nine[chosen] }
        guard let x = number("at.x"), let y = number("at.y"), (x, y) != (0, 0),
            let size = medium.aimedSize
        else { return nil }
        return Focus(x: x, y: y, width: size.width, height: size.height)
    }
}

extension SheetMedium {
    /// In pixels, of the picture in which a point is chosen: small enough for a telephone, so that nothing shrinks it.
    var aimedSize: (width: Int, height: Int)? {
        guard let form = form("image/jpeg", near: 400), form.width > 0 else { return nil }
        return (264, max(1, 264 * form.height / form.width))
    }
}
