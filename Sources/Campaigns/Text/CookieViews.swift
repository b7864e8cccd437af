import Web

extension Reader {
    /// Said by the program, which alone knows them, below the words of the agency.
    var cookiePart: HTML {
        let names = cookieNames
        return """
            <section class="flow" aria-labelledby="own-cookies"><h2 id="own-cookies" class="h3">\(t("Which cookies there are"))</h2>
            <p>\(t("Whoever only reads gets none. None counts visits or follows anybody, and no other site sets one here."))</p>
            <dl class="record"><div><dt><code>\(names.asker)</code></dt><dd>\(askerPurpose)</dd></div>
            <div><dt><code>\(names.session)</code></dt><dd>\(sessionPurpose)</dd></div></dl></section>
            """
    }

    private var askerPurpose: String {
        t(
            """
            Set by a page with a form, to sign in or to begin a file: it tells that what is sent comes from that page, and \
            that the link of the letter is opened in the browser that asked for it. It lasts six hours and ten minutes.
            """)
    }

    private var sessionPurpose: String {
        t("Set when you sign in, so that you stay signed in. It lasts sixty days at most, and ends when you sign out.")
    }
}
