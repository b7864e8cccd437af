import Campaigns
import Web

// Which files a question or a part is asked of, where an edition has categories.
extension Reader {
    /// Boxes under a sentence; in an edition without categories nothing is seen, and what stands there goes along.
    func concernControls(_ name: String, _ only: [String], _ desk: FormDesk, _ typed: Fields?) -> HTML {
        let (chosen, categories) = (typed?.codes(name) ?? only, desk.edition.categories)
        guard !categories.isEmpty || !chosen.isEmpty else { return "" }
        let unknown = chosen.filter { code in !categories.contains { $0.code == code } }
        let boxes = categories.map { tick(name, self.name(of: $0), isOn: chosen.contains($0.code), value: $0.code) }
        let others = unknown.map { tick(name, t("“\($0)”, which the edition does not have"), isOn: true, value: $0) }
        return choiceGroup(
            name,
            """
            <legend class="label">\(t("Asked only of files of these categories"))</legend>\
            <p class="hint">\(concernSentence(chosen, desk.edition) ?? t("None is ticked: asked of all files."))</p>
            """, HTML(boxes + others))
    }

    /// “Asked only for “Care” and “Work”.” Nil where it is asked of all files.
    public func concernSentence(_ only: [String], _ edition: Edition) -> String? {
        let names = only.map { code in t("“\(categoryName(code, edition))”") }
        return only.isEmpty ? nil : t("Asked only for \(formats.list(names)).")
    }

    /// As people call them; nil of none, which is all of them.
    func categoryNames(_ codes: [String], _ edition: Edition) -> String? {
        codes.isEmpty ? nil : formats.list(codes.map { categoryName($0, edition) })
    }

    private func categoryName(_ code: String, _ edition: Edition) -> String {
        edition.category(code: code).map { name(of: $0) } ?? code
    }
}
