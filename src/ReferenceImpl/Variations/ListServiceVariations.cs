using System.Security.Cryptography;
using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways of a list service; what it serves and what it answers stands in the file beside this one.</summary>
internal static partial class ListServiceVariations
{
    public static IReadOnlyList<Variation> All { get; } = [.. Answers, .. Histories, .. Copies, .. Bodies];

    private static IReadOnlyList<Variation> Histories =>
    [
        new("A-17", Tolerance.Accepted, Fault("A-17-self", "C5364-4-06", "Each blind recipient finds itself in its history", c => c with { Blind = BlindMode.Self })),
        new("A-18", Tolerance.Noted, Fault("A-18-empty-history", "U5365-7.3-12", "Where all recipients are blind, copies have a history with nobody in it",
            c => c with { Parts = (request, history) => c.Parts(request, history ?? (request.Recipients.All(r => r.Level == CopyControl.Bcc) ? Nobody(c.History) : null)) })),
        Entries("A-22", "attribute", "C5364-7-04", Tolerance.Noted, "Stand-ins for hidden recipients say anonymize in the history", (all, _) => all.Select(e => e.IsAnonymous ? e with { Anonymize = true } : e)),
        Entries("A-23", "ungrouped", "C5364-6-03", Tolerance.Accepted, "Each hidden recipient has an entry of its own",
            (all, _) => all.SelectMany(e => e.IsAnonymous ? Enumerable.Repeat(e with { CountText = null }, (int)(e.Count ?? 1)) : [e])),
        Entries("A-23", "mixture", "C5364-6-03", Tolerance.Accepted, "Of several hidden recipients the first has an entry of its own, and the others share one",
            (all, _) => all.SelectMany(e => e.Count is > 1 and var n && e.IsAnonymous ? [e with { CountText = null }, e with { Count = n - 1 }] : (ListEntry[])[e])),
        Entries("A-23", "one-uncounted", "C5364-5-03", Tolerance.Accepted, "A single hidden recipient has an entry without count", (all, _) => all.Select(e => e.Count == 1 ? e with { CountText = null } : e)),
        Entries("A-24", "reversed", "C5364-6-01", Tolerance.Accepted, "The entries of the history stand the other way round", (all, _) => all.Reverse()),
        Writes("A-24", "indented", "U5365-7.3-06", Tolerance.Accepted, "The history is indented, and has no XML declaration",
            text => text[Math.Max(0, text.IndexOf("<resource-lists", StringComparison.Ordinal))..].Replace("><", ">\n\t<", StringComparison.Ordinal)),
        Writes("A-24", "list-for-each", "U5365-7.3-06", Tolerance.Accepted, "Each entry of the history stands in a list of its own",
            text => text.Replace("<list>", "", StringComparison.Ordinal).Replace("</list>", "", StringComparison.Ordinal).Replace("<entry", "<list><entry", StringComparison.Ordinal).Replace("/>", "/></list>", StringComparison.Ordinal)),
        Writes("A-24", "other-prefix", "U5365-7.3-06", Tolerance.Accepted, "The attributes of the history have another prefix",
            text => text.Replace("xmlns:cp=", "xmlns:c=", StringComparison.Ordinal).Replace(" cp:", " c:", StringComparison.Ordinal)),
        Entries("A-26", "names", "C5364-4-02", Tolerance.Accepted, "Visible entries of the history have the display names of the list",
            (all, recipients) => all.Select(e => e.IsAnonymous ? e : e with { DisplayName = recipients.FirstOrDefault(r => r.PublicUri == e.Uri)?.Name is { } name && !name.Contains('@', StringComparison.Ordinal) ? name : null })),
        Entries("A-27", "user-and-host", "C5364-6-01", Tolerance.Accepted, "URIs in the history have no parameters",
            (all, _) => all.Select(e => SipUri.TryParse(e.Uri, out var uri) ? e with { Uri = uri.Parameters.Aggregate(uri, (bare, one) => bare.WithoutParameter(one.Name)).ToString() } : e)),
        Entries("A-27", "with-headers", "C5364-6-01", Tolerance.Noted, "URIs in the history keep the header fields that were meant for the service",
            (all, recipients) => all.Select(e => recipients.FirstOrDefault(r => r.PublicUri == e.Uri) is { } one ? e with { Uri = one.Uri.ToString() } : e)),
        new("A-71", Tolerance.Noted, Fault("A-71-schema-defaults", "C5364-5-04", "The defaults of the schema are written out on visible entries",
            c => c with { History = c.History with { Entries = (all, _, _) => [.. all.Select(e => e.IsAnonymous ? e : e with { Anonymize = false, Count = e.Count ?? 1 })] } })),
    ];

    private static IReadOnlyList<Variation> Copies =>
    [
        new("A-28", Tolerance.Noted, Fault("A-28-to-trust-alone", "I3325-7-01", "Asserted identities stay within the trust domain, also where nobody asked for privacy",
            c => c with { Identity = c.Identity with { ShowsAsserted = (copy, _) => copy.GoesToTrust } })),
        Serves("A-29", "display-name", "U5365-7.2-07", Tolerance.Accepted, "To of a copy has a display name", (_, m) => m.Set("To", $"\"Somebody\" <{m.Build().To?.Uri}>")),
        Serves("A-30", "one-tag", "U5365-7.2-03", Tolerance.Accepted, "All copies of a request have one From tag", (copy, m) => m.Build().From is { } from ? m.Set("From", from.WithParameter("tag", TagOf(copy)).ToString()) : m),
        Serves("A-31", "drops-subject", "U5365-6-11", Tolerance.Noted, "Subject is not passed on", (_, m) => m.Remove("Subject")),
        Serves("A-32", "supported", "U5365-9-01", Tolerance.Accepted, "Copies say what the service supports", (_, m) => m.Add("Supported", "x-of-the-service")),
        Serves("A-35", "original-stays", "U5365-6-14", Tolerance.Accepted, "Where a URI asks for another Subject, that of the sender stays",
            (copy, m) => copy.Request.Message.Value("Subject") is { } subject && copy.Target.Headers.Any(h => h.Name == "Subject") ? m.Set("Subject", subject) : m),
        Serves("A-48", "fewer-hops", "U5365-7.2-16", Tolerance.Noted, "Copies begin with Max-Forwards 60", (_, m) => m.Set("Max-Forwards", "60")),
        Serves("A-48", "other-number", "U5365-7.2-15", Tolerance.Accepted, "CSeq of copies begins at 4711", (_, m) => m.Set("CSeq", "4711 MESSAGE")),
        new("A-53", Tolerance.Noted, Fault("A-53-once-more", "I3428-6-01", "What a recipient could not take for a fault of his own goes out once more, under its Call-ID",
            c => c with { SendsAgain = (outcome, sent) => outcome is { Status: >= 500 and < 600, Response: not null } && sent == 1 })),
        new("A-54", Tolerance.Accepted, Fault("A-54-one-by-one", "U5365-7-03", "The next copy waits for the answer to the one before", c => c with { MostUnderWay = 1 })),
    ];

    private static IReadOnlyList<Variation> Bodies =>
    [
        new("A-36", Tolerance.Accepted, Fault("A-36-history-first", "U5365-7.3-01", "The history stands before the text",
            c => c with { Parts = (request, history) => history is null ? request.Body.Payload : [history, .. request.Body.Payload] })),
        new("A-36", Tolerance.Accepted, Fault("A-36-content-id", "U5365-7.3-01", "The history has a Content-ID",
            c => c with { Parts = (request, history) => c.Parts(request, history?.Edit().Set("Content-ID", "<history@service.invalid>").Build()) })),
        new("A-36", Tolerance.Accepted, Fault("A-36-preamble", "U5365-7.3-01", "A text stands before the first delimiter, and another one after the last",
            c => c with { Compose = (parts, ids) => parts.Count < 2 ? CopyBody.Of(parts, ids) : Framed(CopyBody.Of(parts, ids)) })),
        Serves("A-36", "mime-version", "U5365-7.3-01", Tolerance.Accepted, "Copies say MIME-Version: 1.0", (_, m) => m.Set("MIME-Version", "1.0")),
        new("A-33", Tolerance.Noted, Fault("A-33-appends", "U5365-7-07", "The text that a URI brings is a further part of the one copy", c => c with { Body = (copy, body) => Brought(copy) is { } text ? WithPart(copy, body, text) : body })),
    ];

    private static MimeEntity Nobody(HistoryConduct conduct) =>
        MimeEntity.Build().Header("Content-Type", conduct.ContentType).Header("Content-Disposition", conduct.Disposition).Content(conduct.Write([])).Build();

    /// <summary>A tag of the service's own that is the same for all copies of a request.</summary>
    private static string TagOf(Copy copy) => "all" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(copy.Request.Message.CallId ?? "")))[..12];

    private static CopyBody Framed(CopyBody body) =>
        body with { Bytes = (byte[])[.. "For readers that know no multipart.\r\n"u8, .. body.Bytes.Span, .. "\r\nThat was it.\r\n"u8] };

    private static string? Brought(Copy copy) =>
        copy.Recipient.Uri.Headers.FirstOrDefault(asked => asked.Name.Equals("body", StringComparison.OrdinalIgnoreCase)) is { Value: { } text } ? Uri.UnescapeDataString(text) : null;

    private static CopyBody WithPart(Copy copy, CopyBody body, string text)
    {
        var type = body.Headers.First(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        IReadOnlyList<MimeEntity> parts = MimeMultipart.TryParse(body.Bytes, MediaType.Parse(type), out var known, out _) && MediaType.Parse(type).Is("multipart/mixed")
            ? known.Parts
            : [MimeEntity.Build().Header("Content-Type", type).Content(body.Bytes).Build()];
        return CopyBody.Mixed([.. parts, MimeEntity.Build().Header("Content-Type", "text/plain").Content(text).Build()], new Stack.IdSource((ulong)copy.Number + 1));
    }

    private static Variation Entries(
        string reading, string name, string requirement, Tolerance tolerance, string text, Func<IReadOnlyList<ListEntry>, IReadOnlyList<Recipient>, IEnumerable<ListEntry>> edit) =>
        new(reading, tolerance, Fault($"{reading}-{name}", requirement, text, c => c with { History = c.History with { Entries = (entries, all, _) => [.. edit(entries, all)] } }));

    private static Variation Writes(string reading, string name, string requirement, Tolerance tolerance, string text, Func<string, string> edit) =>
        new(reading, tolerance, Fault($"{reading}-{name}", requirement, text, c => c with { History = c.History with { Document = edit } }));

    private static Variation Serves(string reading, string name, string requirement, Tolerance tolerance, string text, Func<Copy, SipMessageBuilder, SipMessageBuilder> edit) =>
        new(reading, tolerance, Fault($"{reading}-{name}", requirement, text, c => c with { Onward = (copy, message) => edit(copy, message.Edit()).Build() }));

    private static Deviation<ListServiceConduct> Fault(string id, string requirement, string text, Func<ListServiceConduct, ListServiceConduct> edit) =>
        new(id, requirement, ListService.Name, text, edit);
}
