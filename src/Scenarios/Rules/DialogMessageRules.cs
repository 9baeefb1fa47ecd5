using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Stack;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>MESSAGE requests inside the dialog of a call (RFC 3428 4 and 8, RFC 3261 12.2.1.1).</summary>
public static class DialogMessageRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Inside("I3428-4-10", "a MESSAGE inside a dialog has its Call-ID, tags, route set and next number, and no Contact", (_, _) => true, Belongs),
        Inside("I3428-8-04", "messages inside a dialog wait for each other", (m, _) => !HasUdpHop(m), Waits),
        Inside("I3428-8-05", "messages inside a dialog that goes over a UDP hop wait for each other", (m, _) => HasUdpHop(m), Waits),
    ];

    /// <summary>A rule about MESSAGE requests with a tag in To; they are judged against the 2xx of the INVITE that made the dialog.</summary>
    private static Rule Inside(string requirement, string title, Func<Observed, Observed, bool> concerns, Func<Observed, Observed, Trace, Violation?> wrong) => new(requirement, title, (m, t) =>
        m is { FromSut: true, IsRequest: true, Sip: { Method: "MESSAGE", ToTag: not null } } && DialogOf(m, t) is { } dialog && concerns(m, dialog)
            ? ListRuleKinds.Outcome(wrong(m, dialog, t))
            : RuleOutcome.NotApplicable);

    /// <summary>The 2xx that made the dialog: that of the call, or, where a message is astray, one that it took a tag from.</summary>
    private static Observed? DialogOf(Observed message, Trace trace) => trace.RequestsOfMethod("INVITE").Where(i => i.Index < message.Index)
        .Select(i => trace.Messages.FirstOrDefault(r => r is { IsResponse: true, StatusCode: >= 200 and < 300 } && ReferenceEquals(r.Request, i)))
        .OfType<Observed>()
        .FirstOrDefault(r => r.Sip?.CallId == message.Sip?.CallId || r.Sip?.ToTag == message.Sip?.ToTag || r.Sip?.FromTag == message.Sip?.ToTag);

    private static Violation? Belongs(Observed message, Observed dialog, Trace trace)
    {
        if (message.Sip is not { } sip || dialog is not { Sip: { } made, Request: { Sip: { } invite, FromSut: var isCaller } })
        {
            return null;
        }

        var (ours, theirs) = isCaller ? (made.FromTag, made.ToTag) : (made.ToTag, made.FromTag);
        IReadOnlyList<string> routes = isCaller ? [.. made.Values(SipHeader.RecordRoute).Reverse()] : [.. invite.Values(SipHeader.RecordRoute)];
        var last = trace.RequestsOfCall(made.CallId).Where(r => r.Index < message.Index && r.FromSut && !r.Retransmission && r.Method != "ACK").Select(r => r.Sip?.CSeq?.Number).Max();
        return sip.CallId != made.CallId ? new($"Call-ID: {made.CallId}", $"Call-ID: {sip.CallId}", message.RangeOf(SipHeader.CallId))
            : sip.FromTag != ours ? new($"tag {ours} in From", $"tag {sip.FromTag}", message.RangeOf(SipHeader.From))
            : sip.ToTag != theirs ? new($"tag {theirs} in To", $"tag {sip.ToTag}", message.RangeOf(SipHeader.To))
            : !sip.Values(SipHeader.Route).SequenceEqual(routes) ? new($"Route: {string.Join(", ", routes)}", sip.Value(SipHeader.Route) ?? "no Route", message.RangeOf(SipHeader.Route))
            : last is { } number && !(sip.CSeq?.Number > number) ? new($"a CSeq number above {number}", $"CSeq: {sip.Value(SipHeader.CSeq)}", message.RangeOf(SipHeader.CSeq))
            : sip.Value(SipHeader.Contact) is { } contact ? new("no Contact", $"Contact: {contact}", message.RangeOf(SipHeader.Contact))
            : null;
    }

    private static Violation? Waits(Observed message, Observed dialog, Trace trace) => ListTraffic.Of(trace).Overlaps.PendingAt(message) is { } pending
        ? new($"a wait for the answer to the request at {pending.At.TotalMilliseconds:0} ms", "a request that overtakes it")
        : null;

    /// <summary>A route without a transport, or with that one, is UDP (RFC 3263 4.1 for numeric hosts).</summary>
    private static bool HasUdpHop(Observed message) => message.Transport is TransportKind.Udp || message.Sip?.Values(SipHeader.Route).Any(route =>
        SipNameAddress.TryParse(route, out var hop) && !hop.Uri.IsSips && (hop.Uri.Parameter("transport") ?? "udp").Equals("udp", StringComparison.OrdinalIgnoreCase)) == true;
}
