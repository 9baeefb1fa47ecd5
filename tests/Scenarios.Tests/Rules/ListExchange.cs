using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Engine;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Tests.Rules;

/// <summary>A list message of Alice's to Bill and Joe, and what the list service, under test, makes of it: as much of a case as rules need.</summary>
internal sealed class ListExchange
{
    private const string Service = "sip:list@192.0.2.2";

    private readonly Trace _trace = new() { Seat = Seat.ListService };
    private readonly Observed _request;
    private int _calls;

    /// <summary>Alice sends the message with some more header fields; the service answers.</summary>
    internal ListExchange(ServiceSettings settings, int status = 202, params (string Name, string Value)[] headers)
    {
        var list = ResourceLists.Write([new ListEntry(UriOf(Cast.Bill)) { CopyControlText = "to" }, new ListEntry(UriOf(Cast.Joe)) { CopyControlText = "to" }]);
        var body = $"--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: application/resource-lists+xml\r\nContent-Disposition: recipient-list\r\n\r\n{Encoding.UTF8.GetString(list)}\r\n--b--\r\n";
        var template = new ListMessage("M", Cast.Bill.To(), Cast.Joe.To()).At(settings);
        _request = Add(Cast.Alice, Cast.List, With(Message(Service, "<sip:alice@192.0.2.1>").Add("Require", "recipient-list-message"), headers), body, "multipart/mixed;boundary=b", template);
        _trace.Add(Observe(Cast.List, Cast.Alice, (_request.Sip ?? throw new InvalidOperationException()).Respond(status).Build(), _request, null));
    }

    /// <summary>The service sends a copy, with the sender's From unless a header field says otherwise.</summary>
    internal ListExchange Copies(Party recipient, params (string Name, string Value)[] headers)
    {
        Add(Cast.List, recipient, With(Message(UriOf(recipient), "<sip:alice@192.0.2.1>"), headers), "Hello", "text/plain", null);
        return this;
    }

    /// <summary>What the rules say about all of it.</summary>
    internal IReadOnlyList<Finding> Judged() => RuleJudge.Judge(_trace, Everything.Rules, []);

    private static string UriOf(Party party) => $"sip:{party.Name.ToLowerInvariant()}@192.0.2.1";

    private static SipMessageBuilder With(SipMessageBuilder message, (string Name, string Value)[] headers) => headers.Aggregate(message, (m, h) => m.Set(h.Name, h.Value));

    private SipMessageBuilder Message(string to, string from) => SipMessage.Request("MESSAGE", to)
        .Add("Via", $"SIP/2.0/TLS 192.0.2.9;branch=z9hG4bK{++_calls}")
        .Add("Max-Forwards", "70")
        .Add("From", $"{from};tag={_calls}")
        .Add("To", $"<{to}>")
        .Add("Call-ID", $"call-{_calls}")
        .Add("CSeq", "1 MESSAGE");

    private Observed Add(Party from, Party to, SipMessageBuilder message, string body, string type, Template? template)
    {
        var observed = Observe(from, to, message.Body(Encoding.UTF8.GetBytes(body), type).Build(), null, template);
        _trace.Add(observed);
        return observed;
    }

    private Observed Observe(Party from, Party to, SipMessage message, Observed? request, Template? template) => new()
    {
        Index = _trace.Messages.Count,
        At = TimeSpan.FromMilliseconds(10 * _trace.Messages.Count),
        From = from,
        To = to,
        FromSut = from == Cast.List,
        Transport = TransportKind.Tls,
        Bytes = message.Bytes,
        Sip = message,
        Request = request,
        Template = template,
    };
}
