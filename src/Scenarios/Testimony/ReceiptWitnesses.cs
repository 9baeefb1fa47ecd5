using System.Globalization;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Scenarios.Rules;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Testimony;

/// <summary>Readings of the receipts draft that show in what somebody sends.</summary>
internal static class ReceiptWitnesses
{
    private const string Request = "Receipt-Request";
    private static readonly string[] Known = [Im.Positive, Im.Negative, Im.Read];

    internal static IReadOnlyList<Witness> All { get; } =
    [
        OfTaking("AMB-01", "takes Request-Receipt for Receipt-Request", cpim => cpim.HeadersNamed("Request-Receipt").Any()),
        OfReceipt("AMB-02", (_, r, _) => r.Part?.ContentType is not { } type ? null
            : type.Is(StatusReceipt.MediaType) ? "plus-xml"
            : ReceiptsConstruction.IsShort(type) ? "X-SHORT-TYPE" : null),
        OfReceipt("AMB-05", (_, r, _) => r.Document is null ? null
            : r.Defects.Any(d => d.Kind is ReceiptDefectKind.NoNamespace) ? "X-NO-NAMESPACE"
            : r.Defects.Any(d => d.Kind is ReceiptDefectKind.WrongNamespace) ? null : "namespace"),
        OfReceipt("AMB-06", (_, r, _) => r.Document?.RecipientUri?.Trim() is not { Length: > 0 } uri ? null
            : uri.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && !uri.AsSpan(0, colon).Contains('@') ? $"{uri[..colon].ToLowerInvariant()}: URI" : "user@host without a scheme"),
        new("AMB-07", (m, t) => Cpim(m, t) is not { } cpim ? null : cpim.Liberties.HasFlag(CpimLiberties.MissingBlankLine) ? "X-FIGURE-LAYOUT" : "empty-line"),
        new("AMB-08", (m, t) => Cpim(m, t) is not { } cpim ? null : cpim.Liberties.HasFlag(CpimLiberties.CarrierHeader) ? "X-FIGURE-LAYOUT" : "carrier-alone"),
        new("AMB-09", (m, t) => Cpim(m, t)?.Content is not { } part ? null
            : part.Value("Content-Length") is not { } length ? "no inner Content-length"
            : int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) && octets == part.Content.Length ? "a right inner Content-length"
            : "a wrong inner Content-length"),
        OfReceipt("AMB-12", (m, r, t) => r.Class is not ReceiptClass.Negative || r.Document?.StatusCode is not { } status ? null
            : Downstream(m, r, t) is { } code ? code == status ? "the code from downstream" : "another code of the class" : "a code of its own"),
        OfReceipt("AMB-13", (_, r, _) => r.Class is ReceiptClass.Positive or ReceiptClass.Negative ? "the class of status says it" : null),
        OfIm("AMB-17", body => body.Cpim?.HeadersNamed("Receipt-Request").Count() switch
        {
            null or 0 => null,
            1 => body.Cpim.ReceiptRequests.Count > 1 ? "one line with commas" : null,
            _ => "repeated lines",
        }),
        OfIm("AMB-18", body => body.Cpim is not { ReceiptRequests.Count: 0 } cpim ? null : cpim.ReceiptRequest is null ? "no header" : "an empty header"),
        OfTaking("AMB-19", "honours the words it knows", cpim => Words(cpim).Any(word => !Known.Contains(word, StringComparer.OrdinalIgnoreCase))),
        OfTaking("AMB-20", "finds the header in capitals", cpim => cpim.Headers.Any(h => h.Name != Request && h.Name.Equals(Request, StringComparison.OrdinalIgnoreCase))),
        OfTaking("AMB-21", "understands words in capitals", cpim => Words(cpim).Any(word => !Known.Contains(word) && Known.Contains(word, StringComparer.OrdinalIgnoreCase))),
        OfTaking("AMB-22", "passes over parameters", cpim => cpim.HeadersNamed(Request).Any(h => h.Parameters.Count > 0)),
        OfIm("AMB-22", body => body.Cpim is not { ReceiptRequests.Count: > 1, ReceiptRequest: { } value } ? null
            : value.Contains(", ", StringComparison.Ordinal) || value.Contains(" ,", StringComparison.Ordinal) ? "blanks beside the comma" : "no blanks beside the comma"),
        OfIm("AMB-23", body => body.Cpim?.MessageId is not { Length: > 0 } id ? null : CpimText.IsToken(id) ? "token" : "X-MAIL-ID"),
        OfReceipt("AMB-39", (m, r, t) => t.Seat != Harness.Dsl.Seat.ImIntermediary || r.Carrier.Cpim?.From is not { } from || r.Document?.RecipientUri is not { } recipient ? null
            : SameUser(from.Uri, recipient) ? "From the recipient" : "From the relay"),
        OfReceipt("AMB-54", (_, r, _) => r.Document is not { Notes: [var note, ..] } ? null : note.Language is null ? "no lang" : "lang"),
        OfReceipt("AMB-56", (_, r, _) => r.Document is null ? null
            : r.Defects.Any(d => d.Kind is ReceiptDefectKind.WrongOrder) ? "another order of the elements" : "the order that is drawn"),
        OfReceipt("AMB-57", (m, r, _) => r.Part?.Disposition is null ? null : m.Sip?.Value(SipHeader.ContentDisposition) is null ? "in the encapsulated headers" : "in the encapsulated headers and in SIP"),
        OfReceipt("AMB-61", (_, r, _) => r.Part is null ? null
            : r.Part.TransferEncoding?.Trim().ToLowerInvariant() is null or "7bit" or "8bit" or "binary" ? "an identity encoding" : "an encoding declared"),
        OfReceipt("AMB-64", (m, _, _) => m.Sip is not { } sip ? null : sip.ToTag is null ? "a MESSAGE of its own" : "inside a dialog"),
        OfIm("AMB-71", body => body.Cpim?.Headers.Where(h => h.Name is "Message-ID" or "Receipt-Request").Cast<CpimHeader?>().FirstOrDefault() is not { } header ? null
            : header.Prefix is null ? "plain names" : "names with a prefix"),
        OfReceipt("AMB-72", (m, _, t) => m.Msrp is not null && LacksAnnouncement(m, t) ? "sends to who has not announced that he takes it" : null),
        OfReceipt("AMB-73", (m, r, t) => r.Subject(m, t) is not { } im ? null : im.Msrp is null == m.Msrp is null ? "the mode of the message" : "the other mode"),
        OfReceipt("AMB-77", (m, r, _) => r.Carrier.Cpim is not { } cpim ? null : cpim.From is not null && cpim.To.Count > 0 ? "From and To" : "From or To left out"),
        new("AMB-80", (m, _) => m is not { IsRequest: true, Kind: MessageKind.InstantMessage } || m.Payload.IsEmpty ? null
            : m.Content?.CpimPart?.Cpim is { } cpim ? cpim.ReceiptRequests.Count == 0 ? "message/cpim" : null
            : "no message/cpim"),
    ];

    /// <summary>True when the session description of whoever gets a receipt does not admit it (RFC 4975 8.6).</summary>
    private static bool LacksAnnouncement(Observed message, Trace trace) =>
        trace.Messages.LastOrDefault(o => o.Index < message.Index && !o.FromSut && o.From == message.To && o.Sip?.ContentType?.Is(MsrpDescription.ContentType) == true) is { Sip: { } asker }
        && MsrpDescription.TryRead(asker.Body, out var description, out _) && !description.Accepts(StatusReceipt.MediaType, wrapped: true);

    /// <summary>The answer from downstream to the message that a receipt is about; null where nothing was passed on.</summary>
    private static int? Downstream(Observed message, ReceiptView receipt, Trace trace)
    {
        var id = receipt.Document?.MessageId?.Trim();
        return id is null ? null
            : trace.FromSut.Where(m => m.Index < message.Index && m is { IsRequest: true, Kind: MessageKind.InstantMessage } && m.Content?.CpimPart?.Cpim?.MessageId == id)
                .Select(m => trace.FinalResponseTo(m)?.StatusCode).OfType<int>().Where(code => code >= 400).Cast<int?>().LastOrDefault();
    }

    /// <summary>The message/cpim message that somebody wrote himself.</summary>
    private static CpimMessage? Cpim(Observed message, Trace trace) => message.IsRequest && !message.IsPassedOn(trace)
        ? message.OwnReceipt(trace)?.Carrier.Cpim ?? message.InstantCpim()?.Cpim
        : null;

    private static Witness OfReceipt(string reading, Func<Observed, ReceiptView, Trace, string?> see) =>
        new(reading, (m, t) => m.OwnReceipt(t) is { } receipt ? see(m, receipt, t) : null);

    /// <summary>What somebody makes of a message of a form that the draft does not foresee: receipts, or a refusal.</summary>
    private static Witness OfTaking(string reading, string taken, Func<CpimMessage, bool> isOdd) => new(reading, (m, t) =>
        m is { IsResponse: true, StatusCode: >= 300, Request: { } request } ? request.Content?.CpimPart?.Cpim is { } refused && isOdd(refused) ? $"refuses with {m.StatusCode}" : null
        : m.OwnReceipt(t)?.Subject(m, t)?.Content?.CpimPart?.Cpim is { } cpim && isOdd(cpim) ? taken : null);

    private static IEnumerable<string> Words(CpimMessage cpim) => cpim.HeadersNamed(Request).SelectMany(h => h.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static Witness OfIm(string reading, Func<Content, string?> see) =>
        new(reading, (m, t) => m.InstantCpim() is { } body && !m.IsPassedOn(t) ? see(body) : null);
}
