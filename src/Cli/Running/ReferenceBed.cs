using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;
using Conformance.Stack.Net;
using Conformance.Stack.Tls;

namespace Conformance.Cli.Running;

/// <summary>The bundled reference and the certificates it shares with the harness.</summary>
internal sealed class ReferenceBed : IDisposable
{
    private readonly TestAuthority _authority = new();

    /// <summary>Prepares a bed.</summary>
    /// <param name="deviations">Faults of the reference that are switched on.</param>
    /// <param name="pixit">Timers.</param>
    /// <param name="secure">True when TLS is needed: certificates take a while to make.</param>
    internal ReferenceBed(IReadOnlyList<Deviation> deviations, Pixit pixit, bool secure)
    {
        TlsServer = secure ? _authority.Server : TlsSettings.Empty;
        TlsClient = secure ? _authority.Client : TlsSettings.Empty;
        Source = new ReferenceSource(deviations, pixit, TlsServer, TlsClient);
    }

    internal ReferenceSource Source { get; }

    internal TlsSettings TlsServer { get; }

    internal TlsSettings TlsClient { get; }

    public void Dispose()
    {
        Source.Dispose();
        _authority.Dispose();
    }

    internal HarnessPorts Ports(int sip, int tls, int msrp) => new() { Sip = sip, SipTls = tls, Msrp = msrp, TlsServer = TlsServer, TlsClient = TlsClient };
}
