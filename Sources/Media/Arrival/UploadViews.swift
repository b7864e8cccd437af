import Web
import Words

/// What stands on a page that takes files.
public struct UploadControl: Sendable {
    /// The path of the place, without language and as it is asked for: `/dossiers/KEY/photos`.
    public let path: String
    /// A word of its own on the page, for labels: `photos`.
    public let name: String
    public let label: String
    public let limits: MediaLimits
    /// What is there, in the order in which it is shown.
    public let there: [Medium]
    /// What this person has begun and not ended.
    public let unfinished: [Medium]
    /// Staff are told whether a scanner looked at it.
    public let isForStaff: Bool
    /// Which files are taken, in the feature's own words; nil where the limits say it all.
    let said: String?
    /// What a machine offers to choose from; where there are none, of pictures whatever it has of them, and else everything.
    let types: [MediaType]

    public init(
        at path: String, name: String, label: String, limits: MediaLimits, there: [Medium], unfinished: [Medium] = [],
        isForStaff: Bool = false, said: String? = nil, types: [MediaType] = []
    ) {
        (self.path, self.name, self.label, self.limits) = (path, name, label, limits)
        (self.there, self.unfinished, self.isForStaff) = (there, unfinished, isForStaff)
        (self.said, self.types) = (said, types)
    }
}

extension Reader {
    /// Sends a file: by a plain form, and where the page's script runs, in pieces that go on after a cut.
    ///
    /// - Parameter actions: what may be done with one that is there: open, name, remove.
    public func uploadControl(_ control: UploadControl, actions: (Medium) -> HTML = { _ in "" }) -> HTML {
        let lines = control.there.map { medium in mediumLine(medium, control, actions(medium)) }
        return """
            <div class="flow flow-2" data-upload-part>\(uploadForm(control))
            \(lines.isEmpty ? "" : "<ul class=\"flow flow-2\">\(lines)</ul>" as HTML)
            \(control.unfinished.isEmpty ? "" : unfinishedList(control))</div>
            \(script("upload.js"))
            """
    }

    private func uploadForm(_ control: UploadControl) -> HTML {
        let (id, words, accepted) = (control.name, uploadWords, accepted(control))
        return form(
            to: control.path + "/fichiers",
            attributes:
                "enctype=\"multipart/form-data\" class=\"flow flow-2\" data-upload=\"\(to(control.path))/fichiers/envois\"\(words)",
            """
            <div class="field"><label for="\(id)">\(control.label)</label>
            <p class="hint" id="\(id)-hint">\(control.said ?? sentence(of: control.limits))</p>
            <input class="input" type="file" id="\(id)" name="file" aria-describedby="\(id)-hint"\(accepted) required></div>
            <p class="row"><button class="\(control.isForStaff ? "btn" : "btn main")">\(t("Upload the file"))</button></p>
            <div class="flow flow-2" data-upload-progress hidden>
            <progress class="meter" max="100" value="0" aria-label="\(t("How much of the file is there"))"></progress>
            <p class="quiet" aria-hidden="true" data-upload-count></p>
            <p role="status" data-upload-said></p><p class="vh" role="status" data-upload-spoken></p>
            <p class="row"><button type="button" class="btn" data-upload-cancel>\(t("Cancel"))</button></p></div>
            """)
    }

    /// A telephone offers its camera; what comes is looked at all the same.
    private func accepted(_ control: UploadControl) -> HTML {
        let endings = control.types.flatMap { [$0.ending] + $0.otherEndings.sorted() }.map { "." + $0 }
        guard endings.isEmpty else { return " accept=\"\(endings.joined(separator: ","))\"" }
        return control.limits.kinds == [.picture] ? " accept=\"image/*\"" : ""
    }

    /// What the script says, in the reader's language: %1 and %2 are filled in by it.
    private var uploadWords: HTML {
        """
         data-sent="\(t("\("%1") of \("%2") are there."))" data-cut="\(t("The connection is cut. It goes on by itself, and nothing that came is lost."))" \
        data-done="\(t("The file is there."))" data-cancelled="\(t("The file was not sent."))" \
        data-failed="\(t("The file cannot be sent just now. What came of it is kept: choose it again later."))" \
        data-session="\(t("You are no longer signed in. Sign in in another window, then choose the file again: it goes on from where it was."))" \
        data-units="\(t("bytes")) \(t("kB")) \(t("MB")) \(t("GB"))" data-point="\(language == .french ? "," : ".")"
        """
    }

    private func mediumLine(_ medium: Medium, _ control: UploadControl, _ actions: HTML) -> HTML {
        let scan: HTML = control.isForStaff ? "<span class=\"sub\">\(scanState(of: medium))</span>" : ""
        return """
            <li><b>\(medium.name)</b> <span class="quiet">\(fileSize(medium.size))</span>
            <span class="sub">\(state(of: medium))</span>\(scan)\(actions)</li>
            """
    }

    private func unfinishedList(_ control: UploadControl) -> HTML {
        let lines = control.unfinished.map { medium -> HTML in
            """
            <li><b>\(medium.name)</b> <span class="sub">\(state(of: medium))</span>
            \(form(to: medium.cancelPath(under: control.path), "<button class=\"btn\">\(t("Cancel"))<span class=\"vh\"> \(medium.name)</span></button>"))</li>
            """
        }
        return "<h3 class=\"h4\">\(t("Not sent to the end"))</h3><ul class=\"flow flow-2\">\(lines)</ul>"
    }
}
