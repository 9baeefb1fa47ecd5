using System.Net;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Running;
using Conformance.Stack.Net;
using Conformance.Stack.Tls;

namespace Conformance.Cli.Running;

/// <summary>A system under test that its SUT file describes, and the certificates of both sides.</summary>
internal sealed class RemoteBed : ITestBed
{
    private readonly SutDescription _sut;
    private readonly TestAuthority? _authority;
    private readonly RemoteSutSource _source;

    private RemoteBed(SutDescription sut, RemoteSutSource source, TestAuthority? authority)
    {
        _sut = sut;
        _source = source;
        _authority = authority;
    }

    public ISutSource Source => _source;

    /// <summary>Prepares a bed.</summary>
    /// <param name="sut">The SUT file.</param>
    /// <param name="authority">Issues the harness's certificate where the file names none, and is disposed with the bed; null leaves the TLS ports closed.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="RemoteException">The stream of sights cannot be opened.</exception>
    internal static async Task<RemoteBed> OpenAsync(SutDescription sut, TestAuthority? authority, CancellationToken cancel)
    {
        try
        {
            return new RemoteBed(sut, await RemoteSutSource.OpenAsync(sut, ConsoleOperator.IfThere(), cancel), authority);
        }
        catch
        {
            authority?.Dispose();
            throw;
        }
    }

    public HarnessPorts Ports(int sip, int tls, int msrp) => new()
    {
        Address = _sut.Harness.Address,
        Advertise = _sut.Harness.Advertise,
        Sip = sip == 0 ? _sut.Harness.SipPort : sip,
        SipTls = tls == 0 ? _sut.Harness.TlsPort : tls,
        Msrp = msrp == 0 ? _sut.Harness.MsrpPort : msrp,
        TlsServer = TlsServer(),
        TlsClient = TlsClient(),
    };

    public void Dispose()
    {
        _source.Dispose();
        _authority?.Dispose();
    }

    /// <summary>Whoever connects is let in: who it is shows in what it says, and the system under test need not own a certificate that we can check.</summary>
    private TlsSettings TlsServer() =>
        (_sut.Tls.Certificate is { } own ? new TlsSettings { Certificate = own } : OwnCertificate()) with { TrustAnyPeer = true };

    private TlsSettings OwnCertificate()
    {
        IPAddress?[] places = [_sut.Harness.Address, _sut.Harness.Advertise];
        return _authority is null ? TlsSettings.Empty
            : places.All(p => p is null || IPAddress.IsLoopback(p)) ? _authority.Server
            : new TlsSettings { Certificate = _authority.Issue("conformance harness", places.OfType<IPAddress>().Select(p => p.ToString())) };
    }

    private TlsSettings TlsClient() => new()
    {
        Certificate = _sut.Tls.Certificate ?? _authority?.Client.Certificate,
        TrustedRoots = _sut.Tls.Trust,
        Fingerprints = _sut.Tls.Fingerprint is { } fingerprint ? [fingerprint] : [],

        // Addresses here are numeric, and certificates of devices rarely name them.
        AnyName = _sut.Tls.Trust is not null,
    };
}
