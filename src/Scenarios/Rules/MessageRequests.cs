using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Stack;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Rules;

/// <summary>MESSAGE requests (RFC 3428, and RFC 3261 where it relies on that).</summary>
public static class MessageRequests
{
    private const int LargestWithoutKnowledge = 1300;

    // RFC 3428 9 with the tables of RFC 3261 20: marked "-" for MESSAGE.
    private static readonly string[] Barred = ["Contact", "Record-Route", "Alert-Info", "Accept", "Accept-Encoding", "Accept-Language"];

    private static readonly SipHeader[] Mandatory = [SipHeader.Via, SipHeader.From, SipHeader.To, SipHeader.CallId, SipHeader.CSeq, SipHeader.MaxForwards];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Of("I3428-2-01", "no dialog is set up to tie messages together", (m, sip, t) => !m.FromSut || t.Facts is not { Carrier: Carrier.Sip } ? RuleOutcome.NotApplicable
            : Demand(!t.RequestsOfMethod("INVITE").Concat(t.RequestsOfMethod("SUBSCRIBE")).Any(o => o.Index < m.Index && o.FromSut && o.Template is not Call), "no INVITE or SUBSCRIBE before it", "one")),
        Of("I3428-4-02", "what a user types goes out as text/plain", PlainText),
        Of("I3428-4-01", "the six header fields that every request has, each once", (m, sip, _) => SixFields(m, sip)),
        Of("I3428-4-03", "no Contact", (m, sip, _) => Absent(m, sip, "Contact")),
        Of("I3428-4-04", "a MESSAGE starts no dialog and belongs to none", OutsideDialog),
        Of("I3428-4-06", "Expires holds a number of seconds", (m, sip, _) => sip.Value("Expires") is not { } expires ? RuleOutcome.NotApplicable
            : Demand(expires.All(char.IsAsciiDigit), "delta-seconds", $"Expires: {expires}", m.RangeOf("Expires"))),
        Of("I3428-4-07", "Expires comes with a Date", (m, sip, t) => sip.Value("Expires") is null or "0" || CopiesExpiryAlone(m, t) ? RuleOutcome.NotApplicable
            : Demand(sip.Value("Date") is not null, "a Date beside Expires", "none", m.RangeOf("Expires"))),
        Of("I3428-5-03", "no im: URI in Route and Record-Route", (m, sip, _) =>
            sip.Values("Route").Concat(sip.Values("Record-Route")).FirstOrDefault(r => r.Contains("<im:", StringComparison.OrdinalIgnoreCase)) is { } route
                ? RuleOutcome.Broken("sip: or sips:", route, m.RangeOf("Route"))
                : RuleOutcome.Kept),
        Of("I3428-5-04", "From and To hold sip: or sips: URIs", (m, sip, _) =>
            IsSip(sip.From) ? Demand(IsSip(sip.To) || sip.To?.Uri.Scheme == "tel", "sip: or sips: in To", $"{sip.To?.Uri}", m.RangeOf(SipHeader.To))
            : RuleOutcome.Broken("sip: or sips: in From", $"{sip.From?.Uri}", m.RangeOf(SipHeader.From))),
        Of("I3428-8-02", "at most 1300 octets, unless the whole path is known to bear more", (m, sip, t) => Size(m, t)),
        Of("I3428-9-01", "no header field that is barred from MESSAGE", (m, sip, _) => NothingBarred(m, sip)),
        Of("I3261-8.1.1.7-01", "each request has a branch of its own, with the magic cookie", FreshBranch),
        Of("I3261-19.1.1-01", "no headers in Request-URI and To, no port or transport in To", (m, sip, _) => PlainUris(m, sip)),
        Of("I3261-22.2-02", "proof of identity goes out with the next CSeq number and a fresh branch", Retry),
    ];

    /// <summary>What the receipts draft means when it asks for a MESSAGE according to RFC 3428.</summary>
    internal static RuleOutcome Legal(Observed message, SipMessage sip, Trace trace)
    {
        if (sip.Method != "MESSAGE")
        {
            return RuleOutcome.Broken("MESSAGE", sip.Method);
        }

        RuleOutcome[] outcomes = [SixFields(message, sip), NothingBarred(message, sip), OutsideDialog(message, sip, trace), Size(message, trace)];
        return outcomes.FirstOrDefault(o => o.Violation is not null) is { Violation: not null } broken ? broken : RuleOutcome.Kept;
    }

    private static bool IsSip(SipNameAddress? address) => address is not null && (address.Uri.IsSip || address.Uri.IsSips);

    private static RuleOutcome SixFields(Observed message, SipMessage sip)
    {
        foreach (var header in Mandatory)
        {
            var count = sip.Fields.Count(f => f.Known == header);
            if (count == 0 || (count > 1 && header is not SipHeader.Via))
            {
                return RuleOutcome.Broken($"{header} once", count == 0 ? "missing" : $"{count} times", message.RangeOf(header));
            }
        }

        return string.IsNullOrEmpty(sip.FromTag) ? RuleOutcome.Broken("a tag in From", "none", message.RangeOf(SipHeader.From))
            : sip.CSeq is not { } cseq ? RuleOutcome.Broken("a CSeq that can be read", sip.Value(SipHeader.CSeq) ?? "", message.RangeOf(SipHeader.CSeq))
            : cseq.Method != sip.Method ? RuleOutcome.Broken($"CSeq method {sip.Method}", cseq.Method, message.RangeOf(SipHeader.CSeq))
            : Demand(cseq.Number < 1u << 31, "a CSeq number below 2^31", $"{cseq.Number}", message.RangeOf(SipHeader.CSeq));
    }

    /// <summary>The control action gives a plain text, so an instant message that was recognised by it says what the sender makes of one.</summary>
    private static RuleOutcome PlainText(Observed message, SipMessage sip, Trace trace)
    {
        if (!message.FromSut || trace.Seat != Seat.ImSender || message is not { Kind: MessageKind.InstantMessage, Template: Harness.Dsl.Templates.Im, Content: { } body })
        {
            return RuleOutcome.NotApplicable;
        }

        var type = body.Cpim is { } cpim ? cpim.Content.ContentType : body.Type;
        return Demand(type?.Is("text/plain") == true, "text/plain", type?.ToString() ?? "no Content-Type", type is null ? null : message.RangeOf(type.Text));
    }

    private static RuleOutcome Absent(Observed message, SipMessage sip, string name) =>
        Demand(sip.Value(name) is null, $"no {name}", $"{name}: {sip.Value(name)}", message.RangeOf(name));

    private static RuleOutcome NothingBarred(Observed message, SipMessage sip) =>
        Barred.FirstOrDefault(name => sip.Value(name) is not null) is { } present ? Absent(message, sip, present) : RuleOutcome.Kept;

    private static RuleOutcome OutsideDialog(Observed message, SipMessage sip, Trace trace) =>
        sip.ToTag is null || trace.RequestsOfCall(sip.CallId).Any(o => o.Index < message.Index && o.Method == "INVITE")
            ? RuleOutcome.Kept
            : RuleOutcome.Broken("no tag in To", $"tag={sip.ToTag}", message.RangeOf(SipHeader.To));

    /// <summary>True for a copy of a list request whose sender said until when it is valid, and not since when: a service does not lose a Date that was not there.</summary>
    private static bool CopiesExpiryAlone(Observed message, Trace trace) =>
        ListTraffic.Of(trace).CopyOf(message)?.Call?.Message.Sip is { } before && before.Value("Expires") is not null && before.Value("Date") is null;

    private static RuleOutcome Size(Observed message, Trace trace)
    {
        // It binds who writes a message; a proxy that passes one on knows no more of the path, and may not take anything away.
        var size = message.Bytes.Length;
        return message.Sip?.Values(SipHeader.Via).Skip(1).Any() == true || size <= LargestWithoutKnowledge || size + 200 <= trace.Pixit.PathMtu || (trace.Pixit.PathIsSafe && message.Transport is not TransportKind.Udp)
            ? RuleOutcome.Kept
            : RuleOutcome.Broken($"at most {LargestWithoutKnowledge} octets", $"{size}");
    }

    private static RuleOutcome FreshBranch(Observed message, SipMessage sip, Trace trace)
    {
        var branch = sip.TopVia?.Branch;
        var range = message.RangeOf(SipHeader.Via);
        return branch?.StartsWith("z9hG4bK", StringComparison.Ordinal) != true ? RuleOutcome.Broken("a branch that begins with z9hG4bK", branch ?? "none", range)
            : Demand(
                !trace.RequestsWithBranch(branch).Any(o => o.Index < message.Index && o.FromSut == message.FromSut && !o.Retransmission && o.Sip?.CallId != sip.CallId),
                "a branch not used before",
                branch,
                range);
    }

    private static RuleOutcome PlainUris(Observed message, SipMessage sip) =>
        sip.RequestUri?.Headers.Count > 0 ? RuleOutcome.Broken("no headers in the Request-URI", sip.RequestUriText, message.RangeOf(sip.RequestUriText))
        : sip.To?.Uri is not { } to || !(to.IsSip || to.IsSips) ? RuleOutcome.NotApplicable
        : Demand(
            to.Headers.Count == 0 && to.Port is null && to.Parameter("transport") is null && to.Parameter("maddr") is null && to.Parameter("ttl") is null,
            "no headers, port, transport, maddr or ttl in To",
            to.ToString(),
            message.RangeOf(SipHeader.To));

    private static RuleOutcome Retry(Observed message, SipMessage sip, Trace trace)
    {
        if (sip.Value("Authorization") is null && sip.Value("Proxy-Authorization") is null)
        {
            return RuleOutcome.NotApplicable;
        }

        var first = trace.RequestsOfCall(sip.CallId).LastOrDefault(o => o.Index < message.Index && o.FromSut == message.FromSut && !o.Retransmission);
        return first?.Sip is not { } before ? RuleOutcome.NotApplicable
            : before.TopVia?.Branch == sip.TopVia?.Branch ? RuleOutcome.Broken("a fresh branch", sip.TopVia?.Branch ?? "none", message.RangeOf(SipHeader.Via))
            : Demand(sip.CSeq?.Number == before.CSeq?.Number + 1, $"CSeq {before.CSeq?.Number + 1}", $"CSeq {sip.CSeq?.Number}", message.RangeOf(SipHeader.CSeq));
    }

    private static Rule Of(string requirement, string title, Func<Observed, SipMessage, Trace, RuleOutcome> check) => new(requirement, title, (m, t) =>
        m is { IsRequest: true, Sip: { Method: "MESSAGE" } sip } ? check(m, sip, t) : RuleOutcome.NotApplicable);
}
