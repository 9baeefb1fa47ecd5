using System.Text;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>What becomes of the parameters and header fields of listed URIs (RFC 3261 19.1.5, RFC 5365 6 and 7.3).</summary>
public static class ListUriRules
{
    private static readonly string[] Routing = ["transport", "maddr", "ttl", "user"];

    // Harmless to honour: they speak to the recipient, not for the service.
    private static readonly SipHeader[] Harmless = [SipHeader.Subject, SipHeader.AcceptContact, SipHeader.RejectContact, SipHeader.Priority, SipHeader.InReplyTo, SipHeader.CallInfo];

    private static readonly SipHeader[] Identifying = [SipHeader.From, SipHeader.CallId, SipHeader.CSeq, SipHeader.Via, SipHeader.RecordRoute];

    private static readonly SipHeader[] Advertising =
    [
        SipHeader.Accept, SipHeader.AcceptEncoding, SipHeader.AcceptLanguage, SipHeader.Allow, SipHeader.Contact, SipHeader.Organization, SipHeader.Supported, SipHeader.UserAgent,
    ];

    private static readonly SipHeader[] Describing =
    [
        SipHeader.ContentType, SipHeader.ContentLength, SipHeader.ContentEncoding, SipHeader.ContentLanguage, SipHeader.ContentDisposition, SipHeader.Date, SipHeader.MimeVersion, SipHeader.Timestamp,
    ];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Copy("I3261-19.1.1-01", "no header fields in Request-URI and To, no port or transport in To", c =>
            c.Sip.RequestUri is { Headers.Count: > 0 } ? new("a Request-URI without header fields", c.Sip.RequestUriText, c.Message.RangeOf(c.Sip.RequestUriText))
            : c.Sip.To?.Uri is not { } to ? null
            : to.Headers.Count > 0 ? new("To without header fields", $"{to}", c.Message.RangeOf(SipHeader.To))
            : (to.IsSip || to.IsSips) && (to.Port is not null || to.Parameter("transport") is not null || to.Parameter("maddr") is not null || to.Parameter("ttl") is not null)
                ? new("To without port, transport, maddr and ttl", $"{to}", c.Message.RangeOf(SipHeader.To)) : null),
        Copy("I3261-19.1.5-02", "no method parameter in the Request-URI", c => Method(c, c.Sip.RequestUri, SipHeader.Unknown)),
        Made("U5365-7.3-17", "the method parameter of a listed URI is ignored", (c, _) => c.Recipient?.Entries.Any(e => e.Uri.Contains(";method=", StringComparison.OrdinalIgnoreCase)) == true, (c, _) =>
            Method(c, c.Sip.RequestUri, SipHeader.Unknown) ?? Method(c, c.Sip.To?.Uri, SipHeader.To)),
        Made("U5365-7.3-13", "a request is formed from a listed URI as RFC 3261 19.1.5 says", (_, _) => true, (c, _) =>
            Method(c, c.Sip.RequestUri, SipHeader.Unknown)
            ?? (c.Sip.RequestUri is { Headers.Count: > 0 } ? new("a Request-URI without header fields", c.Sip.RequestUriText, c.Message.RangeOf(c.Sip.RequestUriText)) : null)),
        Made("I3261-19.1.5-01", "transport, maddr, ttl and user stand in the Request-URI", (c, _) => Has(c, p => Routing.Contains(p.Name.ToLowerInvariant())), (c, _) => Dropped(c, p => Routing.Contains(p.Name.ToLowerInvariant()))),
        Made("I3261-19.1.5-03", "parameters that nobody knows stand in the Request-URI", (c, _) => Has(c, IsUnknown), (c, _) => Dropped(c, IsUnknown)),

        Asked("I3261-19.1.5-04", "a URI does not name the sender or the transaction", a => Identifying.Contains(a.Header), Honoured),
        Asked("F5363-5.3-02", "a URI does not override what identifies a request", a => Identifying.Contains(a.Header), Honoured),
        Asked("I3261-19.1.5-05", "a URI does not route the request", a => a.Header is SipHeader.Route, Honoured),
        Asked("U5365-7.2-02", "requests are formed as RFC 5363 5.3 advises", a => a.Header is SipHeader.Route || Identifying.Contains(a.Header), Honoured),
        Asked("I3261-19.1.5-06", "a URI claims no abilities for the service", a => Advertising.Contains(a.Header), Honoured),
        Asked("I3261-19.1.5-07", "what a URI says about the message is not believed", a => Describing.Contains(a.Header), Honoured),
        Asked("I3261-19.1.5-08", "a request that a URI would make invalid is not sent", a => a.Value.AsSpan().ContainsAny('\r', '\n'), (c, a) => new("no request to this URI", $"a request, though {a.Name} is asked to be \"{Wire.WireText.Escape(Encoding.UTF8.GetBytes(a.Value), 60)}\"")),
        Asked("I3261-19.1.5-09", "a URI does not make the service require an extension", a => a.Header is SipHeader.Require or SipHeader.ProxyRequire, (c, a) =>
            c.Sip.Values(a.Header).Intersect(a.Value.Split(',', StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } tag
                ? new("no such Require", $"{a.Name}: {tag}", c.Message.RangeOf(a.Header)) : null),
        Made("I3261-19.1.5-10", "what needs a transport that the service lacks is not sent by another", (c, _) => Transport(c) is "sctp", (c, _) =>
            new("no request", $"a request over {c.Message.Transport.ToString().ToUpperInvariant()}", c.Message.RangeOf("transport="))),

        Made("U5365-6-14", "what one URI asks for is added to its request alone", (_, call) => call.AskedFor(Harmless).Count > 0, (c, call) =>
        {
            var own = UriRequests.Of(c.Recipient);
            return call.AskedFor(Harmless).FirstOrDefault(a => !own.Contains(a) && c.Sip.Value(a.Header) == a.Value && call.Message.Sip?.Value(a.Header) != a.Value) is { } foreign
                ? new($"no {foreign.Name}: {foreign.Value}", "what the URI of another recipient asks for", c.Message.RangeOf(foreign.Header)) : null;
        }),
        Made("U5365-7.3-14", "what a URI asks for is granted or refused one by one", (c, _) => UriRequests.Of(c.Recipient) is { Count: > 1 } asked && asked.Any(IsHarmless) && !asked.All(IsHarmless), (c, call) =>
            UriRequests.Of(c.Recipient).FirstOrDefault(a => IsHarmless(a) && c.Sip.Value(a.Header) != a.Value && call.Grants(a.Header)) is { } lost
                ? new($"{lost.Name}: {lost.Value}, as for others", $"no such {lost.Name}") : null),
        Made("U5365-7-07", "a body that a URI brings does not take the place of the message", (c, _) => UriRequests.Of(c.Recipient).Any(IsBody), (c, call) =>
            UriRequests.Of(c.Recipient).FirstOrDefault(a => IsBody(a) && c.Payload.Any(p => Octets.Contains(p.Content.Span, a.Value))) is { } brought
                ? new Violation("the sender's message", $"the text of the URI: {brought.Value}", c.Message.RangeOf(brought.Value)) { Reading = "A-33", Severity = IsBeside(c, call) ? Severity.Finding : null } : null),
    ];

    /// <summary>All that the sender wrote is there, and there are further parts.</summary>
    private static bool IsBeside(CopyView copy, ListCall call) =>
        copy.Payload.Count > call.Payload.Count && call.Payload.All(sent => copy.Payload.Any(p => p.Content.Span.SequenceEqual(sent.Content.Span)));

    private static Violation? Method(CopyView copy, SipUri? uri, SipHeader header) =>
        uri?.Parameter("method") is { } method ? new("no method parameter", $";method={method}", header is SipHeader.Unknown ? copy.Message.RangeOf(copy.Sip.RequestUriText) : copy.Message.RangeOf(header)) : null;

    private static bool IsUnknown(SipParameter parameter) =>
        parameter.Name.ToLowerInvariant() is not ("transport" or "maddr" or "ttl" or "user" or "method" or "lr" or "comp" or "gr");

    private static bool Has(CopyView copy, Func<SipParameter, bool> kind) => copy.Recipient?.Spellings.Any(s => s.Parameters.Any(kind)) == true;

    /// <summary>Where spellings of one recipient differ, any of them will do.</summary>
    private static Violation? Dropped(CopyView copy, Func<SipParameter, bool> kind)
    {
        if (copy.Recipient is not { } recipient || copy.Sip.RequestUri is not { } uri)
        {
            return null;
        }

        var kept = recipient.Spellings.Any(s => s.Parameters.Where(kind).All(p => string.Equals(uri.Parameter(p.Name), p.Value ?? "", StringComparison.OrdinalIgnoreCase)));
        return kept ? null : new($"the parameters of {recipient.Uri}", copy.Sip.RequestUriText, copy.Message.RangeOf(copy.Sip.RequestUriText));
    }

    private static string? Transport(CopyView copy) => copy.Recipient?.Uri.Parameter("transport")?.ToLowerInvariant();

    private static Rule Asked(string requirement, string title, Func<UriRequest, bool> kind, Func<CopyView, UriRequest, Violation?> wrong) =>
        Made(requirement, title, (c, _) => UriRequests.Of(c.Recipient).Any(kind), (c, _) =>
            UriRequests.Of(c.Recipient).Where(kind).Select(a => wrong(c, a)).FirstOrDefault(v => v is not null));

    private static Violation? Honoured(CopyView copy, UriRequest asked) =>
        asked.Header is not SipHeader.Unknown && copy.Sip.Fields.Any(f => f.Known == asked.Header && Same(f.Value, asked.Value)) && copy.Call?.Message.Sip?.Value(asked.Header) != asked.Value
            ? new($"{SipHeaders.Name(asked.Header)} of the service's own", $"{SipHeaders.Name(asked.Header)}: {asked.Value}, as the URI asks", copy.Message.RangeOf(asked.Header)) { Reading = "A-34" } : null;

    private static bool Same(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool IsHarmless(UriRequest asked) => Harmless.Contains(asked.Header);

    private static bool IsBody(UriRequest asked) => asked.Name.Equals("body", StringComparison.OrdinalIgnoreCase) && asked.Value.Length > 0;
}
