import Web
import Words

extension Reader {
    /// In the reader's language, where somebody wrote it.
    public func name(of category: Category) -> String {
        language == .english && !category.nameEN.isEmpty ? category.nameEN : category.nameFR
    }

    /// The same, a French name on an English page marked as French.
    public func categoryName(_ category: Category) -> HTML { inEither(category.nameFR, category.nameEN) }

    /// All of an edition as one choice, each with what it is for. `chosen` is an identifier; nothing where there is none to choose.
    public func categoryChoice(_ edition: Edition, chosen: String, legend: HTML, faults: [Fault] = []) -> HTML {
        guard !edition.categories.isEmpty else { return "" }
        let lines = edition.categories.map { category in
            let key = category.id.description
            return radio("category", key, choiceLabel(category), isOn: key == chosen)
        }
        return choiceGroup("category", "<legend class=\"label\">\(legend)</legend>", faults: faults, HTML(lines))
    }

    /// The name with what it is for, each in the language that it was written in.
    private func choiceLabel(_ category: Category) -> HTML {
        let purpose = inEither(category.purposeFR, category.purposeEN)
        guard !category.purposeFR.isEmpty else { return categoryName(category) }
        return "<b>\(categoryName(category))</b><span class=\"sub\">\(purpose)</span>"
    }

    /// A filter of a list; nothing in an edition without any.
    public func categoryFilter(_ edition: Edition, chosen: String) -> HTML {
        guard !edition.categories.isEmpty else { return "" }
        let none = option("", t("All", as: "categories"), isChosen: chosen.isEmpty)
        let lines = edition.categories.map { option($0.code, name(of: $0), isChosen: $0.code == chosen) }
        let without = option(Category.none, t("Without a category"), isChosen: chosen == Category.none)
        return """
            <label>\(t("Category"))<select class="input" name="categorie">\(none)\(lines)\(without)</select></label>
            """
    }

    /// A column of a list of files: its head, and its cell in each row. Nothing in an edition without any.
    public func categoryHead(_ edition: Edition) -> HTML {
        edition.categories.isEmpty ? "" : "<th scope=\"col\">\(t("Category"))</th>"
    }

    public func categoryCell(_ category: Category.ID?, _ edition: Edition) -> HTML {
        guard !edition.categories.isEmpty else { return "" }
        let name = edition.category(category).map { categoryName($0) } ?? "–"
        return "<td class=\"free\" data-th=\"\(t("Category"))\">\(name)</td>"
    }

    /// Below the name of a file.
    public func categoryMark(_ category: Category.ID?, _ edition: Edition) -> HTML {
        edition.category(category).map { "<span class=\"sub\">\(categoryName($0))</span>" } ?? ""
    }

    /// A column of a list as a file, its title and what it says of one; none in an edition without any.
    public func categoryTitles(_ edition: Edition) -> [String] { edition.categories.isEmpty ? [] : [t("Category")] }

    public func categoryTexts(_ category: Category.ID?, _ edition: Edition) -> [String] {
        edition.categories.isEmpty ? [] : [edition.category(category).map { name(of: $0) } ?? ""]
    }

    /// The one line of an edition's overview: what there is, or where some are declared.
    func categoriesLine(_ edition: Edition) -> HTML {
        let path = to(edition.categoriesPath)
        guard !edition.categories.isEmpty else {
            return """
                <p class="small"><a href="\(path)">\(t("Add categories"))</a> \
                <span class="quiet">\(t("Only where questions, jurors or awards are not the same for all files."))</span></p>
                """
        }
        let names = edition.categories.map { categoryName($0) }
        return
            "<p class=\"small\"><a href=\"\(path)\">\(t("Categories"))</a>\(colon)\(HTML.joined(names, by: ", "))</p>"
    }

    func categoriesPage(_ edition: Edition, done: String?) -> HTML {
        let mayAdd = edition.categories.count < Category.most
        let acts: HTML =
            "<a class=\"btn main\" href=\"\(to(edition.newCategoryPath))\">\(t("Add a category"))</a>"
        let words = t(
            """
            Whoever begins a file chooses one of them. A question of the form, a juror or an award may be for some of them \
            alone; what says nothing of them is for all.
            """)
        let full = t("An edition has \(Category.most) categories at most.")
        return editionDesk(
            edition, t("Categories"), acts: mayAdd ? acts : "",
            """
            \(doneNotice(done.flatMap(categoryDone)))<p class="quiet">\(words)\(mayAdd ? "" : " \(full)" as HTML)</p>
            \(edition.categories.isEmpty ? noCategory : categoryTable(edition))
            """)
    }

    private var noCategory: HTML {
        """
        <div class="empty flow flow-2"><p><strong>\(t("This edition has no category."))</strong></p>
        <p>\(t("Then all files answer the same questions, before the same jury, for the same awards."))</p></div>
        """
    }

    private func categoryDone(_ word: String) -> String? {
        switch word {
        case "added": t("The category is added.")
        case "saved": t("The category is saved.")
        case "removed": t("The category is removed.")
        default: nil
        }
    }

    private func categoryTable(_ edition: Edition) -> HTML {
        let last = edition.categories.count - 1
        let rows = edition.categories.enumerated().map { place, category -> HTML in
            let address = edition.path(of: category.id)
            return """
                <tr id="category-\(category.id)"><th scope="row" class="name"><a href="\(to(address))">\(categoryName(category))</a></th>
                <td class="free" data-th="\(t("What it is for"))">\(inEither(category.purposeFR, category.purposeEN))</td>
                <td class="acts">\(place > 0 ? mover(address + "/monter", t("Up"), category) : "") \
                \(place < last ? mover(address + "/descendre", t("Down"), category) : "")</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="categories"><table class="table stack-sm">
            <caption id="categories" class="vh">\(t("Categories in the order in which they are offered"))</caption>
            <thead><tr><th scope="col">\(t("Category"))</th><th scope="col">\(t("What it is for"))</th>\
            <th scope="col">\(t("Order"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func mover(_ address: String, _ label: String, _ category: Category) -> HTML {
        form(
            to: address, attributes: "class=\"inline\"",
            "<button class=\"link\">\(label)<span class=\"vh\">\(colon)\(name(of: category))</span></button>")
    }

    func categoryFormPage(
        _ edition: Edition, _ category: Category?, _ form: CategoryForm, _ problems: Set<CategoryForm.Problem> = [],
        used: [String] = [], isOutdated: Bool = false, isRemovalRefused: Bool = false
    ) -> HTML {
        let removal = isRemovalRefused ? [Fault("removal", t("It is removed once nothing stands for it."))] : []
        let faults = faults(for: problems)
        let address = category.map { edition.path(of: $0.id) } ?? edition.categoriesPath
        let title = category.map { t("Category: \(name(of: $0))") } ?? t("Add a category")
        return editionDesk(
            edition, title,
            """
            <p class="path"><a href="\(to(edition.categoriesPath))">\(t("Categories"))</a></p>
            \(faultSummary(faults + removal))\(isOutdated ? category.map { outdatedNotice(facts(of: $0)) } : nil)
            \(self.form(to: address, attributes: "class=\"flow\"", categoryFields(form, faults)))
            \(category.map { removalPart(edition, $0, used) })
            """)
    }

    private func categoryFields(_ form: CategoryForm, _ faults: [Fault]) -> HTML {
        """
        \(hidden("key", form.key))\(hidden("revision", String(form.revision)))
        <div class="fields">\(field("name_fr", t("Name in French"), form.nameFR, faults: faults))
        \(field("name_en", t("Name in English"), form.nameEN))</div>
        \(field("purpose_fr", t("What it is for, in one line, in French"), form.purposeFR,
            hint: t("Read by whoever chooses it: as Practices that keep people at work after an illness.")))
        \(field("purpose_en", t("What it is for, in one line, in English"), form.purposeEN))
        <p><button class="btn main">\(t("Save"))</button></p>
        """
    }

    private func removalPart(_ edition: Edition, _ category: Category, _ used: [String]) -> HTML {
        guard used.isEmpty else {
            return """
                <section class="sect flow flow-2" id="removal" tabindex="-1"><h2 class="h3">\(t("It cannot be removed yet"))</h2>
                <ul>\(used.map { line -> HTML in "<li>\(line)</li>" })</ul></section>
                """
        }
        let button: HTML = "<button class=\"link bad\">\(t("Remove this category"))</button>"
        return form(to: edition.path(of: category.id) + "/retirer", button)
    }

    private func facts(of category: Category) -> [(label: String, value: String)] {
        [
            (t("Name in French"), category.nameFR), (t("Name in English"), category.nameEN),
            (t("What it is for, in one line, in French"), category.purposeFR),
            (t("What it is for, in one line, in English"), category.purposeEN),
        ].filter { !$0.1.isEmpty }
    }

    private func faults(for problems: Set<CategoryForm.Problem>) -> [Fault] {
        let (name, line) = (CategoryForm.longestName, CategoryForm.longestPurpose)
        let all: [(CategoryForm.Problem, String)] = [
            (.nameMissing, t("Give the category a name in French.")), (.keyTaken, formSentBefore),
            (.nameTaken, t("Another category of this edition is called that.")),
            (.tooLong, t("A name has \(name) letters at most, and the line below it \(line).")),
            (.tooMany, t("An edition has \(Category.most) categories at most.")),
        ]
        return all.filter { problems.contains($0.0) }.map { Fault("name_fr", $0.1) }
    }
}
