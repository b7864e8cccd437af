import Web

// What the script says while it saves, in the page's own words.
extension Reader {
    /// Said by the script as well, which finds its sentences here.
    func saveState(_ file: SubmissionFile, isSaid: Bool, isRefused: Bool) -> HTML {
        let state: HTML = isRefused ? " data-state=\"refused\"" : ""
        let saved = isRefused ? t("Not saved") : isSaid ? "" : savedWords(at: file.submission.updatedAt)
        return """
            <p class="saved" role="status"\(state) data-saving="\(t("Saving…"))" data-failed="\(t("Not saved yet. It is tried again by itself."))" \
            data-offline="\(t("No connection. What you type is kept on this device and leaves as soon as the connection is back."))" \
            data-conflict="\(t("The same answer was changed in another window. Press “Save” to compare both texts."))" \
            data-refused="\(t("Not saved. Press “Save” to see why; what you typed stays."))" \
            data-session="\(signInAgain)" data-gone="\(fileGone)" data-unreached="\(unreached)"><span>\(saved)</span>\
            \(notSavedYet)\(secondsLeft)</p>\(compareButton)\(onwardLink(file))
            """
    }

    private var signInAgain: String {
        t(
            "Not saved: you are no longer signed in. What you typed is kept on this device. Sign in in another window, then press “Save”."
        )
    }

    private var fileGone: String {
        t("Not saved: this file is no longer open to you. What you typed stays here, to be copied.")
    }
}
