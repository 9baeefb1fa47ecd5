using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Scenarios.Tests.Rules;

/// <summary>How instant messages may be written; Bob, under test, writes one of his own here.</summary>
public sealed class InstantMessageRuleSpecs
{
    [TestCase("several requests", "Message-ID: m7\r\nReceipt-Request: positive-delivery, negative-delivery , read\r\n")]
    [TestCase("nothing asked", "")]
    [TestCase("a name in another namespace", "NS: more <urn:more>\r\nmore.Mood: good\r\n")]
    public void Legal_headers_are_no_fault(string form, string headers) => Assert.That(Findings(headers), Is.Empty, form);

    [TestCase("RCPT-4-02", "Message-ID: m7\r\nRequest-Receipt: read\r\n")]
    [TestCase("RCPT-4-02", "Message-ID: m7\r\nreceipt-request: read\r\n")]
    [TestCase("RCPT-4-03", "Message-ID: m7\r\nReceipt-Request: Read\r\n")]
    [TestCase("RCPT-4-03", "Message-ID: m7\r\nReceipt-Request: display\r\n")]
    [TestCase("RCPT-4-04", "Message-ID: m7\r\nReceipt-Request: read,\r\n")]
    [TestCase("RCPT-4-04", "Message-ID: m7\r\nReceipt-Request: positive-delivery;read\r\n")]
    [TestCase("RCPT-4-05", "Message-ID: <m7@host>\r\n")]
    [TestCase("RCPT-3.1-03", "Receipt-Request: read\r\n")]
    [TestCase("RCPT-9.4-01", "NS: imdn <urn:imdn>\r\nimdn.Message-ID: m7\r\n")]
    public void Faults_fail(string requirement, string headers) =>
        Assert.That(Findings(headers).Where(f => f.Severity is Severity.Fail).Select(f => f.Requirement), Does.Contain(requirement));

    [TestCase("AMB-17", "RCPT-4-04", "Message-ID: m7\r\nReceipt-Request: read\r\nReceipt-Request: positive-delivery\r\n")]
    [TestCase("AMB-71", "RCPT-9.4-01", "NS: c <urn:ietf:params:cpim-headers:>\r\nc.Message-ID: m7\r\n")]
    public void What_an_ambiguity_lets_pass_is_a_warning(string reading, string requirement, string headers) => Assert.That(
        Findings(headers).Single(f => f.Requirement == requirement),
        Has.Property(nameof(Finding.Severity)).EqualTo(Severity.Warning).And.Property(nameof(Finding.Reading)).EqualTo(reading));

    [Test]
    public void A_request_outside_the_CPIM_headers_is_found() => Assert.That(
        new Exchange("m1", "read").Sends("From: <sip:bob@192.0.2.2>\r\nTo: <sip:alice@192.0.2.1>\r\n\r\nContent-Type: text/plain\r\nReceipt-Request: read\r\n\r\nHi").Judged().Select(f => f.Requirement),
        Does.Contain("RCPT-6.1.1-05"));

    [Test]
    public void A_CPIM_body_under_another_name_is_found() => Assert.That(
        new Exchange("m1", "read").Sends("From: <sip:bob@192.0.2.2>\r\nTo: <sip:alice@192.0.2.1>\r\n\r\nContent-Type: text/plain\r\n\r\nHi", "text/plain").Judged().Select(f => f.Requirement),
        Does.Contain("RCPT-6.1.1-02"));

    private static IReadOnlyList<Finding> Findings(string headers) =>
        new Exchange("m1", "read").Sends($"From: <sip:bob@192.0.2.2>\r\nTo: <sip:alice@192.0.2.1>\r\n{headers}\r\nContent-Type: text/plain\r\n\r\nHi").Judged();
}
