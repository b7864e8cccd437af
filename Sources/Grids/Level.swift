/// A step of the scale at one checkpoint, told as something one can observe.
public struct Level: Hashable, Sendable {
    public let value: Int
    public let descriptor: Localized
}
