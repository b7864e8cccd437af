import Campaigns
import Documents
import Foundation
import Secrets
import Storage

extension HouseSettings {
    /// Takes what the machine keeps outside the database at an address: the house's key, the password of the mail account, and the mail
    /// servers inside the network that `RALLYNOV_MAIL_HOSTS` opens, with spaces between them; and where weaknesses of the site are
    /// reported, `RALLYNOV_SECURITY_CONTACT`; the Python that makes papers, `RALLYNOV_PYTHON`, where it is not the one of `bin/setup`;
    /// and where what people send lies (`FileSettings`). Throws when a key, a contact or a place for files is there that cannot be used.
    public mutating func readMachine(
        database address: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        let secrets = MachineSecrets(beside: Databases.path(of: address), in: environment)
        try secrets.keys?.check()
        keys = secrets.keys
        mailPassword = try secrets.handed("rallynov-smtp-password")
        mailHosts = Set((environment["RALLYNOV_MAIL_HOSTS"] ?? "").lowercased().split(separator: " ").map(String.init))
        let contact = environment["RALLYNOV_SECURITY_CONTACT"] ?? ""
        fileStore = try FileSettings(database: address, environment: environment)
        securityContact = try contact.isEmpty ? nil : SecurityContact(contact)
        papers = Papers(root: root, python: environment["RALLYNOV_PYTHON"])
    }

    /// What the machine lacks, in words for whoever runs it; the site is served all the same.
    public var lacks: [String] {
        guard !papers.areMade else { return [] }
        return [
            """
            no Python makes PDF and Word files here, so papers are pages to print: run packaging/papers, and name it by \
            RALLYNOV_PYTHON in the settings, which an older /etc/rallynov.conf does not
            """
        ]
    }

    var mailMachine: MailMachine { MailMachine(keys: keys, password: mailPassword, hosts: mailHosts) }

    /// Seals what a program before this one left in clear; false where it stays so, for want of a key.
    public func sealSecrets(in database: any Database) async throws -> Bool {
        try await AgencyStore(database: database, machine: mailMachine).sealPassword()
    }
}
