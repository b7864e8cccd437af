import Foundation
import Grids
import Testing
import World

/// Files of this project that tests read.
enum Reference {
    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(World.root)/Reference/\(path)", encoding: .utf8)
    }

    static var defaultGrid: Grid {
        get throws { try World.defaultGrid().grid }
    }
}

/// A grid small enough to read, with one of everything.
enum SmallGrid {
    static let yaml = """
        schema: rallynov.grid/1
        id: small
        version: 1.0.0
        languages: [fr, en]
        title: {fr: "Petite grille", en: "Small grid"}
        crosswalk_sources: {esid: "A database"}
        scale:
          min: 0
          max: 2
          labels: [{value: 0, fr: Absent}, {value: 1, fr: Amorcé}, {value: 2, fr: Solide, en: Solid}]
          special:
            - {id: not-applicable, fr: "Sans objet"}
            - {id: not-documented, fr: "Non documenté"}
        scoring:
          method: weighted-mean
          comment_required_for: [0, 2]
          one_of_sets:
            where: [at-work, at-home]
        vocabularies:
          need: [{id: health, fr: Santé}, {id: mobility, fr: Mobilité}]
        dimensions:
          - {id: life, weight: 70, title: {fr: La vie}, label: {fr: Vie}}
          - {id: proof, weight: 30, title: {fr: La preuve}}
        checkpoints:
          - id: at-work
            dimension: life
            weight: 40
            core: true
            optional: true
            one_of: where
            informs: [need]
            tags: {need: [health]}
            title: {fr: Au travail}
            question: {fr: "Quoi ?", en: "What?"}
            guidance: {fr: Regarder}
            evidence: {fr: [Une, Deux], en: [One, Two]}
            levels: [{value: 0, fr: Rien}, {value: 1, fr: Un peu}, {value: 2, fr: Beaucoup}]
            crosswalk: {esid: outputs}
          - id: at-home
            dimension: life
            weight: 30
            optional: true
            one_of: where
            title: {fr: Ailleurs}
            question: {fr: "Quoi ?"}
            levels: [{value: 0, fr: Rien}, {value: 1, fr: Un peu}, {value: 2, fr: Beaucoup}]
          - id: figures
            dimension: proof
            weight: 30
            title: {fr: Des chiffres}
            question: {fr: "Combien ?"}
            levels: [{value: 0, fr: Aucun}, {value: 1, fr: Un}, {value: 2, fr: Plusieurs}]
        """

    static var grid: Grid {
        get throws { try GridFile.grid(from: yaml) }
    }

    /// The file with one passage written otherwise.
    static func yaml(_ passage: String, becomes other: String) throws -> String {
        let place = try #require(yaml.range(of: passage))
        return yaml.replacingCharacters(in: place, with: other)
    }
}

extension Slug {
    /// A name known to be well formed.
    static func named(_ text: String) throws -> Self { try #require(Self(text)) }
}
