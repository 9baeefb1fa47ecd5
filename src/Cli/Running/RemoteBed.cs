using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conformance.Cli.Sut;
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
    private readonly ReferenceSource? _reference;

    private RemoteBed(SutDescription sut, RemoteSutSource source, TestAuthority? authority)
    {
        _sut = sut;
        _source = source;
        _authority = authority;
        _reference = HarnessIsHere(sut) ? Reference(sut, authority) : null;
    }

    public ISutSource? BlameControl => _reference;

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
            // The caller is told of it, whatever it is; what was handed over goes with the attempt.
            authority?.Dispose();
            throw;
        }
    }

    public HarnessPorts Ports(int sip, int tls, int msrp) => Trusting(PortsOf(_sut, _authority, sip, tls, msrp)) with { Registrar = _source.Registrar };

    /// <summary>Where the harness listens for a system under test, with the certificates that fit it.</summary>
    /// <param name="sut">The SUT file.</param>
    /// <param name="authority">Issues the harness's certificate where the file names none; null leaves the TLS ports closed then.</param>
    /// <param name="sip">Port for UDP and TCP; 0 for that of the file.</param>
    /// <param name="tls">Port for TLS; 0 for that of the file.</param>
    /// <param name="msrp">Port for MSRP; 0 for that of the file.</param>
    internal static HarnessPorts PortsOf(SutDescription sut, TestAuthority? authority, int sip, int tls, int msrp) => new()
    {
        Address = sut.Harness.Address,
        Advertise = sut.Harness.Advertise,
        Sip = sip == 0 ? sut.Harness.SipPort : sip,
        SipTls = tls == 0 ? sut.Harness.TlsPort : tls,
        OtherTls = sut.Harness.OtherTlsPort,
        Msrp = msrp == 0 ? sut.Harness.MsrpPort : msrp,
        TlsServer = TlsServer(sut, authority),
        TlsClient = TlsClient(sut, authority),
        TlsOther = sut.Tls.OtherCertificate is { } other ? TlsClient(sut, authority) with { Certificate = other } : null,

        // Only a system that trusts the harness for its certificate can be expected to mistrust another one.
        TlsImpostor = sut.Tls.Certificate is null ? null : authority?.Impostor,
    };

    public void Dispose()
    {
        _source.Dispose();
        _reference?.Dispose();
        _authority?.Dispose();
    }

    /// <summary>Whoever connects is let in: who it is shows in what it says, and the system under test need not own a certificate that we can check.</summary>
    private static TlsSettings TlsServer(SutDescription sut, TestAuthority? authority) =>
        (sut.Tls.Certificate is { } own ? new TlsSettings { Certificate = own } : OwnCertificate(sut, authority)) with { TrustAnyPeer = true };

    private static TlsSettings OwnCertificate(SutDescription sut, TestAuthority? authority)
    {
        IPAddress?[] places = [sut.Harness.Address, sut.Harness.Advertise];
        return authority is null ? TlsSettings.Empty
            : places.All(p => p is null || IPAddress.IsLoopback(p)) ? authority.Server
            : new TlsSettings { Certificate = authority.Issue("conformance harness", places.OfType<IPAddress>().Select(p => p.ToString())) };
    }

    private static TlsSettings TlsClient(SutDescription sut, TestAuthority? authority) => new()
    {
        Certificate = sut.Tls.Certificate ?? authority?.Client.Certificate,
        TrustedRoots = sut.Tls.Trust,
        Fingerprints = sut.Tls.Fingerprint is { } fingerprint ? [fingerprint] : [],

        // Addresses here are numeric, and certificates of devices rarely name them.
        AnyName = sut.Tls.Trust is not null,
    };

    /// <summary>The reference beside the harness uses the address that is written into messages; one on the far side of a NAT may not lead back here.</summary>
    private static bool HarnessIsHere(SutDescription sut) => sut.Harness.Advertise is null || sut.Harness.Advertise.Equals(sut.Harness.Address);

    private static ReferenceSource Reference(SutDescription sut, TestAuthority? authority)
    {
        var at = sut.Harness.Address;
        return new ReferenceSource([], sut.Pixit, authority?.Server ?? TlsSettings.Empty, Knowing(TlsServer(sut, authority).Certificate))
        {
            Address = at.Equals(IPAddress.Any) ? IPAddress.Loopback : at.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : at,
            Accounts = [sut.Pixit.Credentials ?? ReferenceSource.Account, sut.Pixit.NotEntitled ?? ReferenceSource.Guest],
            Proof = sut.Pixit.Challenge ?? sut.Pixit.Credentials ?? ReferenceSource.Account,
        };
    }

    /// <summary>What the reference beside the harness trusts: the harness, and nobody who only says so.</summary>
    private static TlsSettings Knowing(X509Certificate2? harness) =>
        harness is null ? TlsSettings.Empty : TlsSettings.Empty with { Fingerprints = [harness.GetCertHashString(HashAlgorithmName.SHA256)] };

    /// <summary>The harness also connects to the reference, whose certificate no SUT file names.</summary>
    private HarnessPorts Trusting(HarnessPorts ports) => _authority?.Server.Certificate is { } own
        ? ports with { TlsClient = Knowing(ports.TlsClient, own), TlsOther = ports.TlsOther is { } other ? Knowing(other, own) : null }
        : ports;

    private static TlsSettings Knowing(TlsSettings settings, X509Certificate2 peer) => settings with { Fingerprints = [.. settings.Fingerprints, peer.GetCertHashString(HashAlgorithmName.SHA256)] };
}
