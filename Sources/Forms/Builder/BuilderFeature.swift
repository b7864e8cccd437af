import Grids
import Web
import Workbooks

// The pages where staff shape a form.
extension FormsFeature {
    func addBuilderRoutes(to routes: Routes) {
        let edition = "agence/editions/:edition/formulaire"
        routes.get(edition, for: .staff, builder.overview)
        routes.post("\(edition)/ouvrir", for: .staff, bounds: .file, builder.begin)
        routes.post("\(edition)/titre", for: .staff, builder.rename)
        routes.get("\(edition)/source.yaml", for: .staff, builder.source)
        routes.list("\(edition)/questions", for: .staff, workbooks.export)
        routes.upload("\(edition)/fichiers", for: .staff, bounds: ListUpload.bounds, workbooks.read)
        routes.upload("\(edition)/fichiers/source", for: .staff, bounds: GridFile.bounds, builder.read)
        routes.post("\(edition)/classeur", for: .staff, bounds: .file, workbooks.take)
        routes.get("\(edition)/abandon", for: .staff, builder.askDiscard)
        routes.post("\(edition)/abandon", for: .staff, builder.discard)
        addPartRoutes(to: routes, edition)
        addQuestionRoutes(to: routes, edition)
        addSheetRoutes(to: routes, edition)
    }

    private func addPartRoutes(to routes: Routes, _ edition: String) {
        routes.post("\(edition)/parties", for: .staff, parts.add)
        let part = "\(edition)/parties/:section"
        routes.get(part, for: .staff, parts.show)
        routes.post(part, for: .staff, parts.save)
        routes.post("\(part)/ordre", for: .staff, parts.move)
        routes.get("\(part)/retrait", for: .staff, parts.askRemoval)
        routes.post("\(part)/retrait", for: .staff, parts.remove)
        routes.post("\(part)/questions", for: .staff, parts.addQuestion)
    }

    private func addQuestionRoutes(to routes: Routes, _ edition: String) {
        let question = "\(edition)/questions/:question"
        routes.get(question, for: .staff, questions.show)
        routes.post(question, for: .staff, questions.save)
        routes.post("\(question)/ordre", for: .staff, questions.move)
        routes.get("\(question)/type", for: .staff, questions.askKind)
        routes.post("\(question)/type", for: .staff, questions.changeKind)
        routes.get("\(question)/retrait", for: .staff, questions.askRemoval)
        routes.post("\(question)/retrait", for: .staff, questions.remove)
    }

    private func addSheetRoutes(to routes: Routes, _ edition: String) {
        routes.get("\(edition)/fiche", for: .staff, sheet.show)
        routes.post("\(edition)/fiche", for: .staff, sheet.add)
        routes.post("\(edition)/fiche/:place", for: .staff, sheet.save)
    }
}
