using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Rules;

/// <summary>Responses to MESSAGE (RFC 3428 7 and 9, RFC 4320, RFC 3261 22).</summary>
public static class MessageResponses
{
    private static readonly string[] Barred = ["Accept", "Accept-Encoding", "Accept-Language"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-6.1.2-01", "a response to a MESSAGE is one of RFC 3428", (m, t) => m.ResponseToMessage() is { } sip ? Legal(m, sip) : RuleOutcome.NotApplicable)
        {
            Seats = [Seat.ImSender, Seat.ImRecipient],
        },
        new Rule("I3428-7-01", "the final response comes at once", AtOnce),
        Success("I3428-7-02", "a 2xx has no body", NoBody),
        Success("I3428-7-03", "a 2xx has no Contact", (m, sip) => Absent(m, sip, "Contact")),
        new Rule("I3428-9-03", "no header field that is barred from responses", (m, _) => m.ResponseToMessage() is { } sip ? NothingBarred(m, sip) : RuleOutcome.NotApplicable),
        new Rule("I3261-8.2.2.3-01", "a 420 lists what it does not support of what was required", (m, _) =>
            m.ResponseToMessage() is { StatusCode: 420 } sip && m.Request?.Sip is { } request ? ListsUnsupported(m, sip, request) : RuleOutcome.NotApplicable),
        new Rule("I3261-22.2-01", "a challenge says how to prove one's identity", (m, _) => m.ResponseToMessage() is not { StatusCode: 401 or 407 } sip ? RuleOutcome.NotApplicable
            : Demand(sip.Value(ChallengeHeader(sip)) is not null, ChallengeHeader(sip), "none")),
    ];

    private static SipMessage? ResponseToMessage(this Observed message) => message is { IsResponse: true, Method: "MESSAGE", Sip: { } sip } ? sip : null;

    private static string ChallengeHeader(SipMessage sip) => sip.StatusCode == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";

    private static RuleOutcome Legal(Observed message, SipMessage sip)
    {
        if (sip.StatusCode < 200)
        {
            return Demand(sip.StatusCode == 100, "no provisional response but 100 (RFC 4320)", $"{sip.StatusCode}");
        }

        var success = sip.StatusCode < 300 ? NoBody(message, sip) : RuleOutcome.Kept;
        return success.Violation is not null ? success
            : sip.StatusCode == 415 && sip.Value("Accept") is null ? RuleOutcome.Broken("Accept in a 415", "none")
            : sip.StatusCode < 300 ? NothingBarred(message, sip)
            : RuleOutcome.Kept;
    }

    private static RuleOutcome NoBody(Observed message, SipMessage sip) =>
        Demand(sip.Body.IsEmpty, "no body", $"{sip.Body.Length} octets", sip.Body.IsEmpty ? null : message.RangeInPayload(0, sip.Body.Length));

    private static RuleOutcome Absent(Observed message, SipMessage sip, string name) =>
        Demand(sip.Value(name) is null, $"no {name}", $"{name}: {sip.Value(name)}", message.RangeOf(name));

    private static RuleOutcome NothingBarred(Observed message, SipMessage sip)
    {
        string[] barred = sip.StatusCode < 200 ? ["Contact"] : sip.StatusCode < 300 ? [.. Barred, "Contact", "Record-Route"] : [];
        return barred.FirstOrDefault(name => sip.Value(name) is not null) is { } present ? Absent(message, sip, present) : RuleOutcome.Kept;
    }

    private static RuleOutcome ListsUnsupported(Observed message, SipMessage response, SipMessage request)
    {
        var unsupported = response.Values(SipHeader.Unsupported);
        return unsupported.Count == 0 ? RuleOutcome.Broken("Unsupported", "none")
            : Demand(
                unsupported.All(tag => request.Values(SipHeader.Require).Contains(tag, StringComparer.OrdinalIgnoreCase)),
                $"some of {string.Join(", ", request.Values(SipHeader.Require))}",
                string.Join(", ", unsupported),
                message.RangeOf(SipHeader.Unsupported));
    }

    /// <summary>The response to a receipt that an intermediary forwards without state is not its own.</summary>
    private static RuleOutcome AtOnce(Observed message, Trace trace)
    {
        if (message.ResponseToMessage() is not { StatusCode: >= 200 } || message.Retransmission || !message.FromSut || message.Request is not { } request
            || (trace.Seat == Seat.ImIntermediary && request.Kind is MessageKind.Receipt))
        {
            return RuleOutcome.NotApplicable;
        }

        var time = message.At - request.At - (message.LostBefore - request.LostBefore);
        return Demand(time <= trace.Pixit.ResponseTime, $"a final response within {trace.Pixit.ResponseTime.TotalMilliseconds:0} ms", $"after {time.TotalMilliseconds:0} ms");
    }

    private static Rule Success(string requirement, string title, Func<Observed, SipMessage, RuleOutcome> check) => new(requirement, title, (m, _) =>
        m.ResponseToMessage() is { StatusCode: >= 200 and < 300 } sip ? check(m, sip) : RuleOutcome.NotApplicable);
}
