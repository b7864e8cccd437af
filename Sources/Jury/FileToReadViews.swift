import Web

extension Reader {
    func fileToRead(_ file: FileToRead) -> HTML {
        let version = file.transmittedAt.map { t("The file, as sent on \(formats.day($0))") } ?? t("The file")
        let parts = file.answers.filter { !$0.value.isEmpty }.map { answer -> HTML in
            "<h3>\(answer.field)</h3><p>\(answer.value)</p>"
        }
        return """
            <section class="pane flow" aria-labelledby="file"><h2 id="file" class="over">\(version)</h2><div class="prose">\(parts)</div></section>
            """
    }
}
