using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Conformance.Harness.Remote.Description;

/// <summary>Reads the certificates that a SUT file names.</summary>
internal sealed class TlsSection(FileNotes notes)
{
    private const int Digits = 64;
    private const string Prefix = "sha256:";

    public SutTls Read(FileSection section)
    {
        var tls = new SutTls
        {
            Trust = Trust(section.Find("trust")),
            Fingerprint = Fingerprint(section.Find("fingerprint")),
            Certificate = Certificate(section, "certificate", "key"),
            OtherCertificate = Certificate(section, "otherCertificate", "otherKey"),
        };
        section.End();
        return tls;
    }

    private X509Certificate2[]? Trust(LocatedValue? value)
    {
        if (notes.Text(value) is not { } name)
        {
            return null;
        }

        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPem(File.ReadAllText(notes.PathOf(name)));
            if (found.Count == 0)
            {
                notes.Add(value, $"{name} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
            }

            return [.. found];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException)
        {
            notes.Add(value, $"the certificates in {name} cannot be read: {cause.Message}");
            return null;
        }
    }

    private string? Fingerprint(LocatedValue? value)
    {
        if (notes.Text(value) is not { } text)
        {
            return null;
        }

        var digits = (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text).Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();
        if (digits.Length == Digits && digits.All(char.IsAsciiHexDigit))
        {
            return digits;
        }

        notes.Add(value, "a SHA-256 fingerprint is expected here, sha256: and 64 hexadecimal digits; openssl x509 -noout -fingerprint -sha256 -in FILE prints it");
        return null;
    }

    private X509Certificate2? Certificate(FileSection section, string certificateName, string keyName)
    {
        var (certificate, key) = (section.Find(certificateName), section.Find(keyName));
        if (certificate is null != key is null)
        {
            notes.Add(certificate ?? key, certificate is null ? $"a key without '{certificateName}' is of no use; name both" : $"a certificate without '{keyName}' is of no use; name both");
            return null;
        }

        if (notes.Text(certificate) is not { } name || Key(key) is not { } pem)
        {
            return null;
        }

        try
        {
            using var read = X509Certificate2.CreateFromPem(File.ReadAllText(notes.PathOf(name)), pem);
            // A key that was read from PEM is not taken by TLS on every system until it went through PKCS#12.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            notes.Add(certificate, $"the certificate in {name} and its key cannot be used: {cause.Message}");
            return null;
        }
    }

    /// <summary>The key in PEM: from a file, or from the environment.</summary>
    private string? Key(LocatedValue? value)
    {
        if (value?.Kind is System.Text.Json.JsonValueKind.Object)
        {
            return notes.Secret(value)?.Reveal();
        }

        if (notes.Text(value) is not { } name)
        {
            return null;
        }

        try
        {
            var pem = File.ReadAllText(notes.PathOf(name));
            notes.Redaction.Hide(pem);
            return pem;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            notes.Add(value, $"the key in {name} cannot be read: {cause.Message}");
            return null;
        }
    }
}
