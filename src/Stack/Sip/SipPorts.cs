using System.Net;
using Conformance.Stack.Net;

namespace Conformance.Stack.Sip;

/// <summary>The open ports of a <see cref="SipTransport"/> and the names it gives them.</summary>
internal sealed class SipPorts : IDisposable
{
    // A port that is free for UDP and taken for TCP is bad luck; this often in a row it is something else.
    private const int Attempts = 20;

    private readonly SipTransportOptions _options;
    private readonly IStreamListener _tcp;
    private readonly IStreamListener? _tls;
    private readonly IStreamListener? _secondTls;
    private readonly StreamSecurity _connectTls;
    private readonly StreamSecurity _connectAsAnother;

    public SipPorts(
        INetwork network, SipTransportOptions options, Action<ReadOnlyMemory<byte>, IPEndPoint> datagram, Action<IByteStream> accepted)
    {
        _options = options;
        _connectTls = StreamSecurity.Tls(options.TlsClient ?? options.Tls);
        _connectAsAnother = options.TlsOther is { } other ? StreamSecurity.Tls(other) : _connectTls;
        for (var attempt = 1; ; attempt++)
        {
            Udp = network.BindDatagram(new IPEndPoint(options.Address, options.Port), datagram);
            try
            {
                _tcp = network.Listen(new IPEndPoint(options.Address, Udp.Local.Port), StreamSecurity.None, accepted);
                break;
            }
            catch (NetworkException) when (options.Port == 0 && attempt < Attempts)
            {
                Udp.Dispose();
            }
            catch (NetworkException)
            {
                Udp.Dispose();
                throw;
            }
        }

        try
        {
            _tls = options.TlsPort is { } port ? Listen(port, options.Tls) : null;
            _secondTls = options.SecondTls is { } second ? Listen(options.SecondTlsPort, second) : null;
        }
        catch (NetworkException)
        {
            Dispose();
            throw;
        }

        IStreamListener Listen(int port, TlsSettings settings) => network.Listen(new IPEndPoint(options.Address, port), StreamSecurity.Tls(settings), accepted);
    }

    public IDatagramSocket Udp { get; }

    public IPAddress? ConnectFrom => IsAny(_options.Address) ? null : _options.Address;

    public IPEndPoint? Local(TransportKind kind) => kind switch
    {
        TransportKind.Udp => Udp.Local,
        TransportKind.Tcp => _tcp.Local,
        _ => _tls?.Local,
    };

    public IPEndPoint? LocalSecondTls => _secondTls?.Local;

    public string? SecondTls => _secondTls is null ? null : Named(_secondTls.Local);

    public IPEndPoint Reachable(TransportKind kind) => Reachable(Open(kind));

    public string SentBy(TransportKind kind) => Named(Open(kind));

    public StreamSecurity ToConnect(SipTarget target) => target.Transport != TransportKind.Tls ? StreamSecurity.None : target.AsAnother ? _connectAsAnother : _connectTls;

    public void Dispose()
    {
        Udp.Dispose();
        _tcp.Dispose();
        _tls?.Dispose();
        _secondTls?.Dispose();
    }

    private string Named(IPEndPoint local) => _options.AdvertisedHost is { } host ? $"{host}:{local.Port}" : Reachable(local).ToString();

    private static IPEndPoint Reachable(IPEndPoint local) =>
        local.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, local.Port)
        : local.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, local.Port)
        : local;

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private IPEndPoint Open(TransportKind kind) => Local(kind) ?? throw new InvalidOperationException($"This host has no {kind} port.");
}
