using System.Text;
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
        new("msrp", Texts(
            "MSRP d93k SEND\r\nTo-Path: msrp://b.example:9/x;tcp\r\nFrom-Path: msrp://a.example:9/y;tcp\r\nMessage-ID: 1\r\nByte-Range: 1-5/5\r\nSuccess-Report: yes\r\nContent-Type: text/plain\r\n\r\nhello\r\n-------d93k$\r\n",
            "MSRP d93k 200 OK\r\nTo-Path: msrp://a.example:9/y;tcp\r\nFrom-Path: msrp://b.example:9/x;tcp\r\n-------d93k$\r\n"), ReadMsrp),
        new("sdp", Texts("v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=message 7654 TCP/MSRP *\r\na=accept-types:message/cpim text/plain\r\na=path:msrp://192.0.2.1:7654/x;tcp\r\na=setup:active\r\n"),
            bytes => SessionDescription.TryParse(bytes, out _, out _)),
        new("cpim strict", [Cpim], bytes => ReadCpim(bytes, CpimReading.Strict)),
        new("cpim tolerant", [Cpim], bytes => ReadCpim(bytes, CpimReading.Tolerant)),
        new("mime multipart", Texts("x\r\n--b\r\nContent-Type: text/plain;charset=\"utf-8\"\r\n\r\nhi\r\n--b\r\nContent-Disposition: recipient-list;handling=optional\r\n\r\n<x/>\r\n--b--\r\nend"), ReadMultipart),
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
        MsrpMessage.TryParse(bytes, out MsrpMessage? message, out _, out _);
        _ = (message?.ToPath, message?.FromPath, message?.ByteRange, message?.Status, message?.ContentType, message?.Body);
    }

    private static void ReadCpim(byte[] bytes, CpimReading reading)
    {
        if (CpimMessage.TryParse(bytes, reading, out CpimMessage? message, out _))
        {
            _ = (message.From, message.To, message.Cc, message.ReceiptRequests, message.MessageId, message.Content.ContentType, message.Content.Disposition);
        }
    }

    private static void ReadMultipart(byte[] bytes)
    {
        if (MimeMultipart.TryParse(bytes, "b", out MimeMultipart? multipart, out _))
        {
            _ = multipart.Parts.Select(part => (part.ContentType, part.Disposition, part.Content)).ToList();
        }
    }

    private static IReadOnlyList<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    // Large seeds would spend the time on copying.
    private static IReadOnlyList<byte[]> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data", folder), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length < 4000)];
}
