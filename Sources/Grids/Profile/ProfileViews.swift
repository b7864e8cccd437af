import Web

/// How a profile is told.
public enum ProfileManner: Sendable {
    /// The words of the levels, for the public.
    case words
    /// «3,0 sur 4», for those who mark and decide.
    case figures
}

extension Reader {
    /// The profile drawn large; nothing when it has too few axes to be drawn. Its twin table belongs on the same page or one link away.
    ///
    /// `key` tells two profiles of one page apart.
    public func profile(
        _ profile: Profile, key: String = "profile", manner: ProfileManner = .words, title: String? = nil,
        caption: HTML? = nil
    ) -> HTML {
        guard profile.axes.count >= RadarShape.fewestAxes else { return "" }
        let shape = RadarShape.large(axes: profile.axes.count, scale: profile.scale)
        let said = title ?? inWords(profile, manner)
        return """
            <figure class="profile"><svg viewBox="\(box(around: shape, profile, manner))" role="img" aria-labelledby="\(key)-title">\
            <title id="\(key)-title">\(said)</title>\
            \(plane(shape, profile))\(surface(shape, profile))\(dots(shape, profile))\(ticks(shape))\
            \(profile.axes.enumerated().map { label($0.element, $0.offset, shape, profile, manner) })</svg>\(caption.map(figureCaption))</figure>
            """
    }

    /// As wide as the labels need: one that stood outside would be cut at the edge of a telephone.
    private func box(around shape: RadarShape, _ profile: Profile, _ manner: ProfileManner) -> String {
        let out = profile.axes.enumerated().map { place, axis -> Double in
            let lines = lines(of: plain(axis.label))
            let level = manner == .words ? plainWord(axis, profile) : figure(axis, profile)
            let longest = max(lines.map(\.count).max() ?? 0, level.count)
            return shape.overhang(place, lines: lines.count, letters: longest)
        }
        let side = Int((out.max() ?? 0).rounded(.up))
        return "\(-side) 0 \(440 + 2 * side) 350"
    }

    /// The profile where an initiative is listed, with its levels said to those who do not see it.
    public func miniProfile(_ profile: Profile) -> HTML {
        guard profile.axes.count >= RadarShape.fewestAxes else { return "" }
        let shape = RadarShape.mini(axes: profile.axes.count, scale: profile.scale)
        let points = corners(shape, profile) { $0.reading.value }
        let middle = Double(profile.scale.lowest + profile.scale.highest) / 2
        let surface: HTML = points.isEmpty ? "" : "<polygon class=\"shape\" points=\"\(points)\"/>"
        return """
            <svg class="mini" viewBox="0 0 64 64" role="img" aria-label="\(inWords(profile, .words))">\
            <polygon class="rim" points="\(shape.ring(at: Double(profile.scale.highest)))"/>\
            <polygon class="ring" points="\(shape.ring(at: middle))"/>\(surface)</svg>
            """
    }

    /// What the picture shows, for those who do not see it: each dimension and its level.
    private func inWords(_ profile: Profile, _ manner: ProfileManner) -> String {
        let levels = profile.axes.map { axis -> String in
            let level = manner == .words ? plainWord(axis, profile) : figure(axis, profile)
            return t("\(plain(axis.label)): \(level)")
        }.joined(separator: ", ")
        return t("Profile. \(levels)")
    }

    private func figureCaption(_ caption: HTML) -> HTML { "<figcaption>\(caption)</figcaption>" }

    private func plane(_ shape: RadarShape, _ profile: Profile) -> HTML {
        let rings = shape.drawnLevels.map { value -> HTML in
            let name: HTML = value == profile.scale.highest ? "rim" : "ring"
            return "<polygon class=\"\(name)\" points=\"\(shape.ring(at: Double(value)))\"/>"
        }
        let axes = profile.axes.enumerated().map { place, axis -> HTML in
            let rim = shape.rim(place)
            let name: HTML = axis.reading.value == nil ? "axis nd" : "axis"
            return """
                <line class="\(name)" x1="220" y1="174" x2="\(RadarPoint.number(rim.x))" y2="\(RadarPoint.number(rim.y))"/>
                """
        }
        return HTML.joined(rings + axes, by: "")
    }

    /// The shape, over a band from the lowest to the highest of several assessments. An axis without a value is skipped.
    private func surface(_ shape: RadarShape, _ profile: Profile) -> HTML {
        let outer = corners(shape, profile) { $0.spread?.upperBound }
        let inner = corners(shape, profile) { $0.spread?.lowerBound }
        let points = corners(shape, profile) { $0.reading.value }
        let band: HTML = outer.isEmpty ? "" : "<path class=\"range\" d=\"M\(outer)ZM\(inner)Z\"/>"
        return points.isEmpty ? band : "\(band)<polygon class=\"shape\" points=\"\(points)\"/>"
    }

    private func corners(_ shape: RadarShape, _ profile: Profile, _ value: (Profile.Axis) -> Double?) -> String {
        profile.axes.enumerated().compactMap { place, axis in value(axis).map { shape.point(place, at: $0).svg } }
            .joined(separator: " ")
    }

    private func dots(_ shape: RadarShape, _ profile: Profile) -> HTML {
        let dots = profile.axes.enumerated().map { place, axis -> HTML in
            switch axis.reading {
            case .value(let value): dot("dot", shape.point(place, at: value))
            // On the rim and hollow: a question left open, never a 0.
            case .notDocumented: dot("hole", shape.rim(place))
            case .notApplicable: ""
            }
        }
        return HTML.joined(dots, by: "")
    }

    private func dot(_ name: HTML, _ place: RadarPoint) -> HTML {
        "<circle class=\"\(name)\" cx=\"\(RadarPoint.number(place.x))\" cy=\"\(RadarPoint.number(place.y))\" r=\"4.5\"/>"
    }

    private func ticks(_ shape: RadarShape) -> HTML {
        let ticks = shape.drawnLevels.map { value -> HTML in
            // The last one stands inside the rim, where the top label leaves room.
            let y = shape.point(0, at: Double(value)).y + (value == shape.scale.highest ? 11 : 3.5)
            return "<text class=\"tick\" x=\"225\" y=\"\(RadarPoint.number(y))\">\(value)</text>"
        }
        return "<g aria-hidden=\"true\">\(HTML.joined(ticks, by: ""))</g>"
    }

    private func label(
        _ axis: Profile.Axis, _ place: Int, _ shape: RadarShape, _ profile: Profile, _ manner: ProfileManner
    ) -> HTML {
        let lines = lines(of: plain(axis.label))
        let (point, anchor) = shape.label(place, lines: lines.count)
        let x = RadarPoint.number(point.x)
        let more = lines.dropFirst().map { line -> HTML in "<tspan x=\"\(x)\" dy=\"17\">\(line)</tspan>" }
        let level = manner == .words ? plainWord(axis, profile) : figure(axis, profile)
        return """
            <text x="\(x)" y="\(RadarPoint.number(point.y))" text-anchor="\(anchor)">\(lines.first)\(more)<tspan class="lv" x="\(x)" dy="17">\(level)\
            </tspan></text>
            """
    }

    // Beside the plane there is room for about 16 letters.
    private func lines(of label: String) -> [String] {
        label.split(separator: " ").reduce(into: []) { lines, word in
            if let last = lines.last, last.count + word.count < 16 {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
    }

    func plainWord(_ axis: Profile.Axis, _ profile: Profile) -> String {
        switch axis.reading {
        case .value(let value): plain(profile.scale.label(nearest: value))
        case .notDocumented: t("Not documented")
        case .notApplicable: t("Not applicable")
        }
    }

    func figure(_ axis: Profile.Axis, _ profile: Profile) -> String {
        guard let value = axis.reading.value else { return plainWord(axis, profile) }
        return t("\(oneDecimal(value)) of \(profile.scale.highest)")
    }

    /// «3,5»
    public func oneDecimal(_ value: Double) -> String { formats.number(value, decimals: 1) }
}
