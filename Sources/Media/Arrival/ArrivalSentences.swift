import Web
import Words

extension Reader {
    /// Why a file is not taken, and what to do about it.
    public func sentence(for refusal: ArrivalRefusal) -> String {
        switch refusal {
        case .empty: t("No file was chosen, or it is empty. Choose one and send it again.")
        case .tooLarge(let most): t("This file is too large: at most \(fileSize(most)) are taken here.")
        case .tooMuch(let left): t("There is room for \(fileSize(left)) more. Remove a file, or send a smaller one.")
        case .tooMany(let most):
            t("\(formats.number(most)) files are taken here, and they are there. Remove one first.")
        case .tooMuchOfDay(let most):
            t(
                """
                In a day \(fileSize(most)) at most are taken from one person, what was taken out again included. Send this file \
                tomorrow, or have somebody else send it who may.
                """)
        case .kind: t("This kind of file is not taken here, whatever it is called.")
        case .altered: t("What came is not the file that you chose: it may have changed meanwhile. Send it again.")
        case .beyond: t("More came than the file was said to have. Choose it again.")
        case .elsewhere: t("The file goes on from where it was cut.")
        case .busy: t("This file is being sent by another window. It goes on here once that one has ended.")
        case .full: t("There is no room for this file on the site just now. What came of it is kept: try again later.")
        case .away: t("The site cannot keep this file just now. What came of it is there, and it goes on by itself.")
        case .unfinished: t("Too many files were begun and not ended. Cancel some of them, or go on with them.")
        }
    }

    /// The same of a file whose name and size are known: what is too large is told by how much.
    ///
    /// - Parameter size: in bytes.
    func sentence(for refusal: ArrivalRefusal, of name: String, _ size: Int) -> String {
        guard case .tooLarge(let most) = refusal, size > most else { return sentence(for: refusal) }
        return t("“\(FileName(name).description)” is \(fileSize(size)): \(fileSize(most)) at most are taken here.")
    }

    /// Why a file that came is not kept.
    public func sentence(for refusal: PreparationRefusal) -> String {
        switch refusal {
        case .kind: t("This kind of file is not taken.")
        case .virus: t("The virus scanner knows this file as dangerous. It was removed.")
        case .damaged:
            t(
                "This file cannot be read: it may have been cut short. Open it on your machine, save it and send it again."
            )
        case .excessive:
            t("This file holds more than can be shown: too many pixels, pages or packed bytes. Send a smaller one.")
        case .locked: t("This file opens only with a password. Send it without one.")
        case .lost: t("This file is not there any more. Send it again.")
        }
    }

    /// Where a file is.
    public func state(of medium: Medium) -> String {
        switch medium.state {
        case .arriving:
            t(
                "\(fileSize(medium.received)) of \(fileSize(medium.size)) are there. Choose the same file again to go on."
            )
        case .waiting where medium.broughtBy != nil && medium.broughtBy == session?.person:
            t("It is there, and being looked at. Only you can open it so far.")
        case .waiting: t("It is there, and being looked at. Until then, only whoever sent it can open it.")
        case .ready: t("It is there.")
        case .refused: medium.reason.map { sentence(for: $0) } ?? t("It was not taken.")
        }
    }

    /// For staff: whether a scanner looked at it.
    public func scanState(of medium: Medium) -> String {
        switch medium.scan {
        case .waiting: t("Not scanned yet")
        case .clean: t("Scanned: nothing known was found in it")
        case .found: t("The scanner found: \(medium.scanNote)")
        case .none where medium.scanNote.isEmpty: t("Not scanned: this site has no virus scanner")
        case .none: ScanGap(rawValue: medium.scanNote).map { sentence(for: $0) } ?? t("Not scanned: \(medium.scanNote)")
        }
    }

    /// `12 kB`, `3,4 MB`: as people read it, thousands of thousands.
    public func fileSize(_ bytes: Int) -> String {
        switch bytes {
        case ..<1_000: t("\(bytes) byte", "\(bytes) bytes", count: bytes)
        case ..<1_000_000: t("\(formats.number((bytes + 500) / 1_000)) kB")
        case ..<1_000_000_000: t("\(tenths(bytes, of: 1_000_000)) MB")
        default: t("\(tenths(bytes, of: 1_000_000_000)) GB")
        }
    }

    private func tenths(_ bytes: Int, of unit: Int) -> String {
        let tenths = (bytes + unit / 20) / (unit / 10)
        guard tenths < 100, tenths % 10 != 0 else { return formats.number((tenths + 5) / 10) }
        return "\(formats.number(tenths / 10))\(language == .french ? "," : ".")\(tenths % 10)"
    }

    /// What may be sent, in words, before anything is.
    public func sentence(of limits: MediaLimits) -> String {
        let kinds = MediaType.Kind.allCases.filter { limits.kinds.contains($0) }.map { kind in
            switch kind {
            case .picture: t("pictures (JPEG, PNG, WebP, AVIF, HEIC)")
            case .paper: t("papers (PDF, Word, Excel, PowerPoint, OpenDocument, text)")
            case .other: t("films (MP4, WebM)")
            }
        }
        return t(
            "You may send \(kinds.joined(separator: ", ")): at most \(fileSize(limits.most)) each, \(fileSize(limits.mostInAll)) in all."
        )
    }

    /// Says why, which files are taken, and leads back to where another one is chosen.
    func uploadRefusedPage(_ why: String, _ place: UploadPlace) -> HTML {
        let title = t("The file was not taken")
        let taken = place.said ?? sentence(of: place.limits)
        return desk(
            PageHead(title, isHidden: true),
            """
            <div class="wrap flow narrow"><h1>\(title)</h1><p class="lead">\(why)</p><p>\(taken)</p>
            <p class="row"><a class="btn main" href="\(to(place.page))">\(t("Choose another file"))</a></p></div>
            """)
    }
}
