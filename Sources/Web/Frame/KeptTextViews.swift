extension Reader {
    /// On each page of somebody who is signed in. What was typed on their device and never reached us is said there by the
    /// script, which finds its words here: the page it was typed on may be closed to them by now.
    var ownerScript: HTML {
        let hint = t(
            "It is on this device alone: copy it from here, or open its page. It goes when you sign out, and after a week."
        )
        let stay = t("The site cannot be reached. What you typed stays on this page: try again in a moment.")
        return """
            <script type="module" src="\(assets.path("owner.js"))" data-kept-title="\(t("A text written on this device was not saved"))" \
            data-kept-hint="\(hint)" data-kept-drop="\(t("Discard it"))" data-kept-back="\(t("Put it back in the form"))" data-stay="\(stay)" \
            data-zone="\(formats.zone.identifier)"></script>
            """
    }

    /// Beside the line that says what is saved: while somebody types, that it is not. To be seen, and not heard with each word.
    public var notSavedYet: HTML {
        "<span aria-hidden=\"true\" data-typed=\"\(t("Not saved yet"))\"></span>"
    }

    /// Said by the page's script when a button is pressed and no answer comes.
    public var unreached: String {
        t("The site cannot be reached. What you typed here is saved; try again in a moment.")
    }

    /// The two texts of a conflict side by side, uncovered by the script: what the form's own button would show.
    public var compareButton: HTML {
        """
        <p data-compare hidden><button class="btn small" type="button">\(t("Compare both texts"))</button></p>
        """
    }
}
