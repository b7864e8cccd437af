extension MediaType {
    public static let jpeg = MediaType(.picture, "image/jpeg", ending: "jpg", otherEndings: ["jpeg", "jfif"])
    public static let png = MediaType(.picture, "image/png", ending: "png")
    public static let webp = MediaType(.picture, "image/webp", ending: "webp")
    public static let avif = MediaType(.picture, "image/avif", ending: "avif")
    public static let heic = MediaType(.picture, "image/heic", ending: "heic", otherEndings: ["heif"])

    public static let pdf = MediaType(.paper, "application/pdf", ending: "pdf")
    public static let text = MediaType(.paper, "text/plain", ending: "txt", otherEndings: ["text", "md"])
    public static let csv = MediaType(.paper, "text/csv", ending: "csv")
    public static let docx = MediaType(.paper, "\(openXML).wordprocessingml.document", ending: "docx")
    public static let xlsx = MediaType(.paper, "\(openXML).spreadsheetml.sheet", ending: "xlsx")
    public static let pptx = MediaType(.paper, "\(openXML).presentationml.presentation", ending: "pptx")
    public static let odt = MediaType(.paper, "\(openDocument).text", ending: "odt")
    public static let ods = MediaType(.paper, "\(openDocument).spreadsheet", ending: "ods")
    public static let odp = MediaType(.paper, "\(openDocument).presentation", ending: "odp")

    public static let mp4 = MediaType(.other, "video/mp4", ending: "mp4", otherEndings: ["m4v"])
    public static let webm = MediaType(.other, "video/webm", ending: "webm")

    /// Papers that are archives of several parts (`OfficeArchive`).
    static let wrapped: [MediaType] = [.docx, .xlsx, .pptx, .odt, .ods, .odp]

    private static let openXML = "application/vnd.openxmlformats-officedocument"
    private static let openDocument = "application/vnd.oasis.opendocument"
}
