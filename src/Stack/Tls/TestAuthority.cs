using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conformance.Stack.Net;

namespace Conformance.Stack.Tls;

/// <summary>
/// A certificate authority that lives in memory for one run: a root, a server certificate for 127.0.0.1, ::1 and localhost, a client certificate.
/// Made on first use, with ECDSA P-256 keys; nothing is written to disk or to a system store. Keys and serial numbers come from the operating system,
/// not from a seed: nothing of them shows in a message.
/// </summary>
public sealed class TestAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly DateTimeOffset _from;
    private readonly Lazy<X509Certificate2> _signer;
    private readonly Lazy<X509Certificate2> _root;
    private readonly Lazy<TlsSettings> _server;
    private readonly Lazy<TlsSettings> _client;
    private readonly Lazy<TlsSettings> _impostor;
    private readonly Lazy<TlsSettings> _other;
    private readonly List<X509Certificate2> _issued = [];

    /// <summary>Makes nothing yet. The certificates are valid from a day before <paramref name="time"/>'s now, for clocks that differ, to a year after.</summary>
    public TestAuthority(TimeProvider? time = null)
    {
        _from = (time ?? TimeProvider.System).GetUtcNow().AddDays(-1);
        _signer = new(CreateRoot);
        _root = new(() => X509CertificateLoader.LoadCertificate(_signer.Value.Export(X509ContentType.Cert)));
        _server = new(() => new TlsSettings { Certificate = Issue("conformance server", ["127.0.0.1", "::1", "localhost"]), TrustedRoots = [Root] });
        _client = new(() => new TlsSettings { Certificate = Issue("conformance client", [], forServer: false), TrustedRoots = [Root] });
        _other = new(() => new TlsSettings { Certificate = Issue("another client", [], forServer: false), TrustedRoots = [Root] });
        _impostor = new(() => new TlsSettings { Certificate = Issue("another server", ["another.invalid"]), IsForAnother = true });
    }

    /// <summary>For a listener that is to be doubted: a certificate of this authority for a name that nobody here has.</summary>
    public TlsSettings Impostor => _impostor.Value;

    /// <summary>For a connecting party that is somebody else than <see cref="Client"/>.</summary>
    public TlsSettings Other => _other.Value;

    /// <summary>The self-signed root, without its key.</summary>
    public X509Certificate2 Root => _root.Value;

    /// <summary>For a listener: the server certificate, and the root to check clients by.</summary>
    public TlsSettings Server => _server.Value;

    /// <summary>For a connecting party: the client certificate, and the root to check servers by.</summary>
    public TlsSettings Client => _client.Value;

    /// <summary>Issues one more certificate, for names and numeric addresses of the caller's choice. Disposed with the authority.</summary>
    public X509Certificate2 Issue(string commonName, IEnumerable<string> names, bool forServer = true)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestFor(commonName, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(forServer ? ServerAuthentication : ClientAuthentication)], false));
        var subject = new SubjectAlternativeNameBuilder();
        var named = false;
        foreach (var name in names)
        {
            named = true;
            if (IPAddress.TryParse(name, out var address))
            {
                subject.AddIpAddress(address);
            }
            else
            {
                subject.AddDnsName(name);
            }
        }

        if (named)
        {
            request.CertificateExtensions.Add(subject.Build());
        }

        using var signed = request.Create(_signer.Value, _from, _signer.Value.NotAfter, RandomNumberGenerator.GetBytes(16));
        var certificate = signed.CopyWithPrivateKey(key);
        _issued.Add(certificate);
        return certificate;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _issued.ForEach(certificate => certificate.Dispose());
        foreach (var made in new[] { _signer, _root }.Where(made => made.IsValueCreated))
        {
            made.Value.Dispose();
        }
    }

    private static CertificateRequest RequestFor(string commonName, ECDsa key) =>
        new(new X500DistinguishedName($"CN={commonName}"), key, HashAlgorithmName.SHA256);

    private X509Certificate2 CreateRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestFor("conformance test authority", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(_from, _from.AddYears(1));
    }
}
