using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;
using Conformance.Stack;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>How a request with a recipient list is made (RFC 5365 3 to 6): option tag, address, body parts.</summary>
public static class ListRequestRules
{
    private const string Tag = "recipient-list-message";
    private const string ListType = "application/resource-lists+xml";

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Request("U5365-6-06", "a list request names the option tag in Require", c =>
            HasTag(c, SipHeader.Require) ? null : new($"Require: {Tag}", Field(c, "Require"), c.Message.RangeOf(SipHeader.Require))),
        Request("U5365-5-01", "the option tag stands in Require, in no other header field", c =>
            HasTag(c, SipHeader.ProxyRequire) ? new($"{Tag} in Require", $"{Tag} in Proxy-Require", c.Message.RangeOf(SipHeader.ProxyRequire))
            : HasTag(c, SipHeader.Require) ? null
            : new($"{Tag} in Require", HasTag(c, SipHeader.Supported) ? $"{Tag} in Supported only" : "no such tag", c.Message.RangeOf(SipHeader.Supported))),
        Request("U5365-6-07", "a list request sent again with credentials still names the option tag", IsRetry, c =>
            HasTag(c, SipHeader.Require) ? null : new($"Require: {Tag}", Field(c, "Require"))),
        Request("U5365-11-01", "the option tag is spelt as registered", c => TagLike(c) is { } other ? new(Tag, other, c.Message.RangeOf(other)) : null),
        Request("U5365-6-02", "the Request-URI is the service's own sip: or sips: address", c =>
            c.Message.Sip is not { RequestUri: { } uri } sip ? new("a SIP URI", c.Message.Sip?.RequestUriText ?? "none")
            : !uri.IsSip && !uri.IsSips ? new("a sip: or sips: URI", sip.RequestUriText, c.Message.RangeOf(sip.RequestUriText))
            : c.Expectation.Find(uri) is { } listed ? new("the URI of the service", $"the URI of a recipient, {listed.Uri}", c.Message.RangeOf(sip.RequestUriText))
            : null),

        Request("U5365-6-01", "a list request is a MESSAGE as RFC 3428 makes it, without Contact", c =>
            c.Message.Sip?.Value(SipHeader.Contact) is { } contact ? new("no Contact", $"Contact: {contact}", c.Message.RangeOf(SipHeader.Contact)) : null),
        Request("U5365-8-03", "a reply to all names nobody who is not disclosed, and counts nobody", c => c.Message.FromSut && c.IsReply, c =>
            c.ListParts.SelectMany(p => p.Document?.FlatEntries ?? []).FirstOrDefault(e => e.CountText is not null || IsNobody(e.Uri)) is { } nobody
                ? new("entries for people who can be reached", nobody.CountText is { } count ? $"count=\"{count}\"" : nobody.Uri, c.Message.RangeOf(nobody.Uri)) { Reading = "A-58" } : null),
        Chosen("U5365-3-07", "the list names all who were chosen and nobody else"),
        Chosen("U5365-3-08", "everybody is listed in the role chosen for him"),
        Chosen("U5365-4-02", "every choice of a role is written as an attribute"),
        Chosen("U5365-4-07", "who was hidden by choice is marked so, and nobody else"),
        Chosen("RCPT-6.1.1-06", "a message to a list asks for receipts as one to a single recipient does", template => template.Carried is not null),
        Request("I3428-4-02", "what the user types goes out as text/plain", c => c.Message is { FromSut: true, Template: ListMessage { Carried: null } }, c =>
            c.Payload.Any(p => p.Type?.Is("text/plain") == true || p.Layer is not null) || c.Message.Content?.CpimPart is not null ? null : new("text/plain", c.Payload.FirstOrDefault()?.Type?.Text ?? "no payload")),
        Request("I3428-5-05", "To has no im: URI where a SIP URI is known", c =>
            c.Message.Sip is { RequestUri: { } target, To.Uri: { } to } && (target.IsSip || target.IsSips) && to.Scheme.Equals("im", StringComparison.OrdinalIgnoreCase)
                ? new($"To with {target}", $"To: {to}", c.Message.RangeOf(SipHeader.To)) : null),

        Request("U5365-3-01", "a list request has a multipart body of list and message", MultipartOfBoth),
        Request("U5365-6-09", "a list request's multipart body can be taken apart, to the last delimiter", c =>
            c.Message.Content is { MultipartFault: { } fault } ? new("a multipart body with all its delimiters", fault.Message, c.Message.RangeInPayload(fault.Offset, 0))
            : IsClosed(c.Message) ? MultipartOfBoth(c) : new("a closing delimiter", "a body that ends without it")),
        Request("U5365-9-05", "the body is multipart/mixed", c => c.Message.Content?.Type is { IsMultipart: true }, c =>
            c.Message.Content?.Type is { } type && type.Is("multipart/mixed") ? null
            : new("multipart/mixed", $"{c.Message.Content?.Type?.Text}", c.Message.RangeOf(SipHeader.ContentType)) { Severity = Severity.Finding }),
        Request("U5365-2-04", "a list request holds a message besides the list", c =>
            c.Payload.Any(p => p.Content.Length > 0) ? null : new("a payload part", "the list alone")),
        Request("U5365-1-05", "a part of a list request is labelled recipient-list", Labelled),
        Request("U5365-6-03", "the list is a part of its own with disposition recipient-list", Labelled),
        Request("U5365-6-03", "the part with the list is not one that may be passed over", c => c.Message.FromSut && c.ListParts.Count > 0, c =>
            c.ListParts.FirstOrDefault(p => IsOptional(p.Part.Disposition)) is { } part
                ? new("handling=required, or none, which means the same", $"Content-Disposition: {part.Part.Disposition?.Text}", c.Message.RangeOf(part.Part.Disposition?.Text ?? "")) { Severity = Severity.Finding, Reading = "A-43" } : null),
        Request("U5365-4-02", "a list does not leave all roles to the default, which makes everybody blind", c => c.Message.FromSut && c.ListParts.Any(p => p.Document is not null), c =>
            c.ListParts.SelectMany(p => p.Document?.FlatEntries ?? []).Any(e => e.CopyControlText is not null)
                ? null : new("copyControl on an entry at least", "no copyControl at all") { Severity = Severity.Finding, Reading = "A-20" }),
        Request("C5364-7-01", "a list of intended recipients is labelled recipient-list", Labelled),
        Request("U5365-4-04", "a list in another format is labelled and announced like any list", c => c.Message.FromSut && c.ListParts.Any(p => p.Part.Type?.Is(ListType) != true), c =>
            HasTag(c, SipHeader.Require) ? Labelled(c) : new($"Require: {Tag}", Field(c, "Require"), c.Message.RangeOf(SipHeader.Require))),
        Request("U5365-4-01", "the list is written as resource-lists XML", c => c.ListParts.Count > 0 && !IsAgreed(c), c =>
            c.ListParts.FirstOrDefault(p => p.Written.Type?.Is(ListType) != true) is { } other ? new(ListType, other.Written.Type?.Text ?? "no Content-Type", c.Message.RangeOf(other.Written.Type?.Text ?? "")) : null),
        Request("RX-6.1.1-01", "receipts are asked for inside message/cpim, not in a SIP header field", c =>
            c.Message.Sip?.Value("Receipt-Request") is { } value ? new("Receipt-Request as a CPIM header", $"SIP header field Receipt-Request: {value}", c.Message.RangeOf("Receipt-Request")) : null),
        Request("F5363-5.1-01", "the list is protected on its way", c => c.Message.FromSut, InClear),
        Request("C5364-8-03", "the list is encrypted, or the connection is", c => c.Message.FromSut, InClear),
        Made("C5364-8-03", "a history whose recipient is to be reached by a protected path goes by one, or is encrypted", (c, _) => c.Message.FromSut && c.History is not null && c.Recipient?.Uri.IsSips == true, (c, _) =>
            c.Message.Transport is TransportKind.Tls || c.History?.Part.Layer is not null ? null : new("TLS, as the sips: URI says, or S/MIME", $"a history in clear over {c.Message.Transport.ToString().ToUpperInvariant()}")),
        Any("I3428-2-01", "no dialog is made for the sake of messages", (message, traffic) =>
            message is not { FromSut: true, IsRequest: true, Sip: { } sip } || !traffic.Calls.Any(c => c.Message.From == message.From && c.Message.FromSut)
                ? RuleOutcome.NotApplicable
                : sip.Method is "INVITE" or "SUBSCRIBE" && message.RangeOf("TCP/MSRP") is null && message.RangeOf("TCP/TLS/MSRP") is null ? RuleOutcome.Broken("MESSAGE requests only", sip.Method)
                : RuleOutcome.Kept),
        Any("F5363-3.1-02", "the list goes out without anything sent before it", (message, traffic) =>
            message is not { FromSut: true, IsRequest: true, Sip: { } sip } || traffic.Calls.FirstOrDefault(c => c.Message.From == message.From && c.Message.FromSut) is not { } call
                ? RuleOutcome.NotApplicable
                : sip.Method is "SUBSCRIBE" or "PUBLISH" or "REFER" or "INVITE" && sip.RequestUri?.User == call.Message.Sip?.RequestUri?.User
                    ? RuleOutcome.Broken("one MESSAGE", $"{sip.Method} to the service as well")
                    : RuleOutcome.Kept),
        Any("I3261-22.2-02", "a request sent again with credentials is the same request", (message, traffic) =>
            message is not { IsRequest: true, Sip: { } sip } || !HasCredentials(sip) || Earlier(message, traffic) is not { } first
                ? RuleOutcome.NotApplicable
                : first.Message.Payload.Span.SequenceEqual(message.Payload.Span)
                    ? RuleOutcome.Kept
                    : RuleOutcome.Broken($"the body of the first request, {first.Message.Payload.Length} octets", $"another body of {message.Payload.Length} octets")),
    ];

    /// <summary>What the user chose is known where a scenario made him choose.</summary>
    private static Rule Chosen(string requirement, string title) => Chosen(requirement, title, _ => true);

    private static Rule Chosen(string requirement, string title, Func<ListMessage, bool> concerns) => new(requirement, title, (message, trace) =>
    {
        if (message is not { FromSut: true, IsRequest: true, Template: ListMessage { } template } || !concerns(template) || trace.Facts is not { } facts || ListTraffic.Of(trace).CallOf(message) is null)
        {
            return RuleOutcome.NotApplicable;
        }

        return template.DifferencesFrom(message, facts).FirstOrDefault(d => d.Requirement == requirement) is { } difference
            ? RuleOutcome.Broken(difference.Expected, difference.Observed, difference.Bytes)
            : RuleOutcome.Kept;
    });

    private static Violation? MultipartOfBoth(ListCall call) =>
        IsEnveloped(call) ? null
        : call.Message.Content?.Type is not { IsMultipart: true } type ? new("a multipart body", call.Message.Content?.Type?.Text ?? "no body", call.Message.RangeOf(SipHeader.ContentType))
        : type.Boundary is null ? new("a boundary parameter", type.Text, call.Message.RangeOf(SipHeader.ContentType))
        : call.Message.Content.MultipartFault is { } fault ? new("a multipart body that can be taken apart", fault.Message)
        : call.Message.Content.Parts.Count < 2 ? new("at least two parts", $"{call.Message.Content.Parts.Count}")
        : null;

    private static Violation? Labelled(ListCall call) =>
        call.ListParts.Count > 0 || IsEnveloped(call) ? null
        : call.Message.Content?.ListParts is [var other, ..]
            ? new("Content-Disposition: recipient-list", other.Part.Disposition is { } label ? $"Content-Disposition: {label.Text}" : "a list without Content-Disposition", call.Message.RangeOf(other.Part.Disposition?.Text ?? ListType))
            : new("a part with Content-Disposition: recipient-list", "no such part");

    /// <summary>The body ends with the delimiter that closes it; white space may follow.</summary>
    /// <summary>True when the last delimiter is there; an epilogue may follow it (RFC 2046 5.1.1).</summary>
    private static bool IsClosed(Observed message) => message.Content?.Type?.Boundary is not { } boundary
        || message.Payload.Span.IndexOf(System.Text.Encoding.Latin1.GetBytes($"\r\n--{boundary}--")) >= 0;

    /// <summary>True when the user was told to write lists to this service in the format they have.</summary>
    private static bool IsAgreed(ListCall call) =>
        call.Message.Template is ListMessage { ListType: not ListType } template && call.ListParts.All(p => p.Part.Type?.Is(template.ListType) == true);

    private static bool IsOptional(ContentDisposition? disposition) => string.Equals(disposition?.Handling, "optional", StringComparison.OrdinalIgnoreCase);

    private static bool IsEnveloped(ListCall call) => call.Message.Content?.Type?.Is("application/pkcs7-mime") == true;

    private static bool HasTag(ListCall call, SipHeader header) => call.Message.Sip is { } sip && sip.Values(header).Contains(Tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>A tag that begins like the registered one and is another.</summary>
    private static string? TagLike(ListCall call) => call.Message.Sip is not { } sip ? null
        : sip.Values(SipHeader.Require).Concat(sip.Values(SipHeader.Supported)).Concat(sip.Values(SipHeader.ProxyRequire))
            .FirstOrDefault(t => t.StartsWith("recipient-list", StringComparison.OrdinalIgnoreCase) && !t.Equals(Tag, StringComparison.OrdinalIgnoreCase));

    private static string Field(ListCall call, string name) => call.Message.Sip?.Value(name) is { } value ? $"{name}: {value}" : $"no {name}";

    private static bool IsRetry(ListCall call) => call.Message.Sip is { } sip && HasCredentials(sip);

    private static bool HasCredentials(SipMessage sip) => sip.Has(SipHeader.Authorization) || sip.Has(SipHeader.ProxyAuthorization);

    private static bool IsNobody(string text) => SipUri.TryParse(text, out var uri) && uri.Host.EndsWith("anonymous.invalid", StringComparison.OrdinalIgnoreCase);

    /// <summary>A list in clear is worth a note; one that leaves the protected path to a sips: URI is more than that.</summary>
    private static Violation? InClear(ListCall call) => call.Message.Transport is TransportKind.Tls || IsEnveloped(call)
        ? null
        : new Violation("TLS or S/MIME", $"a list in clear over {call.Message.Transport.ToString().ToUpperInvariant()}") { Severity = call.Message.Sip?.RequestUri?.IsSips == true ? null : Severity.Finding };

    private static ListCall? Earlier(Observed message, ListTraffic traffic) =>
        traffic.Calls.FirstOrDefault(c => c.Message.Index < message.Index && c.Message.From == message.From && c.Message.Sip?.CallId == message.Sip?.CallId);
}
