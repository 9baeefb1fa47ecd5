using System.Security.Cryptography.X509Certificates;

namespace Conformance.Stack.Net;

/// <summary>Certificates of one party. In memory no handshake takes place and <see cref="Empty"/> will do.</summary>
public sealed record TlsSettings
{
    /// <summary>No certificate, system trust.</summary>
    public static TlsSettings Empty { get; } = new();

    /// <summary>Our certificate with its private key. Needed to listen; to connect, only when the server asks for one.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// True when <see cref="Certificate"/> is not one for this host. Says so where no handshake takes place: whoever looks at certificates there does not connect.
    /// </summary>
    public bool IsForAnother { get; init; }

    /// <summary>Called on the loop whenever somebody has come to a TLS port of ours, whether or not the handshake then succeeds.</summary>
    public Action? Approached { get; init; }

    /// <summary>The roots a peer's certificate must lead to; null means the system's.</summary>
    public IReadOnlyList<X509Certificate2>? TrustedRoots { get; init; }

    /// <summary>Accepts any peer certificate: labs with self-signed ones. Names and roots are then not looked at.</summary>
    public bool TrustAnyPeer { get; init; }

    /// <summary>SHA-256 of certificates that are accepted whoever issued them and whatever they name, in hexadecimal digits, capitals.</summary>
    public IReadOnlyList<string> Fingerprints { get; init; } = [];

    /// <summary>Does not compare the name in a server's certificate: where addresses are numeric, few certificates name them.</summary>
    public bool AnyName { get; init; }

    /// <summary>As a server, refuse peers that present no acceptable certificate.</summary>
    public bool RequireClientCertificate { get; init; }

    /// <summary>The name to demand of a server; null means its numeric address.</summary>
    public string? ServerName { get; init; }
}
