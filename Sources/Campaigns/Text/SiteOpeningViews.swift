import Web

// That the site is private, and what opens it.
extension Reader {
    var privateNotice: HTML {
        """
        <div class="notice warn"><h2>\(t("The site is private."))</h2>
        <p>\(t("""
            It stays private while the legal notice is empty or has a blank left in French. \
            Visitors meet a page that says so; people who sign in see everything they may see.
            """))</p>
        <p><a href="\(to("/agence/textes/legal-notice"))">\(t("Write the legal notice"))</a></p></div>
        """
    }

    /// On the form of the text that the site waits for.
    var openingNotice: HTML {
        """
        <div class="notice warn">\
        <p>\(t("The site is private. It opens to the public at the moment this text is saved in French without a blank."))</p></div>
        """
    }
}
