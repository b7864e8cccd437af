import Web

// What the script says while it saves, in the page's own words.
extension Reader {
    /// What stands in the form is not what is saved when it was refused.
    func saveState(_ line: Assessment.Line?, isRefused: Bool) -> HTML {
        let saved = isRefused ? t("Not saved") : line?.savedAt.map { t("Saved at \(formats.clock($0))") } ?? ""
        let state: HTML = isRefused ? " data-state=\"refused\"" : ""
        let offline = t(
            "No connection. What you type is kept on this device and leaves as soon as the connection is back.")
        let conflict = t("Not saved: changed in another window. What you typed stays.")
        let refused = t("Not saved. Press “Save and next” to see why; what you typed stays.")
        let gone = t("Not saved: this file is no longer open to you. What you typed stays here, to be copied.")
        return """
            <p class="saved" role="status"\(state) data-saving="\(t("Saving…"))" \
            data-failed="\(t("Not saved yet. It is tried again by itself."))" data-offline="\(offline)" \
            data-conflict="\(conflict)" data-refused="\(refused)" data-gone="\(gone)" data-session="\(signInAgain)" \
            data-unreached="\(unreached)"><span>\(saved)</span>\
            \(notSavedYet)\(secondsLeft)</p>\(compareButton)
            """
    }

    private var signInAgain: String {
        t(
            "Not saved: you are no longer signed in. What you typed is kept on this device. Sign in in another window, then press “Save and next”."
        )
    }
}
