using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Conformance.Cli.Sut;
using Conformance.ReferenceImpl;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Tls;

namespace Conformance.Cli.Serving;

/// <summary>Seats of the reference on sockets, on one loop of their own.</summary>
internal sealed class LiveSeats : IAsyncDisposable
{
    private readonly ServeOptions _options;
    private readonly TestAuthority _authority = new();
    private readonly SocketLoop _loop = new("reference");
    private readonly SocketNetwork _network;
    private readonly Lazy<X509Certificate2> _harness;
    private readonly Dictionary<string, IReferenceSeat> _seats = new(StringComparer.Ordinal);

    private LiveSeats(ServeOptions options)
    {
        _options = options;
        _network = new SocketNetwork(_loop);
        _harness = new(() => _authority.Issue("conformance harness", []));
    }

    /// <summary>What the user of a seat saw: the seat, the event, its values. Raised on the loop of the seats.</summary>
    internal event Action<string, string, IReadOnlyDictionary<string, string>>? Saw;

    /// <summary>The seats, in the order in which they were asked for.</summary>
    internal IReadOnlyList<IReferenceSeat> Seats => [.. _options.Seats.Select(s => _seats[s])];

    /// <summary>The root that the TLS ports' certificate leads to, in PEM.</summary>
    internal string RootPem => _authority.Root.ExportCertificatePem();

    /// <summary>A certificate by which a harness proves to be the one that these seats are served for, wherever it is, and its key, both in PEM.</summary>
    internal (string Certificate, string Key) HarnessPem =>
        (_harness.Value.ExportCertificatePem(), _harness.Value.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? throw new InvalidOperationException("The certificate has no key."));

    /// <summary>With a SUT file, the one harness that the file makes; without one, anybody.</summary>
    private TlsSettings TlsClient => _options.SutFile is null
        ? _authority.Client with { TrustAnyPeer = true }
        : _authority.Client with { Fingerprints = [_harness.Value.GetCertHashString(HashAlgorithmName.SHA256)] };

    /// <summary>Opens the ports of all seats.</summary>
    /// <exception cref="NetworkException">A port is taken.</exception>
    internal static async Task<LiveSeats> OpenAsync(ServeOptions options)
    {
        var seats = new LiveSeats(options);
        try
        {
            await seats._loop.InvokeAsync(seats.Open);
            return seats;
        }
        catch
        {
            // The caller is told of the port; the loop's thread must not outlive the attempt.
            await seats.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the user of a seat act.</summary>
    /// <exception cref="ArgumentException">No such seat or action, or a value is missing or makes no sense.</exception>
    internal async Task PerformAsync(string action, IReadOnlyDictionary<string, string> values)
    {
        var seat = SeatFor(values);
        await _loop.InvokeAsync(() => seat.Perform(action, values));
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.InvokeAsync(() =>
        {
            foreach (var seat in _seats.Values)
            {
                seat.Dispose();
            }
        });
        _network.Dispose();
        _loop.Dispose();
        _authority.Dispose();
    }

    private IReferenceSeat SeatFor(IReadOnlyDictionary<string, string> values)
    {
        if (values.TryGetValue("seat", out var name))
        {
            return _seats.GetValueOrDefault(name)
                ?? throw new ArgumentException($"The seat \"{name}\" is not served here; served are {string.Join(", ", _options.Seats)}.");
        }

        return _seats.Count == 1
            ? _seats.Values.First()
            : throw new ArgumentException($"Several seats are served here, so the value seat is needed: one of {string.Join(", ", _options.Seats)}.");
    }

    private void Open()
    {
        var ids = new IdSource(_options.Seed);
        foreach (var name in _options.Seats)
        {
            var seat = ReferenceSeats.Create(name, OptionsFor(name, _options.Seats.Count == 1 ? ids : ids.Child(name)));
            _seats[name] = seat;
            seat.UserSaw += (sight, values) => Saw?.Invoke(name, sight, values);
        }
    }

    private SeatOptions OptionsFor(string seat, IdSource ids) => new()
    {
        Network = _network,
        Ids = ids,
        Address = _options.Address,
        SipPort = _options.SipPort,
        TlsPort = _options.TlsPort,
        MsrpPort = _options.MsrpPort,
        TlsServer = _authority.Server,
        TlsClient = TlsClient,
        Timers = new SipTimers { T1 = _options.T1 },
        PathMtu = IPAddress.IsLoopback(_options.Address) ? 65_535 : 1500,
        Accounts = AccountsOf(seat),
        Credentials = (_options.Account ?? (_options.SutFile is null ? null : ReferenceSource.Account)) is { } own ? new SeatCredentials(own.UserName, own.Password) : null,
        Deviations = [.. _options.Deviations.Where(d => d.Seat == seat)],
    };

    /// <summary>An account asked for holds for all seats; where a SUT file tells of them, the list service asks for those that its cases need.</summary>
    private Dictionary<string, string> AccountsOf(string seat) =>
        _options.Account is { } account ? new() { [account.UserName] = account.Password }
        : _options.SutFile is not null && seat == Harness.Dsl.Seat.ListService.Name
            ? new() { [ReferenceSource.Account.UserName] = ReferenceSource.Account.Password, [ReferenceSource.Guest.UserName] = ReferenceSource.Guest.Password }
        : [];
}
