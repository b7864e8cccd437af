import Campaigns
import Web

extension Reader {
    /// Whose files alone may have an award; nothing in an edition without categories.
    func categoryField(_ edition: Edition, _ chosen: String, key: String) -> HTML {
        guard !edition.categories.isEmpty else { return "" }
        let all = option("", t("Files of all categories"), isChosen: chosen.isEmpty)
        let lines = edition.categories.map { category in
            let value = category.id.description
            return option(value, name(of: category), isChosen: value == chosen)
        }
        return """
            <div class="field"><label for="\(key)-category">\(t("For which files"))</label>\
            <select class="input" id="\(key)-category" name="category">\(all)\(lines)</select></div>
            """
    }
}
