using System.Text;
using System.Text.RegularExpressions;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // What copies carry.
    private static IEnumerable<MimeEntity> HistoriesIn(ListRequest request) =>
        request.Message.ContentType is { } type && MimeMultipart.TryParse(request.Message.Body, type, out var body, out _)
            ? body.Parts.Where(part => part.Disposition?.Is("recipient-list-history") == true)
            : [];

    private static IReadOnlyList<Deviation> Bodies =>
    [
        Fault("U5365-1-03-empty-copies", "U5365-1-03", "Sends the payload to the first recipient only, and an empty body to the others.",
            Body((copy, body) => copy.Number == 0 ? body : new CopyBody([], default))),
        Fault("U5365-3-04-last-cut-short", "U5365-3-04", "The last copy is cut short.",
            c => c with { Body = (copy, body) => copy.IsLast ? CutShort(copy, c) : body }),
        Fault("U5365-2-01-trims", "U5365-2-01", "Makes every line end CR LF and trims trailing blanks.", Payload(content => Latin(Trailing().Replace(Latin(content), "\r\n").TrimEnd()))),
        Fault("U5365-2-01-footer", "U5365-2-01", "Adds a footer to the message.", Payload(content => Latin(Latin(content) + "\r\n-- \r\nsent through a list"))),
        Fault("U5365-2-05-history-only", "U5365-2-05", "Passes on the history and not the message.",
            c => c with { Parts = (request, history) => history is null ? [] : [history] }),
        Fault("U5365-7.3-08-forged-history", "U5365-7.3-08", "Passes on a history that the sender put into the request.",
            c => c with { Parts = (request, history) => [.. request.Body.Payload, .. HistoriesIn(request), .. history is null ? [] : (ReadOnlySpan<MimeEntity>)[history]] }),
        Fault("U5365-7.3-01-first-part-only", "U5365-7.3-01", "Passes on the first part only.",
            c => c with { Parts = (request, history) => [.. request.Body.Payload.Take(1), .. history is null ? [] : (ReadOnlySpan<MimeEntity>)[history]] }),
        Fault("U5365-7.3-11-known-types-only", "U5365-7.3-11", "Drops parts of a type it does not know.",
            c => c with
            {
                Parts = (request, history) =>
                [
                    .. request.Body.Payload.Where(part => part.ContentType is { } type && (type.Is("text/plain") || type.Is("message/cpim"))),
                    .. history is null ? [] : (ReadOnlySpan<MimeEntity>)[history],
                ],
            }),
        Fault("U5365-7.3-12-keeps-wrapper", "U5365-7.3-12", "Keeps the wrapper around a single part.", c => c with { Compose = CopyBody.Mixed }),
        Fault("U5365-9-02-alternative", "U5365-9-02", "Calls the wrapper multipart/alternative.",
            (_, message) => message.Build() is { ContentType: { } type } built && type.Is("multipart/mixed")
                ? built.Edit().Set("Content-Type", type.Text.Replace("mixed", "alternative", StringComparison.OrdinalIgnoreCase))
                : message),
        Fault("U5365-7.3-02-list-attached", "U5365-7.3-02", "Passes the encrypted list on as an attachment.",
            c => c with { Parts = (request, history) => [.. c.Parts(request, history), .. request.Body.Sealed.Where(part => part.Disposition?.Is("recipient-list") == true).Select(Attachment)] }),
        Fault("U5365-7.3-03-passed-on", "U5365-7.3-03", "Passes on what is encrypted for itself and is no list.",
            c => c with { Parts = (request, history) => [.. c.Parts(request, history), .. request.Body.Sealed.Where(part => part.Disposition?.Is("recipient-list") != true).Select(Attachment)] }),
        Fault("U5365-7.3-10-in-clear", "U5365-7.3-10", "Encrypts no history.", c => c with { History = c.History with { Reader = _ => null } }),
        Fault("U5365-7.3-10-first-key", "U5365-7.3-10", "Encrypts all histories with the first recipient's key.",
            c => c with { History = c.History with { Reader = copy => copy.Request.Recipients[0] } }),
    ];

    private static MimeEntity Attachment(MimeEntity part) => part.Edit().Set("Content-Disposition", "attachment; handling=optional").Build();

    private static Func<ListServiceConduct, ListServiceConduct> Body(Func<Copy, CopyBody, CopyBody> edit) => c => c with { Body = edit };

    private static Func<ListServiceConduct, ListServiceConduct> Payload(Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> edit) => c => c with
    {
        Parts = (request, history) =>
        [
            .. request.Body.Payload.Select(part => part.Edit().Content(edit(part.Content)).Build()),
            .. history is null ? [] : (ReadOnlySpan<MimeEntity>)[history],
        ],
    };

    // Without its last octet, as from a shared stream that has come to its end.
    private static CopyBody CutShort(Copy copy, ListServiceConduct conduct)
    {
        var ids = new Stack.IdSource((ulong)copy.Number);
        var cut = copy.Request.Body.Payload.Select(part => part.Content.IsEmpty ? part : part.Edit().Content(part.Content[..^1]).Build());
        var entries = Lists.Service.History.For(copy.Request.Recipients, null, BlindMode.Strip, conduct.History);
        return CopyBody.Of(
            entries.Count == 0
                ? [.. cut]
                : [.. cut, MimeEntity.Build().Header("Content-Type", conduct.History.ContentType).Header("Content-Disposition", conduct.History.Disposition).Content(conduct.History.Write(entries)).Build()],
            ids);
    }

    /// <summary>Another MESSAGE to where <paramref name="message"/> goes.</summary>
    private static SipMessage Alike(SipHost host, SipMessage message, string text) => message.Edit()
        .Set("Call-ID", host.Ids.CallId())
        .Body(Encoding.UTF8.GetBytes(text), "text/plain")
        .Build();

    private static string Latin(ReadOnlyMemory<byte> octets) => Encoding.Latin1.GetString(octets.Span);

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    [GeneratedRegex("[ \t]*\r?\n")]
    private static partial Regex Trailing();
}
