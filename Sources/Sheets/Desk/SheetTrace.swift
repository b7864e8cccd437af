import Foundation

// What was public, and what was only kept ready for the decision on its file: told by when that came out.
extension SheetFile {
    /// Everybody reads it once it is published, or could read it before it was taken out: for the words of its state.
    public var isKnown: Bool { isOut && !isUnread }

    /// It was taken out of what is kept ready, and nobody outside has read it.
    public var isUnread: Bool {
        guard sheet.state == .unpublished, isOut else { return sheet.state == .unpublished }
        return events.contains { $0.kind == .published } && !cameOut
    }

    /// It happened while nobody outside could read the sheet.
    func isBeforeRelease(_ event: SheetEvent) -> Bool {
        guard isOut else { return true }
        return releasedAt.map { event.at < $0 } ?? false
    }

    /// What happened, the newest first, with what nobody pressed a button for: it came out with the decision on its file.
    var trace: [SheetEvent] {
        guard isOut, let releasedAt, let ready = events.first(where: { turns($0.kind) && $0.at < releasedAt }),
            ready.kind == .published
        else { return events }
        let later = events.prefix { $0.at >= releasedAt }
        let out = SheetEvent(kind: .published, at: releasedAt, version: ready.version, person: nil, note: "")
        return Array(later) + [out] + events.dropFirst(later.count)
    }

    /// As `SheetReleaseStore.cameOut` says it of a row.
    private var cameOut: Bool {
        events.contains { shown in
            shown.kind == .published
                && !events.contains { hidden in
                    hidden.kind != .published && turns(hidden.kind) && hidden.at >= shown.at && isBeforeRelease(hidden)
                }
        }
    }

    private func turns(_ kind: SheetEvent.Kind) -> Bool {
        [.published, .unpublished, .consentWithdrawn].contains(kind)
    }
}
