import Testing
import Web
import Words
import World

@testable import Grids

struct ProfileViewsTests {
    private let reader = Reader(language: .english, phrasebook: .english)

    // The values and points of the profile that the look was drawn with.
    @Test func `the drawing is that of the look`() throws {
        let drawing = html(reader.profile(try profile([3, 2.3, 1.7, 2.7, nil, 2])))
        #expect(
            drawing.contains(
                "<polygon class=\"shape\" points=\"220.0,90.0 275.8,141.8 261.2,197.8 220.0,249.6 171.5,146.0\"/>"))
        #expect(
            drawing.contains(
                "<polygon class=\"ring\" points=\"220.0,146.0 244.2,160.0 244.2,188.0 220.0,202.0 195.8,188.0 195.8,160.0\"/>"
            ))
        #expect(
            drawing.contains(
                "<polygon class=\"rim\" points=\"220.0,62.0 317.0,118.0 317.0,230.0 220.0,286.0 123.0,230.0 123.0,118.0\"/>"
            ))
        #expect(drawing.contains("<text class=\"tick\" x=\"225\" y=\"73.0\">4</text>"))
        #expect(
            drawing.contains(
                "<text x=\"220.0\" y=\"32.0\" text-anchor=\"middle\">Need<tspan class=\"lv\" x=\"220.0\" dy=\"17\">Solid</tspan></text>"
            ))
        #expect(drawing.contains("<text x=\"331.0\" y=\"114.0\" text-anchor=\"start\">Novelty"))
        #expect(drawing.contains("<text x=\"109.0\" y=\"234.0\" text-anchor=\"end\">Effects"))
        #expect(drawing.contains("<text x=\"220.0\" y=\"310.0\" text-anchor=\"middle\">Quality of life"))
    }

    @Test func `what is not documented is a hollow dot on the rim of a dashed axis, never a point at 0`() throws {
        let drawing = html(reader.profile(try profile([3, 2.3, 1.7, 2.7, nil, 2])))
        #expect(drawing.contains("<line class=\"axis nd\" x1=\"220\" y1=\"174\" x2=\"123.0\" y2=\"230.0\"/>"))
        #expect(drawing.contains("<circle class=\"hole\" cx=\"123.0\" cy=\"230.0\" r=\"4.5\"/>"))
        #expect(drawing.components(separatedBy: "class=\"dot\"").count == 6)
        #expect(drawing.contains("Not documented</tspan>"))
        #expect(html(reader.profile(try profile([3, 2.3, 1.7, 2.7, 0, 2]))).contains("cx=\"220.0\" cy=\"174.0\""))
    }

    @Test func `RGAA 1.3: whoever does not see the drawing hears its levels, and none of its ticks`() throws {
        let profile = try profile([3, 2.3, 1.7, 2.7, nil, 2])
        let drawing = html(reader.profile(profile))
        #expect(drawing.contains("<title id=\"profile-title\">Profile. Need: Solid, Novelty: "))
        #expect(drawing.contains("Effects: Not documented") && !drawing.contains("table"))
        #expect(drawing.contains("<g aria-hidden=\"true\"><text class=\"tick\""))
        #expect(html(reader.profile(profile, manner: .figures)).contains("Need: 3.0 of 4"))
    }

    @Test func `several assessments show a band from the lowest to the highest`() throws {
        let mean = try #require(Profile.mean(of: [try profile([4, 3, 4, 4, 4, 3]), try profile([3, 2, 3, 3, 2, 1])]))
        let drawing = html(reader.profile(mean, manner: .figures))
        #expect(
            drawing.contains(
                "<path class=\"range\" d=\"M220.0,62.0 292.7,132.0 317.0,230.0 220.0,286.0 123.0,230.0 147.3,132.0ZM220.0,90.0 268.5,146.0 292.7,216.0 220.0,258.0 171.5,202.0 195.8,160.0Z\"/>"
            ))
        #expect(drawing.contains("3.5 of 4</tspan>"))
        #expect(!html(reader.profile(try profile([3, 3, 3, 3, 3, 3]))).contains("range"))
    }

    @Test func `jurors read figures, with the comma of French`() throws {
        let french = Reader(language: .french, phrasebook: try Self.french())
        let drawing = html(french.profile(try profile([3, 2.25, 1, 2, nil, 2]), manner: .figures))
        #expect(drawing.contains(">3,0 sur 4</tspan>"))
        #expect(drawing.contains(">2,3 sur 4</tspan>"))
        #expect(drawing.contains("Non documenté</tspan>"))
        #expect(drawing.contains("points=\"220.0,90.0 "))
    }

    @Test func `the small one lists its levels for those who do not see it`() throws {
        let mini = html(reader.miniProfile(try profile([3, 2.3, 1.7, 2.7, nil, 2])))
        #expect(
            mini.contains(
                "aria-label=\"Profile. Need: Solid, Novelty: Partial, Participation: Partial, Quality of life: Solid, Effects: Not documented, Risk, future: Partial\""
            ))
        #expect(
            mini.contains(
                "<polygon class=\"rim\" points=\"32.0,2.0 58.0,17.0 58.0,47.0 32.0,62.0 6.0,47.0 6.0,17.0\"/>"))
        #expect(
            mini.contains(
                "<polygon class=\"ring\" points=\"32.0,17.0 45.0,24.5 45.0,39.5 32.0,47.0 19.0,39.5 19.0,24.5\"/>"))
    }

    @Test(arguments: 3...9) func `any number of dimensions stands around the centre`(count: Int) throws {
        let shape = RadarShape.large(axes: count, scale: try Reference.defaultGrid.scale)
        let points = (0..<count).map { shape.rim($0) }
        #expect(points[0].svg == "220.0,62.0")
        #expect(abs(points.map(\.x).reduce(0, +) / Double(count) - 220) < 0.001)
        #expect(abs(points.map(\.y).reduce(0, +) / Double(count) - 174) < 0.001)
        #expect(points[1].x > 220)
    }

    @Test func `under three dimensions there is a table only`() throws {
        let small = try SmallGrid.grid.profile(of: SmallGrid.marks(["2", "1", "not-documented"]))
        #expect(reader.profile(small).isEmpty)
        #expect(reader.miniProfile(small).isEmpty)
        let table = html(reader.profileTable(small))
        #expect(table.contains("<th scope=\"row\" class=\"name\"><span lang=\"fr\">La vie</span></th>"))
        #expect(table.contains("1 checkpoint left open"))
    }

    @Test func `the table says what the drawing says, and what was read`() throws {
        let mean = try #require(
            Profile.mean(of: [try profile([4, 3, 4, 4, nil, 3]), try profile([3, 2, 3, 3, nil, 1])]))
        let need = mean.axes[0].dimension
        let table = html(reader.profileTable(mean, manner: .figures, remarks: [need: "A survey & figures"]))
        #expect(
            table.contains(
                "<td data-th=\"Level\"><span>Exemplary, <span class=\"num\">3.5 of 4</span></span></td><td data-th=\"From lowest to highest\">from 3.0 to 4.0</td>"
            ))
        #expect(table.contains("<td data-th=\"What was read\"><span>A survey &amp; figures</span></td>"))
        #expect(
            table.contains("<td data-th=\"Level\">Not documented</td><td data-th=\"From lowest to highest\">–</td>"))
        #expect(table.components(separatedBy: "<tr>").count == 8)
    }

    @Test func `a long label is set on several lines`() throws {
        let grid = try GridFile.grid(
            from: Reference.text("grids/social-innovation-default.yaml").replacing(
                "en: \"Novelty\"", with: "en: \"New ways of doing things\""))
        let drawing = html(reader.profile(grid.profile(of: [:])))
        #expect(
            drawing.contains(
                "y=\"105.5\" text-anchor=\"start\">New ways of<tspan x=\"331.0\" dy=\"17\">doing things</tspan><tspan class=\"lv\""
            ))
    }

    @Test func `a label that would stand out at the side widens the drawing, so that no edge cuts it`() throws {
        let source = try Reference.text("grids/social-innovation-default.yaml")
        let grid = try GridFile.grid(from: source.replacing("en: \"Effects\"", with: "en: \"Transformations\""))
        #expect(html(reader.profile(grid.profile(of: [:]))).contains("<svg viewBox=\"-17 0 474 350\""))
        #expect(html(reader.profile(try profile([3, 3, 3, 3, 3, 3]))).contains("<svg viewBox=\"-1 0 442 350\""))
    }

    private func profile(_ values: [Double?]) throws -> Profile {
        let grid = try Reference.defaultGrid
        let axes = zip(grid.dimensions, values).map { dimension, value in
            Profile.Axis(
                dimension: dimension.id, title: dimension.title, label: dimension.label,
                reading: value.map { .value($0) } ?? .notDocumented, spread: nil, open: 0)
        }
        return Profile(scale: grid.scale, axes: axes, readings: 1)
    }

    private func html(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

    static func french() throws -> Phrasebook {
        try Phrasebook(language: "fr", po: String(contentsOfFile: "\(World.root)/Locale/fr.po", encoding: .utf8))
    }
}
