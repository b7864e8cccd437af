import CVips

/// `rallynov-pictures IN OUT-FOLDER`: one picture in several sizes, as JPEG and as WebP, turned, in sRGB, without any field of its own.
///
/// Answers one line of JSON on standard output, and makes the folder whole or not at all. It ends with 0; with 2 where it is asked
/// wrongly, 3 where the machine lacks something; for a picture that is not taken, whose reason is the answer's `refused`, with 4
/// (`format`), 5 (`too-large`) or 6 (`damaged`). Of a picture that moves, the first frame is taken.
@main enum PictureProgram {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { leave(2, saying: "usage: rallynov-pictures IN OUT-FOLDER") }
        guard rv_init() == 0 else { leave(3, saying: Vips.complaint()) }
        do {
            rv_say(try Making(of: arguments[1], into: arguments[2]).run(), 1)
        } catch {
            if let refusal = error.refusal { rv_say("{\"refused\":\"\(refusal)\"}", 1) }
            leave(error.code, saying: error.description)
        }
    }

    private static func leave(_ code: Int32, saying line: String) -> Never {
        rv_say(line, 2)
        exit(code)
    }
}

/// Why no picture was made; what libvips complained of is for the log.
enum PictureFault: Error, CustomStringConvertible {
    case format(String)
    case tooLarge(String)
    case damaged(String)
    case machine(String)

    var refusal: String? {
        switch self {
        case .format: "format"
        case .tooLarge: "too-large"
        case .damaged: "damaged"
        case .machine: nil
        }
    }

    var code: Int32 {
        switch self {
        case .machine: 3
        case .format: 4
        case .tooLarge: 5
        case .damaged: 6
        }
    }

    var description: String {
        switch self {
        case .format(let words), .tooLarge(let words), .damaged(let words), .machine(let words): words
        }
    }
}
