using System.Security.Cryptography.X509Certificates;

namespace Conformance.Harness.Remote.Description;

/// <summary>Certificates of both sides. They live as long as the process.</summary>
public sealed record SutTls
{
    /// <summary>The roots, or the very certificate, by which the system under test is known; null for the roots of the operating system.</summary>
    public IReadOnlyList<X509Certificate2>? Trust { get; init; }

    /// <summary>SHA-256 of the certificate of the system under test, 64 hexadecimal digits in capitals; it is then trusted whoever issued it. Null when not given.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The certificate of the harness with its key; null when the harness makes one for the run.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The certificate, with its key, of somebody whom the system under test is not to serve, where it knows people by their certificates; null when not given.</summary>
    public X509Certificate2? OtherCertificate { get; init; }
}
