import Identifiers

/// The practice itself, across editions.
public enum Initiative {
    public typealias ID = Identifier<Initiative>
}
