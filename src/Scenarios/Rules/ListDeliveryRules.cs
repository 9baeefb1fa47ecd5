using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Harness.Rules;
using Conformance.Stack;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>To whom a list service sends, how often, and what it answers the issuer (RFC 5365 7, RFC 5363 4.1 and 5.2).</summary>
public static class ListDeliveryRules
{
    private const string Tag = "recipient-list-message";

    // RFC 3261 18.1.1: octets that any path bears in one datagram.
    private const int SurelyBorne = 1300;

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Made("U5365-1-02", "each listed recipient gets one MESSAGE", IsListedOnce, (c, call) => SecondCopy(c, call)),
        Made("U5365-3-03", "one MESSAGE is made for each recipient", IsListedOnce, (c, call) => SecondCopy(c, call)),
        Made("I3428-6-01", "a message is sent once; it is for proxies to reach several devices", IsListedOnce, (c, call) => SecondCopy(c, call) ?? TriedAgain(c, call)),
        Made("U5365-7.1-02", "nobody gets a message twice, however often he is listed", (c, _) => !IsListedOnce(c, null), (c, call) => SecondCopy(c, call)),
        Made("F5363-4.1-06", "a repeated URI counts as one", (c, _) => !IsListedOnce(c, null), (c, call) => SecondCopy(c, call)),
        Made("C5364-4-15", "a recipient listed in several roles gets one copy", (c, _) => HasSeveralRoles(c), (c, call) => SecondCopy(c, call)),
        Made("I3261-8.2-01", "a request that is refused is not served in part", (_, _) => true, (c, call) =>
            call.Status >= 300 ? new("nothing sent for a refused request", $"a copy to {c.Sip.RequestUriText}, while the answer is {call.Status}") : null),
        Any("F5363-5.2-09", "recipients who have agreed are not asked again", (m, traffic) =>
            !m.IsRequest || m.Method != "MESSAGE" ? RuleOutcome.NotApplicable
            : traffic.BesidesOf(m) is { IsAccepted: true } ? RuleOutcome.Broken("the copies", $"another MESSAGE to {m.Sip?.RequestUriText}")
            : traffic.CopyOf(m) is { Call.IsAccepted: true } ? RuleOutcome.Kept
            : RuleOutcome.NotApplicable),
        Any("I3428-9-04", "the method is MESSAGE, in capitals", (m, _) =>
            !m.FromSut || !m.IsRequest || !m.Method.Equals("MESSAGE", StringComparison.OrdinalIgnoreCase) ? RuleOutcome.NotApplicable
            : m.Method == "MESSAGE" ? RuleOutcome.Kept : RuleOutcome.Broken("MESSAGE", m.Method)),
        Any("U5365-7.3-16", "only MESSAGE is sent, whatever a URI says", (m, traffic) =>
            m.IsRequest && (traffic.BesidesOf(m) is not null || traffic.CopyOf(m)?.Call is not null)
                ? m.Method is "MESSAGE" ? RuleOutcome.Kept : RuleOutcome.Broken("MESSAGE", m.Method)
                : RuleOutcome.NotApplicable),
        Any("I3428-8-03", "no second MESSAGE to a URI while one is pending", (m, traffic) =>
            m is not { IsRequest: true, Method: "MESSAGE", Sip.ToTag: null } ? RuleOutcome.NotApplicable
            : traffic.Overlaps.PendingAt(m) is { } pending ? RuleOutcome.Broken($"a wait for the answer to the request at {pending.At.TotalMilliseconds:0} ms", "a request that overtakes it")
            : RuleOutcome.Kept),

        Any("U5365-7.1-01", "copies go to listed recipients only", (m, traffic) =>
            traffic.StrayOf(m) is not null ? RuleOutcome.Broken("nothing to somebody who is on no list", $"the message to {m.Sip?.RequestUriText}", m.RangeOf(m.Sip?.RequestUriText ?? ""))
            : m.IsRequest && traffic.CopyOf(m)?.Call is not null ? RuleOutcome.Kept
            : RuleOutcome.NotApplicable),
        new Rule("I4826-3.1-04", "lists that a list refers to are not fetched", (m, trace) =>
            !m.FromSut || trace.Seat != Seat.ListService ? RuleOutcome.NotApplicable
            : m.Malformed is not null && m.Bytes.Span.StartsWith("GET "u8) ? RuleOutcome.Broken("no connection", "an HTTP GET for a list that the list refers to")
            : ListTraffic.Of(trace).CopyOf(m)?.Call is { } call && call.RefersElsewhere ? RuleOutcome.Kept
            : RuleOutcome.NotApplicable),
        Made("I3428-5-01", "an im: URI is resolved to a SIP URI before anything is sent", (c, _) => c.Recipient?.Uri.Scheme.Equals("im", StringComparison.OrdinalIgnoreCase) == true || c.Sip.RequestUri?.Scheme == "im", (c, _) =>
            c.Sip.RequestUri is { IsSip: false, IsSips: false } ? new("a sip: or sips: URI", c.Sip.RequestUriText, c.Message.RangeOf(c.Sip.RequestUriText)) : null),
        Made("I3428-8-01", "congestion-controlled transport is preferred", (c, _) => c.Recipient?.Uri.Parameter("transport") is "tcp" || c.Recipient?.Uri.IsSips == true, (c, _) =>
            c.Message.Transport is TransportKind.Udp ? new("TCP, as the URI says", "UDP", c.Message.RangeOf(SipHeader.Via)) : null),
        new Rule("I3261-18.1.1-01", "what is longer than the path surely bears does not go by UDP", (m, trace) =>
            m is not { IsRequest: true, Sip: not null } || m.Bytes.Length <= SurelyBorne ? RuleOutcome.NotApplicable
            : m.Transport is not TransportKind.Udp || m.Bytes.Length + 200 <= trace.Pixit.PathMtu ? RuleOutcome.Kept
            : RuleOutcome.Broken($"a stream for {m.Bytes.Length} octets", "a datagram")),

        Answer("U5365-8-01", "a copy is answered as RFC 3428 7 says: no body, no Contact", m =>
            !m.Payload.IsEmpty ? new("no body", $"{m.Payload.Length} octets", m.RangeInPayload(0, m.Payload.Length))
            : m.Sip?.Value(SipHeader.Contact) is { } contact ? new("no Contact", $"Contact: {contact}", m.RangeOf(SipHeader.Contact)) : null),
        Request("U5365-2-06", "a reply to each recipient on his own names no list", c => c.Message.FromSut, c => c.IsToItsOwnReader ? new("a MESSAGE to one", "a recipient list in a message to one of its recipients") : null),

        Service("U5365-7-01", "a list request is accepted with 202, not with another 2xx", (m, call) =>
            call is null || m.StatusCode is < 200 or >= 300 ? RuleOutcome.NotApplicable : m.StatusCode == 202 ? RuleOutcome.Kept : RuleOutcome.Broken("202", $"{m.StatusCode}")),
        Service("F5363-4.1-01", "the answer to a list request has no body", (m, call) =>
            call is null || m.StatusCode is < 200 or >= 300 ? RuleOutcome.NotApplicable
            : m.Payload.IsEmpty ? RuleOutcome.Kept : RuleOutcome.Broken("no body", $"{m.Payload.Length} octets of {m.PayloadType?.Text ?? "no type"}", m.RangeInPayload(0, m.Payload.Length))),
        Service("I3261-22.2-01", "a 401 brings a challenge", (m, _) =>
            m.StatusCode == 407 ? RuleOutcome.Broken(new Violation("401, as a user agent server challenges", "407") { Reading = "A-56", Alternative = "proxy-front-end" })
            : m.StatusCode != 401 ? RuleOutcome.NotApplicable : m.Sip?.Has(SipHeader.WwwAuthenticate) == true ? RuleOutcome.Kept : RuleOutcome.Broken("WWW-Authenticate", "no such field")),
        Service("I3261-8.2.3-01", "what a 415 says to be accepted includes the body that every list request has", (m, call) =>
            call is null || m.StatusCode != 415 || m.Sip?.Values(SipHeader.Accept) is not { Count: > 0 } accepted ? RuleOutcome.NotApplicable
            : accepted.Any(a => a.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase) || a.StartsWith("multipart/*", StringComparison.OrdinalIgnoreCase) || a.StartsWith("*/*", StringComparison.Ordinal)) ? RuleOutcome.Kept
            : RuleOutcome.Broken(new Violation("multipart/mixed in Accept", $"Accept: {string.Join(", ", accepted)}", m.RangeOf(SipHeader.Accept)) { Severity = Severity.Finding, Reading = "A-10" })),
        Options("U5365-6-08", "OPTIONS is answered with the option tag in Supported", sip => Supports(sip) ? null : new($"Supported: {Tag}", sip.Value(SipHeader.Supported) is { } other ? $"Supported: {other}" : "no Supported")),
        Options("U5365-5-03", "the option tag tells a client what the server can do", sip => Supports(sip) ? null : new($"Supported: {Tag}", sip.Value(SipHeader.Require) is { } other ? $"Require: {other}" : "no such tag")),
        Options("U5365-11-01", "the option tag is spelt as registered", sip =>
            sip.Values(SipHeader.Supported).FirstOrDefault(t => t.StartsWith("recipient-list", StringComparison.OrdinalIgnoreCase)) is { } tag && !tag.Equals(Tag, StringComparison.OrdinalIgnoreCase) ? new(Tag, tag) : null),
    ];

    /// <summary>An answer of the recipient to a copy.</summary>
    private static Rule Answer(string requirement, string title, Func<Observed, Violation?> wrong) => Any(requirement, title, (m, traffic) =>
        m is { IsResponse: true, StatusCode: >= 200 and < 300, Request: { } request } && traffic.CopyOf(request) is not null ? Outcome(wrong(m)) : RuleOutcome.NotApplicable);

    private static bool Supports(SipMessage sip) => sip.Values(SipHeader.Supported).Contains(Tag, StringComparer.OrdinalIgnoreCase);

    private static Rule Service(string requirement, string title, Func<Observed, ListCall?, RuleOutcome> check) =>
        new(requirement, title, (message, trace) =>
            message is { IsResponse: true, FromSut: true, Request: { } request, Sip: not null } && trace.Seat == Seat.ListService
                ? check(message, ListTraffic.Of(trace).CallOf(request))
                : RuleOutcome.NotApplicable)
        {
            Seats = [Seat.ListService],
        };

    private static Rule Options(string requirement, string title, Func<SipMessage, Violation?> wrong) =>
        Service(requirement, title, (m, _) => m is { Method: "OPTIONS", StatusCode: 200, Sip: { } sip } ? Outcome(wrong(sip)) : RuleOutcome.NotApplicable);

    private static bool IsListedOnce(CopyView copy, ListCall? call) => copy.Recipient is { Entries.Count: 1 };

    private static bool HasSeveralRoles(CopyView copy) => copy.Recipient is { } r && r.Entries.Select(e => e.CopyControl).Distinct().Count() > 1;

    private static Violation? SecondCopy(CopyView copy, ListCall call)
    {
        if (copy.Recipient is not { } recipient || !call.Copies.TryGetValue(recipient, out var all) || all.Count <= recipient.MaximumCopies)
        {
            return null;
        }

        var first = all[0];
        if (ReferenceEquals(first, copy) || IsTheSameAgain(first, copy, call))
        {
            return null;
        }

        return recipient.DiffersByMethod
            ? new Violation("one copy", "two, for spellings that differ in method") { Severity = Severity.Finding, Reading = "A-15", IsUndecided = true }
            : new Violation("one copy", $"copy {all.IndexOf(copy) + 1} to {recipient.Uri}");
    }

    /// <summary>What failed may be tried again under its Call-ID, and counts as the same copy (A-53).</summary>
    private static bool IsTheSameAgain(CopyView first, CopyView copy, ListCall call) => first.Sip.CallId == copy.Sip.CallId && call.FailedBefore(first, copy);

    private static Violation? TriedAgain(CopyView copy, ListCall call) =>
        copy.Recipient is { } recipient && call.Copies.TryGetValue(recipient, out var all) && all[0] is var first && !ReferenceEquals(first, copy) && !copy.Sip.Has(SipHeader.Authorization) && !copy.Sip.Has(SipHeader.ProxyAuthorization)
            && IsTheSameAgain(first, copy, call)
            ? new Violation("one request", $"another one after {call.FinalStatusOf(first)}, under the same Call-ID") { Severity = Severity.Finding, Reading = "A-53" }
            : null;
}
