/// What surrounds every page: the agency, the campaign, where one can go.
public struct Frame: Sendable {
    public struct Link: Sendable {
        public let title: String
        public let path: String

        public init(_ title: String, to path: String) { (self.title, self.path) = (title, path) }
    }

    public var agency = ""
    /// Where the public writes to it; empty when it has given none.
    public var email = ""
    /// Where the public calls it; empty when it has given none.
    public var phone = ""
    public var campaign = "Rallynov"
    /// The edition's year, beside the name.
    public var edition: String?
    /// Said on top of every page, as a demonstration must.
    public var banner: HTML?
    /// Everything on the site is invented, whatever the line on top says.
    public var isDemonstration = false
    /// `#rrggbb`; the house's own green when nil.
    public var accent: String?
    /// The words of all editions, the newest first: whoever runs them goes from one to another.
    public var editions: [String] = []
    public var publicLinks: [Link] = []
    /// For somebody signed in, by their roles.
    public var menu = Menu()
    public var footText: [HTML] = []
    public var footLinks: [Link] = []
    /// False while the legal notice is empty: visitors then meet a closed door.
    public var isPublic = true
    /// The site's own address, without a slash at its end.
    public var address = ""

    /// Where no mail leaves: the page on which the letters that were written can be opened.
    public var letters: String?

    public init() {}

    /// Under a letter: whose it is, and where to call.
    public var signature: [String] { [agency, phone].filter { !$0.isEmpty } }
}
