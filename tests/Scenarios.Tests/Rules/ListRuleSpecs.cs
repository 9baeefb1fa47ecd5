using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Engine;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Tests.Rules;

/// <summary>Rules about lists that no other example shows: crowds asked for permission, lists in other formats, message/cpim on its way through a list.</summary>
public sealed class ListRuleSpecs
{
    private static readonly IReadOnlyList<Party> Strangers = Crowd.Of(12);

    [TestCase(12, true)]
    [TestCase(3, false)]
    [TestCase(0, false)]
    public void A_request_for_permission_to_each_of_a_crowd_is_worth_a_finding(int asked, bool isFault)
    {
        var trace = new Trace { Seat = Seat.ListService };
        var request = Add(trace, Alice, List, "sip:list@192.0.2.2", "multipart/mixed;boundary=b", Body("Hello", "text/plain", [.. Strangers.Select(Uri)]), template: Unwelcome);
        trace.Add(Observe(trace, List, Alice, (request.Sip ?? throw new InvalidOperationException()).Respond(470).Build(), request, null));
        foreach (var stranger in Strangers.Take(asked))
        {
            Add(trace, List, stranger, Uri(stranger), "text/plain", "May I pass on a message to you?");
        }

        Assert.That(Blamed(trace), isFault ? Does.Contain("F5363-5.2-11") : Does.Not.Contain("F5363-5.2-11"));
    }

    [TestCase("recipient-list-message", false)]
    [TestCase(null, true)]
    public void A_list_in_another_format_is_announced_like_any_other(string? tag, bool isFault)
    {
        var trace = new Trace { Seat = Seat.ListClient };
        var body = $"--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: text/uri-list\r\nContent-Disposition: recipient-list\r\n\r\n{Uri(Bill)}\r\n{Uri(Joe)}\r\n--b--\r\n";
        Add(trace, Alice, List, "sip:list@192.0.2.2", "multipart/mixed;boundary=b", body, tag, new ListMessage("M", Bill.To(), Joe.To()).ListedAs("text/uri-list"));

        Assert.That(Blamed(trace), isFault ? Does.Contain("U5365-4-04") : Does.Not.Contain("U5365-4-04"));
    }

    [TestCase("m1", false)]
    [TestCase("m2", true, Description = "an id of the service's own")]
    public void A_message_cpim_is_the_same_for_everybody_on_a_list(string idInCopy, bool isFault)
    {
        var trace = new Trace { Seat = Seat.ListService };
        var request = Add(trace, Alice, List, "sip:list@192.0.2.2", "multipart/mixed;boundary=b", Body(Cpim("m1"), "message/cpim", [Uri(Bill), Uri(Joe)]), template: new ListMessage("M", Bill.To(), Joe.To()));
        trace.Add(Observe(trace, List, Alice, (request.Sip ?? throw new InvalidOperationException()).Respond(202).Build(), request, null));
        Add(trace, List, Bill, Uri(Bill), "message/cpim", Cpim(idInCopy));

        Assert.That(Blamed(trace), isFault ? Does.Contain("RCPT-6.2-02").And.Contain("RX-6.2-01") : Does.Not.Contain("RCPT-6.2-02"));
    }

    private static ListMessage Unwelcome => new ListMessage("M", [.. Strangers.Select(p => p.To())]).WithoutConsentOf([.. Strangers]);

    private static IEnumerable<string?> Blamed(Trace trace) => RuleJudge.Judge(trace, Everything.Rules, []).Select(f => f.Requirement);

    private static string Uri(Party party) => $"sip:{party.Name.ToLowerInvariant()}@192.0.2.1";

    private static string Cpim(string id) =>
        $"From: <im:alice@192.0.2.1>\r\nTo: <im:list@192.0.2.2>\r\nNS: imdn <urn:ietf:params:imdn>\r\nMessage-ID: {id}\r\n\r\nContent-Type: text/plain\r\n\r\nHello";

    private static string Body(string payload, string type, string[] uris) =>
        $"--b\r\nContent-Type: {type}\r\n\r\n{payload}\r\n--b\r\nContent-Type: application/resource-lists+xml\r\nContent-Disposition: recipient-list\r\n\r\n"
        + $"<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\" xmlns:cp=\"urn:ietf:params:xml:ns:copycontrol\"><list>{string.Concat(uris.Select(u => $"<entry uri=\"{u}\" cp:copyControl=\"to\"/>"))}</list></resource-lists>\r\n--b--\r\n";

    private static Observed Add(Trace trace, Party from, Party to, string uri, string type, string body, string? tag = "recipient-list-message", Template? template = null)
    {
        var number = trace.Messages.Count + 1;
        var message = SipMessage.Request("MESSAGE", uri)
            .Add("Via", $"SIP/2.0/TLS 192.0.2.9;branch=z9hG4bK{number}")
            .Add("Max-Forwards", "70")
            .Add("From", $"<sip:alice@192.0.2.1>;tag={number}")
            .Add("To", $"<{uri}>")
            .Add("Call-ID", $"call-{number}")
            .Add("CSeq", "1 MESSAGE");
        if (from == Alice && tag is not null)
        {
            message.Add("Require", tag);
        }

        var observed = Observe(trace, from, to, message.Body(Encoding.UTF8.GetBytes(body), type).Build(), null, template);
        trace.Add(observed);
        return observed;
    }

    private static Observed Observe(Trace trace, Party from, Party to, SipMessage message, Observed? request, Template? template) => new()
    {
        Index = trace.Messages.Count,
        At = TimeSpan.FromMilliseconds(10 * trace.Messages.Count),
        From = from,
        To = to,
        FromSut = trace.Seat == Seat.ListService ? from == List : from == Alice,
        Transport = TransportKind.Tls,
        Bytes = message.Bytes,
        Sip = message,
        Request = request,
        Template = template,
    };
}
