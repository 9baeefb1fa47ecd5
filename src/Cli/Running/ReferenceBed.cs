using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;
using Conformance.Stack.Net;
using Conformance.Stack.Tls;

namespace Conformance.Cli.Running;

/// <summary>The bundled reference and the certificates it shares with the harness.</summary>
internal sealed class ReferenceBed : ITestBed
{
    private readonly TestAuthority? _authority;
    private readonly ReferenceSource _source;

    /// <summary>Prepares a bed.</summary>
    /// <param name="deviations">Faults of the reference that are switched on.</param>
    /// <param name="pixit">Timers.</param>
    /// <param name="authority">Issues the certificates, and is disposed with the bed; null leaves the TLS ports of sockets closed.</param>
    internal ReferenceBed(IReadOnlyList<Deviation> deviations, Pixit pixit, TestAuthority? authority)
    {
        _authority = authority;
        TlsImpostor = authority?.Impostor;
        TlsServer = authority?.Server ?? TlsSettings.Empty;
        TlsClient = authority?.Client ?? TlsSettings.Empty;
        TlsOther = authority?.Other;
        _source = new ReferenceSource(deviations, pixit, TlsServer, TlsClient);
    }

    public ISutSource Source => _source;

    /// <summary>None: it would be compared with itself.</summary>
    public ISutSource? BlameControl => null;

    internal TlsSettings TlsServer { get; }

    internal TlsSettings TlsClient { get; }

    internal TlsSettings? TlsImpostor { get; }

    internal TlsSettings? TlsOther { get; }

    public void Dispose()
    {
        _source.Dispose();
        _authority?.Dispose();
    }

    public HarnessPorts Ports(int sip, int tls, int msrp) => new() { Sip = sip, SipTls = tls, Msrp = msrp, TlsServer = TlsServer, TlsClient = TlsClient, TlsImpostor = TlsImpostor, TlsOther = TlsOther };
}
