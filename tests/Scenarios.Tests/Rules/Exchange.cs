using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Tests.Rules;

/// <summary>An instant message to Bob and what Bob, the system under test, sends back: as much of a case as rules need.</summary>
internal sealed class Exchange
{
    private readonly Trace _trace = new() { Seat = Seat.ImRecipient };
    private int _calls;

    /// <summary>Alice sends an instant message that Bob answers, so many milliseconds after the beginning.</summary>
    internal Exchange(string messageId, string request, int status = 200, int answered = 10)
    {
        var im = Add(Cast.Alice, Cast.Bob, Message(
            "message/cpim",
            $"From: <sip:alice@192.0.2.1>\r\nTo: <sip:bob@192.0.2.2>\r\nMessage-ID: {messageId}\r\nReceipt-Request: {request}\r\n\r\nContent-Type: text/plain\r\n\r\nHello"));
        Add(Cast.Bob, Cast.Alice, (im.Sip ?? throw new InvalidOperationException()).Respond(status).Build(), im, answered);
    }

    /// <summary>Bob sends a MESSAGE.</summary>
    internal Exchange Sends(string body, string contentType = "message/cpim")
    {
        Add(Cast.Bob, Cast.Alice, Message(contentType, body));
        return this;
    }

    /// <summary>What the rules say about all of it.</summary>
    internal IReadOnlyList<Finding> Judged() => RuleJudge.Judge(_trace, Everything.Rules, []);

    private SipMessage Message(string contentType, string body) => SipMessage.Request("MESSAGE", "sip:somebody@192.0.2.9")
        .Add("Via", $"SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK{++_calls}")
        .Add("Max-Forwards", "70")
        .Add("From", $"<sip:from@192.0.2.9>;tag={_calls}")
        .Add("To", "<sip:to@192.0.2.9>")
        .Add("Call-ID", $"call-{_calls}")
        .Add("CSeq", "1 MESSAGE")
        .Body(Encoding.UTF8.GetBytes(body), contentType)
        .Build();

    private Observed Add(Party from, Party to, SipMessage message, Observed? request = null, int? at = null)
    {
        var observed = new Observed
        {
            Index = _trace.Messages.Count,
            At = TimeSpan.FromMilliseconds(at ?? (10 * _trace.Messages.Count)),
            From = from,
            To = to,
            FromSut = from == Cast.Bob,
            Transport = TransportKind.Udp,
            Bytes = message.Bytes,
            Sip = message,
            Request = request,
        };
        _trace.Add(observed);
        return observed;
    }
}
