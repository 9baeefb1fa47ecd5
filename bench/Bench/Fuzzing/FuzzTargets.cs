using System.Text;
using Conformance.Wire;
using Conformance.Wire.Cpim;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Msrp;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sdp;
using Conformance.Wire.Sip;

namespace Conformance.Bench.Fuzzing;

/// <summary>Every reader of the Wire assembly. A new codec adds a line.</summary>
internal static class FuzzTargets
{
    private static readonly byte[] Cpim = SipMessage.Parse(Sample.Message).Body.ToArray();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("sip datagram", [Sample.Message, .. Files("sip", "*.sip")], bytes => ReadSip(bytes, SipFraming.Datagram)),
        new("sip stream", [Sample.Message, .. Files("sip", "*.sip")], bytes => ReadSip(bytes, SipFraming.Stream)),
        new("sip uri", Texts("sip:bo:pw@[2001:db8::7]:5070;transport=tcp;lr?Subject=a%20b&To=sip:x%40y", "sips:im.example", "tel:+1201"), ReadUri),
        new("sip values", Texts("\"A \\\"B\\\"\" <sip:a@h>;tag=1;x=\"y;z\"", "SIP/2.0/UDP h:5060;branch=z;rport", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"", "1 MESSAGE"), ReadValues),
        new("msrp", Files("msrp", "*.msrp"), ReadMsrp),
        new("msrp stream", Files("msrp", "*.msrp"), ReadMsrpStream),
        new("sdp", Files("sdp", "*.sdp"), ReadSdp),
        new("cpim strict", [Cpim, .. Files("cpim", "*.cpim")], bytes => ReadCpim(bytes, CpimReading.Strict)),
        new("cpim tolerant", [Cpim, .. Files("cpim", "*.cpim")], bytes => ReadCpim(bytes, CpimReading.Tolerant)),
        new("mime multipart", Files("mime", "*.mime"), ReadMultipart),
        new("status receipt", Files("status-receipt", "*.xml"), bytes => StatusReceipt.TryRead(bytes, out _, out _)),
        new("status receipt schema", Files("status-receipt", "*.xml"), bytes => StatusReceipt.Validate(bytes)),
        new("resource lists", Lists, bytes => ResourceLists.TryRead(bytes, out _, out _)),
        new("resource lists schema", Lists, bytes => ResourceLists.Validate(bytes)),
    ];

    private static IReadOnlyList<byte[]> Lists => Texts(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\" xmlns:cp=\"urn:ietf:params:xml:ns:copyControl\">"
        + "<list name=\"a\"><entry uri=\"sip:bo@im.example\" cp:copyControl=\"to\" cp:anonymize=\"true\"><display-name xml:lang=\"en\">Bo &amp; Co</display-name></entry>"
        + "<external anchor=\"x\"/><entry-ref ref=\"y\"/><list><entry uri=\"sip:c@im.example\"/></list></list></resource-lists>");

    private static void ReadSip(byte[] bytes, SipFraming framing)
    {
        SipMessage.TryParse(bytes, framing, out SipMessage? message, out _, out _);
        if (message is null)
        {
            return;
        }
        foreach (SipField field in message.Fields)
        {
            _ = (field.Name, field.Value, message.Values(field.Known));
        }
        _ = (message.RequestUri?.Headers, message.From?.DisplayName, message.From?.Parameters, message.ToTag, message.CallId, message.CSeq);
        _ = (message.Vias, message.TopVia?.Branch, message.MaxForwards, message.ContentType, message.Disposition, message.Edit().Build());
    }

    private static void ReadUri(byte[] bytes)
    {
        if (SipUri.TryParse(bytes, out SipUri? uri))
        {
            _ = (uri.User, uri.Password, uri.Host, uri.Parameters, uri.Headers, uri.EquivalentTo(uri.WithoutHeaders()), uri.WithoutParameter("lr"));
        }
    }

    private static void ReadValues(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        _ = SipNameAddress.TryParse(bytes, out _) | SipVia.TryParse(bytes, out _) | SipCSeq.TryParse(bytes, out _)
            | SipChallenge.TryParse(text, out _) | SipCredentials.TryParse(text, out _);
        _ = MediaType.TryParse(text, out _) | ContentDisposition.TryParse(text, out _) | MsrpUri.TryParse(text, out _);
    }

    private static void ReadMsrp(byte[] bytes)
    {
        if (MsrpMessage.TryParse(bytes, out MsrpMessage? message, out int consumed, out _) == ReadStatus.Complete && message is not null)
        {
            _ = (message.ToPath, message.FromPath, message.ByteRange, message.Status, message.ContentType, message.Respond(200).ToBytes());
            MustEqual(message.Edit().ToBytes(), bytes.AsSpan(0, consumed));
        }
    }

    // Pieces of 7 octets: shorter than an end-line, so that it is always cut.
    private static void ReadMsrpStream(byte[] bytes)
    {
        var reader = new MsrpReader();
        for (int i = 0; i < bytes.Length; i += 7)
        {
            reader.Append(bytes.AsSpan(i, Math.Min(7, bytes.Length - i)));
            while (reader.TryRead(out _, out _) == ReadStatus.Complete)
            {
            }
        }
    }

    private static void ReadSdp(byte[] bytes)
    {
        if (!SessionDescription.TryParse(bytes, out SessionDescription? description, out _))
        {
            return;
        }
        foreach (MsrpMedia media in description.Media)
        {
            _ = (media.Port, media.Path, media.AcceptTypes, media.AcceptWrappedTypes, media.MaxSize, media.Setup, media.Direction, media.ConnectionAddress);
        }
    }

    private static void ReadCpim(byte[] bytes, CpimReading reading)
    {
        if (!CpimMessage.TryParse(bytes, reading, out CpimMessage? message, out _))
        {
            return;
        }
        foreach (CpimHeader header in message.Headers)
        {
            _ = (header.Name, header.Prefix, header.Namespace, header.Parameters, header.Text);
        }
        _ = (message.From, message.To, message.Cc, message.ReceiptRequests, message.MessageId, message.Content.ContentType, message.Content.Disposition);
        MustEqual(message.Edit().ToBytes(), bytes);
    }

    private static void ReadMultipart(byte[] bytes)
    {
        if (!MimeMultipart.TryParse(bytes, "boundary1", out MimeMultipart? multipart, out _))
        {
            return;
        }
        foreach (MimeEntity part in multipart.Parts)
        {
            _ = (part.ContentType, part.Disposition, part.TransferEncoding);
            MustEqual(part.Edit().ToBytes(), part.Bytes.Span);
        }
    }

    private static void MustEqual(byte[] written, ReadOnlySpan<byte> read)
    {
        if (!read.SequenceEqual(written))
        {
            throw new InvalidOperationException("An untouched edit changed the octets.");
        }
    }

    private static IReadOnlyList<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    // Large seeds would spend the time on copying.
    private static IReadOnlyList<byte[]> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data", folder), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length < 4000)];
}
