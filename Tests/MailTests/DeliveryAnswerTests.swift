import Testing

@testable import Mail

struct DeliveryAnswerTests {
    @Test(arguments: [
        ("550 no such mailbox", DeliveryAnswer.noMailbox), ("550 5.1.1 User unknown", .noMailbox),
        ("553-5.1.2 bad domain", .noMailbox), ("452 4.2.2 Over quota", .mailboxFull), ("552 full", .mailboxFull),
        ("553 no such user", .noMailbox), ("551 5.1.6 moved", .noMailbox), ("553 5.7.1 Sender not allowed", .unwanted),
        ("550 5.1.8 Sender's domain is unknown", .refused), ("553 5.1.7 Sender's address", .refused),
        ("550 5.7.1 Message refused", .unwanted), ("554 spam", .unwanted), ("535 5.7.8 bad password", .login),
        ("Login denied", .login), ("451 come back later", .later), ("421 4.3.2 stopping", .later),
        ("451 4.7.1 Greylisted, come back later", .later), ("450 4.1.1 not now", .later),
        ("451 4.7.500 Server busy", .later), ("501 5.5.4 syntax", .refused),
        ("Could not connect to server", .unreachable),
        ("SSL peer certificate or SSH remote key was not OK", .insecure), ("mail is not set up", .notSetUp),
        ("it was too late to send it", .tooLate), ("", .unreachable), ("not ready for mail: 554 no service", .later),
    ])
    func `the server's answer is read for what it means`(text: String, meaning: DeliveryAnswer) {
        #expect(DeliveryAnswer(text) == meaning)
    }
}
