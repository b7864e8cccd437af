import Web

// What the script says while it saves, in the page's own words.
extension Reader {
    func saveState(_ line: Assessment.Line?) -> HTML {
        let saved = line?.savedAt.map { t("Saved at \(formats.clock($0))") } ?? ""
        let offline = t(
            "No connection. What you type is kept on this device and leaves as soon as the connection is back.")
        let conflict = t("Changed in another window. Copy what you typed, then reload this page.")
        let refused = t("Not saved. Press “Save and next” to see why; what you typed stays.")
        let gone = t("Not saved: this file is no longer open to you. What you typed stays here, to be copied.")
        return """
            <p class="saved" role="status" data-saving="\(t("Saving…"))" \
            data-failed="\(t("Not saved yet. It is tried again by itself."))" data-offline="\(offline)" \
            data-conflict="\(conflict)" data-refused="\(refused)" data-gone="\(gone)" data-session="\(signInAgain)"><span>\(saved)</span>\
            \(secondsLeft)</p>
            """
    }

    private var signInAgain: String {
        t(
            "Not saved: you are no longer signed in. What you typed is kept on this device. Sign in in another window, then press “Save and next”."
        )
    }
}
