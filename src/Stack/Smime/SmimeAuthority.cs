using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Conformance.Stack.Smime;

/// <summary>
/// Issues certificates for signing and decrypting, each for the SIP URI of its holder. Keys are RSA 2048, because every S/MIME implementation has that. Making one can
/// take seconds, in which an event loop would stand still: they come with the program, are known to everybody, and protect nothing but test messages.
/// </summary>
public static class SmimeAuthority
{
    private const string AuthorityName = "conformance S/MIME authority";
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";

    // Fixed, so that no clock decides what a test is like; serial numbers and keys have one length, and so has every message made with them.
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2049, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<byte[][]> Keys = new(ReadKeys);
    private static readonly Lock Signing = new();
    private static readonly Lazy<RSA> AuthorityKey = new(() => KeyOf(0));
    private static readonly Lazy<X509Certificate2> Issuer = new(CreateIssuer);

    /// <summary>A certificate with its private key, valid for <paramref name="uri"/>.</summary>
    /// <param name="holder">The name in it.</param>
    /// <param name="uri">The holder's SIP URI, without port and parameters.</param>
    /// <param name="number">Which key, from 0; those who meet have different ones. After the last comes the first again.</param>
    public static X509Certificate2 Issue(string holder, string uri, int number)
    {
        // The first is the authority's own.
        using var key = KeyOf(1 + (number % (Keys.Value.Length - 1)));
        var request = new CertificateRequest(new X500DistinguishedName($"CN={holder}"), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(EmailProtection)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(uri));
        request.CertificateExtensions.Add(names.Build());
        var serial = SHA256.HashData(Encoding.UTF8.GetBytes($"{holder} {uri}"))[..16];
        serial[0] = (byte)(0x40 | (serial[0] & 0x3F));
        using var signed = Signed(request, serial);
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>The certificate of the authority, for those who check chains.</summary>
    public static X509Certificate2 Root => Issuer.Value;

    /// <summary>The SIP URI that a certificate is for; empty when it names none.</summary>
    public static string HolderOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.UrlName, forIssuer: false);

    /// <summary>Many cases ask at once, and a key serves one at a time.</summary>
    private static X509Certificate2 Signed(CertificateRequest request, byte[] serial)
    {
        lock (Signing)
        {
            return request.Create(Issuer.Value.SubjectName, X509SignatureGenerator.CreateForRSA(AuthorityKey.Value, RSASignaturePadding.Pkcs1), From, Until, serial);
        }
    }

    private static RSA KeyOf(int index)
    {
        var key = RSA.Create();
        key.ImportRSAPrivateKey(Keys.Value[index], out _);
        return key;
    }

    /// <summary>One key a line, PKCS #1 in base64.</summary>
    private static byte[][] ReadKeys()
    {
        const string Name = "Smime/keys.txt";
        using var stream = typeof(SmimeAuthority).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"The program comes without its resource {Name}.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Convert.FromBase64String)];
    }

    private static X509Certificate2 CreateIssuer()
    {
        using var key = KeyOf(0);
        var request = new CertificateRequest(new X500DistinguishedName($"CN={AuthorityName}"), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var made = request.CreateSelfSigned(From, Until);
        return X509CertificateLoader.LoadCertificate(made.Export(X509ContentType.Cert));
    }
}
