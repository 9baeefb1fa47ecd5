using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Conformance.Stack.Net;

/// <summary>Turns a connected socket into a TLS stream, by the settings of one party.</summary>
internal static class TlsHandshake
{
    // Parsing a certificate for the TLS library costs more than a handshake with it.
    private static readonly ConditionalWeakTable<X509Certificate2, SslStreamCertificateContext> s_contexts = [];

    public static async Task<SslStream> AsServerAsync(SocketNetwork network, Socket socket, TlsSettings settings, CancellationToken cancellation)
    {
        var tls = new SslStream(StreamOf(network, socket, accepted: true));
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = ContextOf(settings.Certificate),
            ClientCertificateRequired = settings.RequireClientCertificate,
            CertificateChainPolicy = PolicyOf(settings),
            RemoteCertificateValidationCallback = settings.TrustAnyPeer ? AcceptAny : null,
        };
        await tls.AuthenticateAsServerAsync(options, cancellation).ConfigureAwait(false);
        return tls;
    }

    public static async Task<SslStream> AsClientAsync(SocketNetwork network, Socket socket, IPEndPoint remote, TlsSettings settings, CancellationToken cancellation)
    {
        var tls = new SslStream(StreamOf(network, socket, accepted: false));
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.ServerName ?? remote.Address.ToString(),
            ClientCertificateContext = ContextOf(settings.Certificate),
            CertificateChainPolicy = PolicyOf(settings),
            RemoteCertificateValidationCallback = ServerCheckOf(settings),
        };
        await tls.AuthenticateAsClientAsync(options, cancellation).ConfigureAwait(false);
        return tls;
    }

    private static Stream StreamOf(SocketNetwork network, Socket socket, bool accepted)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        return network.CipherTap is { } tap && socket is { LocalEndPoint: IPEndPoint local, RemoteEndPoint: IPEndPoint remote }
            ? new TappedStream(stream, tap.Opened(local, remote, accepted), network.Loop)
            : stream;
    }

    private static SslStreamCertificateContext? ContextOf(X509Certificate2? certificate) =>
        certificate is null ? null : s_contexts.GetValue(certificate, static c => SslStreamCertificateContext.Create(c, null, offline: true));

    private static X509ChainPolicy? PolicyOf(TlsSettings settings)
    {
        if (settings.TrustedRoots is not { } roots)
        {
            return null;
        }

        // A lab's authority publishes no revocation lists.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        foreach (var root in roots)
        {
            policy.CustomTrustStore.Add(root);
        }

        return policy;
    }

    private static RemoteCertificateValidationCallback? ServerCheckOf(TlsSettings settings) =>
        settings.TrustAnyPeer ? AcceptAny
        : settings.Fingerprints.Count == 0 && !settings.AnyName ? null
        : (_, certificate, _, errors) =>
            errors is SslPolicyErrors.None
            || (settings.AnyName && errors is SslPolicyErrors.RemoteCertificateNameMismatch)
            || (certificate is not null && settings.Fingerprints.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256), StringComparer.OrdinalIgnoreCase));

    private static bool AcceptAny(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;
}
