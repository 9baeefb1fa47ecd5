using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Stack.Smime;

/// <summary>
/// Puts S/MIME layers around bodies and takes them off (RFC 3851): multipart/signed with a detached signature, and enveloped-data. What is protected is a MIME
/// entity, header fields included; binary is the transfer encoding, for SIP and MSRP are 8-bit clean.
/// </summary>
public static class SmimeBody
{
    private const string EnvelopedType = "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m";
    private const string SignatureType = "application/pkcs7-signature";
    private static readonly Oid Aes256 = new("2.16.840.1.101.3.4.1.42");
    private static readonly Oid Sha256 = new("2.16.840.1.101.3.4.2.1");

    /// <summary>True for a media type that says S/MIME.</summary>
    public static bool IsProtected(MediaType? type) => IsSigned(type) || IsEnveloped(type);

    /// <summary>A clear-signed body.</summary>
    public static bool IsSigned(MediaType? type) => type?.Is("multipart/signed") == true;

    /// <summary>A body that only key holders can read, or an opaque signature.</summary>
    public static bool IsEnveloped(MediaType? type) => type is not null && (type.Is("application/pkcs7-mime") || type.Is("application/x-pkcs7-mime"));

    /// <summary>A MIME entity of one body. A date goes inside, where a signature covers it (RFC 3428 11.4).</summary>
    public static byte[] Entity(string contentType, ReadOnlySpan<byte> content, DateTimeOffset? date = null, string? disposition = null)
    {
        var head = new StringBuilder($"Content-Type: {contentType}\r\n");
        if (disposition is not null)
        {
            head.Append("Content-Disposition: ").Append(disposition).Append("\r\n");
        }

        if (date is { } at)
        {
            head.Append("Date: ").Append(at.UtcDateTime.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. content];
    }

    /// <summary>Signs an entity: it stays readable, and the signature stands beside it.</summary>
    public static (string Type, byte[] Body) Sign(byte[] entity, X509Certificate2 signer, string boundary)
    {
        var cms = new SignedCms(new ContentInfo(entity), detached: true);
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signer) { DigestAlgorithm = Sha256, IncludeOption = X509IncludeOption.EndCertOnly });
        var text = $"\r\n--{boundary}\r\nContent-Type: {SignatureType}; name=smime.p7s\r\nContent-Transfer-Encoding: binary\r\nContent-Disposition: attachment; handling=required; filename=smime.p7s\r\n\r\n";
        byte[] body = [.. Ascii($"--{boundary}\r\n"), .. entity, .. Ascii(text), .. cms.Encode(), .. Ascii($"\r\n--{boundary}--\r\n")];
        return ($"multipart/signed;protocol=\"{SignatureType}\";micalg=sha-256;boundary=\"{boundary}\"", body);
    }

    /// <summary>Encrypts an entity with a key of its own, and that key for each of the readers.</summary>
    public static (string Type, byte[] Body) Encrypt(byte[] entity, IEnumerable<X509Certificate2> readers)
    {
        var recipients = new CmsRecipientCollection();
        foreach (var reader in readers)
        {
            recipients.Add(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, reader, RSAEncryptionPadding.Pkcs1));
        }

        var cms = new EnvelopedCms(new ContentInfo(entity), new AlgorithmIdentifier(Aes256));
        cms.Encrypt(recipients);
        return (EnvelopedType, cms.Encode());
    }

    /// <summary>Signs, then encrypts, as the layers say.</summary>
    public static (string Type, byte[] Body) Protect(
        Protection layers, string type, ReadOnlySpan<byte> content, X509Certificate2? signer, IEnumerable<X509Certificate2> readers, string boundary, DateTimeOffset? date)
    {
        var (outer, body) = (type, content.ToArray());
        if (layers.HasFlag(Protection.Signed))
        {
            (outer, body) = Sign(Entity(outer, body, date), signer ?? throw new ArgumentNullException(nameof(signer), "Whoever signs has a certificate."), boundary);
        }

        return layers.HasFlag(Protection.Encrypted) ? Encrypt(Entity(outer, body), readers) : (outer, body);
    }

    /// <summary>Takes one layer off. Never throws: what cannot be opened has a flaw and no content.</summary>
    /// <param name="type">Media type of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="keys">Certificates with private keys; the first that fits opens an envelope.</param>
    public static SmimeLayer Open(MediaType type, ReadOnlyMemory<byte> body, IEnumerable<X509Certificate2> keys)
    {
        try
        {
            return IsSigned(type) ? OpenSigned(type, body) : OpenEnveloped(Binary(body), keys);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return new SmimeLayer(IsSigned(type) ? Protection.Signed : Protection.Encrypted) { Flaw = fault.Message };
        }
    }

    private static SmimeLayer OpenSigned(MediaType type, ReadOnlyMemory<byte> body)
    {
        if (!MimeMultipart.TryParse(body, type.Boundary ?? "", out var parts, out var error) || parts.Parts.Count != 2)
        {
            return new SmimeLayer(Protection.Signed) { Flaw = error?.Message ?? $"{parts?.Parts.Count} parts, not two" };
        }

        var layer = new SmimeLayer(Protection.Signed) { Content = parts.Parts[0], Offset = parts.PartOffsets[0] };
        try
        {
            var cms = new SignedCms(new ContentInfo(parts.Parts[0].Bytes.ToArray()), detached: true);
            cms.Decode(Binary(parts.Parts[1].Content).Span);
            cms.CheckSignature(verifySignatureOnly: true);
            return layer with { Signer = cms.SignerInfos[0].Certificate };
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return layer with { Flaw = fault.Message };
        }
    }

    private static SmimeLayer OpenEnveloped(ReadOnlyMemory<byte> body, IEnumerable<X509Certificate2> keys)
    {
        if (ContentInfo.GetContentType(body.Span).Value is "1.2.840.113549.1.7.2")
        {
            var opaque = new SignedCms();
            opaque.Decode(body.Span);
            opaque.CheckSignature(verifySignatureOnly: true);
            return WithContent(new SmimeLayer(Protection.Signed) { Signer = opaque.SignerInfos[0].Certificate }, opaque.ContentInfo.Content);
        }

        var cms = new EnvelopedCms();
        cms.Decode(body.Span);
        var layer = new SmimeLayer(Protection.Encrypted) { Readers = [.. cms.RecipientInfos.Cast<RecipientInfo>().Select(SerialOf).OfType<string>()] };
        var own = keys.FirstOrDefault(k => layer.Readers.Contains(k.SerialNumber, StringComparer.OrdinalIgnoreCase));
        if (own is null)
        {
            return layer with { Flaw = "encrypted for others" };
        }

        cms.Decrypt(new X509Certificate2Collection(own));
        return WithContent(layer, cms.ContentInfo.Content);
    }

    /// <summary>
    /// CMS without its transfer encoding, which stands in a field of SIP, MSRP or MIME: the octets tell as well, for CMS is a SEQUENCE (0x30), and that in base64
    /// begins with an M.
    /// </summary>
    private static ReadOnlyMemory<byte> Binary(ReadOnlyMemory<byte> cms) => cms.Span is [(byte)'M', ..] ? Convert.FromBase64String(Encoding.ASCII.GetString(cms.Span)) : cms;

    private static SmimeLayer WithContent(SmimeLayer layer, byte[] entity) =>
        MimeEntity.TryParse(entity, out var content, out var error) ? layer with { Content = content } : layer with { Flaw = error.Message };

    private static string? SerialOf(RecipientInfo info) => info.RecipientIdentifier.Value is X509IssuerSerial serial ? serial.SerialNumber : null;

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}

/// <summary>One S/MIME layer, looked at.</summary>
/// <param name="Kind">Signed or encrypted.</param>
public sealed record SmimeLayer(Protection Kind)
{
    /// <summary>What is inside; null when it cannot be had.</summary>
    public MimeEntity? Content { get; init; }

    /// <summary>Where the content stands in the body; null where it was decrypted.</summary>
    public int? Offset { get; init; }

    /// <summary>What is wrong: a signature that does not hold, a key that is missing; null for nothing.</summary>
    public string? Flaw { get; init; }

    /// <summary>The certificate of a signature that holds.</summary>
    public X509Certificate2? Signer { get; init; }

    /// <summary>The serial numbers of the certificates that an envelope is for.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];
}
