using System.Net;
using System.Net.Sockets;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Hosting;

/// <summary>One seat's SIP ports, its transactions, and how it reaches others.</summary>
internal sealed class SipHost : IDisposable
{
    // RFC 3428 8: the largest MESSAGE outside a session when nothing is known of the path.
    private const int UnknownPathLimit = 1300;

    private readonly SeatOptions _options;
    private readonly DigestClient? _credentials;
    private readonly PendingMessages _pending = new();

    /// <exception cref="Conformance.Stack.Net.NetworkException">A port is taken.</exception>
    public SipHost(SeatOptions options, SipConduct? conduct = null)
    {
        _options = options;
        Conduct = conduct ?? new SipConduct();
        Ids = options.Ids;
        _credentials = options.Credentials is { } known ? new DigestClient(known.User, known.Password, options.Ids.Child("digest")) : null;
        Transport = new SipTransport(options.Network, new SipTransportOptions
        {
            Address = options.Address,
            Port = options.SipPort,
            TlsPort = options.TlsServer is null ? null : options.TlsPort,
            Tls = options.TlsServer ?? options.TlsClient,
            TlsClient = Conduct.ChecksCertificates ? options.TlsClient : options.TlsClient with { TrustAnyPeer = true },
        });
        Transactions = new SipTransactions(Transport, options.Timers, options.Ids.Child("transactions"))
        {
            UdpRequestLimit = options.PathMtu - 200,
        };
        Transactions.RequestReceived += transaction => Request?.Invoke(transaction);
        Addresses = Enum.GetValues<TransportKind>()
            .Select(kind => (Kind: kind, Local: Transport.Local(kind)))
            .Where(port => port.Local is not null)
            .ToDictionary(port => port.Kind, port => port.Local ?? throw new InvalidOperationException("A port was closed while the seat opened."));
    }

    /// <summary>A request of a peer's, to be answered.</summary>
    public event Action<SipServerTransaction>? Request;

    public SipConduct Conduct { get; }

    public SipTransport Transport { get; }

    public SipTransactions Transactions { get; }

    public IdSource Ids { get; }

    public IEventLoop Loop => _options.Network.Loop;

    /// <summary>The ports that are open.</summary>
    public IReadOnlyDictionary<TransportKind, IPEndPoint> Addresses { get; }

    /// <summary>Where everything goes that has no address of its own.</summary>
    public SipTarget? OutboundProxy =>
        _options.OutboundProxy is { } proxy ? new SipTarget(_options.OutboundTransport, proxy) : null;

    private string Host => _options.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{_options.Address}]" : _options.Address.ToString();

    /// <summary>The address of record of a user: what goes into From, where a port is not allowed.</summary>
    public string RecordOf(string user, bool secure = false) => $"{(secure ? "sips" : "sip")}:{user}@{Host}";

    /// <summary>Where a user can be reached: what goes into Request-URIs, lists and message/cpim.</summary>
    public string ContactOf(string user, TransportKind kind = TransportKind.Tcp) => kind switch
    {
        TransportKind.Tls when Transport.Local(kind) is null => ContactOf(user),
        TransportKind.Tls => $"sips:{user}@{Transport.SentBy(kind)}",
        TransportKind.Tcp => $"sip:{user}@{Transport.SentBy(kind)};transport=tcp",
        _ => $"sip:{user}@{Transport.SentBy(kind)}",
    };

    /// <summary>Whether the URI names somebody here: any user at our address, with none of our ports or one of them.</summary>
    public bool IsHere(SipUri uri) =>
        (uri.IsSip || uri.IsSips)
        && IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
        && (address.Equals(_options.Address) || _options.Address.Equals(IPAddress.Any) || _options.Address.Equals(IPAddress.IPv6Any))
        && (uri.Port is null || Addresses.Values.Any(local => local.Port == uri.Port));

    /// <summary>The next hop towards a URI: itself when its host is numeric, else the outbound proxy; null when there is no way.</summary>
    public SipTarget? HopTo(SipUri uri) =>
        (uri.IsSip || uri.IsSips) && SipTarget.TryFrom(uri, out var target) ? target : OutboundProxy;

    /// <summary>The six headers of a new request outside a dialog (RFC 3261 8.1.1), less Via, which the transaction adds.</summary>
    /// <param name="from">A URI; it gets a fresh tag.</param>
    public SipMessageBuilder NewRequest(string method, string requestUri, string to, string from) => SipMessage.Request(method, requestUri)
        .Add("Max-Forwards", "70")
        .Add("From", $"<{from}>;tag={Ids.Tag()}")
        .Add("To", $"<{to}>")
        .Add("Call-ID", Ids.CallId())
        .Add("CSeq", $"1 {method}");

    /// <summary>A response with a To tag of ours.</summary>
    public SipMessageBuilder Reply(SipMessage request, int status, string? reason = null)
    {
        var response = request.Respond(status, reason);
        return request.To is { Tag: null } to ? response.Set("To", to.WithParameter("tag", Ids.Tag()).ToString()) : response;
    }

    /// <summary>Answers a request, last look included.</summary>
    public void Answer(SipServerTransaction transaction, SipMessage response) =>
        transaction.Respond(Conduct.Response(transaction.Request, response));

    /// <summary>Answers a request with a bare status.</summary>
    public void Answer(SipServerTransaction transaction, int status, string? reason = null) =>
        Answer(transaction, Reply(transaction.Request, status, reason).Build());

    /// <summary>
    /// Sends a MESSAGE when its Request-URI is free, with one retry when it is challenged and we have credentials.
    /// </summary>
    /// <param name="requestUri">Also the key of the queue.</param>
    /// <param name="hop">Null counts as out of reach.</param>
    /// <param name="compose">Called when its turn has come, so that what waits takes no memory.</param>
    /// <param name="ended">Called once, never from within this call. Status 513: too large for a path of which nothing is known.</param>
    /// <param name="knowsPath">False when nothing is known of the path to this target, whatever holds for others.</param>
    /// <param name="isFirst">Goes before whatever waits for the same Request-URI.</param>
    public void Send(string requestUri, SipTarget? hop, Func<SipMessage> compose, Action<MessageOutcome> ended, bool knowsPath = true, bool isFirst = false)
    {
        if (!Conduct.OneMessagePerUri)
        {
            Start(compose(), hop, ended, retry: true, knowsPath);
            return;
        }

        _pending.Enter(requestUri, () => Start(compose(), hop, outcome =>
        {
            _pending.Done(requestUri);
            ended(outcome);
        }, retry: true, knowsPath), isFirst);
    }

    /// <summary>Ends all transactions and closes the ports.</summary>
    public void Dispose()
    {
        Transactions.Dispose();
        Transport.Dispose();
    }

    private void Start(SipMessage request, SipTarget? hop, Action<MessageOutcome> ended, bool retry, bool knowsPath)
    {
        request = Conduct.Request(request);
        if (!(_options.PathSafe && knowsPath) && request.Bytes.Length > UnknownPathLimit)
        {
            Loop.Post(() => ended(new MessageOutcome(513, null)));
            return;
        }

        if (hop is not { } target)
        {
            Loop.Post(() => ended(new MessageOutcome(503, null)));
            return;
        }

        Transactions.Send(
            request,
            target,
            response => OnResponse(request, response, target, ended, retry, knowsPath),
            () => ended(new MessageOutcome(408, null)),
            _ => ended(new MessageOutcome(503, null)));
    }

    private void OnResponse(SipMessage request, SipMessage response, SipTarget target, Action<MessageOutcome> ended, bool retry, bool knowsPath)
    {
        if (!Conduct.Ends(response.StatusCode))
        {
            return;
        }

        if (retry && response.StatusCode is 401 or 407 && Conduct.AnswersChallenge(response)
            && _credentials?.TryAnswer(response, request, out var proof) == true)
        {
            Start(proof, target, ended, retry: false, knowsPath);
            return;
        }

        ended(new MessageOutcome(response.StatusCode, response));
    }
}
