using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Wire.Cpim;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Client;

/// <summary>Writes the MESSAGE that a list service takes: the user's text and the list of recipients in one multipart (RFC 5365 6).</summary>
internal sealed class ListComposer(SipHost host, ListClientConduct conduct)
{
    // RFC 2483 5: no roles, no anonymity, and no service need take it (RFC 5365 4).
    private const string UriList = "text/uri-list";

    /// <summary>Text as a body part.</summary>
    public MimeEntity Text(string text) => MimeEntity.Build().Header("Content-Type", conduct.TextType).Content(text).Build();

    /// <summary>
    /// Text as an instant message that asks for receipts (receipts draft 6.1.1). It names the visible recipients as mail does, and nobody else, for
    /// every recipient gets to see it.
    /// </summary>
    public MimeEntity InstantMessage(string author, IReadOnlyList<Addressee> addressees, SipUri service, string text, string receipts)
    {
        var visible = addressees.Where(conduct.Names).ToList();
        var message = CpimMessage.Build().From(author);
        foreach (var one in visible)
        {
            message.Header(one.Level == CopyControl.To ? "To" : "cc", new CpimAddress(one.DisplayName, one.Uri.WithoutHeaders().ToString()).ToString());
        }

        if (visible.Count == 0)
        {
            message.To(service.ToString());
        }

        var body = message
            .Header("Message-ID", host.Ids.MessageId())
            .Header("Receipt-Request", receipts)
            .Content(Text(text))
            .ToBytes();
        return MimeEntity.Build().Header("Content-Type", "message/cpim").Content(body).Build();
    }

    /// <summary>The request, less Via.</summary>
    /// <param name="format">The format of the list; null for the one that every service takes.</param>
    public SipMessage Compose(string user, SipUri service, IReadOnlyList<Addressee> addressees, MimeEntity payload, string? format = null)
    {
        var (type, body) = conduct.Body(payload, List(addressees, format), host.Ids);
        return host.NewRequest("MESSAGE", service.ToString(), SipAddresses.ForTo(service), host.RecordOf(user))
            .Add(conduct.TagHeader, conduct.Tag)
            .Body(body, type)
            .Build();
    }

    /// <summary>Each recipient once; the first spelling stays.</summary>
    public static IReadOnlyList<Addressee> Distinct(IReadOnlyList<Addressee> addressees)
    {
        var known = new UriTable();
        return [.. addressees.Where(one => known.Add(one.Uri, out _))];
    }

    public static ListEntry Entry(Addressee one) => new(one.Uri.ToString())
    {
        CopyControl = one.Level,
        Anonymize = one.Hidden ? true : null,
        DisplayName = one.DisplayName,
    };

    public static (string Type, byte[] Body) Mixed(MimeEntity payload, MimeEntity list, IdSource ids)
    {
        var boundary = ids.Boundary();
        return ($"multipart/mixed;boundary=\"{boundary}\"", MimeMultipart.Write(boundary, payload, list));
    }

    /// <summary>A format that we can write.</summary>
    /// <exception cref="ArgumentException">It is another one.</exception>
    public static string Known(string format) => format is UriList or ResourceLists.MediaType
        ? format
        : throw new ArgumentException($"Lists are written as {ResourceLists.MediaType} or {UriList}, not as {format}.");

    private MimeEntity List(IReadOnlyList<Addressee> addressees, string? format)
    {
        var listed = conduct.Listed(addressees);
        var part = MimeEntity.Build().Header("Content-Type", format ?? conduct.ListType);
        if (conduct.ListDisposition is { } disposition)
        {
            part.Header("Content-Disposition", disposition);
        }

        if (format == UriList)
        {
            return part.Content(string.Concat(listed.Select(one => $"{one.Uri}\r\n"))).Build();
        }

        var document = conduct.Lists([.. listed.Select(conduct.Entry)]).Write();
        return part.Content(Encoding.Latin1.GetBytes(conduct.Document(Encoding.Latin1.GetString(document)))).Build();
    }
}
