using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Scenarios.Tests.Rules;

/// <summary>
/// What receipts may look like and what they may not. That every rule finds its fault is shown by the deviations; here it is which weight and which
/// reading a fault has, and what is no fault at all.
/// </summary>
public sealed class ReceiptRuleSpecs
{
    private const string From = "From: <sip:bob@192.0.2.2>\r\n";
    private const string To = "To: <sip:alice@192.0.2.1>\r\n";
    private const string Type = "Content-Type: message/status-receipt+xml\r\n";
    private const string Confirm = "Content-Disposition: confirm\r\n";
    private const string Xmlns = "xmlns=\"urn:ietf:params:xml:ns:status-receipt\"";

    [Test]
    public void A_receipt_by_the_book_is_clean() => Assert.That(Findings(Receipt()), Is.Empty);

    [TestCase("charset", "Content-Type: message/status-receipt+xml; charset=UTF-8\r\n")]
    [TestCase("capitals", "content-type: Message/Status-Receipt+XML\r\n")]
    public void Surface_forms_of_the_media_type_are_no_fault(string form, string type) => Assert.That(Findings(Receipt(type: type)), Is.Empty, form);

    [TestCase("prefix", "<r:status-receipt xmlns:r=\"urn:ietf:params:xml:ns:status-receipt\"><r:message-id>m1</r:message-id><r:type>delivery</r:type><r:status>200</r:status></r:status-receipt>")]
    [TestCase("extension", "<status-receipt " + Xmlns + "><message-id>m1</message-id><type>delivery</type><status>200</status><more xmlns=\"urn:more\"/></status-receipt>")]
    [TestCase("blanks", "<status-receipt " + Xmlns + ">\n <message-id> m1 </message-id>\n <type>delivery</type>\n <status>200</status>\n</status-receipt>\n")]
    public void Surface_forms_of_the_document_are_no_fault(string form, string document) => Assert.That(Findings(Receipt(document: document)), Is.Empty, form);

    [Test]
    public void The_short_media_type_fails_and_names_the_reading() => Assert.That(
        One(Receipt(type: "Content-Type: message/status-receipt\r\n"), "RCPT-3.2-02"),
        Has.Property(nameof(Finding.Severity)).EqualTo(Severity.Fail).And.Property(nameof(Finding.Reading)).EqualTo("AMB-02"));

    [Test]
    public void The_layout_of_the_figures_fails_and_names_the_reading() => Assert.That(
        One(From + To + Type + Confirm + "\r\n" + Document(), "RCPT-3.2-01"),
        Has.Property(nameof(Finding.Severity)).EqualTo(Severity.Fail).And.Property(nameof(Finding.Reading)).EqualTo("AMB-07"));

    [Test]
    public void A_request_on_a_receipt_is_a_warning_over_SIP() => Assert.That(
        One(From + To + "Receipt-Request: read\r\n\r\n" + Type + Confirm + "\r\n" + Document(), "RCPT-3.2-09"),
        Has.Property(nameof(Finding.Severity)).EqualTo(Severity.Warning).And.Property(nameof(Finding.Reading)).EqualTo("AMB-28"));

    [Test]
    public void No_namespace_fails_and_names_the_reading() => Assert.That(
        One(Receipt(document: Document().Replace(" " + Xmlns, "", StringComparison.Ordinal)), "RCPT-5.1-05"),
        Has.Property(nameof(Finding.Severity)).EqualTo(Severity.Fail).And.Property(nameof(Finding.Reading)).EqualTo("AMB-05"));

    [TestCase("text/plain", "RCPT-6.1.1-02", "RCPT-6.1.1-04")]
    [TestCase("application/simple-filter+xml", "RCPT-5.2-02", "RCPT-6.1.1-02", "RCPT-6.1.1-04")]
    public void A_wrong_name_of_the_body_is_blamed_for_the_name_and_not_for_what_is_inside(string type, params string[] blamed) => Assert.That(
        new Exchange("m1", "positive-delivery").Sends(Receipt(), type).Judged().Select(f => f.Requirement).Order(),
        Is.EqualTo(blamed));

    [Test]
    public void Another_order_of_elements_is_a_warning() => Assert.That(
        One(Receipt(document: $"<status-receipt {Xmlns}><message-id>m1</message-id><status>200</status><type>delivery</type></status-receipt>"), "RCPT-5.1-02"),
        Has.Property(nameof(Finding.Severity)).EqualTo(Severity.Warning));

    [TestCase("202", Severity.Warning, null)]
    [TestCase("delivered", Severity.Fail, "AMB-13")]
    public void A_success_receipt_with_another_status_weighs_by_its_class(string status, Severity weight, string? reading) => Assert.That(
        One(Receipt(document: Document(status: status)), "RCPT-3.2-14"),
        Has.Property(nameof(Finding.Severity)).EqualTo(weight).And.Property(nameof(Finding.Reading)).EqualTo(reading));

    [TestCase("base64", Severity.Fail)]
    [TestCase("quoted-printable", Severity.Warning)]
    public void A_transfer_encoding_weighs_by_its_truth(string encoding, Severity weight) => Assert.That(
        One(Receipt(type: Type + $"Content-Transfer-Encoding: {encoding}\r\n"), "RCPT-9.1-03"),
        Has.Property(nameof(Finding.Severity)).EqualTo(weight));

    [Test]
    public void A_receipt_without_From_and_To_is_a_warning_over_SIP() => Assert.That(
        Findings("Subject: Receipt\r\n\r\n" + Type + Confirm + "\r\n" + Document()).Where(f => f.Severity is Severity.Fail),
        Is.Empty);

    [Test]
    public void A_receipt_to_somebody_else_is_drawn_otherwise() => Assert.That(
        One(From + "To: <sip:bob@192.0.2.2>\r\n\r\n" + Type + Confirm + "\r\n" + Document(), "RCPT-3.2-12").Severity,
        Is.EqualTo(Severity.Warning));

    [TestCase("positive-delivery", "delivery", "480")]
    [TestCase("negative-delivery", "delivery", "200")]
    [TestCase("positive-delivery, negative-delivery", "read", "200")]
    public void A_kind_not_asked_for_is_found(string request, string type, string status) =>
        Assert.That(Findings(Receipt(document: Document(type, status)), request).Select(f => f.Requirement), Does.Contain("RCPT-3.2-05"));

    [Test]
    public void A_receipt_after_an_error_response_is_found()
    {
        var findings = new Exchange("m1", "negative-delivery", status: 486).Sends(Receipt(document: Document(status: "486"))).Judged();

        Assert.That(findings.Select(f => f.Requirement), Is.EqualTo(["RCPT-6.1.3.1-10"]));
    }

    [Test]
    public void A_receipt_may_overtake_the_response_and_long_before_it_is_worth_a_warning()
    {
        // A trace without a SUT file has a grace of 2 s.
        var race = new Exchange("m1", "positive-delivery", answered: 2_000).Sends(Receipt()).Judged();
        var early = new Exchange("m1", "positive-delivery", answered: 2_100).Sends(Receipt()).Judged();

        Assert.That(race, Is.Empty);
        Assert.That(early.Select(f => (f.Requirement, f.Severity)), Is.EqualTo([("RCPT-6.1.3.1-04", Severity.Warning)]));
    }

    [Test]
    public void A_second_receipt_is_no_fault_while_nobody_has_answered_the_first()
    {
        var exchange = new Exchange("m1", "positive-delivery").Sends(Receipt()).Sends(Receipt());

        Assert.That(exchange.Judged().Select(f => f.Requirement), Does.Not.Contain("RCPT-6.1.3.1-02"), "nobody has answered the first: this may be another try");
    }

    [Test]
    public void The_offending_octets_are_marked()
    {
        var finding = One(Receipt(disposition: "Content-Disposition: notification\r\n"), "RCPT-3.2-04");

        Assert.That(finding.Bytes, Is.Not.Null);
        Assert.That(finding.Observed, Is.EqualTo("notification"));
    }

    private static string Document(string type = "delivery", string status = "200") =>
        $"<status-receipt {Xmlns}><message-id>m1</message-id><recipient-uri>sip:bob@192.0.2.2</recipient-uri><type>{type}</type><status>{status}</status></status-receipt>";

    private static string Receipt(string type = Type, string disposition = Confirm, string? document = null) => $"{From}{To}\r\n{type}{disposition}\r\n{document ?? Document()}";

    private static IReadOnlyList<Finding> Findings(string receipt, string request = "positive-delivery") => new Exchange("m1", request).Sends(receipt).Judged();

    private static Finding One(string receipt, string requirement) => Findings(receipt).Single(f => f.Requirement == requirement);
}
